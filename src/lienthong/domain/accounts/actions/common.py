"""What every action of the room does: lock the row, end sessions, write the ledger."""

from datetime import datetime
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings

from lienthong.domain.accounts.models import Account
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json


def locked(public_id: str) -> Account:
    """The account, locked until the end of the transaction. Raises Account.DoesNotExist."""
    return Account.objects.select_for_update().get(public_id=public_id)


def note(verb: str, account: Account, *, by: Actor, at: datetime, **details: Json) -> None:
    """The ledger row of one act; it carries which fields changed, never a person's data."""
    record(
        by=by,
        verb=f"accounts.{verb}",
        subject=f"account:{account.public_id}",
        agency=by.agency or settings.LIENTHONG_PROVINCE,
        at=at,
        details=details,
    )


def end_sessions(account: Account, *, but: str = "") -> int:
    """Ends the account's sessions except the one whose key is ``but``; how many ended."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = list(UserSession.objects.filter(user_id=account.pk).exclude(session_key=but))
    for row in rows:
        store.delete(row.session_key)
        row.delete()
    return len(rows)
