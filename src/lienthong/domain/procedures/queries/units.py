"""Units that rows of a process may name, and the office that controls procedures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.permissions import list_roles
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.rules.checking import Known
from lienthong.domain.procedures.rules.record import Record
from lienthong.spine.stamps import kept


@dataclass(frozen=True, slots=True)
class UnitRow:
    """``agency`` only where the unit is an agency of the tree."""

    code: str
    name: str
    place: str
    agency: str
    level: str
    role: str


def list_units(as_of: date) -> list[UnitRow]:
    """The units in use on a day, in the order in which they were entered."""
    return list(_units(as_of))


@kept("procedures", most=32)
def _units(as_of: date) -> tuple[UnitRow, ...]:
    return tuple(
        UnitRow(unit.code, unit.name, unit.place, unit.agency, unit.level, unit.role)
        for unit in _in_use(as_of).order_by("id")[:500]
    )


def _in_use(as_of: date) -> QuerySet[m.Unit]:
    return m.Unit.objects.filter(Q(effective_to=None) | Q(effective_to__gt=as_of), effective_from__lte=as_of)


GROUP: Final = "G-"
"""How the code of a group of agencies begins, and no agency's does."""


def unit_names(codes: Iterable[str], as_of: date) -> dict[str, str]:
    """A name for each code that ever was a unit, an agency or a group of agencies; at most three queries."""
    asked = set(codes)
    units = dict(m.Unit.objects.filter(code__in=asked).values_list("code", "name"))
    named = organisations.get_names(asked - units.keys(), as_of) | units
    if not any(code.startswith(GROUP) for code in asked - named.keys()):
        return named
    return named | {group.code: group.name for group in organisations.list_groups() if group.code in asked}


def known_to(record: Record, as_of: date) -> Known:
    """What exists on a day, of the codes that a record names. An agency may stand in a row as a unit does; a unit that
    is an agency exists while that does.
    """
    units = list_units(as_of)
    wanted = {*record.agencies, *(step.unit for step in record.steps), *(unit.agency for unit in units)}
    agencies = organisations.codes_in_force(wanted - {""}, as_of)
    groups = {group.code for group in organisations.list_groups()} if record.agencies else set()
    return Known(
        units=agencies | {unit.code for unit in units if not unit.agency or unit.agency in agencies},
        agencies=agencies | groups,
        roles={role.name for role in list_roles()},
    )


def units_to(record: Record, as_of: date) -> frozenset[str]:
    """The units that a record may name, whether or not the tree of agencies was loaded already."""
    return frozenset(known_to(record, as_of).units) | {unit.code for unit in list_units(as_of)}


def office_of(as_of: date) -> str:
    """The code of the Committee's office, which controls procedures; "" while there is none in the tree."""
    province = settings.LIENTHONG_PROVINCE
    found = organisations.list_agencies(as_of, kind=organisations.Kind.OFFICE.value, parent=province, limit=1)
    return found[0].code if found else ""
