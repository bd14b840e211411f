"""What the room's actions share: locked rows and the ledger."""

from datetime import datetime

from lienthong.domain.partners.errors import PartnerEnded, SubscriptionEnded
from lienthong.domain.partners.models import Partner, Subscription
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json


def running(account: str) -> Partner:
    """The system, locked until the end of the transaction. Raises Partner.DoesNotExist, PartnerEnded."""
    row = Partner.objects.select_for_update().get(account=account)
    if row.ended_at:
        raise PartnerEnded
    return row


def hearing_at(subscription: str) -> Subscription:
    """The address, locked. Raises Subscription.DoesNotExist, SubscriptionEnded."""
    rows = Subscription.objects.select_for_update(of=("self",)).select_related("partner")
    row = rows.get(public_id=subscription)
    if row.ended_at:
        raise SubscriptionEnded
    return row


def note(verb: str, partner: Partner, *, by: Actor, at: datetime, **details: Json) -> None:
    """The entry of one act, in the chain of the agency that answers for the system."""
    subject = f"account:{partner.account}"
    record(by=by, verb=f"partners.{verb}", subject=subject, agency=partner.agency, at=at, details=details)
