"""How a plan went in a period: figures by field and agency, what was late and why, targets, the period before.

All of it is computed from duties; what a finished report holds was computed when it was finished.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Count

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import ReportNotFound
from lienthong.domain.plans.queries.document import PlanRow, list_areas
from lienthong.domain.plans.queries.measures import MeasureRow, ValueRow, list_measures, list_values
from lienthong.domain.plans.queries.obligations import (
    HappeningRow,
    ObligationRow,
    Wanted,
    list_happenings,
    list_obligations,
    standings,
)
from lienthong.domain.plans.rules.reporting import Figures, Span, before, count, span_of, total
from lienthong.domain.plans.rules.standing import State, Status, Verb, status

MOST_LATE = 3_000
HAPPENINGS = 30_000
REPORTS = 200


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """The figures of one field (numeral) or agency (code)."""

    code: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class LateRow:
    """A duty overdue at the end, or done late in the period; why, in the agency's words, and what was done about it.

    ``cause`` is the code that was chosen; ``letters`` are the numbers of letters that urged it.
    """

    id: int
    ref: str
    title: str
    agency: str
    name: str
    due: dt.date
    is_done: bool
    evidence_on: dt.date | None
    cause: str = ""
    explanation: str = ""
    reminded: int = 0
    escalated: int = 0
    returned: int = 0
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """A demanded figure with its newest value; of a figure that each agency states, how many of how many reach it.

    Numbers as text: they are kept as they were.
    """

    id: int
    ref: str
    name: str
    comparator: str
    demanded: str
    unit: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    until: dt.date | None = None
    is_reached: bool = False
    missing: int | None = None
    counted: str = ""
    met: int = 0
    stated: int = 0
    document: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the whole plan where ``agency`` is the plan's own. As of ``day``: the period's last, or today before it.

    ``plan`` counts the plan's own duties, by ``areas`` and ``agencies`` alike; contributions and reports asked for
    besides it stand apart.
    """

    agency: str
    first: dt.date
    last: dt.date
    day: dt.date
    plan: Figures
    contributions: Figures
    requests: Figures
    areas: tuple[ProgressLine, ...]
    agencies: tuple[ProgressLine, ...]
    late: tuple[LateRow, ...]
    targets: tuple[TargetProgress, ...]
    before_first: dt.date
    before_last: dt.date
    before: Figures | None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """``progress`` is None for a draft: compute it with ``measure_progress``."""

    id: int
    plan: int
    agency: str
    author: str
    span: Span
    begun_by: str
    words: Mapping[str, str] = field(hash=False)
    saved_at: dt.datetime | None
    saved_name: str
    finished_at: dt.datetime | None
    finished_name: str
    progress: Progress | None

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


def measure_progress(plan: PlanRow, agency: str, span: Span, *, today: dt.date) -> Progress:
    """As known now. A dozen queries, whatever the number of duties."""
    day, scope = min(span.last, today), "" if agency == plan.agency else agency
    counted = _count(plan, scope, span, day)
    lead = {key: one for key, one in counted.items() if key.part == m.Obligation.Part.LEAD}
    earlier = before(span)
    return Progress(
        agency=agency,
        first=span.first,
        last=span.last,
        day=day,
        plan=total(lead.values()),
        contributions=_of_part(counted, m.Obligation.Part.CONTRIBUTION),
        requests=_of_part(counted, m.Obligation.Part.REQUEST),
        areas=tuple(_by_area(plan, lead)),
        agencies=tuple(_by_agency(lead, day)),
        late=tuple(_late(plan, scope, span, day, today)),
        targets=tuple(_targets(plan, scope, day, today)),
        before_first=earlier.first,
        before_last=earlier.last,
        before=_before(plan, scope, earlier),
    )


@dataclass(frozen=True, slots=True)
class _Key:
    part: str
    agency: str
    area: str


type _Counted = Mapping[_Key, Figures]


