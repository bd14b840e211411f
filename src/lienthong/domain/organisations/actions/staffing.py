"""People join and leave with account and position in one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.organisations.actions.positions import assign
from lienthong.domain.organisations.actions.positions import leave as take_hats_off
from lienthong.domain.organisations.errors import NewcomerRefused
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person to be invited and the hat they will wear from ``on``."""

    username: str
    full_name: str
    email: str
    agency: str
    title: str
    role: str
    on: date


@transaction.atomic
def take_on(*, newcomer: Newcomer, by: Actor, at: datetime, decision: str = "") -> str:
    """Invites a person by letter and gives them a position; the public id of the account.

    Raises what ``accounts.actions.invite`` and ``assign`` raise.
    """
    account = accounts.invite(
        username=newcomer.username, full_name=newcomer.full_name, email=newcomer.email, by=by, at=at
    )
    assign(
        account=account,
        agency=newcomer.agency,
        title=newcomer.title,
        role=newcomer.role,
        on=newcomer.on,
        by=by,
        at=at,
        decision=decision,
    )
    return account


@transaction.atomic
def take_on_all(*, newcomers: Iterable[Newcomer], by: Actor, at: datetime, decision: str = "") -> list[str]:
    """All of them or nobody. Raises NewcomerRefused, which names the first who cannot be taken on."""
    accounts_opened = []
    for newcomer in newcomers:
        try:
            accounts_opened.append(take_on(newcomer=newcomer, by=by, at=at, decision=decision))
        except Refusal as refusal:
            raise NewcomerRefused(name=newcomer.full_name, reason=str(refusal)) from refusal
    return accounts_opened


@transaction.atomic
def see_off(
    *, account: str, on: date, by: Actor, at: datetime, handed_to: str = "", decision: str = ""
) -> None:
    """Takes every hat off, hands the open work over and closes the account. Raises YourOwnAccount."""
    take_hats_off(account=account, on=on, by=by, at=at, handed_to=handed_to, decision=decision)
    accounts.leave(account=account, by=by, at=at)
