from pathlib import Path

from django.contrib.staticfiles import finders

import pytest
from fontTools.ttLib import TTFont

from thanhhoa_ecom.fonts import FONTS, FontFinder, ready

VIETNAMESE = "ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵđĐƯƠ"
SIGNS = "₫%–“”‘’…«»×"


@pytest.fixture(autouse=True)
def empty_folder(settings, tmp_path: Path) -> Path:
    settings.FONTS_ROOT = tmp_path / "fonts"
    return settings.FONTS_ROOT


@pytest.mark.parametrize("name", FONTS)
def test_a_font_is_small_and_writes_vietnamese(name: str) -> None:
    path = ready(name)

    letters = set(TTFont(path).getBestCmap())
    assert path.stat().st_size <= 28 * 1024
    assert {
        letter for letter in VIETNAMESE + SIGNS if ord(letter) not in letters
    } == set()


def test_figures_can_stand_under_each_other() -> None:
    font = TTFont(ready("be-vietnam-pro-400.woff2"))

    table = font["GSUB"].table
    [feature] = [
        record.Feature
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
    ]
    lookup = table.LookupList.Lookup[feature.LookupListIndex[0]]
    mapping = lookup.SubTable[0].mapping
    digits = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    widths = {font["hmtx"][mapping[digit]][0] for digit in digits}
    assert len(widths) == 1


def test_a_font_is_cut_once() -> None:
    first = ready("be-vietnam-pro-400.woff2").stat().st_mtime_ns

    assert ready("be-vietnam-pro-400.woff2").stat().st_mtime_ns == first


def test_static_files_find_the_fonts_and_nothing_else(empty_folder: Path) -> None:
    collected = [name for name, _storage in FontFinder().list([])]

    assert collected == list(FONTS)
    assert finders.find("fonts/be-vietnam-pro-400.woff2") == str(
        empty_folder / "be-vietnam-pro-400.woff2"
    )
    assert FontFinder().find("fonts/other.woff2") == []
    assert FontFinder().find("be-vietnam-pro-400.woff2") == []
