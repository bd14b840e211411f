"""Reading duties as they stood on a day: one, a list, counts by agency and due day, and everything that happened.

A day is seen from its end. ``known`` is an instant: what was recorded by then (None: all that is known now).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from lienthong.domain.organisations.queries import list_groups_of
from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import ObligationNotFound
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries.document import PlanRow
from lienthong.domain.plans.rules.standing import SOON_DAYS, UNDONE, State, Status, status
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import search_words

LIMIT = 500
LATE = frozenset({Status.OVERDUE})


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see of who owes what: duties of these agencies (None: of all), and tasks they take part in."""

    agencies: frozenset[str] | None = None
    lineages: frozenset[int] = frozenset()

    @property
    def is_whole(self) -> bool:
        return self.agencies is None

    def covers(self, agency: str, lineage: int | None = None) -> bool:
        return self.agencies is None or agency in self.agencies or lineage in self.lineages


EVERYTHING = Sight()
NOTHING = Sight(frozenset())


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """A duty on the day asked about. ``due`` is the day in force, ``first_due`` the one it was laid with."""

    id: int
    plan: int
    ref: str
    task: str
    lineage: int | None
    title: str
    part: str
    of: int | None
    outputs: tuple[str, ...]
    met: tuple[int, ...]
    kind: str
    start: dt.date | None
    due: dt.date | None
    first_due: dt.date | None
    laid_on: str
    agency: str
    state: str
    status: Status
    on_time: bool | None
    evidence_on: dt.date | None
    submitted_at: dt.datetime | None
    accepted_at: dt.datetime | None
    head: str
    focal: str
    extension: dt.date | None
    key: str
    laid_at: dt.datetime


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How many duties of an agency that fall due on a day have which status."""

    agency: str
    due: dt.date | None
    status: Status
    count: int


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """One event of one duty, to be told in a sentence; ``evidence`` only of a submission."""

    id: int
    obligation: int
    verb: str
    occurred_at: dt.datetime
    recorded_at: dt.datetime
    account: str
    name: str
    agency: str
    position: str
    data: dict[str, Any]
    evidence: tuple["EvidenceRow", ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    id: int
    obligation: int
    happening: int
    number: str
    issued_on: dt.date
    issuer: str
    abstract: str
    file: int
    annexes: tuple[int, ...]
    outputs: tuple[int, ...]
    replaces: str
    replaced_by: str


def sight_of(actor: Actor, plan: PlanRow, day: dt.date) -> Sight:
    """Own agency and those below it, and the tasks that one's agency coordinates; everything for who steers."""
    return sight_over(actor, [plan.version_id], day)


def sight_over(actor: Actor, versions: Collection[int], day: dt.date) -> Sight:
    """The same over several plans at once, named by their versions."""
    reach = actor.reach(Permission.FOLLOW)
    if reach is None:
        return EVERYTHING
    if not actor.agency or not reach:
        return NOTHING
    groups = [group.code for group in list_groups_of(actor.agency, day)]
    parties = m.Party.objects.filter(task__version__in=versions, part=m.Party.Part.COORDINATING)
    taking_part = parties.filter(Q(agency=actor.agency) | Q(group__in=groups))
    lineages = taking_part.values_list("task__lineage", flat=True)
    return Sight(reach, frozenset(lineages))


