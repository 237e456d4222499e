"""``make screenshots``: draw the pictures of README.md from a running demo."""

import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.visitor import DESK, PHONE, log_in, open_page
from tests.portal import Portal
from tests.tree import ROOT
from thanhhoa_ecom.demo.logins import DOMAIN

FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 128
"""Enough for pages of a few tints, and a fifth of the size."""


def open_first_dossier(page: Page) -> None:
    page.goto("/doanh-nghiep/ho-so/")
    page.locator("main a[href*='/ho-so/']").first.click()


@dataclass(frozen=True)
class Shot:
    name: str
    go: str | Callable[[Page], None]
    person: str = ""
    size: Mapping[str, int] = field(default_factory=lambda: DESK)


SHOTS = (
    Shot("home", "/"),
    Shot("register", "/khuyen-mai/"),
    Shot("complaint", "/phan-anh/moi/", size=PHONE),
    Shot("dossier", open_first_dossier, person="cua-hang"),
    Shot("leadership", "/tai-khoan/sau-dang-nhap/", person="lanh-dao"),
)


def main() -> int:
    path = chromium.find()
    if path is None:
        print("No Chromium was found: install one (apt install chromium).")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        portal = Portal(Path(folder))
        portal.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=path, args=list(chromium.ARGUMENTS)
                )
                for shot in SHOTS:
                    draw(browser, portal, shot)
        finally:
            portal.stop()
    return 0


def draw(browser: Browser, portal: Portal, shot: Shot) -> None:
    page = open_page(browser, portal.url, size=shot.size)
    if shot.person:
        log_in(page, f"{shot.person}@{DOMAIN}")
    if isinstance(shot.go, str):
        page.goto(shot.go)
    else:
        shot.go(page)
    page.wait_for_load_state("networkidle")
    file = FOLDER / f"{shot.name}.png"
    page.screenshot(path=file)
    page.context.close()
    with Image.open(file) as picture:
        picture.quantize(COLOURS).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