def _count(plan: PlanRow, scope: str, span: Span, day: dt.date) -> _Counted:
    rows = standings(plan.id, day).exclude(state=State.DROPPED)
    if scope:
        rows = rows.filter(agency=scope)
    groups = rows.order_by().values_list(
        "part", "agency", "obligation__task__area__numeral", "due", "state", "on_time"
    )
    found: dict[_Key, Figures] = defaultdict(Figures)
    for part, agency, area, due, state, on_time, n in groups.annotate(n=Count("id")):
        found[_Key(part, agency, area or "")] += count(status(state, due, on_time, day), due, span, n)
    return found


def _of_part(counted: _Counted, part: str) -> Figures:
    return total(figures for key, figures in counted.items() if key.part == part)


def _by_area(plan: PlanRow, lead: _Counted) -> Iterable[ProgressLine]:
    for area in list_areas(plan):
        figures = total(one for key, one in lead.items() if key.area == area.numeral)
        yield ProgressLine(area.numeral, area.title, figures)


def _by_agency(lead: _Counted, day: dt.date) -> Iterable[ProgressLine]:
    """Those with anything due in the period, or carried into it."""
    sums: dict[str, Figures] = defaultdict(Figures)
    for key, figures in lead.items():
        sums[key.agency] += figures
    names = get_names(sums, day)
    for code in sorted(sums):
        if sums[code].due or sums[code].carried:
            yield ProgressLine(code, names.get(code, code), sums[code])


def _before(plan: PlanRow, scope: str, span: Span) -> Figures | None:
    """None for a period that ended before the plan was issued."""
    if span.last < plan.issued_on:
        return None
    lead = _count(plan, scope, span, span.last)
    return _of_part(lead, m.Obligation.Part.LEAD)


def _late(plan: PlanRow, scope: str, span: Span, day: dt.date, today: dt.date) -> list[LateRow]:
    """How they stood at the end of the period; why and what was done, as it was told until today."""

    def wanted(one: Status, first: dt.date | None) -> list[ObligationRow]:
        narrowed = Wanted(statuses=[one], agency=scope, due_from=first, due_to=span.last)
        return list_obligations(plan.id, as_of=day, wanted=narrowed, limit=MOST_LATE)

    rows = wanted(Status.OVERDUE, None) + wanted(Status.DONE_LATE, span.first)
    stories: dict[int, list[HappeningRow]] = defaultdict(list)
    for one in list_happenings([row.id for row in rows], as_of=today, limit=HAPPENINGS):
        stories[one.obligation].append(one)
    names = get_names({row.agency for row in rows}, day)
    return [_late_row(row, stories[row.id], names) for row in rows]


def _late_row(row: ObligationRow, story: Collection[HappeningRow], names: Mapping[str, str]) -> LateRow:
    explained: dict[str, Any] = next((one.data for one in story if one.verb == Verb.EXPLAINED), {})
    letters = [one.data["number"] for one in story if one.verb == Verb.ESCALATED and one.data.get("number")]
    return LateRow(
        id=row.id,
        ref=row.ref,
        title=row.title,
        agency=row.agency,
        name=names.get(row.agency, row.agency),
        due=row.due or row.laid_at.date(),
        is_done=row.status == Status.DONE_LATE,
        evidence_on=row.evidence_on,
        cause=explained.get("cause", ""),
        explanation=explained.get("text", ""),
        reminded=sum(one.verb == Verb.REMINDED for one in story),
        escalated=sum(one.verb == Verb.ESCALATED for one in story),
        returned=sum(one.verb == Verb.RETURNED for one in story),
        letters=tuple(reversed(letters)),
    )


def _targets(plan: PlanRow, scope: str, day: dt.date, today: dt.date) -> Iterable[TargetProgress]:
    """What was counted up to the day, though it may have been stated after it."""
    for row in list_measures(plan, as_of=today):
        values = [value for value in _by(row, day, today) if scope in ("", value.agency)]
        if values or not scope:
            yield _target(row, values)