def end_of(day: dt.date) -> dt.datetime:
    """The first moment after a business day."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), clock.ZONE)


def standings(plan: int | None, day: dt.date, known: dt.datetime | None = None) -> QuerySet[m.Standing]:
    """The stretch that each duty was in at the end of ``day``; of one plan, or of all."""
    end = end_of(day)
    rows = m.Standing.objects.filter(since__lt=end)
    if plan is not None:
        rows = rows.filter(plan=plan)
    if known is None:
        return rows.filter(Q(until__isnull=True) | Q(until__gte=end), superseded_at__isnull=True)
    heard = Q(recorded_at__lte=known) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=known))
    later = m.Standing.objects.filter(
        heard, obligation=OuterRef("obligation"), since__lt=end, since__gt=OuterRef("since")
    )
    return rows.filter(heard).filter(~Exists(later))


def tally(
    plan: PlanRow, *, as_of: dt.date, known: dt.datetime | None = None, sight: Sight = EVERYTHING
) -> list[TallyRow]:
    """Counts of what agencies owe of themselves, contributions aside."""
    return [row for rows in tallies(plan, as_of=as_of, known=known, sight=sight).values() for row in rows]


def tallies(
    plan: PlanRow, *, as_of: dt.date, known: dt.datetime | None = None, sight: Sight = EVERYTHING
) -> dict[str, tuple[TallyRow, ...]]:
    """The counts by agency; computed once for each change of an agency's: what did not change is the same tuple."""
    pulses = _pulses(plan.id)
    own = set(m.Touch.objects.filter(plan=plan.id).values_list("agency", flat=True))
    kept = _kept(plan.id, as_of, known)
    stale = own | {agency for agency, count in pulses.items() if kept.get(agency, _NEVER)[0] != count}
    fresh = _count(plan.id, as_of, known, stale) if stale else {}
    counted = {agency: (pulses.get(agency, ""), tuple(fresh.get(agency, ()))) for agency in stale}
    kept.update({agency: counted[agency] for agency in stale - own})
    found = {agency: kept[agency] for agency in pulses if agency in kept} | counted
    return {agency: rows for agency, (_, rows) in found.items() if rows and sight.covers(agency)}


def _pulses(plan: int) -> dict[str, str]:
    """By agency who last moved its pulse, and to what: the number of a transaction is never used again, so that this
    tells two databases apart that were one until then.
    """
    moved = RawSQL("plans_pulse.xmin::text || ':' || plans_pulse.count", (), CharField())
    return dict(m.Pulse.objects.filter(plan=plan).annotate(moved=moved).values_list("agency", "moved"))


type Stamp = tuple[int, str]

_STAMP = """
SELECT count(*), sum(xmin::text::bigint)::text || ':' || sum(count),
    EXISTS (SELECT FROM plans_touch WHERE plan_id = %(plan)s)
FROM plans_pulse WHERE plan_id = %(plan)s
"""


def stamp_of(plan: int) -> Stamp | None:
    """What differs whenever a duty of the plan came to stand otherwise. None while the own transaction changed one,
    which may still be undone.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, {"plan": plan})
        count, moved, is_own = cursor.fetchone()
    return None if is_own else (count, moved or "")


_NEVER: tuple[str, tuple[TallyRow, ...]] = ("", ())


@lru_cache(maxsize=24)
def _kept(
    _plan: int, _day: dt.date, _known: dt.datetime | None
) -> dict[str, tuple[str, tuple[TallyRow, ...]]]:
    """What this process counted last, by agency, with the pulse it was counted at. Nothing is kept of what the own
    transaction changed: it may still be undone.
    """
    return {}


def _count(
    plan: int, day: dt.date, known: dt.datetime | None, agencies: Collection[str]
) -> dict[str, list[TallyRow]]:
    rows = (
        standings(plan, day, known).filter(agency__in=agencies).exclude(part=m.Obligation.Part.CONTRIBUTION)
    )
    counted = rows.values_list("agency", "due", "state", "on_time").annotate(n=Count("id"))
    found: dict[tuple[str, dt.date | None, Status], int] = defaultdict(int)
    for agency, due, state, on_time, n in counted.order_by("agency", "due"):
        found[agency, due, status(state, due, on_time, day)] += n
    by_agency: dict[str, list[TallyRow]] = defaultdict(list)
    for key, count in found.items():
        if key[2] is not Status.DROPPED:
            by_agency[key[0]].append(TallyRow(*key, count))
    return by_agency


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which duties a list shows; every field narrows it.

    ``area`` is a numeral, ``text`` words of task or product, ``people`` accounts that are named for it.
    """

    statuses: Collection[Status] = ()
    agency: str = ""
    agencies: Collection[str] | None = None
    area: str = ""
    text: str = ""
    undated: bool = False
    not_part: str = ""
    not_agencies: Collection[str] = ()
    people: Collection[str] | None = None
    title: str = ""
    focal: str = ""
    lineage: int | None = None
    part: str = ""
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    ids: Collection[int] | None = None


