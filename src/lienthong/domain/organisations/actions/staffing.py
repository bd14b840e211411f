"""People join and leave with account and position in one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.organisations.actions.positions import assign
from lienthong.domain.organisations.actions.positions import leave as take_hats_off
from lienthong.domain.organisations.actions.telling import tell
from lienthong.domain.organisations.errors import NewcomerRefused
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import MB, FileType, Use


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


STAFF_LIST = Use("staff_list", (FileType.XLSX,), max_bytes=MB)


@transaction.atomic
def receive_staff_list(*, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """Keeps a staff list as it was sent; nobody is taken on by it. Raises a FileRefused."""
    row = put(content=content, name=name, use=STAFF_LIST, agency=by.agency, by=by, at=at)
    tell("receive_staff_list", by=by, at=at, agency=by.agency, subject=f"file:{row.id}", digest=row.digest)
    return row


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
