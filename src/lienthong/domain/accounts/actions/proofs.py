"""Second factors: added and removed by their owner, cleared by an administrator when the device is lost."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from lienthong.domain.accounts.actions.common import end_sessions, locked, note
from lienthong.domain.accounts.facts import SecondFactorCleared
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@transaction.atomic
def clear_second_factor(*, account: str, reason: str, by: Actor, at: datetime) -> int:
    """Forgets every second factor after the person's identity was checked by other means; sessions end."""
    row = locked(account)
    count, _ = Authenticator.objects.filter(user_id=row.pk).delete()
    end_sessions(row)
    state(SecondFactorCleared(account), subject=f"account:{account}", at=at)
    note("clear_second_factor", row, by=by, at=at, reason=reason)
    return int(count)


@transaction.atomic
def note_second_factor(*, account: str, what: str, kind: str, by: Actor, at: datetime) -> None:
    """The ledger row of a change the owner made: ``what`` is added, removed or renewed, ``kind`` the sort of
    proof.
    """
    note(f"second_factor_{what}", locked(account), by=by, at=at, kind=kind)
