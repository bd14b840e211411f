"""Automatic numbers and bullets of Word paragraphs, which are not in their text."""

import re
from xml.etree.ElementTree import Element

from lienthong.domain.plans.rules.words import to_roman

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DEEPEST_STYLE = 12
_LEVEL = re.compile(r"%(\d)")


class Numbering:
    """Counts paragraphs list by list, as Word does when it shows them."""

    def __init__(self, root: Element | None, styles: Element | None = None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, list[int]] = {}
        named = styles.findall(f"{_W}style") if styles is not None else []
        self._styles = {one.get(f"{_W}styleId", ""): one for one in named}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        abstract = {
            one.get(f"{_W}abstractNumId", ""): dict(map(_level, one.findall(f"{_W}lvl")))
            for one in root.findall(f"{_W}abstractNum")
        }
        for one in root.findall(f"{_W}num"):
            of = one.find(f"{_W}abstractNumId")
            self._levels[one.get(f"{_W}numId", "")] = (
                abstract.get(of.get(f"{_W}val", ""), {}) if of is not None else {}
            )

    def label(self, paragraph: Element) -> str:
        """ "1. ", "- " or whatever Word shows before a paragraph; "" for one without."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            properties = self._of_style(paragraph)
        if properties is None:
            return ""
        list_id, depth = _value(properties, "numId"), _value(properties, "ilvl")
        place = int(depth) if depth.isdecimal() else 0
        levels = self._levels.get(list_id, {})
        if place not in levels:
            return ""
        form, shape, _ = levels[place]
        if form == "bullet":
            return "- "
        counts = self._counted(list_id, place, levels)
        return _LEVEL.sub(lambda found: _written(levels, counts, int(found[1]) - 1), shape) + " "

    def _of_style(self, paragraph: Element) -> Element | None:
        """The numbering of a paragraph's style or of those it is based on."""
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = named.get(f"{_W}val", "") if named is not None else ""
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(name)
            if style is None:
                return None
            properties = style.find(f"{_W}pPr/{_W}numPr")
            if properties is not None:
                return properties
            name = _value(style, "basedOn")
        return None

    def _counted(self, list_id: str, place: int, levels: dict[int, tuple[str, str, int]]) -> list[int]:
        counts = self._counts.setdefault(list_id, [])
        while len(counts) <= place:
            counts.append(levels.get(len(counts), ("", "", 1))[2] - 1)
        counts[place] += 1
        del counts[place + 1 :]
        return counts


def _level(element: Element) -> tuple[int, tuple[str, str, int]]:
    """Depth, and form, shape and first number of a level."""
    depth, first = element.get(f"{_W}ilvl", "0"), _value(element, "start")
    start = int(first) if first.isdecimal() else 1
    return int(depth) if depth.isdecimal() else 0, (
        _value(element, "numFmt"),
        _value(element, "lvlText"),
        start,
    )


def _value(parent: Element, name: str) -> str:
    found = parent.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""


def _written(levels: dict[int, tuple[str, str, int]], counts: list[int], place: int) -> str:
    if place >= len(counts):
        return ""
    count, form = max(counts[place], 1), levels.get(place, ("decimal", "", 1))[0]
    if form in ("upperRoman", "lowerRoman") and count < 40:
        return to_roman(count) if form == "upperRoman" else to_roman(count).lower()
    if form in ("upperLetter", "lowerLetter") and count <= len(_LETTERS):
        letter = _LETTERS[count - 1]
        return letter.upper() if form == "upperLetter" else letter
    return str(count)
