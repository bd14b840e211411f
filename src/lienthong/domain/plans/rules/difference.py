"""What differs between two states of a thing written as JSON, and which tasks of two versions are the same.

A change can be applied and undone as long as nobody changed the same field meanwhile, in whatever order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lienthong.spine.text import search_key

SURE, LIKELY, BARELY = 0.85, 0.65, 0.3
"""Likeness from which a task is taken for the same without a question, from which it may be, and from which the same
number of the same area makes it so.
"""

type Path = tuple[str | int, ...]


class DoesNotFitError(ValueError):
    """The thing is no longer as the change left or found it."""


@dataclass(frozen=True, slots=True)
class Change:
    """``path`` leads through keys and places in lists; () is the whole thing, whose absence is None."""

    path: Path
    before: Any
    after: Any

    @property
    def undone(self) -> "Change":
        return Change(self.path, self.after, self.before)


def changes(before: Any, after: Any) -> list[Change]:
    """What to change in ``before`` to have ``after``: single fields, and items of lists that are as long as before."""
    return list(_changes(before, after, ()))


def _changes(before: Any, after: Any, path: Path) -> Iterator[Change]:
    if before == after:
        return
    for key in _common_keys(before, after):
        yield from _changes(before[key], after[key], (*path, key))
    if not _common_keys(before, after):
        yield Change(path, before, after)


def _common_keys(before: Any, after: Any) -> Sequence[str | int]:
    """The ways down into both; none where they have not the same form."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        return list(before)
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return range(len(before))
    return ()


def apply(thing: Any, made: Iterable[Change]) -> Any:
    """``thing`` with the changes, itself untouched. Raises DoesNotFitError."""
    held = [deepcopy(thing)]
    for change in made:
        _put(held, (0, *change.path), change)
    return held[0]


def undo(thing: Any, made: Sequence[Change]) -> Any:
    """``thing`` without the changes. Raises DoesNotFitError."""
    return apply(thing, [change.undone for change in reversed(made)])


def _put(held: Any, path: Path, change: Change) -> None:
    try:
        for key in path[:-1]:
            held = held[key]
        found = held[path[-1]]
    except (LookupError, TypeError):
        raise DoesNotFitError(path) from None
    if found != change.before:
        raise DoesNotFitError(path)
    held[path[-1]] = deepcopy(change.after)


@dataclass(frozen=True, slots=True)
class Told:
    """A task as the plan tells it: where it stands and its words. ``key`` is the caller's."""

    key: int
    area: str
    number: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """A task of the new version and the one of the old version that it goes on; ``likeness`` of their words, 0 to 1."""

    new: int
    old: int
    likeness: float

    @property
    def is_sure(self) -> bool:
        return self.likeness >= SURE


def likeness(one: str, other: str) -> float:
    """The share of words that both have, 0 to 1; marks and capitals do not count."""
    return _share(set(search_key(one).split()), set(search_key(other).split()))


def nearest(there: Sequence[Told], tasks: Sequence[Told]) -> list[Match]:
    """For each task the one there that its words are most like, where they are like at all; one there may be the
    nearest of many.
    """
    words = {one.key: set(search_key(one.words).split()) for one in there}
    found: list[Match] = []
    for task in tasks:
        mine = set(search_key(task.words).split())
        best, key = max(((_share(mine, theirs), key) for key, theirs in words.items()), default=(0.0, 0))
        if best >= BARELY:
            found.append(Match(task.key, key, best))
    return found


def _share(mine: set[str], theirs: set[str]) -> float:
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else 1.0


def match_tasks(old: Sequence[Told], new: Sequence[Told]) -> list[Match]:
    """Pairs, each task in one at most: the same words in the same area, the same number with like words, the same
    words anywhere, like words in the same area, and at last the same number alone.
    """
    pairing = _Pairing(old, new)
    pairing.by_words(in_area=True)
    pairing.by_number(LIKELY)
    pairing.by_words(in_area=False)
    pairing.by_area()
    pairing.by_number(BARELY)
    return pairing.matches


class _Pairing:
    """Old and new tasks that are not in a pair yet."""

    def __init__(self, old: Sequence[Told], new: Sequence[Told]) -> None:
        self.old = {one.key: one for one in old}
        self.new = {one.key: one for one in new}
        self.matches: list[Match] = []

    def by_number(self, least: float) -> None:
        numbered: dict[tuple[str, int | None], Told] = {
            (one.area, one.number): one for one in self.old.values() if one.number is not None
        }
        for task in list(self.new.values()):
            known = numbered.get((task.area, task.number))
            if known and known.key in self.old and (found := likeness(known.words, task.words)) >= least:
                self._pair(task, known, found)

    def by_words(self, *, in_area: bool) -> None:
        """The same words, in the document's order where they come more than once."""
        worded: dict[tuple[str, str], list[Told]] = defaultdict(list)
        for one in self.old.values():
            worded[one.area if in_area else "", search_key(one.words)].append(one)
        for task in list(self.new.values()):
            known = worded[task.area if in_area else "", search_key(task.words)]
            if known:
                self._pair(task, known.pop(0), 1.0)

    def by_area(self) -> None:
        areas: dict[str, list[Told]] = defaultdict(list)
        for one in self.old.values():
            areas[one.area].append(one)
        scored = [
            (likeness(known.words, task.words), task.key, known.key)
            for task in self.new.values()
            for known in areas[task.area]
        ]
        for found, task, known_key in sorted(scored, key=lambda one: -one[0]):
            if found >= LIKELY and task in self.new and known_key in self.old:
                self._pair(self.new[task], self.old[known_key], found)

    def _pair(self, task: Told, known: Told, found: float) -> None:
        self.matches.append(Match(task.key, known.key, found))
        del self.new[task.key], self.old[known.key]
