"""From a ministry's decision to what everybody can read: what is owed, by when, and for whom it waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.procedures.rules.vocabulary import State


@dataclass(frozen=True, slots=True)
class Term:
    """In force from ``since``, in working days: the province's decision lies at least ``ahead`` of the day on which the
    text takes effect, what it announces is published ``within`` of the decision. ``confirmed`` when somebody read it.
    """

    since: date
    ahead: int
    within: int
    source: str
    confirmed: bool


TERMS: Final = (
    Term(
        date(2013, 7, 1),
        5,
        5,
        "Nghị định 63/2010/NĐ-CP, sửa đổi bởi Nghị định 48/2013/NĐ-CP và 92/2017/NĐ-CP",
        confirmed=False,
    ),
    Term(date(2022, 6, 23), 5, 5, "Quyết định 766/QĐ-TTg, tiêu chí 1.1 và 1.2", confirmed=True),
)


def term_of(day: date) -> Term:
    """What held on a day; of days before all that is kept, the first."""
    return next((term for term in reversed(TERMS) if term.since <= day), TERMS[0])


class DemandKind(StrEnum):
    """What a decision does to a procedure."""

    MAKE = "MAKE"
    AMEND = "AMEND"
    ABOLISH = "ABOLISH"


class Stage(StrEnum):
    """How far the province is with it."""

    TO_DRAFT = "TO_DRAFT"
    DRAFTING = "DRAFTING"
    CONTROL = "CONTROL"
    TO_ABOLISH = "TO_ABOLISH"
    TO_PUBLISH = "TO_PUBLISH"
    DONE = "DONE"


DEMAND_LABELS: dict[DemandKind, Promise] = {
    DemandKind.MAKE: pgettext_lazy("demand", "new"),
    DemandKind.AMEND: pgettext_lazy("demand", "amended"),
    DemandKind.ABOLISH: pgettext_lazy("demand", "abolished"),
}
STAGE_LABELS: dict[Stage, Promise] = {
    Stage.TO_DRAFT: pgettext_lazy("demand", "no draft yet"),
    Stage.DRAFTING: _("being drafted"),
    Stage.CONTROL: _("under control"),
    Stage.TO_ABOLISH: _("to be abolished"),
    Stage.TO_PUBLISH: _("to be published"),
    Stage.DONE: _("published"),
}
OF_THE_KEEPER: Final = frozenset({Stage.TO_DRAFT, Stage.DRAFTING})
"""The keeper acts; in every other stage but the last the office that controls procedures."""


def stage_of(kind: DemandKind, made: State | None) -> Stage:
    """``made``: where the version stands that answers the demand; None while there is none."""
    if kind is DemandKind.ABOLISH:
        return Stage.DONE if made is State.ABOLISHED else Stage.TO_ABOLISH
    match made:
        case None:
            return Stage.TO_DRAFT
        case State.DRAFT:
            return Stage.DRAFTING
        case State.SUBMITTED:
            return Stage.CONTROL
        case State.ANNOUNCED:
            return Stage.TO_PUBLISH
    return Stage.DONE


REMINDED_AT: Final = frozenset({3, 1, 0, -1})
LATE_AGAIN: Final = 5


def is_reminded(left: int) -> bool:
    """Whether who is waited for hears of it with so many working days left; late, every week again."""
    return left in REMINDED_AT or (left < 0 and left % LATE_AGAIN == 0)


@dataclass(frozen=True, slots=True)
class DemandEntry:
    """One row of a decision as it is entered; the name only where it makes a procedure."""

    kind: DemandKind
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class TriggerEntry:
    """A ministry's decision as it is entered. ``keeper`` drafts what it makes."""

    number: str
    issuer: str
    title: str
    decided_on: date
    effective_from: date
    keeper: str
    demands: tuple[DemandEntry, ...]


def twice(entries: Iterable[DemandEntry]) -> int:
    """The place, from 1 on, of the first row whose code stood above already; 0 when there is none."""
    seen: set[str] = set()
    for place, entry in enumerate(entries, 1):
        if entry.code in seen:
            return place
        seen.add(entry.code)
    return 0
