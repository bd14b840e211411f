"""Filing regardless of territory: the rules, and for which agencies a counter may take a case."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from lienthong.domain.cases import models as m
from lienthong.domain.cases.rules.anywhere import NumberOf, Rule, Scope, choose
from lienthong.domain.organisations.queries import (
    GROUP,
    get_agency,
    get_directory,
    list_groups_of,
    member_codes,
)
from lienthong.domain.procedures.queries import Handling
from lienthong.spine.text import sort_key

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class AnywhereRow(Rule):
    """One rule as it was entered. ``basis`` is the decision it rests on, ``ended_by`` the one that ended it."""

    id: int = 0
    basis: str = ""
    ended_by: str = ""
    name: str = ""


def list_anywhere() -> list[AnywhereRow]:
    """All that were ever entered, the newest first."""
    return [_row(one) for one in m.Anywhere.objects.order_by("-since", "-id")[:MOST]]


def get_anywhere(rule: int) -> AnywhereRow | None:
    found = m.Anywhere.objects.filter(pk=rule).first()
    return _row(found) if found else None


def rule_for(handling: Handling, owner: str, day: date) -> AnywhereRow | None:
    """The rule by which another counter may take a case of this procedure for ``owner`` on a day."""
    agency = get_agency(owner, day)
    if agency is None:
        return None
    return choose(
        list_anywhere(), day, procedure=handling.code, field=handling.field, level=str(agency.level)
    )


def takes_anywhere(day: date) -> bool:
    """Whether any rule holds on a day."""
    return any(one.holds_on(day) for one in list_anywhere())


def list_owners_for(handling: Handling, point: str, day: date) -> list[tuple[str, str]]:
    """Codes and names of the agencies for which this counter may take a case of a procedure, itself first where it
    decides; the others in the order of their names.
    """
    rules, about = list_anywhere(), {"procedure": handling.code, "field": handling.field}
    deciding = {code for told in handling.agencies for code in (told, *member_codes(told, day))}
    agencies = [one for one in get_directory(day) if one.code in deciding and one.kind != GROUP]
    open_to = [
        (one.code, one.name)
        for one in agencies
        if one.code == point or choose(rules, day, level=str(one.level), **about)
    ]
    return sorted(open_to, key=lambda one: (one[0] != point, sort_key(one[1])))


def decides(handling: Handling, agency: str, day: date) -> bool:
    """Whether the procedure is decided at an agency, by itself or by one of its groups."""
    return bool({agency, *(group.code for group in list_groups_of(agency, day))} & set(handling.agencies))


def _row(one: m.Anywhere) -> AnywhereRow:
    return AnywhereRow(
        scope=Scope(one.scope),
        code=one.code,
        number_of=NumberOf(one.number_of),
        since=one.since,
        until=one.until,
        id=one.pk,
        basis=one.basis,
        ended_by=one.ended_by,
        name=one.name,
    )
