"""What the national database is told of, and what differs between its words and ours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Event(StrEnum):
    """What happened to a version; each is told once, unless somebody tells it again."""

    ANNOUNCED = "ANNOUNCED"
    PUBLISHED = "PUBLISHED"
    AMENDED = "AMENDED"
    ABOLISHED = "ABOLISHED"


EVENT_LABELS: dict[Event, Promise] = {
    Event.ANNOUNCED: pgettext_lazy("sending", "announced"),
    Event.PUBLISHED: pgettext_lazy("sending", "published"),
    Event.AMENDED: pgettext_lazy("sending", "amended"),
    Event.ABOLISHED: pgettext_lazy("sending", "abolished"),
}


class Gap(StrEnum):
    """How the two differ on one procedure."""

    MISSING = "MISSING"
    EXTRA = "EXTRA"
    TWICE = "TWICE"
    NAME = "NAME"
    STATE = "STATE"
    DECISION = "DECISION"
    DAY = "DAY"


GAP_LABELS: dict[Gap, Promise] = {
    Gap.MISSING: pgettext_lazy("gap", "missing there"),
    Gap.EXTRA: pgettext_lazy("gap", "not ours"),
    Gap.TWICE: pgettext_lazy("gap", "listed twice there"),
    Gap.NAME: pgettext_lazy("gap", "another name"),
    Gap.STATE: pgettext_lazy("gap", "another state"),
    Gap.DECISION: pgettext_lazy("gap", "another decision"),
    Gap.DAY: pgettext_lazy("gap", "another day of effect"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A procedure in the few words by which both are compared."""

    code: str
    name: str
    state: str
    decision: str
    effective_from: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``here`` and ``there`` are the words of each side."""

    code: str
    gap: Gap
    here: str = ""
    there: str = ""


def compare_lists(ours: Mapping[str, Told], theirs: Iterable[Told]) -> list[Difference]:
    """Every difference, in the order of codes. Of what is abolished here nothing is missing there."""
    seen: dict[str, Told] = {}
    found: list[Difference] = []
    for one in theirs:
        if one.code in seen:
            found.append(Difference(one.code, Gap.TWICE, there=one.name))
        seen.setdefault(one.code, one)
    found += [Difference(code, Gap.EXTRA, there=one.name) for code, one in seen.items() if code not in ours]
    for code, one in ours.items():
        if code in seen:
            found += _parts(one, seen[code])
        elif one.state != ENDED:
            found.append(Difference(code, Gap.MISSING, here=one.name))
    return sorted(found, key=lambda gap: (gap.code, gap.gap))


IN_FORCE, ANNOUNCED, ENDED = "1", "0", "2"
"""The states as they go over the line: announced, in force, no longer."""


def _parts(ours: Told, theirs: Told) -> Iterable[Difference]:
    sides = {
        Gap.NAME: (ours.name, theirs.name),
        Gap.STATE: (ours.state, theirs.state),
        Gap.DECISION: (ours.decision, theirs.decision),
        Gap.DAY: (ours.effective_from, theirs.effective_from),
    }
    for gap, (here, there) in sides.items():
        if here.strip() != there.strip():
            yield Difference(ours.code, gap, here, there)


def write_day(day: date | None) -> str:
    """As the national portal writes days."""
    return f"{day:%d/%m/%Y}" if day else ""
