"""Messages are written: of what happened to a case, to try an address; and keepers are told of a pause."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lienthong.domain.accounts.queries import Scope
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.exchange import status_of
from lienthong.domain.cases.queries import get_case
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import list_who_may
from lienthong.domain.partners.actions.common import hearing_at, note
from lienthong.domain.partners.actions.subscribing import queue_of
from lienthong.domain.partners.facts import MessageWritten
from lienthong.domain.partners.models import Message, Subscription
from lienthong.domain.partners.models.partner import new_public_id
from lienthong.domain.partners.permissions import Permission
from lienthong.domain.partners.queries import hearing, machine
from lienthong.domain.partners.rules import KIND_OF, Kind, Paused, write
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@transaction.atomic
def tell_of_case(*, case: int, verb: str, at: datetime) -> int:
    """Writes a message for each address that hears of this and whose machine may read the case; gives how many.

    A message says what the API would answer that machine now, and nothing else.
    """
    kind = KIND_OF[verb]
    listeners = list(hearing(kind).select_related("partner").order_by("id"))
    if not listeners:
        return 0
    told = [(one, data) for one in listeners if (data := _seen(case, one.partner.account, at))]
    for one, data in told:
        _write(one, kind, data["number"], data, at)
    return len(told)


@transaction.atomic
def send_test(*, subscription: str, by: Actor, at: datetime) -> None:
    """A message that tells of nothing, to a paused address too. Raises SubscriptionEnded."""
    row = hearing_at(subscription)
    _write(row, Kind.TEST, subscription, {}, at)
    note("send_test", row.partner, by=by, at=at, address=subscription)


@transaction.atomic
def tell_keepers(*, subscription: int, by: Actor, at: datetime) -> int:
    """Tells who keeps the agency's systems that an address is paused; gives how many were told."""
    row = Subscription.objects.select_related("partner").get(pk=subscription)
    why = "báo không còn nữa" if row.paused_why == Paused.GONE else "không nhận tin suốt nhiều ngày"
    keepers = list_who_may(Permission.KEEP, row.partner.agency, clock.local(at).date())
    notes = [
        Note(
            account=account,
            subject=f"account:{row.partner.account}",
            kind="partners.paused",
            title=f"Tạm dừng gửi tin cho {row.partner.name}",
            body=f"Địa chỉ {row.url} {why}. Tin mới được giữ lại cho đến khi gửi tiếp.",
            address=f"/console/partners/hooks/{row.public_id}/",
            key=f"partners.paused:{row.pk}:{at.isoformat()}",
            urgency=Urgency.URGENT,
        )
        for account in sorted(keepers)
    ]
    return tell(notes=notes, by=by, at=at)


def _seen(case: int, account: str, at: datetime) -> dict[str, Any] | None:
    """What the API answers this machine; None for what is not its to see, or has no number by which it could ask."""
    by = machine(account, scopes=[Scope.CASES], origin="webhook", at=at)
    if by is None:
        return None
    try:
        row = get_case(case, by=by, now=at)
    except CaseNotFound:
        return None
    return status_of(row) if row.number else None


def _write(to: Subscription, kind: Kind, subject: str, data: dict[str, Any], at: datetime) -> None:
    key = f"msg_{new_public_id()}{new_public_id()}"
    body = write(key=key, kind=kind, at=at, subject=subject, data=data)
    row = Message.objects.create(subscription=to, key=key, kind=kind.value, subject=subject, body=body, at=at)
    state(MessageWritten(row.pk), subject=queue_of(to, subject), at=at)
