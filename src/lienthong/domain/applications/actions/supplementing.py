"""What a case asked for is brought from home: files are kept as they come, and sent once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import BinaryIO, Final

from django.db import transaction
from django.db.models import Sum

from lienthong.domain.applications import models as m
from lienthong.domain.applications.actions.filling import ATTACHED
from lienthong.domain.applications.errors import NothingAskedHere, NothingBrought, TooManyFiles, TooMuch
from lienthong.domain.applications.queries.supplements import find_asked
from lienthong.domain.applications.rules import MOST_BYTES, MOST_FILES
from lienthong.domain.cases.actions import supplement_at_home
from lienthong.domain.cases.queries import CaseRow, follow
from lienthong.spine.actor import Actor, platform
from lienthong.spine.files.actions import discard, put
from lienthong.spine.files.errors import FileRefused
from lienthong.spine.files.partial import drop
from lienthong.spine.files.rules import MB
from lienthong.spine.ledger.actions import record

KEPT: Final = timedelta(days=30)
"""After its begin, unless it is sent."""


def at_home(by: Actor, owner: str) -> Actor:
    """Who acts from home, in the books of the agency that answers: an account, or the portal for who has none."""
    return replace(by if by.account else platform(by.origin or "portal"), agency=owner)


@transaction.atomic
def bring(
    *, case: int, files: Sequence[tuple[BinaryIO, str]], by: Actor, at: datetime
) -> list[tuple[str, FileRefused]]:
    """Keeps every file that can be kept; the others come back with their name and the reason.

    Raises CaseNotFound, NothingAskedHere, TooManyFiles, TooMuch.
    """
    row = follow(case, now=at)
    held = _open(row, by, at)
    refuse_too_many(held, len(files))
    refused = []
    for content, name in files:
        try:
            file = put(
                content=content, name=name, use=ATTACHED, agency=row.owner, by=at_home(by, row.owner), at=at
            )
        except FileRefused as refusal:
            refused.append((name, refusal))
        else:
            m.Brought.objects.create(
                supplement=held, file=file.id, name=file.name, size=file.size, added_at=at
            )
    return refused


def open_supplement(case: int, *, by: Actor, at: datetime) -> m.Supplement:
    """That of what the case asks for now, locked. Raises CaseNotFound, NothingAskedHere."""
    return _open(follow(case, now=at), by, at)


def _open(row: CaseRow, by: Actor, at: datetime) -> m.Supplement:
    """The supplement of this round, locked. Raises NothingAskedHere."""
    asked = find_asked(row)
    if asked is None:
        raise NothingAskedHere
    m.Supplement.objects.get_or_create(
        case_id=row.id, round=asked.round, defaults={"account": by.account, "began_at": at}
    )
    held = m.Supplement.objects.select_for_update().get(case=row.id, round=asked.round)
    if held.sent_at:
        raise NothingAskedHere
    return held


def refuse_too_many(held: m.Supplement, more: int) -> None:
    rows = m.Brought.objects.filter(supplement=held)
    if rows.count() + more > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    if (rows.aggregate(sum=Sum("size"))["sum"] or 0) >= MOST_BYTES:
        raise TooMuch(megabytes=MOST_BYTES // MB)


@transaction.atomic
def take_out(*, case: int, brought: int, by: Actor, at: datetime) -> None:
    """Takes a file out again; one that is not there is gone already. Raises CaseNotFound, NothingAskedHere."""
    held = _open(follow(case, now=at), by, at)
    found = m.Brought.objects.filter(supplement=held, pk=brought).first()
    if found:
        found.delete()
        discard(file=found.file)


@transaction.atomic
def send_supplement(*, case: int, note: str, by: Actor, at: datetime) -> None:
    """What was brought goes to who asked for it, once; the clock goes on by the procedure's rule.

    Raises CaseNotFound, NothingAskedHere, NothingBrought, NotNow.
    """
    row = follow(case, now=at)
    held = _open(row, by, at)
    count = m.Brought.objects.filter(supplement=held).count()
    if not count and not note.strip():
        raise NothingBrought
    filer = at_home(by, row.owner)
    supplement_at_home(case=case, note=note, by=filer, at=at)
    held.account, held.sent_at = by.account, at
    held.save(update_fields=["account", "sent_at"])
    record(
        by=filer,
        verb="applications.send_supplement",
        subject=f"case:{case}",
        agency=row.owner,
        at=at,
        details={"round": held.round, "files": count},
    )


@transaction.atomic
def forget_unsent(*, at: datetime) -> int:
    """What was brought and never sent goes with its files; how many."""
    old = m.Supplement.objects.filter(sent_at=None, began_at__lt=at - KEPT)
    rows = list(old.select_for_update(skip_locked=True).order_by("id")[:1_000])
    for row in rows:
        forget(row)
    return len(rows)


def forget(row: m.Supplement) -> None:
    brought, uploads = m.Brought.objects.filter(supplement=row), m.Upload.objects.filter(supplement=row)
    files = list(brought.values_list("file", flat=True))
    brought.delete()
    for file in files:
        discard(file=file)
    for key in uploads.values_list("key", flat=True):
        transaction.on_commit(partial(drop, key))
    uploads.delete()
    row.delete()
