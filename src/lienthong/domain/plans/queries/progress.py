"""How a plan went in a period: figures by field and agency, what was late and why, targets, the period before.

All of it is computed from duties as they are known now.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Sum

from lienthong.domain.organisations.queries import Level, get_names, get_tree
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.document import PlanRow, list_areas
from lienthong.domain.plans.queries.measures import MeasureRow, ValueRow, list_measures
from lienthong.domain.plans.queries.obligations import (
    HappeningRow,
    ObligationRow,
    Wanted,
    end_of,
    find_obligations,
    list_happenings,
    read_obligations,
    standings,
)
from lienthong.domain.plans.rules.reporting import Figures, Span, before, count, total
from lienthong.domain.plans.rules.standing import State, Status, Verb, status

MOST_LATE = 3_000
HAPPENINGS = 30_000
COMMITTEE = "Ủy ban nhân dân "


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """The figures of one field (numeral) or agency (code)."""

    code: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class LateRow:
    """A duty overdue at the end, due in the period and done late, or due before it and done late in it.

    ``cause`` is the code that was chosen and ``explanation`` the agency's words; ``letters`` are the numbers of
    letters that urged it.
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

    ``plan`` counts the plan's own duties, as ``areas`` do; ``owed``, ``agencies`` and ``before`` count the reports
    asked for besides it too. Contributions to others stand apart. ``monitor`` is who followed the plan then.
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
    monitor: str = ""

    @property
    def owed(self) -> Figures:
        return self.plan + self.requests

    @property
    def is_cut(self) -> bool:
        """True where more is late than the list of late duties can hold."""
        return len(self.late) < self.owed.tardy + self.contributions.tardy


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
        agencies=() if scope else tuple(_by_agency(counted, day)),
        late=tuple(_late(plan, scope, span, day, today)),
        targets=tuple(_targets(plan, scope, day, today)),
        before_first=earlier.first,
        before_last=earlier.last,
        before=_before(plan, scope, earlier),
        monitor=plan.monitor,
    )


def get_pulse(plan: PlanRow) -> int:
    """Another number after every commit that changed how a duty of the plan stands."""
    return m.Pulse.objects.filter(plan=plan.id).aggregate(n=Sum("count"))["n"] or 0


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
    since = ExpressionWrapper(Q(accepted_at__gte=_begin(span)), output_field=BooleanField(null=True))
    groups = rows.order_by().annotate(is_fresh=since)
    columns = ("part", "agency", "obligation__task__area__numeral", "due", "state", "on_time", "is_fresh")
    found: dict[_Key, Figures] = defaultdict(Figures)
    for part, agency, area, due, state, on_time, is_fresh, n in groups.values_list(*columns).annotate(
        n=Count("id")
    ):
        key, one = _Key(part, agency, area or ""), status(state, due, on_time, day)
        found[key] += count(one, due, span, n, is_fresh=bool(is_fresh))
    return found


def _begin(span: Span) -> dt.datetime:
    """The first moment of a period."""
    return end_of(span.first - dt.timedelta(days=1))


def _of_part(counted: _Counted, part: str) -> Figures:
    return total(figures for key, figures in counted.items() if key.part == part)


def _by_area(plan: PlanRow, lead: _Counted) -> Iterable[ProgressLine]:
    """In the plan's order; fields that an amendment took away stand last, without a name."""
    names = {area.numeral: area.title for area in list_areas(plan)}
    for numeral in dict.fromkeys((*names, *sorted(key.area for key in lead))):
        figures = total(one for key, one in lead.items() if key.area == numeral)
        yield ProgressLine(numeral, names.get(numeral, ""), figures)


def _by_agency(counted: _Counted, day: dt.date) -> Iterable[ProgressLine]:
    """Those with anything due in the period, or due before it and owed or done in it."""
    sums: dict[str, Figures] = defaultdict(Figures)
    for key, figures in counted.items():
        if key.part != m.Obligation.Part.CONTRIBUTION:
            sums[key.agency] += figures
    behind = {code for code, one in sums.items() if one.due or one.carried or one.caught_up}
    for code, name in _call(behind, day).items():
        yield ProgressLine(code, name, sums[code])


def _call(codes: Collection[str], day: dt.date) -> dict[str, str]:
    """Names by code, level by level as the tree stands: in full, but a committee as everybody calls it."""
    tree = [row.agency for row in get_tree(day) if row.agency.code in codes]
    levels = list(Level)
    tree.sort(key=lambda agency: levels.index(Level(agency.level)))
    named = {one.code: one.short_name if one.name.startswith(COMMITTEE) else one.name for one in tree}
    gone = sorted(set(codes) - named.keys())
    return named | (get_names(gone, day) if gone else {})


def _before(plan: PlanRow, scope: str, span: Span) -> Figures | None:
    """None for a period that ended before the plan was issued."""
    if span.last < plan.issued_on:
        return None
    counted = _count(plan, scope, span, span.last)
    return total(one for key, one in counted.items() if key.part != m.Obligation.Part.CONTRIBUTION)


def _late(plan: PlanRow, scope: str, span: Span, day: dt.date, today: dt.date) -> list[LateRow]:
    """How they stood at the end of the period, the undone first; why and what was done, as it was told until today."""
    wanted = Wanted(statuses=(Status.OVERDUE, Status.DONE_LATE), agency=scope, due_to=span.last)
    found = find_obligations(plan.id, as_of=day, wanted=wanted)
    old = Q(state=State.DONE, due__lt=span.first) & ~Q(accepted_at__gte=_begin(span))
    rows = sorted(
        read_obligations(found.exclude(old)[:MOST_LATE], day), key=lambda row: row.status == Status.DONE_LATE
    )
    stories: dict[int, list[HappeningRow]] = defaultdict(list)
    for one in list_happenings([row.id for row in rows], as_of=today, limit=HAPPENINGS):
        stories[one.obligation].append(one)
    names = _call({row.agency for row in rows}, day)
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
    for row in list_measures(plan, as_of=today, until=day):
        values = [value for value in row.values if scope in ("", value.agency)]
        if values or not scope:
            yield _target(row, values)


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
