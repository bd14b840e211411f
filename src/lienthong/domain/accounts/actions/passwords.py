"""How a password comes to be: chosen by its owner on a link, replaced by its owner, or lent by an
administrator.
"""

import secrets
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from lienthong.domain.accounts.actions.common import end_sessions, locked, note
from lienthong.domain.accounts.errors import HasLeft, LinkSpent, MachineSignsIn, PasswordRefused
from lienthong.domain.accounts.facts import PasswordChanged, PasswordResetAsked
from lienthong.domain.accounts.models import Account, Kind
from lienthong.domain.accounts.queries import account_of_link, find_account
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state

_SPOKEN = "abcdefghjkmnpqrstuvwxyz23456789"  # without i l o 0 1, which are misheard and misread


@transaction.atomic
def ask_reset(*, login: str, by: Actor, at: datetime) -> None:
    """Has a letter written if ``login`` is the name or address of an open account that has one; else does
    nothing.

    The caller cannot see which: the page says the same either way.
    """
    found = find_account(login)
    if found is None or not found.is_active or not found.email:
        return
    state(PasswordResetAsked(found.id), subject=f"account:{found.id}", at=at)
    note("ask_reset", locked(found.id), by=by, at=at)


@transaction.atomic
def set_password_by_link(*, token: str, password: str, by: Actor, at: datetime) -> str:
    """Sets the password chosen on an invitation or reset link; gives the account's public id.

    Raises LinkSpent or PasswordRefused. The link dies with the old password; all sessions end.
    """
    found = account_of_link(token)
    if found is None:
        raise LinkSpent
    row = locked(found.id)
    if account_of_link(token) is None:  # spent while we waited for the lock
        raise LinkSpent
    set_password_of(row, password, by=by, at=at, how="link")
    end_sessions(row)
    return row.public_id


@transaction.atomic
def replace_password(*, account: str, password: str, by: Actor, at: datetime, but: str = "") -> str:
    """The owner replaces the password; other sessions than ``but`` end. Gives the new session fingerprint.

    Raises PasswordRefused, also when it is the old one again.
    """
    row = locked(account)
    if row.has_usable_password() and row.check_password(password):
        raise PasswordRefused(reasons=gettext("It is the password you have now."))
    set_password_of(row, password, by=by, at=at, how="owner")
    end_sessions(row, but=but)
    return row.get_session_auth_hash()


@transaction.atomic
def give_temporary_password(*, account: str, by: Actor, at: datetime) -> str:
    """Sets a random password that must be replaced at the first sign-in, and gives it, once, to be read out.

    For people without a working mailbox. Raises HasLeft, MachineSignsIn.
    """
    row = locked(account)
    if row.left_at:
        raise HasLeft(name=row.full_name)
    if row.kind == Kind.SERVICE:
        raise MachineSignsIn
    password = "-".join("".join(secrets.choice(_SPOKEN) for _ in range(4)) for _ in range(4))
    row.must_change_password = True
    _save(row, password)
    end_sessions(row)
    note("give_temporary_password", row, by=by, at=at)
    return password


def set_password_of(row: Account, password: str, *, by: Actor, at: datetime, how: str) -> None:
    try:
        validate_password(password, row)
    except ValidationError as refused:
        raise PasswordRefused(reasons=" ".join(refused.messages)) from None
    row.must_change_password = False
    _save(row, password)
    state(PasswordChanged(row.public_id), subject=f"account:{row.public_id}", at=at)
    note("set_password", row, by=by, at=at, how=how)


def _save(row: Account, password: str) -> None:
    row.set_password(password)
    row.password_set_at = clock.real_now()  # the age of a proof is technical time
    row.save(update_fields=["password", "password_set_at", "must_change_password"])
