"""What was filed at the portal: what waits for somebody here, and what the portal waits to hear."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet

from lienthong.domain.national import models as m
from lienthong.domain.national.permissions import Permission
from lienthong.domain.national.rules import FilingState
from lienthong.spine import cipher
from lienthong.spine.actor import Actor

SEALED: Final = "national.filing"
SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class FilingRow:
    """``owner`` "" while no agency was found. ``is_wanted``: it is tried again within a minute."""

    id: int
    number: str
    procedure: str
    agency: str
    owner: str
    state: FilingState
    reason: str
    case: int | None
    came_at: datetime
    settled_at: datetime | None
    is_wanted: bool
    is_answered: bool

    @property
    def is_waiting(self) -> bool:
        return self.state is FilingState.QUARANTINED


def is_kept(digest: str) -> bool:
    """Whether what is handed over was handed over before."""
    return m.Filing.objects.filter(digest=digest).exists()


def list_quarantined(by: Actor, *, limit: int = SHOWN) -> list[FilingRow]:
    """The longest waiting first."""
    rows = _within(by).filter(state=FilingState.QUARANTINED.value).order_by("came_at", "id")
    return [_row(row) for row in rows[:limit]]


def list_settled(by: Actor, *, limit: int = 20) -> list[FilingRow]:
    """The newest first."""
    rows = _within(by).exclude(state=FilingState.QUARANTINED.value).order_by("-settled_at", "-id")
    return [_row(row) for row in rows[:limit]]


def get_filing(filing: int, by: Actor) -> FilingRow | None:
    row = _within(by).filter(pk=filing).first()
    return _row(row) if row else None


def list_wanted() -> list[dict[str, Any]]:
    """What somebody wants tried again, as it came: for the job that tries, and shown to nobody."""
    rows = m.Filing.objects.filter(state=FilingState.QUARANTINED.value, is_wanted=True).order_by("id")
    return [
        json.loads(cipher.decrypt(bytes(row.sealed), use=SEALED, context=row.digest)) for row in rows[:SHOWN]
    ]


def list_unanswered(*, limit: int = 200) -> list[FilingRow]:
    """Settled here, and the portal has not heard it yet."""
    rows = m.Filing.objects.filter(answered=False).exclude(state=FilingState.QUARANTINED.value)
    return [_row(row) for row in rows.exclude(number="").order_by("id")[:limit]]


def _within(by: Actor) -> QuerySet[m.Filing]:
    """What names no agency of ours is for who keeps the whole province."""
    reach = by.reach(Permission.KEEP)
    if reach is None:
        return m.Filing.objects.all()
    unknown = Q(owner="") if settings.LIENTHONG_PROVINCE in reach else Q(pk__in=())
    return m.Filing.objects.filter(Q(owner__in=reach) | unknown)


def _row(row: m.Filing) -> FilingRow:
    return FilingRow(
        row.pk,
        row.number,
        row.procedure,
        row.agency,
        row.owner,
        FilingState(row.state),
        row.reason,
        row.case_id,
        row.came_at,
        row.settled_at,
        row.is_wanted,
        row.answered,
    )
