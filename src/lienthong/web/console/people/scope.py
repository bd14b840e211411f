"""Whom an administrator sees, and whose account they keep. Everybody else is not found.

An account is kept by who reaches all of its positions and may give all of its roles: otherwise a local
administrator could lend themselves the rights of the province by resetting a password.
"""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from lienthong.domain.accounts.permissions import Permission as Accounts
from lienthong.domain.accounts.queries import AccountRow, Kind, get_account
from lienthong.domain.organisations.errors import OwnAppointment
from lienthong.domain.organisations.permissions import Permission, can_give_role
from lienthong.domain.organisations.queries import Hat, get_position, list_hats_of, list_holders
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of


@dataclass(frozen=True, slots=True)
class Person:
    """An account with its own hats of today."""

    account: AccountRow
    hats: list[Hat]


def visible(by: Actor) -> frozenset[str] | None:
    """Public ids of the accounts that ``by`` may see, None for all."""
    reach = by.reach(Accounts.SEE)
    return None if reach is None else list_holders(clock.today(), agencies=reach)


def can_keep(by: Actor, person: Person) -> bool:
    if by.reach(Accounts.MANAGE) is None:
        return by.may(Accounts.MANAGE)
    return bool(person.hats) and all(
        by.may(Accounts.MANAGE, hat.agency) and can_give_role(by, hat.role) for hat in person.hats
    )


def person_seen(request: HttpRequest, account: str) -> Person:
    """Raises Http404 for an account that is not there or not in reach."""
    row, by = get_account(account), actor_of(request)
    hats = list_hats_of([account], clock.today())[account]
    in_reach = by.reach(Accounts.SEE) is None or any(by.may(Accounts.SEE, hat.agency) for hat in hats)
    if row is None or row.kind == Kind.SERVICE or not in_reach:
        raise Http404
    return Person(row, hats)


def person_kept(request: HttpRequest, account: str) -> Person:
    """Raises Http404 unless the account is this administrator's to keep."""
    person = person_seen(request, account)
    if not can_keep(actor_of(request), person):
        raise Http404
    return person


def refuse_oneself(by: Actor, account: str) -> None:
    """Nobody puts on a further hat by their own hand. Raises OwnAppointment."""
    if by.account == account:
        raise OwnAppointment


def position_kept(request: HttpRequest, position: int, permission: Permission) -> Hat:
    """The position as held today, where ``permission`` reaches it. Raises Http404."""
    hat = get_position(position, clock.today())
    if hat is None or not actor_of(request).may(permission, hat.agency):
        raise Http404
    return hat
