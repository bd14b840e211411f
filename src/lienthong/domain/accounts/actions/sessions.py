"""Running sessions: technical rows, in real time."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from lienthong.domain.accounts.actions.common import end_sessions, locked, note
from lienthong.spine import clock
from lienthong.spine.actor import Actor


def note_session_used(*, session_key: str, address: str, seen_at: datetime) -> None:
    """Keeps when and from where a session was last used; no ledger row, it is no act."""
    UserSession.objects.filter(session_key=session_key).update(ip=address, last_seen_at=seen_at)


def note_session_renamed(*, old_key: str, new_key: str) -> None:
    """A session goes on under a new key, as after a change of password."""
    UserSession.objects.filter(session_key=old_key).update(session_key=new_key)


def clear_ended_sessions() -> None:
    """Forgets sessions that nobody can use any more."""
    Session.objects.filter(expire_date__lt=clock.real_now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@transaction.atomic
def end_session(*, account: str, session: int, by: Actor, at: datetime) -> bool:
    """Ends one session of the account by its row number; False when it is not theirs or already over."""
    row = locked(account)
    found = UserSession.objects.filter(user_id=row.pk, pk=session).first()
    if found is None:
        return False
    found.end()
    note("end_session", row, by=by, at=at)
    return True


@transaction.atomic
def end_other_sessions(*, account: str, but: str, by: Actor, at: datetime) -> int:
    row = locked(account)
    count = end_sessions(row, but=but)
    note("end_other_sessions", row, by=by, at=at)
    return count
