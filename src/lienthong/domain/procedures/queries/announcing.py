"""What ministries' decisions demand of the province: how far each demand is, by when, and for whom it waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.db.models import Q, QuerySet

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.errors import TriggerNotFound
from lienthong.domain.procedures.queries.units import office_of
from lienthong.domain.procedures.rules.announcing import (
    OF_THE_KEEPER,
    DemandKind,
    Stage,
    Term,
    stage_of,
    term_of,
)
from lienthong.spine.calendar.queries import (
    Calendar,
    Due,
    Unit,
    ahead_of,
    calendar_for,
    due_at,
    working_days_until,
)
from lienthong.spine.clock import local

MOST = 2_000


@dataclass(frozen=True, slots=True)
class TriggerRow:
    id: int
    number: str
    issuer: str
    title: str
    decided_on: date
    effective_from: date
    keeper: str
    recorded_at: datetime
    recorder: str
    withdrawn_at: datetime | None
    withdrawn_because: str


@dataclass(frozen=True, slots=True)
class DemandRow:
    """``due`` is the day that matters now, ``left`` the working days until then, negative when it is past.

    ``waits_for`` is the agency that must act, "" when all is done. ``behind`` counts working days by which the
    announcing and the publishing, once done, came late.
    """

    id: int
    trigger: TriggerRow
    kind: DemandKind
    code: str
    name: str
    keeper: str
    version: int | None
    stage: Stage
    waits_for: str
    announce_by: date
    publish_by: date | None
    announced_on: date | None
    published_on: date | None
    decision: str
    due: date
    left: int
    behind: tuple[int, int]

    @property
    def is_done(self) -> bool:
        return self.stage is Stage.DONE

    @property
    def is_late(self) -> bool:
        return self.left < 0 if not self.is_done else any(self.behind)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Both days of a demand, each with the sum that led there, and the rule behind it."""

    announce: Due
    publish: Due | None
    term: Term


def announce_by(decided_on: date, effective_from: date) -> Due:
    """By when the province must decide what a ministry decided. Raises NoWorkingTime, StartOutOfRange."""
    calendar = calendar_for(settings.LIENTHONG_PROVINCE)
    return ahead_of(calendar, day=effective_from, amount=term_of(decided_on).ahead)


