"""What an account was told, what it has not read, and what the next letter to it would list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from lienthong.domain.notices.models import Digest, Notice, Preference, Urgency

__all__ = ["PAGE", "Digest", "NoticeRow", "Urgency"]

PAGE: Final = 25
LETTER: Final = 40
"""The most that one letter lists; it says how many more the page has."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    id: int
    subject: str
    kind: str
    title: str
    body: str
    address: str
    is_urgent: bool
    day: date
    created_at: datetime
    is_read: bool


def list_notices(account: str, *, unread_only: bool = False, offset: int = 0) -> list[NoticeRow]:
    """The newest first, a page at a time."""
    return [_row(notice) for notice in _of(account, unread_only)[offset : offset + PAGE]]


def count_notices(account: str, *, unread_only: bool = False) -> int:
    return _of(account, unread_only).count()


def count_unread(account: str) -> int:
    """Cheap: it stands in the masthead of every page."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM notices_notice WHERE account = %s AND read_at IS NULL", [account]
        )
        return int(cursor.fetchone()[0])


def find_notice(account: str, notice: int) -> NoticeRow | None:
    row = Notice.objects.filter(account=account, pk=notice).first()
    return _row(row) if row else None


def get_digest(account: str) -> Digest:
    """What the person chose, or what holds for who has not chosen."""
    chosen = Preference.objects.filter(account=account).values_list("digest", flat=True).first()
    return Digest(chosen) if chosen else Digest.ALL


def list_to_mail(account: str, day: date) -> tuple[list[NoticeRow], int]:
    """What the letter of ``day`` lists, urgent first, then the oldest; and how many more there are."""
    rows = _to_mail(day).filter(account=account).order_by("-urgency", "id")
    return [_row(notice) for notice in rows[:LETTER]], max(0, rows.count() - LETTER)


def iter_accounts_to_mail(day: date) -> Iterator[str]:
    """Accounts to which a letter is due on ``day``, each once."""
    accounts = _to_mail(day).order_by("account").values_list("account", flat=True).distinct()
    return accounts.iterator(chunk_size=1_000)


def _of(account: str, unread_only: bool) -> QuerySet[Notice]:
    rows = Notice.objects.filter(account=account).order_by("-id")
    return rows.filter(read_at=None) if unread_only else rows


def _to_mail(day: date) -> QuerySet[Notice]:
    """Told by that day, neither read nor mailed, and wished for by its reader."""
    chosen = Preference.objects.filter(account=OuterRef("account"))
    return Notice.objects.filter(
        ~Exists(chosen.filter(digest=Digest.NONE)),
        Q(urgency=Urgency.URGENT) | ~Exists(chosen.filter(digest=Digest.URGENT)),
        read_at=None,
        mailed_at=None,
        day__lte=day,
    )


def _row(notice: Notice) -> NoticeRow:
    return NoticeRow(
        id=notice.pk,
        subject=notice.subject,
        kind=notice.kind,
        title=notice.title,
        body=notice.body,
        address=notice.address,
        is_urgent=notice.urgency == Urgency.URGENT,
        day=notice.day,
        created_at=notice.created_at,
        is_read=notice.read_at is not None,
    )
