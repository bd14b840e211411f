"""A list of services that must be online is entered."""

from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.db import IntegrityError, transaction

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.errors import DecisionMissing, ListEmpty, ListKnown, WrongDay
from lienthong.domain.procedures.rules.online import ListEntry
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import MB, FileType, Use
from lienthong.spine.ledger.actions import record

REQUIRED_LIST = Use("procedures.required", (FileType.XLSX, FileType.CSV), 5 * MB)


@transaction.atomic
def receive_required(*, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """Keeps a list as it was sent. Raises a FileRefused."""
    row = put(content=content, name=name, use=REQUIRED_LIST, agency=by.agency, by=by, at=at)
    record(
        by=by,
        verb="procedures.receive_required",
        subject=f"file:{row.id}",
        agency=by.agency,
        at=at,
        details={"name": row.name, "digest": row.digest},
    )
    return row


@transaction.atomic
def enter_required(*, entry: ListEntry, digest: str, by: Actor, at: datetime) -> int:
    """Enters a whole list; its id. Raises DecisionMissing, WrongDay, ListEmpty, ListKnown."""
    if not entry.decision.strip():
        raise DecisionMissing
    if entry.effective_from < entry.decided_on:
        raise WrongDay(day=f"{entry.decided_on:%d/%m/%Y}")
    if not entry.needs:
        raise ListEmpty
    try:
        with transaction.atomic():
            made = m.RequiredList.objects.create(
                decision=entry.decision.strip(),
                decided_on=entry.decided_on,
                effective_from=entry.effective_from,
                digest=digest,
                recorded_at=at,
                recorded_by=by.account,
                recorder=by.name,
            )
    except IntegrityError as known:
        raise ListKnown(decision=entry.decision) from known
    m.RequiredService.objects.bulk_create(
        (
            m.RequiredService(of=made, position=place, code=need.code, name=need.name, level=need.level)
            for place, need in enumerate(entry.needs, 1)
        ),
        batch_size=1_000,
    )
    record(
        by=by,
        verb="procedures.enter_required",
        subject=f"required:{made.pk}",
        agency=by.agency or settings.LIENTHONG_PROVINCE,
        at=at,
        details={"decision": made.decision, "count": len(entry.needs), "digest": digest},
    )
    return made.pk
