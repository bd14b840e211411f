"""Which duties a task lays upon whom: each agency that leads, for each occurrence of each deadline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lienthong.domain.plans.rules.asked import asked_outputs

REST = "rest"
"""The key of the duty for products that no deadline asks for."""

SERIES = "+"
"""Before the place of a further day in the key of a duty that became a series: ``1/1+2``."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads, as read: an agency, a group, or neither when nobody was matched."""

    agency: str | None
    group: str | None


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline as read; ``occurrences`` only of a recurring one."""

    subject: str | None
    kind: str
    start: date | None
    due: date | None
    occurrences: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """What one agency owes for one occurrence. ``key`` is unique for a task and an agency."""

    agency: str
    key: str
    title: str
    outputs: tuple[str, ...]
    kind: str
    start: date | None
    due: date | None


def lay(
    *,
    title: str,
    outputs: Sequence[str],
    leads: Iterable[Lead],
    limits: Sequence[Limit],
    members: Mapping[str, Iterable[str]],
) -> list[Duty]:
    """Every duty of a task, each once: an agency named itself and as a member of a group owes no more for it.

    ``members`` gives the agencies of each group on the day of issue. A task without any deadline lays one duty
    whose day is unstated.
    """
    stated = list(_stated(title, outputs, limits or [Limit(None, "unstated", None, None)]))
    return [
        Duty(agency, key, words, asked, limit.kind, start, due)
        for agency in obliged(leads, members)
        for key, words, asked, limit, start, due in stated
    ]


def obliged(leads: Iterable[Lead], members: Mapping[str, Iterable[str]]) -> list[str]:
    """Codes of the agencies that lead, in the plan's order, those of a group by code; each once."""
    found: dict[str, None] = {}
    for lead in leads:
        codes = [lead.agency] if lead.agency else sorted(members.get(lead.group or "", ()))
        found.update(dict.fromkeys(codes))
    return list(found)


type _Stated = tuple[str, str, tuple[str, ...], Limit, date | None, date | None]


def _stated(title: str, outputs: Sequence[str], limits: Sequence[Limit]) -> Iterator[_Stated]:
    asked, rest = asked_outputs([limit.subject for limit in limits], outputs)
    for place, (limit, places) in enumerate(zip(limits, asked, strict=True), 1):
        words = tuple(outputs[n] for n in places)
        name = _name(limit.subject, words, title)
        for occurrence, (start, due) in enumerate(limit.occurrences or ((limit.start, limit.due),), 1):
            yield f"{place}/{occurrence}", name, words, limit, start, due
    if rest:
        words = tuple(outputs[n] for n in rest)
        yield REST, _name(None, words, title), words, Limit(None, "unstated", None, None), None, None


def _name(subject: str | None, outputs: tuple[str, ...], title: str) -> str:
    """What is owed in as few words as the plan gives: the only product, what the deadline is for, or the task."""
    if len(outputs) == 1:
        return outputs[0]
    return subject or title
