"""Groups with their members of a day, and the directory for matching names."""

from dataclasses import dataclass
from datetime import date, datetime

from lienthong.domain.organisations.models import AgencyVersion, Group, GroupMembership, OfficialCode
from lienthong.domain.organisations.queries.agencies import TREE_BOUND, AgencyRow, sorted_rows
from lienthong.domain.organisations.rules.directory import GROUP, DirectoryRow
from lienthong.spine.stamps import kept

__all__ = [
    "GROUP",
    "DirectoryRow",
    "GroupRow",
    "get_directory",
    "list_group_members",
    "list_groups",
    "list_groups_of",
    "member_codes",
]


@dataclass(frozen=True, slots=True)
class GroupRow:
    code: str
    name: str
    aliases: tuple[str, ...]


def _row(group: Group) -> GroupRow:
    return GroupRow(group.code, group.name, tuple(group.aliases))


def list_groups() -> list[GroupRow]:
    """All groups in Vietnamese order of names."""
    return list(_groups())


@kept("organisations", most=1)
def _groups() -> tuple[GroupRow, ...]:
    return tuple(_row(group) for group in Group.objects.order_by("sort_key", "code")[:1000])


@kept("organisations", most=256)
def member_codes(group: str, as_of: date, known: datetime | None = None) -> frozenset[str]:
    """Codes of the agencies in a group on a day, those not in force left out."""
    members = GroupMembership.objects.as_of(as_of, known).filter(group=group).values("agency")
    in_force = AgencyVersion.objects.as_of(as_of, known).filter(agency__in=members)
    return frozenset(in_force.values_list("agency_id", flat=True))


def list_group_members(group: str, as_of: date, known: datetime | None = None) -> list[AgencyRow]:
    """The agencies in a group on a day, offices and departments first, then by name."""
    members = GroupMembership.objects.as_of(as_of, known).filter(group=group).values("agency")
    return sorted_rows(AgencyVersion.objects.as_of(as_of, known).filter(agency__in=members)[:TREE_BOUND])


def list_groups_of(agency: str, as_of: date, known: datetime | None = None) -> list[GroupRow]:
    """The groups an agency belongs to on a day."""
    return list(_groups_of(agency, as_of, known))


@kept("organisations")
def _groups_of(agency: str, as_of: date, known: datetime | None) -> tuple[GroupRow, ...]:
    held = GroupMembership.objects.as_of(as_of, known).filter(agency=agency).values("group")
    return tuple(
        _row(group) for group in Group.objects.filter(code__in=held).order_by("sort_key", "code")[:1000]
    )


def get_directory(as_of: date, known: datetime | None = None) -> tuple[DirectoryRow, ...]:
    """Everything a name can mean on a day: agencies by code, then groups by code; three queries where none is kept."""
    return _directory(as_of, known)


@kept("organisations", most=8)
def _directory(as_of: date, known: datetime | None) -> tuple[DirectoryRow, ...]:
    codes: dict[str, list[str]] = {}
    for agency, code in _official_codes(as_of, known):
        codes.setdefault(agency, []).append(code)
    versions = AgencyVersion.objects.as_of(as_of, known).order_by("agency")[:TREE_BOUND]
    agencies = (_entry(version, tuple(codes.get(version.agency_id, ()))) for version in versions)
    groups = (
        DirectoryRow(group.code, group.name, group.name, tuple(group.aliases), GROUP)
        for group in Group.objects.order_by("code")[:1000]
    )
    return (*agencies, *groups)


def _official_codes(as_of: date, known: datetime | None) -> list[tuple[str, str]]:
    rows = OfficialCode.objects.as_of(as_of, known).order_by("agency", "scheme")
    return list(rows.values_list("agency_id", "code")[: 2 * TREE_BOUND])


def _entry(version: AgencyVersion, codes: tuple[str, ...]) -> DirectoryRow:
    return DirectoryRow(
        code=version.agency_id,
        name=version.name,
        short_name=version.short_name,
        aliases=tuple(version.aliases),
        kind=version.kind,
        level=version.level,
        parent=version.parent_id or "",
        codes=codes,
    )
