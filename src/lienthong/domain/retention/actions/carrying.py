"""An approved list is carried out in one transaction; after it the store is cleaned and the certificate written."""

from datetime import datetime
from io import BytesIO
from typing import Final

from django.db import transaction

from lienthong.domain.applications import actions as applications
from lienthong.domain.cases.errors import NotYetErasable
from lienthong.domain.cases.queries import get_ended, parties_in_use
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.queries import records_of
from lienthong.domain.retention.facts import DisposalErased
from lienthong.domain.retention.models import Disposal, Hold, Item
from lienthong.domain.retention.queries.certificate import write_certificate
from lienthong.domain.retention.queries.lists import get_disposal, list_items
from lienthong.domain.retention.rules.vocabulary import Fate, State
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put, remove_unnamed
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.outbox.actions import state

CERTIFICATE: Final = Use("destruction certificate", (FileType.PDF,))


@transaction.atomic
def carry_out(*, disposal: int, by: Actor, at: datetime) -> None:
    """Destroys every case on an approved list that nothing holds; what is held or open again is kept and said so.

    All of it or nothing; done twice, it is done once.
    """
    row = Disposal.objects.select_for_update().filter(pk=disposal, state=State.APPROVED.value).first()
    items = list(Item.objects.filter(disposal=disposal, fate=Fate.WAITING.value).order_by("case"))
    if row is None or not items:
        return
    basis = f"Danh mục tiêu hủy số {row.pk}, {row.decided_name} duyệt"
    people: set[int] = set()
    for item in items:
        people |= _carry_out_one(item, basis, by, at)
    files = _forget(people, basis, by, at)
    erased = sum(item.fate == Fate.ERASED for item in items)
    subject = f"disposal:{row.pk}"
    state(DisposalErased(row.pk), subject=subject, at=at)
    details: dict[str, Json] = {"cases": erased, "kept": len(items) - erased, "people": len(files)}
    record(by=by, verb="retention.carry_out", subject=subject, agency=row.agency, at=at, details=details)


def _carry_out_one(item: Item, basis: str, by: Actor, at: datetime) -> set[int]:
    """The people whom an erased case named."""
    held = Hold.objects.filter(case=item.case_id, lifted_at=None).exists()
    row = get_ended(item.case_id)
    try:
        with transaction.atomic():
            digests = [] if held else applications.erase(case=item.case_id, basis=basis, by=by, at=at)
    except NotYetErasable:
        held = True
    if not held:
        item.digests = digests
    item.fate = (Fate.KEPT if held else Fate.ERASED).value
    item.save(update_fields=["fate", "digests"])
    return set() if held or row is None else set(row.people)


def _forget(people: set[int], basis: str, by: Actor, at: datetime) -> dict[int, list[str]]:
    """Empties the records of those whom nothing of ours names any more; their files' digests."""
    found = {}
    for party in sorted(people):
        if not parties_in_use(records_of(party)):
            found[party] = parties.forget(party=party, basis=basis, by=by, at=at)
    return found


@transaction.atomic
def certify(*, disposal: int, by: Actor, at: datetime) -> None:
    """Sees to it that the contents are gone from the store, also after a crash between the two, and writes the
    certificate with the digest of each. Done twice, it is done once.
    """
    rows = Disposal.objects.select_for_update().filter(pk=disposal, state=State.APPROVED.value)
    row = rows.first()
    if row is None:
        return
    items = list_items(disposal)
    left = remove_unnamed({digest for item in items for digest in item.digests})
    row.shared, row.done_at, row.state = len(left), at, State.DONE.value
    shown = get_disposal(disposal, row.agency)
    assert shown  # noqa: S101 - it is locked
    content = write_certificate(shown, items, left, at)
    name = f"Biên bản tiêu hủy {row.pk}.pdf"
    file = put(content=BytesIO(content), name=name, use=CERTIFICATE, agency=row.agency, by=by, at=at)
    row.certificate = file.id
    row.save(update_fields=["shared", "done_at", "state", "certificate"])
    details: dict[str, Json] = {"digest": file.digest, "shared": len(left)}
    subject = f"disposal:{row.pk}"
    record(by=by, verb="retention.certify", subject=subject, agency=row.agency, at=at, details=details)
