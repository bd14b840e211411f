"""Agencies of a day: one, a list, the tree, a subtree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from lienthong.domain.organisations.models import AgencyVersion, OfficialCode
from lienthong.domain.organisations.models.dated import DatedQuerySet
from lienthong.domain.organisations.rules.tree import walk
from lienthong.domain.organisations.rules.vocabulary import Kind
from lienthong.spine.stamps import kept
from lienthong.spine.text import search_words

TREE_BOUND = 20_000
KIND_ORDER = {
    kind.value: place for place, kind in enumerate([Kind.OFFICE, Kind.COUNCIL_OFFICE, Kind.DEPARTMENT])
}


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency as it was on the day asked about. ``since``: first day of this version; None: before all
    records.
    """

    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    kind: str
    level: str
    parent: str
    since: date | None
    decision: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in an agency's history: ``until`` is the first day it no longer held, ``recorded_at`` when
    stated.
    """

    agency: AgencyRow
    until: date | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class TreeRow:
    agency: AgencyRow
    depth: int


@dataclass(frozen=True, slots=True)
class OfficialCodeRow:
    agency: str
    scheme: str
    code: str
    confirmed: bool


def row_of(version: AgencyVersion) -> AgencyRow:
    return AgencyRow(
        code=version.agency_id,
        name=version.name,
        short_name=version.short_name,
        aliases=tuple(version.aliases),
        kind=version.kind,
        level=version.level,
        parent=version.parent_id or "",
        since=version.period.start,
        decision=version.decision,
        source=version.source,
        confirmed=version.confirmed,
    )


@kept("organisations")
def get_agency(code: str, as_of: date, known: datetime | None = None) -> AgencyRow | None:
    """The agency in force under ``code`` on that day, None when there was none."""
    version = AgencyVersion.objects.as_of(as_of, known).filter(agency=code).first()
    return row_of(version) if version else None


def list_agencies(
    as_of: date,
    known: datetime | None = None,
    *,
    kind: str = "",
    level: str = "",
    parent: str = "",
    search: str = "",
    limit: int = 200,
    offset: int = 0,
    after: str = "",
) -> list[AgencyRow]:
    """Agencies of a day in Vietnamese order of names; ``search`` looks for each word in all names, without
    marks. ``after``: only those that follow this one, none when it is not of that day.
    """
    found = _found(as_of, known, kind=kind, level=level, parent=parent, search=search)
    if after:
        last = AgencyVersion.objects.as_of(as_of, known).filter(agency=after).first()
        if last is None:
            return []
        found = found.filter(Q(sort_key__gt=last.sort_key) | Q(sort_key=last.sort_key, agency__gt=after))
    return [row_of(version) for version in found.order_by("sort_key", "agency")[offset : offset + limit]]


def count_agencies(
    as_of: date,
    known: datetime | None = None,
    *,
    kind: str = "",
    level: str = "",
    parent: str = "",
    search: str = "",
) -> int:
    """How many ``list_agencies`` would list without a limit."""
    return _found(as_of, known, kind=kind, level=level, parent=parent, search=search).count()


def _found(as_of: date, known: datetime | None, *, search: str, **equal: str) -> DatedQuerySet[AgencyVersion]:
    found = AgencyVersion.objects.as_of(as_of, known).filter(**{k: v for k, v in equal.items() if v})
    for word in search_words(search):
        found = found.filter(search_key__contains=word)
    return found


def children(code: str, as_of: date, known: datetime | None = None) -> list[AgencyRow]:
    """Agencies directly below ``code`` ("" for the roots), offices and departments first, then by name."""
    below = {"parent": code} if code else {"parent": None}
    return sorted_rows(AgencyVersion.objects.as_of(as_of, known).filter(**below)[:TREE_BOUND])


def sorted_rows(versions: Iterable[AgencyVersion]) -> list[AgencyRow]:
    return [row_of(version) for version in sorted(versions, key=_place)]


def _place(version: AgencyVersion) -> tuple[int, str, str]:
    return KIND_ORDER.get(version.kind, len(KIND_ORDER)), version.sort_key, version.agency_id


def get_tree(as_of: date, known: datetime | None = None, *, root: str = "") -> list[TreeRow]:
    """The whole tree of a day, or the part below ``root``, depth first with depths; one query.

    The whole one is put together once in a process while nothing is entered: most pages name agencies.
    """
    if root:
        return list(_read_tree(as_of, known, subtree_codes(root, as_of, known)))
    return list(_kept_tree(as_of, known))


@kept("organisations", most=16)
def _kept_tree(as_of: date, known: datetime | None) -> tuple[TreeRow, ...]:
    return _read_tree(as_of, known)


def _read_tree(
    as_of: date, known: datetime | None, codes: frozenset[str] | None = None
) -> tuple[TreeRow, ...]:
    versions = AgencyVersion.objects.as_of(as_of, known)
    if codes is not None:
        versions = versions.filter(agency__in=codes)
    by_code = {version.agency_id: version for version in sorted(versions[:TREE_BOUND], key=_place)}
    parents = {code: version.parent_id or "" for code, version in by_code.items()}
    return tuple(TreeRow(row_of(by_code[code]), depth) for code, depth in walk(parents))


# Rows of the day and of what was known; 'infinity' stands for now, when only what is not superseded counts.
_HOLDS = """
    {v}.valid @> %(day)s::date AND {v}.recorded_at <= %(known)s::timestamptz
    AND ({v}.superseded_at IS NULL OR {v}.superseded_at > %(known)s::timestamptz)
