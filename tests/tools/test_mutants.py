"""A score is worth what its mutants are: each kind is made, none is made that cannot matter, none lives unseen."""

import subprocess
import sys
from pathlib import Path

import pytest
from tools.mutants.__main__ import Score
from tools.mutants.mutations import mutations
from tools.mutants.subjects import Mutant, Subject, subjects

from lienthong.config.ground.paths import ROOT

MONEY = Subject("money", ("spine/money.py",), ("tests/spine/money",), floor=90, sample=20)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("x = a < b", ["a < b -> a <= b"]),
        ("x = a <= b", ["a <= b -> a < b"]),
        ("x = a == b", ["a == b -> a != b"]),
        ("x = a is None", ["a is None -> a is not None"]),
        ("x = a in b", ["a in b -> a not in b"]),
        ("x = a < b < c", ["a < b < c -> a <= b < c", "a < b < c -> a < b <= c"]),
        ("x = a + b", ["a + b -> a - b"]),
        ("x = a // b", ["a // b -> a * b"]),
        ("x = a and b", ["a and b -> a or b"]),
        ("x = not a", ["not a -> a"]),
        ("x = 7", ["7 -> 8"]),
        ("x = True", ["True -> False"]),
        ("if a: x = b", ["a -> not a"]),
        ("x = [a for a in b if c]", ["c -> not c"]),
        ("def f(): return a", ["return a -> return None"]),
        ("def f(): return False", ["False -> True"]),
        ("def f(): raise a", ["raise a -> pass"]),
        ("def f(): g(a)", ["g(a) -> pass"]),
        ("def f(): a.x = b", ["a.x = b -> pass"]),
        ("def f(): a += b", ["a += b -> pass"]),
        ("for a in b: continue", ["continue -> pass"]),
    ],
)
def test_each_kind_of_fault_is_made(source: str, made: list[str]) -> None:
    assert [one.what for one in mutations(source)] == made


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "x: int | None = a",
        "def f(a: int | None) -> int | str: ...",
        "@dataclass(frozen=True)\nclass A: ...",
        "type A = int | str",
        "x = 'words'",
        "def f(): return None",
        "x = field(init=False, repr=False)",
    ],
)
def test_what_only_describes_is_left_alone(source: str) -> None:
    assert list(mutations(source)) == []


def test_a_mutation_holds_one_fault_at_its_line_and_the_rest_as_it_was() -> None:
    first, second = mutations("a = 1\n\nb = a < c\n")
    assert (first.line, first.source) == (1, "a = 2\nb = a < c")
    assert (second.line, second.source) == (3, "a = 1\nb = a <= c")


def test_a_sample_is_drawn_by_the_commit() -> None:
    first = MONEY.drawn("4781012")
    assert len(first) == 20
    assert MONEY.drawn("4781012") == first
    assert MONEY.drawn("88f0a02") != first
    assert set(map(str, first)) <= set(map(str, MONEY.mutants()))


def test_a_score_below_its_floor_does_not_hold() -> None:
    lived = [Mutant(ROOT / "src/lienthong/spine/money.py", next(mutations("a = 1"))) for _ in range(2)]
    score = Score(MONEY, tried=20, known=128, seconds=1, survivors=lived)
    assert (score.per_cent, score.holds) == (90.0, True)
    assert "src/lienthong/spine/money.py:1: 1 -> 2" in str(score)


@pytest.mark.parametrize(
    ("tried", "killed", "known", "verdict"),
    [
        (100, 90, 100, ""),
        (100, 89, 100, "  BELOW ITS FLOOR"),  # all were tried: nothing is left to chance
        (50, 44, 122, "  (a sample: by chance)"),
        (50, 36, 122, "  BELOW ITS FLOOR"),
        (140, 122, 881, "  (a sample: by chance)"),
        (140, 112, 881, "  BELOW ITS FLOOR"),
    ],
)
def test_a_sample_falls_below_the_floor_when_chance_cannot_have_done_it(
    tried: int, killed: int, known: int, verdict: str
) -> None:
    lived = [Mutant(ROOT / "src/lienthong/spine/money.py", next(mutations("a = 1")))] * (tried - killed)
    score = Score(MONEY, tried=tried, known=known, seconds=1, survivors=lived)
    assert score.holds is ("BELOW" not in verdict)
    assert str(score).splitlines()[0].endswith(f"s){verdict}")


def test_the_subjects_are_those_of_weight_with_high_floors() -> None:
    assert {one.name for one in subjects()} == {"deadlines", "numbering", "ledger", "money", "payments"}
    assert all(one.floor >= 90 for one in subjects())
    assert all((ROOT / test).exists() for one in subjects() for test in one.tests)


SWEEP = """
import tests.throwaway, tempfile
from pathlib import Path
from tools.mutants import forks
from tools.mutants.mutations import Mutation
from tools.mutants.subjects import SOURCE, Mutant, Subject
subject = Subject("dates", ("spine/text/dates.py",), ("tests/spine/text/test_dates.py",), floor=0, sample=0)
path = SOURCE / "lienthong/spine/text/dates.py"
told = {"same": path.read_text(), "broken": "raise ImportError", "endless": "while True: pass"}
mutants = [Mutant(path, Mutation(1, what, source)) for what, source in told.items()]
with tempfile.TemporaryDirectory() as folder:
    known = forks.baseline(subject, ["a", "b"], Path(folder))
print([one.mutation.what for one in forks.survivors(subject, mutants, known, ["a", "b"])])
"""


@pytest.mark.whole
@pytest.mark.enable_socket
def test_what_fails_or_never_ends_is_killed_and_what_changes_nothing_survives(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SWEEP], cwd=ROOT, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("['same']\n", 0), done.stderr
