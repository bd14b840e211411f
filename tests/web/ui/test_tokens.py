"""The colours say what they mean only if they can be read: each pair by the WCAG 2 formula."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[3] / "src/lienthong/web/ui/static/ui/common.css"
TOKENS = dict(re.findall(r"--([a-z]+(?:-\d+)?): (#[0-9A-F]{6});", STYLES.read_text(encoding="utf-8")))


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(TOKENS[one]), _luminance(TOKENS[other])))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("text", "ground", "ratio"),
    [
        ("ink", "white", 16.1),
        ("ink", "paper", 15.4),
        ("ink", "turmeric-200", 11.3),
        ("stone-700", "white", 8.9),
        ("stone-600", "white", 6.3),
        ("stone-600", "paper", 6.0),
        ("stone-500", "white", 5.1),
        ("stone-500", "paper", 4.9),
        ("white", "indigo-900", 15.5),
        ("indigo-200", "indigo-900", 10.1),
        ("turmeric-200", "indigo-900", 10.9),
        ("indigo-700", "white", 9.5),
        ("indigo-700", "paper", 9.1),
        ("indigo-700", "indigo-100", 7.8),
        ("indigo-500", "white", 4.7),
        ("indigo-800", "indigo-100", 10.6),
        ("vermilion-800", "vermilion-100", 9.0),
        ("vermilion-800", "vermilion-200", 6.8),
        ("vermilion-700", "white", 7.4),
        ("vermilion-600", "white", 5.2),
        ("turmeric-800", "turmeric-100", 7.8),
        ("turmeric-800", "turmeric-200", 6.1),
        ("turmeric-700", "white", 6.5),
        ("turmeric-600", "white", 4.2),
        ("leaf-800", "leaf-100", 8.8),
        ("leaf-700", "white", 7.3),
        ("leaf-500", "white", 3.7),
        ("myrtle-800", "myrtle-100", 10.0),
        ("myrtle-700", "white", 8.5),
    ],
)
def test_a_pair_has_the_contrast_it_was_chosen_for(text: str, ground: str, ratio: float) -> None:
    assert contrast(text, ground) == pytest.approx(ratio, abs=0.06)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("stone-600", "stone-100"),  # a blocked button, the foot
        ("stone-700", "stone-100"),  # "not applicable", a counter
        ("turmeric-800", "white"),  # "returned"
        ("vermilion-700", "vermilion-100"),  # a bad alert's icon
        ("indigo-700", "indigo-50"),  # a link in a chosen row
        ("indigo-200", "indigo-800"),  # the console's line
    ],
)
def test_small_text_is_readable_on_the_grounds_of_components(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_colours_are_named_once_and_only_in_the_tokens() -> None:
    for name in ("common.css", "work.css"):
        rules = (STYLES.parent / name).read_text(encoding="utf-8").split("--text:")[-1]
        assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?!\))", rules) == []
