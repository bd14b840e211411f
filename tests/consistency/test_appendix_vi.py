"""The table of Appendix VI of Decree 30/2020 leaves no line out, and each test that it names exists."""

import ast
import re
from functools import cache

from lienthong.config.ground.paths import ROOT

TABLE = ROOT / "docs" / "appendix-vi.md"
LETTERS = "abcdđeghiklmno"  # as a decree counts: no f and no j
LAST = {
    "III.1": "o",
    "III.2": "c",
    "III.3": "c",
    "III.4": "g",
    "III.5": "g",
    "III.6": "l",
    "III.7": "đ",
    "III.8": "c",
}
LINES = [
    *(f"I.{number}" for number in range(1, 6)),
    *(f"II.{number}" for number in range(1, 9)),
    *(f"{part}.{letter}" for part, last in LAST.items() for letter in LETTERS[: LETTERS.index(last) + 1]),
    *(f"IV.1.{letter}" for letter in LETTERS[: LETTERS.index("g") + 1]),
    "IV.2",
    "IV.3",
    *(f"V.{number}" for number in range(1, 7)),
]
_ROW = re.compile(r"^\| ([IV]+\.[^ |]+) \| ([^|]+) \| (\w+) \| ([^|]+) \| ?(.*?) ?\|$", re.MULTILINE)


def rows() -> list[tuple[str, str, list[str]]]:
    """Line, what is said of it, the tests it names."""
    found = _ROW.findall(TABLE.read_text(encoding="utf-8"))
    return [(line, said, re.findall(r"`([^`]+)`", tests)) for line, _asked, said, _how, tests in found]


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_no_line_is_left_out_and_none_is_made_up() -> None:
    assert [line for line, _said, _tests in rows()] == LINES


def test_each_line_is_judged_and_what_is_met_names_its_tests() -> None:
    for line, said, tests in rows():
        assert said in {"yes", "part", "no", "paper"}, line
        assert bool(tests) == (said in {"yes", "part"}), line


def test_each_named_test_exists() -> None:
    named = [test for _line, _said, tests in rows() for test in tests]
    missing = [test for test in named if test.split("::")[1] not in named_in(test.split("::")[0])]
    assert missing == []
