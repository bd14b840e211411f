"""Copies of their data that a person asked for."""

from dataclasses import dataclass
from datetime import date, datetime

from lienthong.domain.applications import models as m


@dataclass(frozen=True, slots=True)
class ExportRow:
    id: int
    asked_at: datetime
    made_at: datetime | None
    file: int | None
    expires_on: date


def list_exports(account: str) -> list[ExportRow]:
    """The newest first; those whose days are over are not there."""
    return [_row(row) for row in m.Export.objects.filter(account=account).order_by("-id")[:10]]


def get_export(account: str, export: int) -> ExportRow | None:
    row = m.Export.objects.filter(account=account, pk=export).first()
    return _row(row) if row else None


def _row(row: m.Export) -> ExportRow:
    return ExportRow(row.pk, row.asked_at, row.made_at, row.file, row.expires_on)
