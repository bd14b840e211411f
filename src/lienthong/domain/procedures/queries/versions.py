"""Versions: where each stands, and all it says."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Manager

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.rules.record import (
    Basis,
    Duration,
    Effect,
    Fee,
    Form,
    Paper,
    Record,
    Step,
    Supplement,
    Task,
    Way,
)
from lienthong.domain.procedures.rules.vocabulary import (
    Audience,
    Channel,
    FeeKind,
    Level,
    OnlineExtent,
    OnlineLevel,
    Pause,
    State,
    StepKind,
    TimeUnit,
)
from lienthong.spine.stamps import kept


@dataclass(frozen=True, slots=True)
class VersionRow:
    """``id`` is the version's; ``until`` the first day on which it no longer holds."""

    id: int
    procedure: int
    code: str
    keeper: str
    number: int
    revision: int
    name: str
    field: str
    state: State
    decision: str
    decided_on: date | None
    effective_from: date | None
    until: date | None
    published_at: datetime | None
    submitted_by: str
    end_decision: str
    end_reason: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Handling:
    """Of a version what a case needs: who decides, in which time, with which papers, step by step."""

    version: int
    code: str
    name: str
    field: str
    agencies: tuple[str, ...]
    published: bool
    effective_from: date | None
    until: date | None
    ways: tuple[Way, ...]
    papers: tuple[Paper, ...]
    supplement: Supplement | None
    steps: tuple[Step, ...]

    def is_in_force(self, day: date) -> bool:
        begun = self.effective_from is not None and self.effective_from <= day
        return self.published and begun and (self.until is None or day < self.until)


def version_row(version: m.Version) -> VersionRow:
    return VersionRow(
        id=version.pk,
        procedure=version.procedure_id,
        code=version.procedure.code,
        keeper=version.procedure.keeper,
        number=version.number,
        revision=version.revision,
        name=version.name,
        field=version.field,
        state=version.state,
        decision=version.decision,
        decided_on=version.decided_on,
        effective_from=version.effective_from,
        until=version.effective_to,
        published_at=version.published_at,
        submitted_by=version.submitted_by,
        end_decision=version.end_decision,
        end_reason=version.end_reason,
        recorded_at=version.recorded_at,
    )


def get_version(version: int) -> VersionRow:
    """Raises ProcedureNotFound."""
    found = m.Version.objects.filter(pk=version).select_related("procedure").first()
    if found is None:
        raise ProcedureNotFound
    return version_row(found)


def get_whole(version: int) -> tuple[VersionRow, Record]:
    """Where a version stands and all it says; eight queries however long it is. Raises ProcedureNotFound."""
    found = m.Version.objects.filter(pk=version).select_related("procedure").first()
    if found is None:
        raise ProcedureNotFound
    return version_row(found), record_of(found)


def list_versions(code: str, *, drafts: bool) -> list[VersionRow]:
    """Of one procedure, oldest first; what the public may not see yet only with ``drafts``."""
    found = m.Version.objects.filter(procedure__code=code).select_related("procedure").order_by("number")
    rows = [version_row(version) for version in found[:500]]
    return [row for row in rows if drafts or row.published_at]


def next_versions(versions: Collection[int]) -> dict[int, VersionRow]:
    """By version that came to be announced, the one that was drafted after it, if any; one query."""
    later = m.Version.objects.filter(
        procedure__in=m.Version.objects.filter(pk__in=versions).values("procedure"),
    ).select_related("procedure")
    rows = {(row.procedure_id, row.number): row for row in later}
    known = {row.pk: (row.procedure_id, row.number + 1) for row in rows.values() if row.pk in set(versions)}
    return {version: version_row(rows[place]) for version, place in known.items() if place in rows}


@kept("procedures")
def get_handling(version: int) -> Handling:
    """Raises ProcedureNotFound."""
    found = m.Version.objects.filter(pk=version).select_related("procedure").first()
    if found is None:
        raise ProcedureNotFound
    return Handling(
        version=found.pk,
        code=found.procedure.code,
        name=found.name,
        field=found.field,
        agencies=tuple(found.agencies),
        published=found.published_at is not None,
        effective_from=found.effective_from,
        until=found.effective_to,
        ways=_rows(m.Way.objects, found, _way),
        papers=_rows(m.Paper.objects, found, _paper),
        supplement=_supplement(found),
        steps=_steps(found),
    )


@dataclass(frozen=True, slots=True)
class Charges:
    """Of a version what money needs."""

    fees: tuple[Fee, ...]
    bases: tuple[Basis, ...]