"""
_SUBTREE = f"""
WITH RECURSIVE below(code) AS (
    SELECT v.agency_id FROM organisations_agencyversion v
    WHERE v.agency_id = %(code)s AND {_HOLDS.format(v="v")}
    UNION
    SELECT v.agency_id FROM organisations_agencyversion v
    JOIN below ON v.parent_id = below.code WHERE {_HOLDS.format(v="v")}
) SELECT code FROM below
"""  # noqa: S608 -- only fixed text is put together; values are parameters
_PATH = f"""
WITH RECURSIVE above(code, parent, depth) AS (
    SELECT v.agency_id, v.parent_id, 0 FROM organisations_agencyversion v
    WHERE v.agency_id = %(code)s AND {_HOLDS.format(v="v")}
    UNION
    SELECT v.agency_id, v.parent_id, depth + 1 FROM organisations_agencyversion v
    JOIN above ON v.agency_id = above.parent AND depth < 20 WHERE {_HOLDS.format(v="v")}
) SELECT code FROM above ORDER BY depth DESC
"""  # noqa: S608


@kept("organisations", most=2_000)
def _codes(sql: str, code: str, day: date, known: datetime | None) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"code": code, "day": day, "known": known or "infinity"})
        return tuple(str(found) for (found,) in cursor.fetchall())


def subtree_codes(code: str, as_of: date, known: datetime | None = None) -> frozenset[str]:
    """``code`` and every agency below it on that day; empty when it was not in force."""
    return frozenset(_codes(_SUBTREE, code, as_of, known))


def get_path(code: str, as_of: date, known: datetime | None = None) -> list[str]:
    """The codes from the root down to ``code``; empty when it was not in force."""
    return list(_codes(_PATH, code, as_of, known))


def list_versions(code: str, known: datetime | None = None) -> list[VersionRow]:
    """The history of an agency as known: all its versions, earliest first. This one does show what comes
    later.
    """
    versions = AgencyVersion.objects.known(known).filter(agency=code).order_by("valid")[:200]
    return [VersionRow(row_of(version), version.period.end, version.recorded_at) for version in versions]


def list_official_codes(
    codes: Sequence[str], as_of: date, known: datetime | None = None
) -> dict[str, list[OfficialCodeRow]]:
    """Official codes in force on a day, by agency, in the order of schemes."""
    found: dict[str, list[OfficialCodeRow]] = {code: [] for code in codes}
    for row in _official_codes(tuple(sorted(found)), as_of, known):
        found[row.agency].append(row)
    return found


@kept("organisations")
def _official_codes(
    codes: tuple[str, ...], as_of: date, known: datetime | None
) -> tuple[OfficialCodeRow, ...]:
    rows = OfficialCode.objects.as_of(as_of, known).filter(agency__in=codes).order_by("agency", "scheme")
    return tuple(OfficialCodeRow(row.agency_id, row.scheme, row.code, row.confirmed) for row in rows)


def find_by_official_code(code: str, as_of: date) -> str:
    """The agency that bears a code of the State on a day; "" for none."""
    rows = OfficialCode.objects.as_of(as_of).filter(code=code.replace("\x00", ""))
    return rows.order_by("scheme").values_list("agency", flat=True).first() or ""


def codes_in_force(codes: Iterable[str], as_of: date, known: datetime | None = None) -> frozenset[str]:
    """Those of the codes under which an agency was in force on that day."""
    held = AgencyVersion.objects.as_of(as_of, known).filter(agency__in=set(codes))
    return frozenset(held.values_list("agency_id", flat=True))


def get_names(codes: Iterable[str], as_of: date, known: datetime | None = None) -> dict[str, str]:
    """A short name for each agency that ever was: of that day, else the last before, else the first after."""
    names = _names(as_of, known)
    return {code: names[code] for code in dict.fromkeys(codes) if code in names}


@kept("organisations", most=64)
def _names(as_of: date, known: datetime | None) -> dict[str, str]:
    rows = (
        AgencyVersion.objects.known(known).order_by("valid").values_list("agency_id", "valid", "short_name")
    )
    names: dict[str, str] = {}
    for code, valid, name in rows:
        if code not in names or (valid.lower or date.min) <= as_of:
            names[code] = name
    return names