def _by(row: MeasureRow, day: dt.date, today: dt.date) -> Collection[ValueRow]:
    """The newest value of each agency for a period that ended by the day."""
    if all(value.period_end <= day for value in row.values):
        return row.values
    newest: dict[str, ValueRow] = {}
    for value in list_values(row, as_of=today):
        if value.period_end <= day:
            newest.setdefault(value.agency, value)
    return list(newest.values())


def _target(row: MeasureRow, values: Collection[ValueRow]) -> TargetProgress:
    demand = (row.id, row.ref, row.name or row.text, row.comparator, _plain(row.demanded), row.unit)
    first = next(iter(values), None)
    if first is None:
        return TargetProgress(*demand)
    if row.scope == m.Measure.Scope.EACH_AGENCY and len(values) > 1:
        met = sum(value.is_reached for value in values)
        until = max(value.period_end for value in values)
        return TargetProgress(
            *demand, until=until, is_reached=met == len(values), met=met, stated=len(values)
        )
    return TargetProgress(
        *demand,
        value=_plain(first.value),
        numerator=_plain(first.numerator),
        denominator=_plain(first.denominator),
        until=first.period_end,
        is_reached=first.is_reached,
        missing=first.missing,
        counted=row.counted,
        document=first.document,
    )


def _plain(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"


def get_report(report: int) -> ReportRow:
    """Raises ReportNotFound."""
    row = m.ProgressReport.objects.select_related("plan").filter(pk=report).first()
    if row is None:
        raise ReportNotFound
    return _report(row)


def list_reports(plan: PlanRow) -> list[ReportRow]:
    """Drafts first, then those finished, the newest first; who may see which is asked of each."""
    rows = m.ProgressReport.objects.filter(plan=plan.id).select_related("plan").defer("figures")
    ordered = rows.order_by("finished_at", "-last", "-id")
    drafts = [_report(row, bare=True) for row in ordered.filter(finished_at=None)[:REPORTS]]
    finished = rows.filter(finished_at__isnull=False).order_by("-finished_at", "-id")[:REPORTS]
    return drafts + [_report(row, bare=True) for row in finished]


def _report(row: m.ProgressReport, *, bare: bool = False) -> ReportRow:
    return ReportRow(
        id=row.pk,
        plan=row.plan_id,
        agency=row.agency,
        author=row.author,
        span=span_of(row.first, row.last, row.plan.year),
        begun_by=row.begun_by,
        words=row.words,
        saved_at=row.saved_at,
        saved_name=row.saved_name,
        finished_at=row.finished_at,
        finished_name=row.finished_name,
        progress=None if bare or row.figures is None else thaw(row.figures),
    )


def freeze(progress: Progress) -> dict[str, Any]:
    """As plain values of JSON; ``thaw`` gives the same back."""
    frozen = _plainly(asdict(progress))
    assert isinstance(frozen, dict)  # noqa: S101 - a dataclass is one
    return frozen


def _plainly(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plainly(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plainly(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


_DAYS = {"first", "last", "day", "before_first", "before_last", "due", "evidence_on", "until"}


def thaw(kept: Mapping[str, Any]) -> Progress:
    told = _dated(kept)
    for name in ("plan", "contributions", "requests", "before"):
        told[name] = Figures(**told[name]) if told[name] else None
    for name in ("areas", "agencies"):
        told[name] = tuple(
            ProgressLine(one["code"], one["name"], Figures(**one["figures"])) for one in told[name]
        )
    told["late"] = tuple(
        LateRow(**(_dated(one) | {"letters": tuple(one["letters"])})) for one in told["late"]
    )
    told["targets"] = tuple(TargetProgress(**_dated(one)) for one in told["targets"])
    return Progress(**told)


def _dated(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Days read back; every other "due" of figures is a count and stays."""
    return {
        name: dt.date.fromisoformat(value) if name in _DAYS and isinstance(value, str) else value
        for name, value in kept.items()
    }
