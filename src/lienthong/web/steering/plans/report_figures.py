"""The figures of a progress report as sentences and tables; each figure leads to the duties behind it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.plans.exchange.papers import demand_of, value_of
from lienthong.domain.plans.queries import Figures, LateRow, Progress, ReportRow, TargetProgress
from lienthong.spine import clock
from lienthong.spine.causes.queries import name_causes
from lienthong.spine.money import format_number
from lienthong.web.steering.plans.page import Page
from lienthong.web.steering.plans.reports import capitalised, name_days, name_period
from lienthong.web.ui.words import write_day

LATE_SHOWN = 300
LEAD, REQUEST, CONTRIBUTION = "LEAD", "REQUEST", "CONTRIBUTION"
COLUMNS = (
    ("due", gettext_lazy("Fell due")),
    ("on_time", gettext_lazy("Done on time")),
    ("late", gettext_lazy("Done late")),
    ("sent", gettext_lazy("To be accepted")),
    ("overdue", gettext_lazy("Overdue")),
    ("returned", gettext_lazy("Returned")),
    ("ahead", gettext_lazy("Under way")),
    ("caught_up", gettext_lazy("Due before, caught up")),
    ("carried", gettext_lazy("Due before, still overdue")),
)
STATUSES = {
    "on_time": "done_on_time",
    "late": "done_late",
    "sent": "submitted",
    "overdue": "overdue",
    "returned": "returned",
    "ahead": "ahead",
    "carried": "overdue",
    "excused": "not_applicable",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure under its head; ``url`` where it leads, ``words`` instead of it in a row of differences."""

    head: Any
    count: int
    url: str = ""
    words: str = ""

    @property
    def is_silent(self) -> bool:
        """A nought that a narrow screen leaves out."""
        return not self.count and self.words in ("", "0")


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    cells: Sequence[Cell]
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Tables:
    """A report's tables. Of a finished one, lists are as they were known when it was finished."""

    page: Page
    report: ReportRow
    progress: Progress

    @property
    def is_whole(self) -> bool:
        return self.progress.agency == self.page.plan.agency

    def summary(self) -> list[Line]:
        """What is owed by the plan and asked for besides it, and their sum."""
        rows = (
            (_("Duties of the plan"), self.progress.plan, LEAD),
            (_("Reports asked for besides it"), self.progress.requests, REQUEST),
            (_("Both together"), self.progress.owed, ""),
        )
        return [Line(name, self._cells(figures, part)) for name, figures, part in rows]

    def contributions(self) -> list[Line]:
        """What is done for others, where there is any."""
        figures = self.progress.contributions
        if not figures.due and not figures.tardy:
            return []
        return [Line(_("Contributions to others"), self._cells(figures, CONTRIBUTION))]

    @property
    def excused(self) -> Cell:
        """Due in the period and excused from: they stand in no column."""
        count = self.progress.owed.excused
        return Cell("", count, self._url("excused", {"part": "", "agency": self._scope}))

    def compared(self) -> list[Line]:
        """The period before and what changed since."""
        before, now = self.progress.before, self.progress.owed
        if before is None:
            return []
        days = {"first": write_day(self.progress.before_first), "last": write_day(self.progress.before_last)}
        counts = [Cell(head, getattr(before, name)) for name, head in COLUMNS]
        changes = [
            Cell(head, 0, words=_differ(getattr(now, name) - getattr(before, name))) for name, head in COLUMNS
        ]
        return [
            Line(_("Period before"), counts, hint=f"{days['first']} – {days['last']}"),
            Line(_("Difference"), changes),
        ]

    def areas(self) -> list[Line]:
        return [
            Line(
                f"{line.code}. {line.name}" if line.name else line.code or _("Others"),
                self._cells(line.figures, LEAD, area=line.code),
            )
            for line in self.progress.areas
            if line.figures.due or line.figures.carried or line.figures.caught_up
        ]

    def agencies(self) -> list[Line]:
        return [
            Line(
                line.name,
                self._cells(line.figures, "", agency=line.code),
                self.page.url("plan_agency", code=line.code),
            )
            for line in self.progress.agencies
        ]

    def _cells(self, figures: Figures, part: str, *, area: str = "", agency: str = "") -> list[Cell]:
        narrowed = {"part": part, "area": area, "agency": agency or self._scope}
        counts = ((name, head, getattr(figures, name)) for name, head in COLUMNS)
        return [Cell(head, count, self._url(name, narrowed) if count else "") for name, head, count in counts]

    @property
    def _scope(self) -> str:
        return "" if self.is_whole else self.progress.agency

    def _url(self, name: str, narrowed: dict[str, str]) -> str:
        if name == "caught_up":
            return "#late"
        span = self.report.span
        days = {"due_from": span.first.isoformat(), "due_to": span.last.isoformat()}
        if name == "carried":
            days = {"due_to": (span.first - dt.timedelta(days=1)).isoformat()}
        asked = {**narrowed, **days, "status": STATUSES.get(name, ""), **self._seen}
        given = {key: value for key, value in asked.items() if value}
        return f"{reverse('steering:plan_duties', args=(self.page.plan.slug,))}?{urlencode(given)}"

    @property
    def _seen(self) -> dict[str, str]:
        known = clock.local(self.report.finished_at).date().isoformat() if self.report.finished_at else ""
        is_today = self.progress.day == self.page.moment.today
        return {"as_of": "" if is_today and not known else self.progress.day.isoformat(), "known": known}


