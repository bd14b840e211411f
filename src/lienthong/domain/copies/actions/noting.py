"""Telling who has the next word on a copy, and who asked what became of it. Nobody is told of an own act."""

from collections.abc import Mapping
from datetime import datetime

from lienthong.domain.copies import models as m
from lienthong.domain.copies.queries.rows import row_of
from lienthong.domain.copies.rules.moves import Verb
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.organisations.queries import list_who_may
from lienthong.spine import clock
from lienthong.spine.actor import Actor

LEADS: Mapping[Verb, str] = {
    Verb.ASKED: "Đề nghị sao văn bản chờ quyết định",
    Verb.ORDERED: "Bản sao chờ cấp số",
    Verb.REFUSED: "Không sao văn bản",
    Verb.MADE: "Đã có bản sao",
    Verb.CANCELLED: "Số bản sao bị hủy",
}


def tell_of(*, happening: int, by: Actor, at: datetime) -> int:
    """Gives how many were told."""
    event = m.Happening.objects.select_related("copy").get(pk=happening)
    lead, row = LEADS.get(Verb(event.verb)), row_of(event.copy)
    if lead is None:
        return 0
    if event.verb == Verb.ASKED:
        accounts = frozenset({row.signer})
    elif event.verb == Verb.ORDERED:
        accounts = list_who_may(Permission.REGISTER, row.agency, clock.local(at).date())
    else:
        accounts = frozenset({row.asker})
    notes = [
        Note(
            account=account,
            subject=f"copy:{row.id}",
            kind="copies.told",
            title=f"{lead}: {row.name} {row.source_title}, {row.subject}"[:200],
            address=f"/documents/copies/{row.id}/",
            key=f"copies.happening:{event.pk}",
            body=str(event.data.get("reason") or event.data.get("purpose") or ""),
        )
        for account in sorted(accounts - {event.account, ""})
    ]
    return tell(notes=notes, by=by, at=at)
