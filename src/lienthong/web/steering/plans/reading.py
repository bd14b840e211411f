"""How a row of the plan is shown: names for codes, days in words, the reading beside the plan's own words."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.plans.exchange import message
from lienthong.domain.plans.queries import DeadlineRow, PartyRow, TargetRow, TaskRow, WarningRow
from lienthong.spine.money import format_number
from lienthong.web.ui.words import write_day

QUARTERS = ("I", "II", "III", "IV")
HEADING = 140
COMPARISONS = {">=": "≥", "<=": "≤"}


@dataclass(frozen=True, slots=True)
class PartyShown:
    """``name`` is the plan's words where nobody was matched; ``code`` leads to the agency's page."""

    name: str
    code: str | None
    is_group: bool
    inherited: bool
    is_known: bool


@dataclass(frozen=True, slots=True)
class DeadlineShown:
    text: str
    subject: str | None
    reading: str
    inherited: bool
    kind: str


@dataclass(frozen=True, slots=True)
class WarningShown:
    message: str
    code: str
    line: int | None
    ref: str | None


@dataclass(frozen=True, slots=True)
class TaskShown:
    row: TaskRow
    leads: tuple[PartyShown, ...]
    coordinating: tuple[PartyShown, ...]
    deadlines: tuple[DeadlineShown, ...]
    targets: tuple[str, ...]

    @property
    def heading(self) -> str:
        """A title of several sentences would fill the screen: its first one is the heading, all stand below."""
        words = self.row.called
        return words if len(words) <= HEADING else re.split(r"(?<=[.;]) ", words)[0]


def codes_of(tasks: Iterable[TaskRow]) -> set[str]:
    """Every agency and group the tasks name."""
    parties = (party for task in tasks for party in (*task.leads, *task.coordinating))
    return {code for party in parties if (code := party.agency or party.group)}


def shown(task: TaskRow, names: dict[str, str]) -> TaskShown:
    return TaskShown(
        row=task,
        leads=_parties(task.leads, names),
        coordinating=_parties(task.coordinating, names),
        deadlines=tuple(show_deadline(deadline) for deadline in task.deadlines),
        targets=tuple(show_target(target) for target in task.targets),
    )


def show_deadline(deadline: DeadlineRow) -> DeadlineShown:
    return DeadlineShown(
        deadline.text, deadline.subject, _reading(deadline), deadline.inherited, deadline.kind
    )


def show_target(target: TargetRow) -> str:
    """≥ 60 %, in the figures of the language shown."""
    sign = COMPARISONS.get(target.comparator, target.comparator)
    return f"{sign}\u00a0{format_number(_plain(target.value))}\u00a0{target.unit}".strip()


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that the column's scale adds: 60, not 60.0000 nor 6E+1."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def show_warning(warning: WarningRow) -> WarningShown:
    return WarningShown(message(warning.code, warning.about), warning.code, warning.line, warning.ref)


def show_window(start: dt.date, due: dt.date) -> str:
    """Quý IV/2021, năm 2021 or both days."""
    if (start.month, start.day, due.month, due.day) == (1, 1, 12, 31) and start.year == due.year:
        return _("year %(year)s") % {"year": start.year}
    if _is_quarter(start, due):
        quarter = QUARTERS[(start.month - 1) // 3]
        return _("quarter %(quarter)s/%(year)s") % {"quarter": quarter, "year": start.year}
    return f"{write_day(start)}–{write_day(due)}"


def _parties(parties: Sequence[PartyRow], names: dict[str, str]) -> tuple[PartyShown, ...]:
    return tuple(_party(party, names) for party in parties)


def _party(party: PartyRow, names: dict[str, str]) -> PartyShown:
    code = party.agency or party.group
    name = names.get(code, party.text) if code else party.text
    return PartyShown(name, code, party.group is not None, party.inherited, code is not None)


def _reading(deadline: DeadlineRow) -> str:
    if deadline.kind == "external":
        return pgettext("deadline", "waits for another decision")
    if deadline.due is None:
        return pgettext("deadline", "not stated")
    if deadline.kind == "continuous":
        return pgettext("deadline", "all through the year")
    if deadline.kind == "recurring":
        return pgettext("deadline", "%(count)s times, each on the last day of its quarter") % {
            "count": len(deadline.occurrences)
        }
    if deadline.start is None:
        return pgettext("deadline", "due %(day)s") % {"day": write_day(deadline.due)}
    window = show_window(deadline.start, deadline.due)
    return pgettext("deadline", "within %(window)s, due %(day)s") % {
        "window": window,
        "day": write_day(deadline.due),
    }


def _is_quarter(start: dt.date, due: dt.date) -> bool:
    last = due + dt.timedelta(days=1)
    return (
        start.day == 1
        and start.month % 3 == 1
        and last.day == 1
        and (last.year * 12 + last.month) - (start.year * 12 + start.month) == 3
    )
