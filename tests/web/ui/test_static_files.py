"""What the pages carry: every letter people here need, nothing unnamed, nothing missing."""

import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

STATIC = Path(__file__).parents[3] / "src/lienthong/web/ui/static/ui"
VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
HIGHLAND = "ƀčĕĭŏŭñ" + "\u0306\u0323\u0331"


def letters_of(name: str) -> set[int]:
    return set(TTFont(STATIC / "fonts" / name).getBestCmap())


@pytest.mark.parametrize("weight", ["400", "600"])
def test_the_digit_font_holds_ten_digits_of_one_width_and_nothing_else(weight: str) -> None:
    font = TTFont(STATIC / f"fonts/noto-digits-{weight}.woff2")
    assert set(font.getBestCmap()) == set(map(ord, "0123456789"))
    assert len({font["hmtx"][glyph][0] for glyph in font.getBestCmap().values()}) == 1
    assert (STATIC / f"fonts/noto-digits-{weight}.woff2").stat().st_size < 2400


@pytest.mark.parametrize("weight", ["400", "600"])
def test_two_subsets_of_the_text_font_hold_all_of_vietnamese(weight: str) -> None:
    held = letters_of(f"be-latin-{weight}.woff2") | letters_of(f"be-vietnamese-{weight}.woff2")
    for letter in VIETNAMESE + VIETNAMESE.upper() + "₫":
        assert ord(letter) in held, letter


@pytest.mark.parametrize("weight", ["400", "600"])
def test_one_cut_holds_whole_jrai_and_bahnar_names(weight: str) -> None:
    held = letters_of(f"noto-highland-{weight}.woff2")
    for letter in VIETNAMESE + HIGHLAND + (VIETNAMESE + HIGHLAND).upper() + "'’ʼ- ·0123456789":
        assert ord(letter) in held, unicodedata.name(letter)


def test_no_letter_of_vietnamese_is_asked_of_the_third_subset() -> None:
    faces = re.findall(
        r"url\(fonts/(be-[a-z-]+)-\d+\.woff2\).*?unicode-range: ([^;]+);", _styles("common.css")
    )
    ranges = {name: [_span(part) for part in spans.split(",")] for name, spans in faces}
    for letter in VIETNAMESE + VIETNAMESE.upper() + HIGHLAND[:1] + HIGHLAND[2:6]:
        held = [
            name for name, spans in ranges.items() if any(low <= ord(letter) <= high for low, high in spans)
        ]
        assert "be-latin-ext" not in held, letter
    order = [name for name, _spans in faces]
    assert order.index("be-latin-ext") < order.index("be-vietnamese")


@pytest.mark.parametrize("name", ["common.css", "work.css", "print.css", "training.css"])
def test_styles_ask_only_for_files_that_are_there(name: str) -> None:
    for address in re.findall(r"url\(([^)]+)\)", _styles(name)):
        assert address.startswith("#") or (STATIC / address).is_file(), address


def test_everything_from_elsewhere_is_named_with_its_licence() -> None:
    notice = (STATIC / "NOTICE.txt").read_text(encoding="utf-8")
    own = {
        "common.css",
        "work.css",
        "print.css",
        "training.css",
        "ui.js",
        "mark.svg",
        "chevron.svg",
        "NOTICE.txt",
    }
    for path in STATIC.rglob("*"):
        if path.is_file() and path.name not in own:
            stem = path.name if path.parent == STATIC else f"fonts/{path.name.split('-')[0]}-"
            assert stem in notice or path.name in notice, path.name
    for licence in re.findall(r"LICENSE-[a-z-]+\.txt", notice):
        assert list(STATIC.rglob(licence)), licence


def _styles(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _span(part: str) -> tuple[int, int]:
    low, _dash, high = part.strip().removeprefix("U+").partition("-")
    return int(low, 16), int(high or low, 16)
