"""How each case stands with the portal, and both sides' counts, agency by agency, each difference with its reason."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from lienthong.domain.national import models as m
from lienthong.domain.national.permissions import Permission
from lienthong.domain.national.rules import Gap, Ours, State, gap_of
from lienthong.domain.organisations.queries import find_by_official_code
from lienthong.spine import clock
from lienthong.spine.actor import Actor

SHOWN: Final = 200
MOST: Final = 20_000
A_RUN: Final = 200
"""Cases that are told in one run: some ten thousand an hour, and a backlog never takes the machine from people."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """``number`` is the case's name at the portal."""

    case: int
    number: str
    is_theirs: bool
    status: str
    state: State


@dataclass(frozen=True, slots=True)
class GapRow:
    """One case that differs. ``line`` None for one that only the portal holds; ``words`` are its own, or the line's.

    ``here`` and ``there`` are national status codes, "" for none.
    """

    line: int | None
    case: int | None
    number: str
    procedure: str
    owner: str
    agency: str
    day: date | None
    gap: Gap
    here: str
    there: str
    words: str
    tries: int
    again_at: datetime | None
    is_given_up: bool


@dataclass(frozen=True, slots=True)
class SumRow:
    """One agency's cases received in a span. ``there`` None where nothing covers the span yet."""

    owner: str
    ours: int
    told: int
    there: int | None
    gaps: int


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    since: date
    until: date
    made_at: datetime
    real_at: datetime
    held: int
    fault: str


@dataclass(frozen=True, slots=True)
class LineStand:
    """How the connection stands: ``fault`` since ``failing_since`` (real times), "" while the portal answers."""

    since: date | None
    fault: str
    failing_since: datetime | None
    procedures: int
    waiting: int
    given_up: int


def within_reach(by: Actor) -> QuerySet[m.Line]:
    reach = by.reach(Permission.KEEP)
    return m.Line.objects.filter(Q() if reach is None else Q(owner__in=reach))


def list_due(*, limit: int = A_RUN) -> list[int]:
    """Lines with something to tell now; what failed last comes after what was not tried since."""
    now = clock.real_now()
    rows = m.Line.objects.filter(Q(again_at=None) | Q(again_at__lte=now), state=State.WAITING.value)
    order = (F("tried_at").asc(nulls_first=True), "id")
    return list(rows.order_by(*order).values_list("pk", flat=True)[:limit])


def find_line(case: int) -> LineRow | None:
    row = m.Line.objects.filter(case=case).first()
    return LineRow(row.case_id, row.number, row.is_theirs, row.status, State(row.state)) if row else None


def get_stand(by: Actor) -> LineStand:
    look = m.Look.objects.order_by("-day").first()
    first = m.Look.objects.order_by("day").first()
    lines = within_reach(by).exclude(state=State.TOLD.value)
    counted = dict(lines.order_by().values_list("state").annotate(count=Count("pk")))
    return LineStand(
        since=first.day if first else None,
        fault=look.fault if look else "",
        failing_since=look.failing_since if look else None,
        procedures=m.Offer.objects.filter(gone_at=None).count(),
        waiting=counted.get(State.WAITING, 0),
        given_up=counted.get(State.DEAD, 0),
    )


def last_comparison(since: date, until: date) -> ComparisonRow | None:
    """The newest list of the portal's that covers these days."""
    rows = m.Comparison.objects.filter(since__lte=since, until__gte=until, fault="")
    return _comparison(rows.order_by("-id").first())


def last_attempt() -> ComparisonRow | None:
    return _comparison(m.Comparison.objects.order_by("-id").first())


def _comparison(row: m.Comparison | None) -> ComparisonRow | None:
    if row is None:
        return None
    return ComparisonRow(row.since, row.until, row.made_at, row.real_at, row.held, row.fault)


def list_sums(since: date, until: date, *, by: Actor) -> list[SumRow]:
    """By agency; agencies without a case on either side are left out. Three statements."""
    last = last_comparison(since, until)
    rows = _beside(within_reach(by).filter(day__range=(since, until)))
    counted = (
        rows.order_by("owner")
        .values("owner")
        .annotate(
            ours=Count("pk"),
            told_all=Count("pk", filter=Q(state=State.TOLD.value)),
            both=Count("pk", filter=Q(there__isnull=False)),
            gaps=Count("pk", filter=_differs(last)),
        )
    )
    extra: dict[str, int] = defaultdict(int)
    for one in _only_there(since, until, by) if last else ():
        extra[one.owner] += 1
    found = {row["owner"]: row for row in counted}
    nothing = {"ours": 0, "told_all": 0, "both": 0, "gaps": 0}
    return [
        SumRow(
            owner,
            row["ours"],
            row["told_all"],
            row["both"] + extra[owner] if last else None,
            row["gaps"] + extra[owner],
        )
        for owner in sorted({*found, *extra})
        for row in [found.get(owner, nothing)]
    ]


def list_gaps(
    since: date, until: date, *, by: Actor, owner: str = "", gap: Gap | None = None, limit: int = SHOWN
) -> list[GapRow]:
    """Case by case, those that only the portal holds at the end; ``limit`` and one more, which tells of others."""
    last = last_comparison(since, until)
    lines = within_reach(by).filter(day__range=(since, until))
    rows = _beside(lines.filter(owner=owner) if owner else lines).filter(_differs(last))
    found = [one for row in rows.order_by("owner", "number")[:MOST] if (one := _gap(row, last))]
    if last:
        found += [one for one in _only_there(since, until, by) if not owner or one.owner == owner]
    return [one for one in found if gap is None or one.gap is gap][: limit + 1]


def _beside(lines: QuerySet[m.Line]) -> QuerySet[m.Line]:
    there = m.Held.objects.filter(number=OuterRef("number")).values("status")
    return lines.annotate(there=Subquery(there))


def _differs(last: ComparisonRow | None) -> Q:
    untold = ~Q(state=State.TOLD.value)
    if last is None:
        return untold
    return untold | Q(told_at__lt=last.real_at) & (Q(there=None) | ~Q(there=F("status")))


def _gap(row: m.Line, last: ComparisonRow | None) -> GapRow | None:
    there: str | None = vars(row)["there"]  # annotated
    compared = bool(last and row.told_at and row.told_at < last.real_at)
    gap = gap_of(Ours(State(row.state), row.fault, row.status, there, compared))
    if gap is None:
        return None
    return GapRow(
        line=row.pk,
        case=row.case_id,
        number=row.number,
        procedure=row.procedure,
        owner=row.owner,
        agency="",
        day=row.day,
        gap=gap,
        here=row.status,
        there=there or "",
        words=row.words,
        tries=row.tries,
        again_at=row.again_at if row.state == State.WAITING and row.fault else None,
        is_given_up=row.state == State.DEAD,
    )


def _only_there(since: date, until: date, by: Actor) -> Iterable[GapRow]:
    """Whose they are is read off their number, which begins with the agency's code."""
    ours = m.Line.objects.filter(number=OuterRef("number"))
    rows = m.Held.objects.filter(~Exists(ours), day__range=(since, until)).order_by("number")[:MOST]
    reach, known = by.reach(Permission.KEEP), {}
    for row in rows:
        code = row.number.rsplit("-", 2)[0]
        if code not in known:
            known[code] = find_by_official_code(code, row.day)
        if reach is None or known[code] in reach:
            yield GapRow(
                None, None, row.number, row.procedure, known[code], row.agency, row.day, Gap.THEIRS, "",
                row.status, "", 0, None, is_given_up=False,
            )  # fmt: skip