@kept("procedures")
def get_charges(version: int) -> Charges:
    """Raises ProcedureNotFound."""
    found = m.Version.objects.filter(pk=version).first()
    if found is None:
        raise ProcedureNotFound
    return Charges(_rows(m.Fee.objects, found, _fee), _rows(m.Basis.objects, found, _basis))


def get_step_names(versions: Collection[int]) -> dict[tuple[int, int], str]:
    """What each row of these versions is called, by version and position."""
    return {(version, row): name for version in versions for row, name in _step_names(version)}


@kept("procedures", most=4_000)
def _step_names(version: int) -> tuple[tuple[int, str], ...]:
    return tuple(m.Step.objects.filter(version=version).order_by().values_list("position", "name"))


def get_record(version: int) -> Record:
    """All that a version says; eight queries however long it is. Raises ProcedureNotFound."""
    found = m.Version.objects.filter(pk=version).first()
    if found is None:
        raise ProcedureNotFound
    return record_of(found)


def record_of(version: m.Version) -> Record:
    return Record(
        name=version.name,
        field=version.field,
        levels=tuple(Level(level) for level in version.levels),
        agencies=tuple(version.agencies),
        coordinating=version.coordinating,
        audience=tuple(Audience(one) for one in version.audience),
        sequence=version.sequence,
        conditions=version.conditions,
        result=version.result,
        validity=version.validity,
        online_level=OnlineLevel(version.online_level) if version.online_level else None,
        online_extent=OnlineExtent(version.online_extent) if version.online_extent else None,
        returns_by_post=version.returns_by_post,
        originals_travel=version.originals_travel,
        copies_of_file=version.copies_of_file,
        fee_text=version.fee_text,
        ways=_rows(m.Way.objects, version, _way),
        papers=_rows(m.Paper.objects, version, _paper),
        fees=_rows(m.Fee.objects, version, _fee),
        bases=_rows(m.Basis.objects, version, _basis),
        forms=_rows(m.Form.objects, version, _form),
        supplement=_supplement(version),
        steps=_steps(version),
        form=version.form,
    )


def _rows[M: (m.Way, m.Paper, m.Fee, m.Basis, m.Form), V](
    rows: Manager[M], version: m.Version, read: Callable[[M], V]
) -> tuple[V, ...]:
    return tuple(read(row) for row in rows.filter(version=version).order_by("position"))


def _way(way: m.Way) -> Way:
    duration = Duration(way.amount, TimeUnit(way.unit)) if way.amount is not None else None
    return Way(Channel(way.channel), duration, way.note)


def _paper(paper: m.Paper) -> Paper:
    return Paper(
        name=paper.name,
        originals=paper.originals,
        copies=paper.copies,
        certified=paper.certified,
        electronic=paper.electronic,
        required=paper.required,
        held_by=paper.held_by,
    )


def _fee(fee: m.Fee) -> Fee:
    return Fee(
        name=fee.name,
        amount=fee.amount,
        kind=FeeKind(fee.kind),
        channel=Channel(fee.channel) if fee.channel else None,
        rule=fee.rule,
        exemptions=fee.exemptions,
        since=fee.since,
        until=fee.until,
    )


def _basis(basis: m.Basis) -> Basis:
    return Basis(basis.number, basis.title, basis.issued_on, basis.issuer)


def _form(form: m.Form) -> Form:
    return Form(form.name, form.code, form.basis)


def _supplement(version: m.Version) -> Supplement | None:
    if version.supplement_rounds is None or version.supplement_within is None:
        return None
    return Supplement(
        version.supplement_rounds,
        version.supplement_within,
        Effect(version.supplement_effect),
        version.supplement_basis,
    )


def _steps(version: m.Version) -> tuple[Step, ...]:
    tasks: dict[int, list[Task]] = defaultdict(list)
    for task in m.Task.objects.filter(step__version=version).order_by("step", "position"):
        tasks[task.step_id].append(_task(task))
    steps: Iterable[m.Step] = m.Step.objects.filter(version=version).order_by("position")
    return tuple(_step(step, tuple(tasks[step.pk])) for step in steps)


def _task(task: m.Task) -> Task:
    pauses = Pause(task.pauses) if task.pauses else None
    return Task(task.name, task.days, task.ends, pauses, task.resumes)


def _step(step: m.Step, tasks: tuple[Task, ...]) -> Step:
    return Step(
        name=step.name,
        unit=step.unit,
        role=step.role,
        time=step.amount,
        online=step.online_amount,
        measure=TimeUnit(step.measure),
        kind=StepKind(step.kind),
        after=tuple(step.after),
        returns=tuple(step.returns),
        tasks=tasks,
    )
