"""Why a case falls due on its day: the sum that its event kept, line by line."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from lienthong.domain.cases.queries import DueRow
from lienthong.spine import clock
from lienthong.spine.calendar.rules.values import Unit
from lienthong.spine.calendar.rules.wording import UNITS
from lienthong.web.desk.cases.page import CasePage, short_day
from lienthong.web.ui.parts import SumRow

type Step = dict[str, Any]


def sum_of(page: CasePage) -> list[SumRow]:
    """The law's day first, then the promise that was made instead; empty while it has none."""
    due, promise = page.story.due, page.story.promise
    if due is None:
        return []
    rows = [line for step in due.steps if (line := _line(step, due))]
    if due.other:
        rows.insert(-1, SumRow(_("By the other reading of a supplement it would be"), _short(due.other)))
    if promise and promise.counted_at > due.counted_at:
        rows.append(SumRow(_("Promised anew, with an apology"), _short(promise.at)))
    return rows


def _line(step: Step, due: DueRow) -> SumRow | None:
    told = _LINES.get(step["kind"])
    return told(step, due) if told else None


def _started(step: Step, due: DueRow) -> SumRow:
    unit = UNITS[Unit(step["unit"])]
    words = _("Received %(day)s; %(amount)s %(unit)s by %(rule)s, counted from the next day") % {
        "day": short_day(_at(step["first"])),
        "amount": step["amount"],
        "unit": unit,
        "rule": due.decision or due.rule,
    }
    return SumRow(words, "")


def _span(step: Step) -> str:
    first, last = step["first"], step.get("last") or step["first"]
    return _short(_at(first)) if first[:10] == last[:10] else f"{_short(_at(first))}–{_short(_at(last))}"


_LINES: Final[dict[str, Callable[[Step, DueRow], SumRow]]] = {
    "started": _started,
    "restarted": lambda step, _due: SumRow(
        _("Begun anew when the papers had come"), _short(_at(step["first"]))
    ),
    "counted_as": lambda step, _due: SumRow(step.get("name", ""), _short(_at(step["first"]))),
    "opened": lambda step, _due: SumRow(
        _("Begins to run at the opening"), f"{_at(step['first']):%H:%M %d/%m}"
    ),
    "paused": lambda step, _due: SumRow(
        _("Not counted: %(why)s") % {"why": step.get("name", "")}, _span(step)
    ),
    "suspended": lambda step, _due: SumRow(
        _("All clocks stood still: %(why)s") % {"why": step.get("name", "")}, _span(step)
    ),
    "off": lambda step, _due: SumRow(_("Day off: %(name)s") % {"name": step.get("name", "")}, _span(step)),
    "make_up": lambda step, _due: SumRow(
        _("Worked in place of a day off: %(name)s") % {"name": step.get("name", "")}, _span(step)
    ),
    "weekly_rest": lambda step, _due: SumRow(
        _("Weekly days off in between"), _("%(count)s days") % {"count": step["amount"]}
    ),
    "moved": lambda step, _due: SumRow(_("Ends on a day off, moved"), _short(_at(step["last"]))),
    "year_unknown": lambda step, _due: SumRow(
        _("The calendar of %(year)s is not loaded yet") % {"year": step["amount"]}, ""
    ),
    "ends": lambda step, _due: SumRow(_("Result due"), f"{_at(step['first']):%H:%M, %d/%m}"),
}


def _at(iso: str) -> datetime:
    moment = datetime.fromisoformat(iso)
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.ZONE)


def _short(moment: date) -> str:
    local = clock.local(moment) if isinstance(moment, datetime) else moment
    return f"{local:%d/%m}"
