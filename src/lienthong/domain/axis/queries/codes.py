"""Codes on the axis: which are agencies of the house, which are reached through whom. Either scheme names them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db.models import Q

from lienthong.domain.axis import models as m
from lienthong.domain.axis.rules import NeighbourKind
from lienthong.domain.organisations.queries import (
    find_by_official_code,
    get_names,
    get_tree,
    list_official_codes,
)
from lienthong.spine.text import search_words

FIRST: Final = "QCVN102"
SECOND: Final = "QD20"


@dataclass(frozen=True, slots=True)
class OrganRow:
    """An agency on the axis. ``other`` is its code in the other scheme; ``is_house`` for one of ours."""

    code: str
    other: str
    name: str
    parent: str = ""
    mail: str = ""
    is_house: bool = False


def organ_of_agency(agency: str, day: date) -> str:
    """The code by which an agency of the house is known on the axis; "" where it has none."""
    return organs_of_agencies([agency], day).get(agency, "")


def organs_of_agencies(agencies: Collection[str], day: date) -> dict[str, str]:
    found: dict[str, str] = {}
    for agency, rows in list_official_codes(list(agencies), day).items():
        codes = {row.scheme: row.code for row in rows}
        if code := codes.get(FIRST) or codes.get(SECOND):
            found[agency] = code
    return found


def node_organ(day: date) -> str:
    """As whom this node itself speaks: the node above knows it so, else the province's own code."""
    above = m.Neighbour.objects.filter(kind=NeighbourKind.PARENT.value, ended_at=None).first()
    return organ_of_agency(settings.LIENTHONG_PROVINCE, day) or (above.organ if above else "")


def houses_of(organs: Iterable[str], day: date) -> dict[str, str]:
    """The agency of the house behind each code that is one of ours."""
    found = {organ: find_by_official_code(organ, day) for organ in organs}
    return {organ: agency for organ, agency in found.items() if agency}


def below_of(organs: Collection[str]) -> dict[str, int]:
    """The client through which each code is reached."""
    clients = m.Neighbour.objects.filter(kind=NeighbourKind.CHILD.value, ended_at=None)
    found = dict(clients.filter(organ__in=organs).values_list("organ", "id"))
    rows = m.Organ.objects.filter(_named(organs), neighbour__in=clients, gone_at=None)
    for code, other, neighbour in rows.values_list("code", "other", "neighbour"):
        found |= {name: neighbour for name in (code, other) if name in organs}
    return found


def speaks_for(neighbour: int, organ: str, day: date) -> bool:
    """Whether a message of that agency may come by this neighbour: a client speaks for its own agencies only, the node
    above for all but ours and our clients'.
    """
    served = below_of([organ]).get(organ)
    if m.Neighbour.objects.filter(pk=neighbour, kind=NeighbourKind.CHILD.value).exists():
        return served == neighbour
    return served is None and not houses_of([organ], day)


def list_organs(text: str = "", *, limit: int = 12) -> list[OrganRow]:
    """Agencies outside the house of which name or code have the words of ``text``, by name."""
    rows = m.Organ.objects.filter(gone_at=None, neighbour__ended_at=None)
    for word in search_words(text):
        rows = rows.filter(search__contains=word)
    return [_row(row) for row in rows.order_by("name", "code")[:limit]]


def get_organs(codes: Collection[str]) -> dict[str, OrganRow]:
    """By the code asked for, in whichever scheme it is."""
    found: dict[str, OrganRow] = {}
    for row in m.Organ.objects.filter(_named(codes)):
        found |= {code: _row(row) for code in (row.code, row.other) if code in codes and code}
    return found


def same_organ(code: str) -> frozenset[str]:
    """Every code that names the same agency outside the house."""
    row = m.Organ.objects.filter(_named([code])).first()
    return frozenset({code, row.code, row.other} - {""}) if row else frozenset({code})


def list_known(day: date) -> list[OrganRow]:
    """Everybody on the axis as this node knows it: the house, then the rest by name."""
    tree = [row.agency for row in get_tree(day)]
    codes = list_official_codes([row.code for row in tree], day)
    house = []
    for row in tree:
        named = {one.scheme: one.code for one in codes.get(row.code, [])}
        if code := named.get(FIRST) or named.get(SECOND):
            other = named.get(SECOND, "") if code != named.get(SECOND) else ""
            house.append(OrganRow(code, other, row.name, is_house=True))
    rest = m.Organ.objects.filter(gone_at=None, neighbour__ended_at=None).order_by("name", "code")
    return [*house, *(_row(row) for row in rest[:20_000])]


def list_kept(day: date) -> list[tuple[OrganRow, datetime | None]]:
    """As ``list_known``, and who is gone with the real time since when."""
    gone = m.Organ.objects.exclude(gone_at=None).order_by("code")[:20_000]
    return [*((row, None) for row in list_known(day)), *((_row(row), row.gone_at) for row in gone)]


def names_of(organs: Collection[str], day: date) -> dict[str, str]:
    """What agencies are called by their codes on the axis, ours too."""
    outside = {code: row.name for code, row in get_organs(organs).items()}
    house = houses_of([organ for organ in organs if organ not in outside], day)
    names = get_names(house.values(), day)
    return outside | {organ: names.get(agency, agency) for organ, agency in house.items()}


def _named(codes: Collection[str]) -> Q:
    asked = [code for code in codes if code]
    return Q(code__in=asked) | Q(other__in=asked)


def _row(row: m.Organ) -> OrganRow:
    return OrganRow(row.code, row.other, row.name, row.parent, row.mail)
