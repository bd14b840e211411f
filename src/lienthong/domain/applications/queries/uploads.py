"""Files that are being received in pieces."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.domain.applications import models as m
from lienthong.spine import clock
from lienthong.spine.files.partial import offset_of


@dataclass(frozen=True, slots=True)
class UploadRow:
    """``offset``: how many bytes are here; the sender goes on from there, until ``ends_at``, which is real time.

    For a paper of an ``application``, or for what a ``case`` asked for.
    """

    key: UUID
    application: UUID | None
    case: int | None
    paper: int
    name: str
    size: int
    offset: int
    ends_at: datetime


def get_upload(key: UUID) -> UploadRow | None:
    """None when it is whole, given up or stale."""
    found = m.Upload.objects.filter(
        key=key, ends_at__gt=clock.real_now(), application__sent_at=None, supplement__sent_at=None
    )
    row = found.select_related("application", "supplement").first()
    return _row(row) if row else None


def list_uploads(application: UUID, paper: int) -> list[UploadRow]:
    """Those of one paper that can be gone on with."""
    rows = m.Upload.objects.filter(application__key=application, paper=paper, ends_at__gt=clock.real_now())
    return [_row(row) for row in rows.select_related("application", "supplement").order_by("id")[:20]]


def list_case_uploads(case: int) -> list[UploadRow]:
    """Those for what a case asks for now that can be gone on with."""
    rows = m.Upload.objects.filter(
        supplement__case=case, supplement__sent_at=None, ends_at__gt=clock.real_now()
    )
    return [_row(row) for row in rows.select_related("application", "supplement").order_by("id")[:20]]


def _row(row: m.Upload) -> UploadRow:
    return UploadRow(
        key=row.key,
        application=row.application.key if row.application else None,
        case=row.supplement.case_id if row.supplement else None,
        paper=row.paper,
        name=row.name,
        size=row.size,
        offset=offset_of(row.key),
        ends_at=row.ends_at,
    )
