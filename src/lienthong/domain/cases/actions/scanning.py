"""Scans of papers are attached where they lie, and taken away again with a reason."""

from datetime import datetime
from typing import BinaryIO, Final

from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import said
from lienthong.domain.cases.errors import (
    CaseNotFound,
    Erased,
    NoSuchPaper,
    NoSuchScan,
    NotNow,
    NotYours,
    TooManyScans,
)
from lienthong.domain.cases.permissions import can_scan
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.erasing import ERASED
from lienthong.domain.procedures.queries import get_handling
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import discard, put
from lienthong.spine.files.rules import MB, FileType, Use
from lienthong.spine.ledger.actions import record

SCAN: Final = Use("case scan", (FileType.PDF, FileType.JPEG, FileType.PNG), 10 * MB)
MOST: Final = 60
REASON_LENGTH: Final = 300


@transaction.atomic
def add_scan(*, case: int, place: int, content: BinaryIO, name: str, by: Actor, at: datetime) -> int:
    """Attaches a scan of the paper at ``place`` of the procedure's list, of another one at 0; the same file again for
    the same paper is the one that is there.

    Raises CaseNotFound, Erased, NotYours, NotNow once it ended, NoSuchPaper, TooManyScans and what ``files`` refuses.
    """
    row = _held(case, by)
    if not 0 <= place <= len(get_handling(row.version_id).papers):
        raise NoSuchPaper
    kept = m.Scan.objects.filter(case=row, removed_at=None)
    if kept.count() >= MOST:
        raise TooManyScans(most=MOST)
    file = put(content=content, name=name, use=SCAN, agency=row.owner, by=by, at=at)
    if same := kept.filter(place=place, digest=file.digest).first():
        discard(file=file.id)
        return same.pk
    scan = m.Scan.objects.create(
        case=row,
        place=place,
        file=file.id,
        name=file.name,
        digest=file.digest,
        size=file.size,
        added_at=at,
        added_by=by.account,
        adder=by.name,
    )
    _note("add_scan", row, by=by, at=at, place=place, digest=file.digest)
    return scan.pk


@transaction.atomic
def remove_scan(*, case: int, scan: int, reason: str, by: Actor, at: datetime) -> None:
    """A wrong page: it is no longer shown, and the file goes. Raises CaseNotFound, Erased, NotYours, NotNow,
    NoSuchScan, ReasonMissing.
    """
    row, told = _held(case, by), said(reason)[:REASON_LENGTH]
    found = m.Scan.objects.select_for_update().filter(pk=scan, case=row, removed_at=None).first()
    if found is None:
        raise NoSuchScan
    found.removed_at, found.removed_by, found.reason = at, by.account, told
    found.save(update_fields=["removed_at", "removed_by", "reason"])
    discard(file=found.file)
    _note("remove_scan", row, by=by, at=at, place=found.place, digest=found.digest, reason=told)


def _held(case: int, by: Actor) -> m.Case:
    row = m.Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk=case).first()
    if row is None:
        raise CaseNotFound
    if row.applicant_name == ERASED:
        raise Erased
    stand = now_standing().get(case=row)
    if not can_scan(by, owner=row.owner, seat=stand.agency):
        raise NotYours
    if stand.closed:
        raise NotNow
    return row


def _note(verb: str, row: m.Case, *, by: Actor, at: datetime, **details: str | int) -> None:
    record(
        by=by,
        verb=f"cases.{verb}",
        subject=f"case:{row.pk}",
        agency=by.agency or row.owner,
        at=at,
        details={**details},
    )