def find_obligations(
    plan: int | None,
    *,
    as_of: dt.date,
    known: dt.datetime | None = None,
    sight: Sight = EVERYTHING,
    wanted: Wanted = Wanted(),
) -> QuerySet[m.Standing]:
    """Not read yet: slice it, then ``read_obligations``. Earliest due day first, those without a day last."""
    rows = standings(plan, as_of, known).exclude(state=State.DROPPED).filter(_narrowed(wanted, as_of))
    if sight.agencies is not None:
        rows = rows.filter(Q(agency__in=sight.agencies) | Q(obligation__lineage__in=sight.lineages))
    return rows.order_by(F("due").asc(nulls_last=True), "agency", "obligation")


def _narrowed(wanted: Wanted, day: dt.date) -> Q:
    exact = {
        "agency": wanted.agency,
        "focal": wanted.focal,
        "part": wanted.part,
        "obligation__lineage": wanted.lineage,
        "obligation__title": wanted.title,
        "obligation__task__area__numeral": wanted.area,
        "due__gte": wanted.due_from,
        "due__lte": wanted.due_to,
    }
    where = Q(**{name: value for name, value in exact.items() if value})
    if wanted.ids is not None:
        where &= Q(obligation__in=wanted.ids)
    if wanted.agencies is not None:
        where &= Q(agency__in=wanted.agencies)
    if wanted.undated:
        where &= Q(due__isnull=True)
    if wanted.not_agencies:
        where &= ~Q(agency__in=wanted.not_agencies)
    if wanted.people is not None:
        where &= Q(focal__in=wanted.people) | Q(head__in=wanted.people)
    if wanted.not_part:
        where &= ~Q(part=wanted.not_part)
    for word in search_words(wanted.text):
        where &= Q(obligation__task__search__contains=word)
    if wanted.statuses:
        either = Q()
        for one in wanted.statuses:
            either |= _has(one, day)
        where &= either
    return where


def _has(wanted: Status, day: dt.date) -> Q:
    """The rows that ``rules.standing.status`` would call so: the same rule, said to the database."""
    fixed = {
        Status.SUBMITTED: Q(state=State.SUBMITTED),
        Status.NOT_APPLICABLE: Q(state=State.NOT_APPLICABLE),
        Status.DROPPED: Q(state=State.DROPPED),
        Status.DONE: Q(state=State.DONE, on_time=True),
        Status.DONE_LATE: Q(state=State.DONE, on_time=False),
        Status.OVERDUE: Q(state__in=UNDONE, due__lt=day),
        Status.RETURNED: Q(state=State.RETURNED) & _not_past(day),
        Status.IN_PROGRESS: Q(state=State.PART_DONE) & _not_past(day),
        Status.UNDATED: Q(state=State.OPEN, due__isnull=True),
        Status.DUE_TODAY: Q(state=State.OPEN, due=day),
        Status.DUE_SOON: Q(state=State.OPEN, due__gt=day, due__lte=day + dt.timedelta(days=SOON_DAYS)),
        Status.NOT_DUE: Q(state=State.OPEN, due__gt=day + dt.timedelta(days=SOON_DAYS)),
    }
    return fixed[wanted]


def _not_past(day: dt.date) -> Q:
    return Q(due__isnull=True) | Q(due__gte=day)


def read_obligations(rows: QuerySet[m.Standing] | Sequence[m.Standing], day: dt.date) -> list[ObligationRow]:
    """One query for any number of duties."""
    if isinstance(rows, QuerySet):
        rows = list(rows.select_related("obligation__task"))
    return [_row(stand, day) for stand in rows]


def list_obligations(
    plan: int | None,
    *,
    as_of: dt.date,
    known: dt.datetime | None = None,
    sight: Sight = EVERYTHING,
    wanted: Wanted = Wanted(),
    limit: int = LIMIT,
    offset: int = 0,
) -> list[ObligationRow]:
    found = find_obligations(plan, as_of=as_of, known=known, sight=sight, wanted=wanted)
    return read_obligations(found[offset : offset + limit], as_of)