class Days:
    """The province's calendar of today, with each day reckoned once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.calendar: Calendar = calendar_for(settings.LIENTHONG_PROVINCE)
        self.announce, self.publish = cache(self._announce), cache(self._publish)

    def _announce(self, trigger_decided: date, effective_from: date) -> Due:
        return ahead_of(self.calendar, day=effective_from, amount=term_of(trigger_decided).ahead)

    def _publish(self, decided_on: date) -> Due:
        within = term_of(decided_on).within
        return due_at(self.calendar, start=decided_on, amount=within, unit=Unit.WORKING_DAY)

    def left(self, due: date) -> int:
        return working_days_until(self.calendar, self.today, due)

    def behind(self, due: date | None, done: date | None) -> int:
        return max(working_days_until(self.calendar, due, done), 0) if due and done else 0


def list_demands(
    today: date, *, keeper: str | None = None, done: bool = False, trigger: int | None = None
) -> list[DemandRow]:
    """What is open, the most urgent first; ``done``: what is published, newest decision first.

    ``keeper`` None: of all. ``trigger``: all of one decision, open or not, in its order, also of a withdrawn one.
    """
    found = _found(keeper=keeper, trigger=trigger)
    if trigger is None:
        found = found.filter(_is_done()) if done else found.exclude(_is_done())
    rows = list(found.order_by("-trigger__decided_on", "trigger", "position")[:MOST])
    keepers = _keepers({row.code for row in rows})
    days, office = Days(today), office_of(today)
    told = [_row(row, keepers, days, office) for row in rows]
    return told if done or trigger is not None else sorted(told, key=lambda one: (one.due, one.code))


def count_demands(*, keeper: str | None = None) -> int:
    """How many ``list_demands`` lists as open."""
    return _found(keeper=keeper, trigger=None).exclude(_is_done()).count()


def _found(*, keeper: str | None, trigger: int | None) -> QuerySet[m.Demand]:
    found = m.Demand.objects.select_related("trigger", "version")
    found = found.filter(trigger=trigger) if trigger is not None else found.filter(trigger__withdrawn_at=None)
    if keeper is None:
        return found
    known = m.Procedure.objects.all()
    own = known.filter(keeper=keeper).values("code")
    return found.filter(Q(code__in=own) | Q(trigger__keeper=keeper) & ~Q(code__in=known.values("code")))


def _is_done() -> Q:
    abolished = Q(kind=DemandKind.ABOLISH.value, version__isnull=False)
    return abolished | Q(version__published_at__isnull=False)


def _keepers(codes: Iterable[str]) -> dict[str, str]:
    return dict(m.Procedure.objects.filter(code__in=set(codes)).values_list("code", "keeper"))


def _row(row: m.Demand, keepers: Mapping[str, str], days: Days, office: str) -> DemandRow:
    kind, version = DemandKind(row.kind), row.version
    stage = stage_of(kind, version.state if version else None)
    keeper = keepers.get(row.code, row.trigger.keeper)
    announced, published = _done_on(kind, version)
    announce_by = days.announce(row.trigger.decided_on, row.trigger.effective_from).at.date()
    publish_by = days.publish(announced).at.date() if announced else None
    due = publish_by or announce_by
    return DemandRow(
        id=row.pk,
        trigger=trigger_row(row.trigger),
        kind=kind,
        code=row.code,
        name=row.name,
        keeper=keeper,
        version=row.version_id,
        stage=stage,
        waits_for="" if stage is Stage.DONE else keeper if stage in OF_THE_KEEPER else office,
        announce_by=announce_by,
        publish_by=publish_by,
        announced_on=announced,
        published_on=published,
        decision=_decision(kind, version),
        due=due,
        left=days.left(due),
        behind=(days.behind(announce_by, announced), days.behind(publish_by, published)),
    )


def _done_on(kind: DemandKind, version: m.Version | None) -> tuple[date | None, date | None]:
    """When the province decided, and when everybody could read it. What is abolished is read at once."""
    if version is None:
        return None, None
    if kind is DemandKind.ABOLISH:
        return version.end_decided_on, version.end_decided_on
    return version.decided_on, local(version.published_at).date() if version.published_at else None


def _decision(kind: DemandKind, version: m.Version | None) -> str:
    if version is None:
        return ""
    return version.end_decision if kind is DemandKind.ABOLISH else version.decision


def trigger_row(row: m.Trigger) -> TriggerRow:
    return TriggerRow(
        id=row.pk,
        number=row.number,
        issuer=row.issuer,
        title=row.title,
        decided_on=row.decided_on,
        effective_from=row.effective_from,
        keeper=row.keeper,
        recorded_at=row.recorded_at,
        recorder=row.recorder,
        withdrawn_at=row.withdrawn_at,
        withdrawn_because=row.withdrawn_because,
    )


def get_trigger(trigger: int) -> TriggerRow:
    """Raises TriggerNotFound."""
    found = m.Trigger.objects.filter(pk=trigger).first()
    if found is None:
        raise TriggerNotFound
    return trigger_row(found)


def find_demand(demand: int, today: date) -> DemandRow:
    """Raises TriggerNotFound."""
    found = m.Demand.objects.filter(pk=demand).values_list("trigger", flat=True).first()
    rows = list_demands(today, trigger=found) if found else []
    if not rows:
        raise TriggerNotFound
    return next(row for row in rows if row.id == demand)


def reckon(trigger: TriggerRow, rows: Sequence[DemandRow], today: date) -> Reckoned:
    """The sums behind the days of a decision; that of publishing for the announcing that came last."""
    days = Days(today)
    decided = max((row.announced_on for row in rows if row.announced_on), default=None)
    return Reckoned(
        days.announce(trigger.decided_on, trigger.effective_from),
        days.publish(decided) if decided else None,
        term_of(trigger.decided_on),
    )


def find_answers(trigger: TriggerRow, rows: Sequence[DemandRow]) -> dict[int, m.Version]:
    """By demand that nothing answers yet: what the province decided of that procedure since, without its draft."""
    open_rows = {row.code: row for row in rows if row.version is None}
    found = m.Version.objects.filter(procedure__code__in=open_rows, announced_at__isnull=False)
    answers: dict[int, m.Version] = {}
    for version in found.select_related("procedure").order_by("number"):
        row = open_rows[version.procedure.code]
        decided = version.end_decided_on if row.kind is DemandKind.ABOLISH else version.decided_on
        if decided and decided >= trigger.decided_on:
            answers[row.id] = version
    return answers


def list_answers(trigger: TriggerRow, rows: Sequence[DemandRow]) -> dict[int, int]:
    """The numbers of the versions of ``find_answers``, by demand."""
    return {demand: version.number for demand, version in find_answers(trigger, rows).items()}


def triggers_of(version: int) -> list[TriggerRow]:
    """The decisions that a version answers."""
    found = m.Trigger.objects.filter(pk__in=m.Demand.objects.filter(version=version).values("trigger"))
    return [trigger_row(row) for row in found.order_by("-decided_on")[:20]]
