"""Prints the scores; exit status 1 when one is below its floor, 2 for a subject that is none."""

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tests.throwaway  # noqa: F401  a database and settings of its own, before anything reads them

from lienthong.config.ground.release import commit
from tools.mutants import forks
from tools.mutants.subjects import Mutant, Subject, subjects


@dataclass(frozen=True)
class Score:
    subject: Subject
    tried: int
    known: int
    seconds: float
    survivors: Sequence[Mutant]

    @property
    def per_cent(self) -> float:
        return 100 * (self.tried - len(self.survivors)) / self.tried

    @property
    def holds(self) -> bool:
        """A sample condemns only by what one drawn in a thousand would show if the whole stood at the floor."""
        return self.per_cent >= self.subject.floor or self._chance > 0.001

    @property
    def _chance(self) -> float:
        """Of so few killed, or fewer, in a sample without repetition of mutants just enough of which are killed."""
        good = math.ceil(self.known * self.subject.floor / 100)
        killed = self.tried - len(self.survivors)
        ways = (math.comb(good, n) * math.comb(self.known - good, self.tried - n) for n in range(killed + 1))
        return sum(ways) / math.comb(self.known, self.tried)

    def __str__(self) -> str:
        of = f" of {self.known}" if self.tried < self.known else ""
        found = f"{self.tried - len(self.survivors)} killed, {len(self.survivors)} survived"
        verdict = "" if self.holds else "  BELOW ITS FLOOR"
        if self.holds and self.per_cent < self.subject.floor:
            verdict = "  (a sample: by chance)"
        line = (
            f"{self.subject.name:10} {self.tried}{of} mutants: {found}, score {self.per_cent:.1f} %"
            f" (floor {self.subject.floor:g} %, {self.seconds:.0f} s){verdict}"
        )
        return "\n".join([line, *(f"  survived {one}" for one in self.survivors)])

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.subject.name,
            "mutants": self.known,
            "tried": self.tried,
            "killed": self.tried - len(self.survivors),
            "survived": [str(one) for one in self.survivors],
            "score": round(self.per_cent, 1),
            "floor": self.subject.floor,
            "seconds": round(self.seconds, 1),
        }


def main() -> int:
    words = _words()
    chosen = [one for one in subjects() if not words.names or one.name in words.names]
    if set(words.names) - {one.name for one in chosen}:
        print("mutants knows: " + ", ".join(one.name for one in subjects()), file=sys.stderr)
        return 2
    seed = commit().removesuffix("-dirty")
    scores = []
    for subject in chosen:
        scores.append(_score(subject, subject.mutants() if words.whole else subject.drawn(seed)))
        if not words.json:
            print(scores[-1], flush=True)
    if words.json:
        print(json.dumps({"commit": commit(), "subjects": [one.as_json() for one in scores]}, indent=1))
    return 0 if all(score.holds for score in scores) else 1


def _score(subject: Subject, mutants: list[Mutant]) -> Score:
    began = time.monotonic()
    slots = [f"mutants{n}" for n in range(len(os.sched_getaffinity(0)))]
    with tempfile.TemporaryDirectory() as folder:
        known = forks.baseline(subject, slots, Path(folder))
    left = sorted(forks.survivors(subject, mutants, known, slots), key=str)
    return Score(subject, len(mutants), len(subject.mutants()), time.monotonic() - began, left)


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser("./lienthong mutants", description="Mutation scores.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="subjects of pyproject.toml; none: all")
    parser.add_argument("--whole", action="store_true", help="every mutant instead of a sample")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except forks.BaselineFails as fault:
        print(f"The tests fail without a mutant:\n{fault}", file=sys.stderr)
        sys.exit(1)
