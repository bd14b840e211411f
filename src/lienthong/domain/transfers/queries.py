"""Reads of agreements: by who keeps them, and by who works under them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from lienthong.domain.transfers import models as m
from lienthong.domain.transfers.errors import AgreementNotFound
from lienthong.domain.transfers.permissions import Permission
from lienthong.domain.transfers.rules import BLAME_LABELS, STEP_LABELS, Blame, Standing, Step, standing
from lienthong.spine.actor import Actor

__all__ = [
    "BLAME_LABELS",
    "STEP_LABELS",
    "AgreementRow",
    "Blame",
    "DeedRow",
    "FaultRow",
    "Standing",
    "Step",
    "WorkerRow",
    "acting",
    "deed_of",
    "get_agreement",
    "get_fault",
    "get_own",
    "list_agreements",
    "list_deeds",
    "list_done",
    "list_faults",
    "list_own",
]


@dataclass(frozen=True, slots=True)
class WorkerRow:
    id: int
    account: str
    name: str
    trained_on: date
    training: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """``tasks``: (procedure, step), those in force; ``until`` is the last day."""

    id: int
    agency: str
    post: str
    number: str
    signed_on: date
    since: date
    until: date | None
    answers: str
    name: str
    ended_at: datetime | None
    ender: str
    reason: str
    standing: Standing
    tasks: tuple[tuple[str, Step], ...]
    workers: tuple[WorkerRow, ...]

    def procedures(self, step: Step) -> list[str]:
        return [code for code, one in self.tasks if one is step]

    def worker_of(self, account: str) -> WorkerRow | None:
        return next((one for one in self.workers if one.account == account), None)


@dataclass(frozen=True, slots=True)
class DeedRow:
    agreement: int
    worker: str
    step: Step
    about: str
    number: str
    procedure: str
    at: datetime

    @property
    def case(self) -> int:
        return int(self.about.removeprefix("case:"))


@dataclass(frozen=True, slots=True)
class FaultRow:
    id: int
    agreement: int
    worker: str
    blame: Blame
    number: str
    day: date
    words: str
    noted_at: datetime
    name: str
    answered_at: datetime | None
    answerer: str
    answer: str


def acting(agreement: AgreementRow, by: Actor) -> Actor:
    """Somebody of the post at the one-stop where an agreement lets them work; their rights stay their own."""
    return replace(by, agency=agreement.agency)


def list_agreements(by: Actor, day: date) -> list[AgreementRow]:
    """Those of agencies in sight, the newest first."""
    return [_row(one, day) for one in _seen(by).order_by("-since", "-id")[:200]]


def get_agreement(agreement: int, *, by: Actor, day: date) -> AgreementRow:
    """Raises AgreementNotFound."""
    row = _seen(by).filter(pk=agreement).first()
    if row is None:
        raise AgreementNotFound
    return _row(row, day)


def list_own(by: Actor, day: date) -> list[AgreementRow]:
    """Those in force under which somebody of the post works."""
    rows = [_row(one, day) for one in _own(by).order_by("agency", "id")[:50]]
    return [one for one in rows if one.standing is Standing.IN_FORCE]


def get_own(agreement: int, *, by: Actor, day: date) -> AgreementRow:
    """Raises AgreementNotFound, also when it is over."""
    found = next((one for one in list_own(by, day) if one.id == agreement), None)
    if found is None:
        raise AgreementNotFound
    return found


def list_deeds(agreement: int, limit: int = 100) -> list[DeedRow]:
    """The newest first."""
    rows = m.Deed.objects.filter(agreement=agreement).select_related("worker").order_by("-id")
    return [_deed(one) for one in rows[:limit]]


def list_done(agreement: int, account: str, limit: int = 50) -> list[DeedRow]:
    """What one person did under it, the newest first."""
    rows = m.Deed.objects.filter(agreement=agreement, worker__account=account).select_related("worker")
    return [_deed(one) for one in rows.order_by("-id")[:limit]]


def deed_of(about: str, step: Step, *, account: str) -> DeedRow | None:
    """The step of a case that this person did."""
    row = m.Deed.objects.filter(about=about, step=step.value, worker__account=account)
    found = row.select_related("worker").first()
    return _deed(found) if found else None


def list_faults(agreement: int) -> list[FaultRow]:
    """What waits for an answer first, then the newest."""
    rows = m.Fault.objects.filter(agreement=agreement).select_related("worker")
    return sorted(map(_fault, rows.order_by("-id")[:200]), key=lambda one: one.answered_at is not None)


def get_fault(agreement: int, fault: int) -> FaultRow | None:
    row = m.Fault.objects.filter(agreement=agreement, pk=fault).select_related("worker").first()
    return _fault(row) if row else None


def in_force_for(by: Actor, at: date) -> QuerySet[m.Agreement]:
    """Agreements that let this account work on a day, as PostgreSQL is asked."""
    worker = m.Worker.objects.filter(account=by.account, ended_at=None, trained_on__lte=at)
    return m.Agreement.objects.filter(
        Q(until=None) | Q(until__gte=at), since__lte=at, ended_at=None, pk__in=worker.values("agreement")
    )


def _seen(by: Actor) -> QuerySet[m.Agreement]:
    reach = by.reach(Permission.SEE)
    rows = m.Agreement.objects.all() if reach is None else m.Agreement.objects.filter(agency__in=reach)
    return _with_parts(rows)


def _own(by: Actor) -> QuerySet[m.Agreement]:
    if not by.account:
        return m.Agreement.objects.none()
    reach = by.reach(Permission.WORK)
    rows = m.Agreement.objects.filter(workers__account=by.account, workers__ended_at=None)
    return _with_parts(rows if reach is None else rows.filter(post__in=reach))


def _with_parts(rows: QuerySet[m.Agreement]) -> QuerySet[m.Agreement]:
    return rows.prefetch_related(
        Prefetch("tasks", m.Task.objects.filter(ended_at=None).order_by("procedure", "step")),
        Prefetch("workers", m.Worker.objects.filter(ended_at=None).order_by("id")),
    )


def _row(row: m.Agreement, day: date) -> AgreementRow:
    is_ended = row.ended_at is not None
    return AgreementRow(
        id=row.pk,
        agency=row.agency,
        post=row.post,
        number=row.number,
        signed_on=row.signed_on,
        since=row.since,
        until=row.until,
        answers=row.answers,
        name=row.name,
        ended_at=row.ended_at,
        ender=row.ender,
        reason=row.reason,
        standing=standing(since=row.since, until=row.until, is_ended=is_ended, day=day),
        tasks=_tasks(row.tasks.all()),
        workers=tuple(
            WorkerRow(one.pk, one.account, one.name, one.trained_on, one.training)
            for one in row.workers.all()
        ),
    )


def _tasks(rows: Iterable[m.Task]) -> tuple[tuple[str, Step], ...]:
    return tuple((one.procedure, Step(one.step)) for one in rows)


def _deed(row: m.Deed) -> DeedRow:
    return DeedRow(
        row.agreement_id, row.worker.name, Step(row.step), row.about, row.number, row.procedure, row.at
    )


def _fault(row: m.Fault) -> FaultRow:
    return FaultRow(
        id=row.pk,
        agreement=row.agreement_id,
        worker=row.worker.name if row.worker else "",
        blame=Blame(row.blame),
        number=row.number,
        day=row.day,
        words=row.words,
        noted_at=row.noted_at,
        name=row.name,
        answered_at=row.answered_at,
        answerer=row.answerer,
        answer=row.answer,
    )


def procedures_of(rows: Sequence[AgreementRow]) -> set[str]:
    return {code for row in rows for code, _step in row.tasks}
