"""Whose part a lateness is: what each unit was given of the time, what it used, and the causes that were named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import Event
from lienthong.domain.cases.rules.visits import Stay

WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Part:
    """Of one unit, all its stays together, in working seconds. A step without a time of its own was given nothing."""

    agency: str
    unit: str
    given: int
    used: int

    @property
    def over(self) -> int:
        return max(self.used - self.given, 0)


@dataclass(frozen=True, slots=True)
class Named:
    """A cause as it was named: its code, its words on that day, and the agency whose part it is."""

    cause: str
    words: str
    agency: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The last explanation of a case; ``contested`` are agencies that do not accept their part, with their words."""

    at: datetime
    causes: tuple[Named, ...]
    note: str
    contested: Mapping[str, str] = field(default_factory=dict)

    @property
    def agencies(self) -> frozenset[str]:
        return frozenset(one.agency for one in self.causes)


def parts_of(stays: Iterable[Stay], open_used: Mapping[int, tuple[int, int]]) -> list[Part]:
    """In the order in which each unit first had the case. ``open_used``: of a step where it still lies, what it was
    given and has used, which no event tells yet.
    """
    sums: dict[tuple[str, str], list[int]] = {}
    for stay in stays:
        given, used = stay.given, stay.used
        if used is None:
            given, used = open_used.get(stay.step, (0, 0))
        kept = sums.setdefault((stay.agency, stay.unit), [0, 0])
        kept[0] += given or 0
        kept[1] += used
    return [Part(agency, unit, *kept) for (agency, unit), kept in sums.items()]


def shares(parts: Sequence[Part]) -> list[int]:
    """Of what was used over what was given, in whole per cent that add up to a hundred; noughts where nobody was over.

    What rounding leaves goes to the largest remainders, of equal ones to the earliest.
    """
    over = [part.over for part in parts]
    whole = sum(over)
    if not whole:
        return [0] * len(parts)
    found = [one * WHOLE // whole for one in over]
    remainders = sorted(range(len(over)), key=lambda place: (-(over[place] * WHOLE % whole), place))
    for place in remainders[: WHOLE - sum(found)]:
        found[place] += 1
    return found


def explained(events: Sequence[Event]) -> Explained | None:
    """The last explanation, and who contested it since."""
    last: Explained | None = None
    for event in events:
        if event.verb == Verb.EXPLAINED:
            causes = tuple(Named(one["cause"], one["words"], one["agency"]) for one in event.data["causes"])
            last = Explained(event.at, causes, str(event.data.get("note", "")))
        elif event.verb == Verb.CONTESTED and last:
            told = dict(last.contested) | {event.data["named"]: str(event.data["reason"])}
            last = Explained(last.at, last.causes, last.note, told)
    return last


def may_contest(events: Sequence[Event]) -> frozenset[str]:
    """Agencies that are named and have not contested it yet."""
    found = explained(events)
    return found.agencies - set(found.contested) if found else frozenset()


def as_data(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """As an event keeps them, each with its share."""
    return [
        {"agency": part.agency, "unit": part.unit, "given": part.given, "used": part.used, "share": share}
        for part, share in zip(parts, shares(parts), strict=True)
    ]
