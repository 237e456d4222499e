"""Draw the portal's motifs after the Đông Sơn drum: star, drum face and frieze.

    python deploy/draw_motifs.py

Writes ``static/img/*.svg``. The drawings are ours: the fourteen-pointed star, the
rings of saw-teeth and of circles joined by tangents, and the birds that fly round it.
Shapes are black where a style sheet uses them as a mask and takes the colour itself.
"""

from math import cos, pi, sin, tau
from pathlib import Path

IMAGES = Path(__file__).resolve().parent.parent / "static" / "img"
POINTS = 14
BRONZE = "#A06A24"
# A bird of the drum, flying to the left: beak, crest, body, wings, fan of the tail.
BIRD = (
    "M-17 1 L-6 -2.2 Q-3.6 -5.6 .6 -4.6 L-2.4 -3.2 Q1 -2.6 3 -2 L8.4 -9 L8.8 -1.6 "
    "L18 -4.2 L15.4 -.4 L19 1.4 L8.6 2.4 L7.4 8.6 L1.6 2.8 Q-3 2.8 -6 .2 Z"
)


def at(radius: float, turn: float) -> str:
    """Return the point at a radius, ``turn`` of a circle clockwise from the top."""
    angle = turn * tau - pi / 2
    return f"{radius * cos(angle):.1f} {radius * sin(angle):.1f}"


def star(outer: float, inner: float) -> str:
    tips = [
        at(inner if corner % 2 else outer, corner / (2 * POINTS))
        for corner in range(2 * POINTS)
    ]
    return "M" + "L".join(tips) + "Z"


def saw_teeth(inner: float, outer: float, count: int) -> str:
    teeth = (
        f"M{at(inner, n / count)}L{at(outer, (n + 0.5) / count)}L{at(inner, (n + 1) / count)}Z"
        for n in range(count)
    )
    return f'<path d="{"".join(teeth)}"/>'


def ring(radius: float, width: float = 1) -> str:
    return f'<circle r="{radius}" fill="none" stroke="#000" stroke-width="{width}"/>'


def joined_circles(radius: float, count: int, size: float) -> str:
    """Circles with a dot, each joined to the next by a tangent that crosses over."""
    circles, lines = [], []
    for n in range(count):
        x, y = at(radius, n / count).split()
        circles.append(f'<circle cx="{x}" cy="{y}" r="{size}"/>')
        lines.append(
            f"M{at(radius + size, n / count)}L{at(radius - size, (n + 1) / count)}"
        )
    dots = "".join(c.replace(f'r="{size}"', f'r="{size / 4:.1f}"') for c in circles)
    return (
        f'<g fill="none" stroke="#000">{"".join(circles)}<path d="{"".join(lines)}"/></g>'
        + dots
    )


def birds(radius: float, count: int, scale: float) -> str:
    flock = "".join(
        f'<use href="#b" transform="rotate({(n + 0.5) * 360 / count:.2f}) '
        f'translate(0 {-radius}) scale({scale})"/>'
        for n in range(count)
    )
    return f'<defs><path id="b" d="{BIRD}"/></defs>{flock}'


def svg(view_box: str, body: str, **attributes: str) -> str:
    extra = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}"{extra}>'
        f"{body}</svg>\n"
    )


def draw_star() -> str:
    body = (
        f'<g fill="{BRONZE}"><path d="{star(20, 8)}"/>'
        f'<circle r="22.6" fill="none" stroke="{BRONZE}" stroke-width="1.4"/></g>'
    )
    return svg("-24 -24 48 48", body)


def draw_mark() -> str:
    """Return the bare star, for a mark as small as a letter."""
    return svg("-24 -24 48 48", f'<path d="{star(24, 11)}"/>')


def draw_drum() -> str:
    """Return the rings of the drum's face; the star in the middle is the page's."""
    body = "".join(
        [
            ring(116),
            ring(119),
            saw_teeth(121, 128, 84),
            ring(130),
            birds(149, POINTS, 1.18),
            ring(168),
            joined_circles(174.5, 70, 4),
            ring(181),
            saw_teeth(183, 190, 112),
            ring(192.5),
            ring(197, 2),
        ]
    )
    return svg("-200 -200 400 400", body)


def draw_frieze() -> str:
    """Return one repeat of a band: saw-teeth, joined circles, saw-teeth."""
    teeth = "".join(f"M{x} 5L{x + 4} 0L{x + 8} 5Z" for x in (0, 8, 16))
    lower = "".join(f"M{x} 19L{x + 4} 24L{x + 8} 19Z" for x in (0, 8, 16))
    circles = "".join(f'<circle cx="{x}" cy="12" r="3.6"/>' for x in (0, 12, 24))
    tangents = "M0 8.4L12 15.6M12 8.4L24 15.6"
    body = (
        f'<path d="{teeth}{lower}"/><path d="M0 6.5H24M0 17.5H24" stroke="#000"/>'
        f'<g fill="none" stroke="#000" stroke-width=".9">{circles}<path d="{tangents}"/></g>'
        '<circle cx="0" cy="12" r="1"/><circle cx="12" cy="12" r="1"/><circle cx="24" cy="12" r="1"/>'
    )
    return svg("0 0 24 24", body, width="24", height="24")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    drawings = {
        "star": draw_star,
        "mark": draw_mark,
        "drum": draw_drum,
        "frieze": draw_frieze,
    }
    for name, draw in drawings.items():
        (IMAGES / f"{name}.svg").write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
