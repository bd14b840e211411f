"""Telling whose turn it is. Nobody is told of an own act."""

from collections.abc import Mapping
from datetime import datetime

from lienthong.domain.documents import models as m
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries.rows import row_of
from lienthong.domain.documents.rules.moves import Verb
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import list_who_may
from lienthong.spine import clock
from lienthong.spine.actor import Actor

LEADS: Mapping[Verb, str] = {
    Verb.SUBMITTED: "Văn bản chờ ký nháy",
    Verb.INITIALLED: "Văn bản chờ ký",
    Verb.RETURNED: "Văn bản bị trả lại",
    Verb.SIGNED: "Văn bản chờ cấp số",
    Verb.SEALED: "Văn bản đã phát hành",
    Verb.CANCELLED: "Số văn bản bị hủy",
}
TO_THE_DRAFTER = frozenset({Verb.RETURNED, Verb.SEALED, Verb.CANCELLED})


def tell_of(*, happening: int, by: Actor, at: datetime) -> int:
    """Tells who has the next word; gives how many were told."""
    event = m.Happening.objects.select_related("document").get(pk=happening)
    lead = LEADS.get(Verb(event.verb))
    if lead is None:
        return 0
    row = row_of(event.document)
    if event.verb in {Verb.SUBMITTED, Verb.INITIALLED}:
        lead = LEADS[Verb.INITIALLED] if event.data["to"] == row.signer else LEADS[Verb.SUBMITTED]
    accounts = sorted(_concerned(event, row.agency, at) - {event.account, ""})
    urgent = bool(row.urgency) or event.verb == Verb.RETURNED
    notes = [
        Note(
            account=account,
            subject=f"document:{row.id}",
            kind="documents.told",
            title=f"{lead}: {row.title}, {row.subject}"[:200],
            address=f"/documents/{row.id}/",
            key=f"documents.happening:{event.pk}",
            body=str(event.data.get("reason") or event.data.get("why") or event.data.get("note") or ""),
            urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
        )
        for account in accounts
    ]
    return tell(notes=notes, by=by, at=at)


def _concerned(event: m.Happening, agency: str, at: datetime) -> frozenset[str]:
    if event.verb in TO_THE_DRAFTER:
        return frozenset({event.document.drafter})
    if event.verb == Verb.SIGNED:
        return list_who_may(Permission.REGISTER, agency, clock.local(at).date())
    return frozenset({str(event.data["to"])})