def get_obligation(
    obligation: int, *, as_of: dt.date, known: dt.datetime | None = None, sight: Sight = EVERYTHING
) -> ObligationRow:
    """Raises ObligationNotFound when it was not laid by then, or is none of one's business."""
    rows = standings(None, as_of, known).filter(obligation=obligation).select_related("obligation__task")
    stand = rows.first()
    if stand is None or not sight.covers(stand.agency, stand.obligation.lineage_id):
        raise ObligationNotFound
    return _row(stand, as_of)


def _row(stand: m.Standing, day: dt.date) -> ObligationRow:
    duty = stand.obligation
    task = duty.task
    return ObligationRow(
        id=duty.pk,
        plan=duty.plan_id,
        ref=task.ref if task else "",
        task=(task.title or next(iter((*task.details, *task.outputs)), "")) if task else "",
        lineage=duty.lineage_id,
        title=duty.title,
        part=duty.part,
        of=duty.of_id,
        outputs=tuple(duty.outputs),
        met=tuple(stand.met),
        kind=duty.kind,
        start=duty.start,
        due=stand.due,
        first_due=duty.due,
        laid_on=duty.agency,
        agency=stand.agency,
        state=stand.state,
        status=status(stand.state, stand.due, stand.on_time, day),
        on_time=stand.on_time,
        evidence_on=stand.evidence_on,
        submitted_at=stand.submitted_at,
        accepted_at=stand.accepted_at,
        head=stand.head,
        focal=stand.focal,
        extension=stand.extension,
        key=duty.key,
        laid_at=duty.occurred_at,
    )


def list_happenings(
    obligations: Iterable[int], *, as_of: dt.date, known: dt.datetime | None = None, limit: int = 1_000
) -> list[HappeningRow]:
    """What happened to these duties by the end of the day, newest first, submissions with their documents."""
    rows = m.Happening.objects.filter(obligation__in=list(obligations), occurred_at__lt=end_of(as_of))
    if known is not None:
        rows = rows.filter(recorded_at__lte=known)
    found = list(rows.order_by("-occurred_at", "-id")[:limit])
    evidence: dict[int, list[EvidenceRow]] = defaultdict(list)
    for one in list_evidence(happenings=[row.pk for row in found if row.verb == "SUBMITTED"]):
        evidence[one.happening].append(one)
    return [_happening(row, evidence[row.pk]) for row in found]


def _happening(row: m.Happening, evidence: Iterable[EvidenceRow]) -> HappeningRow:
    return HappeningRow(
        id=row.pk,
        obligation=row.obligation_id,
        verb=row.verb,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        account=row.account,
        name=row.name,
        agency=row.agency,
        position=row.position,
        data=row.data,
        evidence=tuple(evidence),
    )


def list_evidence(*, happenings: Collection[int]) -> list[EvidenceRow]:
    """Documents of these submissions, in the order they were listed; replaced by one of them, by nothing later."""
    rows = m.Evidence.objects.filter(happening__in=happenings).select_related("replaces").order_by("id")
    successors = m.Evidence.objects.filter(replaces__happening__in=happenings, happening__in=happenings)
    replaced = dict(successors.values_list("replaces", "number"))
    return [_evidence(row, replaced.get(row.pk, "")) for row in rows]


def find_evidence(file: int) -> list[EvidenceRow]:
    """The documents handed in with a file: who may see one of their duties may see the file."""
    rows = m.Evidence.objects.filter(with_file([file])).select_related("replaces").order_by("id")
    return [_evidence(row, "") for row in rows[:50]]


def with_file(files: Collection[int]) -> Q:
    """Documents to which one of these files belongs."""
    return Q(file__in=files) | Q(annexes__overlap=list(files))


def _evidence(row: m.Evidence, replaced_by: str) -> EvidenceRow:
    return EvidenceRow(
        id=row.pk,
        obligation=row.obligation_id,
        happening=row.happening_id,
        number=row.number,
        issued_on=row.issued_on,
        issuer=row.issuer,
        abstract=row.abstract,
        file=row.file,
        annexes=tuple(row.annexes),
        outputs=tuple(row.outputs),
        replaces=row.replaces.number if row.replaces else "",
        replaced_by=replaced_by,
    )
