"""Identities vouched for by a provider: keyed by issuer and subject, linked only with the owner's say."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.accounts.actions.common import locked, note
from lienthong.domain.accounts.actions.people import open_account
from lienthong.domain.accounts.errors import AlreadyLinked, MachineSignsIn
from lienthong.domain.accounts.facts import IdentityLinked
from lienthong.domain.accounts.models import Identity, Kind, new_public_id
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@transaction.atomic
def link_identity(
    *, account: str, issuer: str, subject: str, label: str, level: str, by: Actor, at: datetime
) -> None:
    """Ties the identity to the account; twice is no fault. Raises AlreadyLinked if it is another's, MachineSignsIn."""
    row = locked(account)
    if row.kind == Kind.SERVICE:
        raise MachineSignsIn
    identity, first = Identity.objects.get_or_create(
        issuer=issuer,
        subject=subject,
        defaults={"account": row, "label": label, "level": level, "linked_at": at},
    )
    if identity.account_id != row.pk:
        raise AlreadyLinked
    if first:
        state(IdentityLinked(account), subject=f"account:{account}", at=at)
        note("link_identity", row, by=by, at=at, provider=label)


@transaction.atomic
def open_from_identity(
    *, issuer: str, subject: str, label: str, level: str, full_name: str, kind: str, by: Actor, at: datetime
) -> str:
    """Opens an account for a person the provider knows and we do not; gives its public id.

    The address the provider names is not taken over: it was not proved to us, and may be somebody's sign-in.
    """
    account = open_account(username=f"id-{new_public_id()}", full_name=full_name, kind=kind, by=by, at=at)
    link_identity(account=account, issuer=issuer, subject=subject, label=label, level=level, by=by, at=at)
    return account


def note_identity_used(*, issuer: str, subject: str, level: str) -> None:
    """Keeps the assurance level stated at the latest use."""
    Identity.objects.filter(issuer=issuer, subject=subject).update(level=level)
