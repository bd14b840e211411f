"""A record is emptied when the last thing of ours that was about them is destroyed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from lienthong.domain.parties import models as m
from lienthong.domain.parties.errors import UnknownParty
from lienthong.domain.parties.permissions import PLATFORM
from lienthong.domain.parties.queries.sameness import records_of
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import discard
from lienthong.spine.files.queries import get_files
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json


@transaction.atomic
def forget(*, party: int, basis: str, by: Actor, at: datetime) -> list[str]:
    """Removes numbers, names, contacts, papers, consents, authorities of one person from all their records; digests of
    the files that went. Whoever calls it knows that no case names them. Nothing happens to who acts for another, or
    for whom another acts, by an authority that stands. Only the platform does it: raises UnknownParty.
    """
    if by.account != PLATFORM:
        raise UnknownParty
    records = records_of(party)
    if m.Forgetting.objects.filter(party__in=records).exists() or _is_bound(records):
        return []
    m.Forgetting.objects.bulk_create(
        m.Forgetting(party_id=one, basis=basis, recorded_at=at, recorded_by=by.account)
        for one in sorted(records)
    )
    files = _files(records)
    for rows in _rows(records):
        rows.delete()
    for file in files:
        discard(file=file)
    agency = by.agency or settings.LIENTHONG_PROVINCE
    details: dict[str, Json] = {"decision": basis, "records": len(records)}
    record(by=by, verb="parties.forget", subject=f"party:{party}", agency=agency, at=at, details=details)
    return sorted(files.values())


def _is_bound(records: Collection[int]) -> bool:
    theirs = Q(party__in=records) | Q(holder__in=records)
    return m.Authority.objects.standing().filter(theirs).exists()


def _files(records: Collection[int]) -> dict[int, str]:
    """Digests of the papers that are kept of them."""
    named = m.Paper.objects.filter(party__in=records).exclude(file=None).values_list("file", flat=True)
    return {file.id: file.digest for file in get_files(list(named)).values()}


def _rows(records: Collection[int]) -> list[QuerySet[Any]]:
    """In an order in which nothing points at what is gone."""
    theirs = Q(party__in=records)
    return [
        m.Verification.objects.filter(contact__party__in=records),
        m.Authority.objects.filter(theirs | Q(holder__in=records)),
        m.Contact.objects.filter(theirs),
        m.Identifier.objects.filter(theirs),
        m.Verified.objects.filter(theirs),
        m.Consent.objects.filter(theirs),
        m.Paper.objects.filter(theirs),
        m.Profile.objects.filter(theirs),
        m.Dealing.objects.filter(theirs),
        m.Sameness.objects.filter(Q(kept__in=records) | Q(other__in=records)),
    ]
