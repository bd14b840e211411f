"""Catalogues of all apps are read as one: words that two of them give must be the same words."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lienthong.config.ground.paths import SOURCE

ENTRY = re.compile(r'^(msgctxt|msgid|msgstr(?:\[0\])?)((?: ?"(?:[^"\\]|\\.)*"\n?)+)', re.MULTILINE)


def _entries(catalogue: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Context and words, with what they are in Vietnamese; what is obsolete has gone."""
    for block in catalogue.read_text(encoding="utf-8").split("\n\n"):
        lines = "\n".join(line for line in block.splitlines() if not line.startswith("#")) + "\n"
        found = {
            key: "".join(map(ast.literal_eval, text.split("\n")[:-1])) for key, text in ENTRY.findall(lines)
        }
        if told := found.get("msgstr") or found.get("msgstr[0]"):
            yield (found.get("msgctxt", ""), found["msgid"]), told


def test_the_same_words_are_the_same_in_every_catalogue() -> None:
    """Else one app changes what another says: give the words a context of their own."""
    told: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for catalogue in sorted(SOURCE.glob("**/locale/vi/LC_MESSAGES/django.po")):
        for words, vietnamese in _entries(catalogue):
            told[words][vietnamese].append(str(catalogue.relative_to(SOURCE).parents[3]))
    assert len(told) > 1_000
    at_odds = {words: dict(ways) for words, ways in told.items() if len(ways) > 1 and words[1]}
    assert at_odds == {}
