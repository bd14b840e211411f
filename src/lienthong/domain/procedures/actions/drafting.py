"""A draft is opened, written, answered for, handed on and given up."""

import re
from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError, transaction

from lienthong.domain.organisations.queries import get_agency
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.actions.common import CODE, hold_draft, said, tell
from lienthong.domain.procedures.actions.writing import empty, head_of, rewrite, write
from lienthong.domain.procedures.errors import (
    CodeTaken,
    CodeUnfit,
    DraftOpen,
    KeeperUnknown,
    NameMissing,
    NotAsked,
    NothingInForce,
)
from lienthong.domain.procedures.queries.drafts import questions_of
from lienthong.domain.procedures.queries.versions import record_of
from lienthong.domain.procedures.rules.record import Record
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import MB, FileType, Use

WORKBOOK_USE = Use("procedures.workbook", (FileType.XLSX,), 5 * MB)


@transaction.atomic
def open_draft(*, code: str, name: str, keeper: str, by: Actor, at: datetime) -> int:
    """A new procedure with nothing but its name; the version's id. Raises CodeUnfit, NameMissing, CodeTaken."""
    code, name = code.strip(), name.strip()
    if not re.fullmatch(CODE, code):
        raise CodeUnfit(code=code)
    if not name:
        raise NameMissing
    procedure, is_new = m.Procedure.objects.get_or_create(
        code=code, defaults={"keeper": keeper, "recorded_at": at}
    )
    if not is_new:
        raise CodeTaken(code=code)
    version = add_version(procedure, 1, Record(name=name), by=by, at=at)
    tell(version, "open_draft", by=by, at=at, words=name)
    return version.pk


def add_version(
    procedure: m.Procedure, number: int, record: Record, *, by: Actor, at: datetime, source: str = ""
) -> m.Version:
    version = m.Version.objects.create(
        procedure=procedure,
        number=number,
        source=source,
        recorded_at=at,
        recorded_by=by.account,
        **head_of(procedure.code, record),
    )
    write(version, record)
    return version


@transaction.atomic
def redraft(*, version: int, record: Record, seen: int, by: Actor, at: datetime) -> None:
    """Writes all that a draft says anew. Raises NotADraft, DraftChanged, NameMissing."""
    held = hold_draft(version, seen)
    if not record.name.strip():
        raise NameMissing
    if record_of(held) == record:
        return
    rewrite(held, record)
    m.Version.objects.filter(pk=held.pk).update(revision=seen + 1, **head_of(held.procedure.code, record))
    tell(held, "redraft", by=by, at=at, revision=seen + 1)


@transaction.atomic
def receive_workbook(*, version: int, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """Keeps the workbook from which a draft shall be written. Raises NotADraft, a FileRefused."""
    held = hold_draft(version)
    keeper = held.procedure.keeper
    file = put(content=content, name=name, use=WORKBOOK_USE, agency=keeper, by=by, at=at)
    tell(held, "receive_workbook", by=by, at=at, words=file.name, digest=file.digest)
    return file


@transaction.atomic
def answer(*, version: int, code: str, about: str, reason: str, by: Actor, at: datetime) -> None:
    """Leaves as it is what the draft asks about, with the reason. Raises NotADraft, NotAsked, ReasonMissing."""
    held = hold_draft(version)
    reason = said(reason)
    asked = [q.finding for q in questions_of(held, at.date()) if q.finding.is_asked]
    if not any((finding.code.value, finding.about) == (code, about) for finding in asked):
        raise NotAsked
    m.Answer.objects.update_or_create(
        version=held,
        code=code,
        about=about,
        defaults={"reason": reason, "account": by.account, "name": by.name, "recorded_at": at},
    )
    tell(held, "answer", by=by, at=at, words=reason, about=f"{code}: {about}"[:300])


@transaction.atomic
def take_back(*, version: int, code: str, about: str, by: Actor, at: datetime) -> None:
    """Opens a question again. Raises NotADraft."""
    held = hold_draft(version)
    taken, _ = m.Answer.objects.filter(version=held, code=code, about=about).delete()
    if taken:
        tell(held, "take_back", by=by, at=at, about=f"{code}: {about}"[:300])


@transaction.atomic
def hand_to(*, version: int, keeper: str, by: Actor, at: datetime) -> None:
    """Gives a procedure to the agency that shall keep it from now on. Raises NotADraft, KeeperUnknown."""
    held = hold_draft(version)
    if get_agency(keeper, at.date()) is None:
        raise KeeperUnknown(code=keeper)
    if held.procedure.keeper == keeper:
        return
    before = held.procedure.keeper
    held.procedure.keeper = keeper
    held.procedure.save(update_fields=["keeper"])
    tell(held, "hand_to", by=by, at=at, words=keeper, before=before)


@transaction.atomic
def amend(*, procedure: int, by: Actor, at: datetime) -> int:
    """Opens the next version as a copy of the last; its id. Raises NothingInForce, DraftOpen."""
    last = (
        m.Version.objects.filter(procedure=procedure, announced_at__isnull=False)
        .select_related("procedure")
        .order_by("number")
        .last()
    )
    if last is None:
        raise NothingInForce
    try:
        with transaction.atomic():
            version = add_version(last.procedure, last.number + 1, record_of(last), by=by, at=at)
    except IntegrityError as taken:
        raise DraftOpen from taken
    tell(version, "amend", by=by, at=at)
    return version.pk


@transaction.atomic
def discard(*, version: int, reason: str, by: Actor, at: datetime) -> None:
    """Gives a draft up; a procedure without another version keeps its code. Raises NotADraft, ReasonMissing."""
    held = hold_draft(version)
    reason = said(reason)
    m.Answer.objects.filter(version=held).delete()
    m.Demand.objects.filter(version=held).update(version=None)
    empty(held)
    number, procedure = held.number, held.procedure
    held.delete()
    tell(m.Version(procedure=procedure, number=number), "discard", by=by, at=at, words=reason)
