"""Text nobody should type, and papers made of nothing else."""

from dataclasses import replace

from documents.blocks import (
    Appendix,
    BulletList,
    Chart,
    ChartKind,
    Column,
    Definition,
    Definitions,
    Heading,
    KeyFigure,
    KeyFigures,
    Paper,
    Paragraph,
    Recipients,
    Run,
    Series,
    Signature,
    Table,
)
from documents.values import Format
from tests.documents import samples

TEXTS = (
    '#panic("no") #read("/etc/passwd") #[x] #{1+1}',
    "*đậm* _nghiêng_ `mã` $x^2$ @thamchieu <nhan> = Đề mục\n- dòng\n+ dòng\n/ a: b",
    "\\ \\n \\u{1F600} // chú thích /* chú thích */ ~ --- ...",
    "<script>alert(1)</script> & \"x\" 'y' ]]> <!-- -->",
    "=1+1",
    '=HYPERLINK("http://x.example","y")',
    "+84 912 345 678",
    "-5",
    "@SUM(A1)",
    "\t=cmd",
    "http://x.example/a?b=c",
    "00123",
    "{{ 7 * 7 }} {% x %}",
    "a\x00b\x07c\x1bd\ud800e\ufffef",
    "bi\u202edi\u2066x",
    "😀 中文 عربي",
    "x" * 300,
)


def paper(text: str) -> Paper:
    """Return a paper that says one thing everywhere a paper can say something."""
    table = Table(
        caption=text,
        unit=text,
        note=text,
        columns=(
            Column(title=text, group=text, code="A-01"),
            Column(title=text, group=text, format=Format.COUNT),
        ),
        rows=((text, 1), (text, None)),
        total=(text, 2),
    )
    chart = Chart(
        kind=ChartKind.BAR,
        caption=text,
        unit=text,
        note=text,
        category_title=text,
        categories=(text, text),
        series=(Series(text, (1, None)), Series(text, (None, None))),
    )
    return Paper(
        letterhead=samples.letterhead(
            parent=text,
            issuer=text,
            issuer_name=text,
            kind=text,
            subject=text,
            addressees=(text, text),
        ),
        body=(
            Heading(3, text),
            Paragraph(text),
            Paragraph((Run(text, bold=True), Run(text, italic=True))),
            BulletList((text,)),
            KeyFigures((KeyFigure(label=text, value=1, unit=text, code="A-01"),)),
            table,
            chart,
            replace(chart, kind=ChartKind.LINE),
            Definitions((Definition("A-01", text),), title=text),
        ),
        made_at=samples.MADE_AT,
        as_of=samples.AS_OF,
        code=samples.CODE,
        signature=Signature(on_behalf=text, title=text, name=text),
        recipients=Recipients((text,)),
        appendices=(Appendix(title=text, blocks=(Heading(1, text), Paragraph(text))),),
    )


def long_table(rows: int) -> Paper:
    """Return a paper with one long table, as the full register would be."""
    table = Table(
        caption="Danh sách chương trình khuyến mại",
        columns=(
            Column(title="TT", format=Format.COUNT, width=6),
            Column(title="Thương nhân", width=30),
            Column(title="Tên chương trình", width=40),
            Column(title="Số sản phẩm", format=Format.COUNT, width=10),
            Column(title="Mức giảm", format=Format.PERCENT, width=10),
            Column(title="Giá trị", format=Format.DONG, width=18),
        ),
        rows=tuple(
            (
                at,
                f"Hợp tác xã nông nghiệp số {at % 97}",
                f"Giảm giá hàng đặc sản đợt {at % 13} tại gian hàng trực tuyến",
                at % 41,
                at % 100,
                at * 1_250_000,
            )
            for at in range(1, rows + 1)
        ),
        landscape=True,
    )
    return Paper(
        letterhead=samples.letterhead(), body=(table,), made_at=samples.MADE_AT
    )
