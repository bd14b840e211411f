"""Citizens open their account themselves, and have it erased when they like."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from lienthong.domain.accounts.actions.common import end_sessions, locked, note
from lienthong.domain.accounts.actions.passwords import ask_reset, set_password_of
from lienthong.domain.accounts.actions.people import invite, open_account
from lienthong.domain.accounts.errors import KeptForWork, NameTaken
from lienthong.domain.accounts.models import AccessToken, Identity, Kind, new_public_id
from lienthong.domain.accounts.queries import OWN_KINDS, find_account
from lienthong.spine import clock
from lienthong.spine.actor import Actor

ERASED = "Tài khoản đã xóa"


@transaction.atomic
def register(*, full_name: str, phone: str, password: str, by: Actor, at: datetime) -> str:
    """An account that signs in with its telephone, which nobody proved; gives its public id.

    Raises NameTaken, NameUnfit, PasswordRefused.
    """
    try:
        with transaction.atomic():
            account = open_account(username=phone, full_name=full_name, kind=Kind.CITIZEN, by=by, at=at)
    except IntegrityError as twice:
        raise NameTaken(username=phone) from twice
    set_password_of(locked(account), password, by=by, at=at, how="owner")
    return account


@transaction.atomic
def register_by_letter(*, full_name: str, email: str, by: Actor, at: datetime) -> None:
    """Has a letter written on whose link a password is chosen, which proves the address. Whose address has an account
    already gets the letter for a new password instead: whoever calls cannot see which.
    """
    if find_account(email):
        ask_reset(login=email, by=by, at=at)
        return
    try:
        with transaction.atomic():
            invite(
                username=f"dan-{new_public_id()}",
                full_name=full_name,
                email=email,
                kind=Kind.CITIZEN,
                by=by,
                at=at,
            )
    except IntegrityError:  # the other press of the same button was first
        return


@transaction.atomic
def erase_own(*, by: Actor, at: datetime) -> None:
    """Name, address, password, proofs and identities go for good; the public id stays on what it did, and says nothing
    of a person. Raises KeptForWork.
    """
    row = locked(by.account)
    if row.kind not in OWN_KINDS:
        raise KeptForWork
    Identity.objects.filter(account=row).delete()
    Authenticator.objects.filter(user_id=row.pk).delete()
    AccessToken.objects.filter(account=row, ended_at=None).update(ended_at=clock.real_now())
    row.username, row.full_name, row.email = f"da-xoa-{row.public_id}", ERASED, ""
    row.is_active, row.left_at = False, at
    row.set_unusable_password()
    row.save()
    end_sessions(row)
    note("erase_own", row, by=by, at=at)