def _differ(count: int) -> str:
    return f"+{format_number(count)}" if count > 0 else f"−{format_number(-count)}" if count else "0"


def say_report(report: ReportRow, progress: Progress) -> SafeString:
    """The sentence above everything: how many that fell due are done, how many late."""
    figures, period = progress.owed, capitalised(name_period(report.span))
    if not figures.due:
        return format_html("{}", _("%(period)s: no duty falls due.") % {"period": period})
    said = _("%(period)s: %(done)s of %(due)s duties that fall due are done") % {
        "period": period,
        "done": format_number(figures.done),
        "due": format_number(figures.due),
    }
    behind = figures.overdue + figures.carried
    if not behind:
        return format_html("{}{}.", said, _("; none is overdue"))
    late = ngettext("%(count)s is still owed late", "%(count)s are still owed late", behind) % {
        "count": format_number(behind)
    }
    return format_html('{}; <span class="late">{}</span>.', said, late)


@dataclass(frozen=True, slots=True)
class LateShown:
    row: LateRow
    url: str
    outcome: str
    cause: str
    done: str


def show_late(page: Page, rows: Iterable[LateRow]) -> list[LateShown]:
    names = name_causes()
    return [LateShown(row, _story(page, row), _outcome(row), _cause(row, names), _done(row)) for row in rows]


def _story(page: Page, row: LateRow) -> str:
    if row.ref:
        return page.url("plan_task", {"duty": row.id}, ref=row.ref)
    return page.url("plan_duty", duty=row.id)


def _outcome(row: LateRow) -> str:
    if row.is_done:
        return _("Done late, by a document of %(day)s") % {"day": write_day(row.evidence_on)}
    return _("Not done")


def _cause(row: LateRow, names: Mapping[str, str]) -> str:
    """Empty where the agency has not explained it."""
    return ": ".join(part for part in (names.get(row.cause, row.cause), row.explanation) if part)


def _done(row: LateRow) -> str:
    parts = []
    if row.reminded:
        parts.append(
            ngettext("reminded %(count)s time", "reminded %(count)s times", row.reminded)
            % {"count": row.reminded}
        )
    if row.letters:
        parts.append(_("letters %(numbers)s") % {"numbers": ", ".join(row.letters)})
    elif row.escalated:
        parts.append(
            ngettext("superiors told %(count)s time", "superiors told %(count)s times", row.escalated)
            % {"count": row.escalated}
        )
    if row.returned:
        parts.append(
            ngettext("returned %(count)s time", "returned %(count)s times", row.returned)
            % {"count": row.returned}
        )
    return ", ".join(parts)


def say_causes(rows: Sequence[LateRow]) -> str:
    """“Lack or change of staff 3, not explained 5”; "" where nothing is late."""
    counts, names = Counter(row.cause for row in rows), name_causes()
    silent = counts.pop("", 0)
    told = [f"{names.get(cause, cause)} ({count})" for cause, count in counts.most_common()]
    if silent:
        told.append(_("not explained yet (%(count)s)") % {"count": silent})
    return "; ".join(told)


@dataclass(frozen=True, slots=True)
class TargetShown:
    row: TargetProgress
    url: str
    demand: str
    value: str
    words: str


def show_targets(page: Page, rows: Iterable[TargetProgress]) -> list[TargetShown]:
    return [
        TargetShown(row, page.url("plan_target", measure=row.id), demand_of(row), _value(row), _stand(row))
        for row in rows
    ]


def _value(row: TargetProgress) -> str:
    if row.stated:
        return _("%(met)s of %(count)s agencies") % {"met": row.met, "count": row.stated}
    return value_of(row)


def _stand(row: TargetProgress) -> str:
    if row.until is None:
        return _("No value stated yet")
    if row.is_reached:
        return _("Reached")
    if row.missing:
        return _("%(count)s more would reach it") % {
            "count": f"{format_number(row.missing)} {row.counted}".strip()
        }
    return _("Not reached")


def say_period(report: ReportRow, progress: Progress) -> str:
    """From which day to which, and up to when figures are counted."""
    return _("%(days)s; figures up to the end of %(day)s") % {
        "days": name_days(report.span),
        "day": write_day(progress.day),
    }
