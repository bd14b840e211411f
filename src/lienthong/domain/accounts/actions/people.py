"""A person comes, changes name, is kept out, leaves."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.accounts.actions.common import end_sessions, locked, note
from lienthong.domain.accounts.errors import HasLeft, NoEmail, YourOwnAccount
from lienthong.domain.accounts.facts import (
    AccountDisabled,
    AccountEnabled,
    NamesChanged,
    PersonInvited,
    PersonLeft,
)
from lienthong.domain.accounts.models import Account, Kind
from lienthong.domain.accounts.queries import name_fault
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean


@transaction.atomic
def open_account(
    *, username: str, full_name: str, by: Actor, at: datetime, email: str = "", kind: str = Kind.OFFICIAL
) -> str:
    """Opens an account that has no password yet; gives its public id. Raises NameUnfit, NameTaken or
    EmailTaken.
    """
    account = Account(username=username.strip().lower(), full_name=clean(full_name), kind=kind, created_at=at)
    account.email = email.strip().lower()
    account.set_unusable_password()
    _check_names(account)
    account.save(force_insert=True)
    note("open", account, by=by, at=at, kind=account.kind)
    return account.public_id


@transaction.atomic
def invite(
    *, username: str, full_name: str, email: str, by: Actor, at: datetime, kind: str = Kind.OFFICIAL
) -> str:
    """Opens an account and has a letter written with the link on which the person chooses a password.

    Raises NoEmail without an address, and what ``open_account`` raises.
    """
    if not email.strip():
        raise NoEmail
    public_id = open_account(username=username, full_name=full_name, email=email, kind=kind, by=by, at=at)
    state(PersonInvited(public_id), subject=f"account:{public_id}", at=at)
    return public_id


@transaction.atomic
def invite_again(*, account: str, by: Actor, at: datetime) -> None:
    """Another letter with a fresh link. Raises NoEmail, HasLeft."""
    row = locked(account)
    _check_here(row)
    if not row.email:
        raise NoEmail
    state(PersonInvited(account), subject=f"account:{account}", at=at)
    note("invite", row, by=by, at=at)


@transaction.atomic
def change_names(*, account: str, full_name: str, username: str, by: Actor, at: datetime) -> None:
    row = locked(account)
    row.full_name, row.username = clean(full_name), username.strip().lower()
    _check_names(row)
    row.save()
    state(NamesChanged(account), subject=f"account:{account}", at=at)
    note("change_names", row, by=by, at=at, changed=["full_name", "username"])


@transaction.atomic
def change_email(*, account: str, email: str, by: Actor, at: datetime) -> None:
    row = locked(account)
    row.email = email.strip().lower()
    _check_names(row)
    row.save()
    note("change_email", row, by=by, at=at)


@transaction.atomic
def disable(*, account: str, reason: str, by: Actor, at: datetime) -> None:
    """Keeps the person out from this moment: running sessions end. Raises YourOwnAccount."""
    row = _close(account, by)
    state(AccountDisabled(account), subject=f"account:{account}", at=at)
    note("disable", row, by=by, at=at, reason=reason)


@transaction.atomic
def enable(*, account: str, by: Actor, at: datetime) -> None:
    """Lets a disabled person in again. Raises HasLeft."""
    row = locked(account)
    _check_here(row)
    row.is_active = True
    row.save(update_fields=["is_active"])
    state(AccountEnabled(account), subject=f"account:{account}", at=at)
    note("enable", row, by=by, at=at)


@transaction.atomic
def leave(*, account: str, by: Actor, at: datetime) -> None:
    """The person has left: history stays, sessions end, the password is forgotten. Raises YourOwnAccount."""
    row = _close(account, by)
    row.left_at = at
    row.set_unusable_password()
    row.save(update_fields=["left_at", "password"])
    state(PersonLeft(account), subject=f"account:{account}", at=at)
    note("leave", row, by=by, at=at)


def _close(account: str, by: Actor) -> Account:
    if by.account == account:
        raise YourOwnAccount
    row = locked(account)
    row.is_active = False
    row.save(update_fields=["is_active"])
    end_sessions(row)
    return row


def _check_here(row: Account) -> None:
    if row.left_at:
        raise HasLeft(name=row.full_name)


def _check_names(row: Account) -> None:
    if fault := name_fault(row.username, row.email, but=row.pk):
        raise fault
