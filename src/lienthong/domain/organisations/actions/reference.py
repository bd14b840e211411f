"""Loads reference files. What is already there is left alone, so that a start never undoes what people
changed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from lienthong.domain.organisations.actions.telling import tell
from lienthong.domain.organisations.errors import ReferenceHasFaults
from lienthong.domain.organisations.facts import ReferenceLoaded
from lienthong.domain.organisations.models import (
    Agency,
    AgencyVersion,
    Group,
    GroupMembership,
    OfficialCode,
    Succession,
)
from lienthong.domain.organisations.models.dated import range_of
from lienthong.domain.organisations.rules.reference import (
    AgencyRow,
    CodeRow,
    GroupRow,
    MemberRow,
    Origin,
    Reference,
    SuccessionRow,
)
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@dataclass(frozen=True, slots=True)
class LoadResult:
    """How many rows of each kind were new; 0 everywhere when everything stood already."""

    agencies: int
    groups: int
    members: int
    official_codes: int
    successions: int

    @property
    def total(self) -> int:
        return self.agencies + self.groups + self.members + self.official_codes + self.successions


@transaction.atomic
def load_reference(*, reference: Reference, by: Actor, at: datetime) -> LoadResult:
    """Records what the files say of agencies, codes, memberships and successions nothing is recorded of yet.

    A thing that has any row, even a superseded one, is left as people made it: loading twice changes nothing,
    and a correction made by hand stays. Raises ReferenceHasFaults.
    """
    if reference.errors:
        raise ReferenceHasFaults(count=len(reference.errors), first=str(reference.errors[0]))
    result = LoadResult(
        agencies=_load_agencies(reference.agencies, at),
        groups=_load_groups(reference.groups, at),
        members=_load(
            GroupMembership, reference.members, _member_key, ("group_id", "agency_id"), _member, at
        ),
        official_codes=_load(
            OfficialCode, reference.official_codes, _code_key, ("agency_id", "scheme"), _code, at
        ),
        successions=_load(Succession, reference.successions, _step_key, _STEP_FIELDS, _step, at),
    )
    if result.total:
        state(ReferenceLoaded(agencies=result.agencies), subject="reference:organisations", at=at)
        subject = "reference:organisations"
        tell("load_reference", by=by, at=at, agency=by.agency, subject=subject, rows=result.total)
    return result


def _load_agencies(rows: Iterable[AgencyRow], at: datetime) -> int:
    known = set(Agency.objects.values_list("code", flat=True))
    new = [row for row in rows if row.code not in known]
    codes = dict.fromkeys(row.code for row in new)
    Agency.objects.bulk_create(Agency(code=code, recorded_at=at) for code in codes)
    AgencyVersion.objects.bulk_create(_version(row, at) for row in new)
    return len(codes)


def _load_groups(rows: Iterable[GroupRow], at: datetime) -> int:
    known = set(Group.objects.values_list("code", flat=True))
    new = [_group(row, at) for row in rows if row.code not in known]
    return len(Group.objects.bulk_create(new))


def _load[Row](
    model: Any,
    rows: Iterable[Row],
    key: Callable[[Row], tuple[object, ...]],
    fields: tuple[str, ...],
    make: Callable[[Row, datetime], Model],
    at: datetime,
) -> int:
    known = set(model.objects.values_list(*fields))
    return len(model.objects.bulk_create([make(row, at) for row in rows if key(row) not in known]))


def _recorded(origin: Origin, at: datetime) -> dict[str, Any]:
    return {
        "decision": origin.decision,
        "source": origin.source,
        "confirmed": origin.confirmed,
        "recorded_at": at,
    }


def _version(row: AgencyRow, at: datetime) -> AgencyVersion:
    version = AgencyVersion(
        agency_id=row.code,
        name=row.name,
        short_name=row.short_name,
        aliases=list(row.aliases),
        kind=str(row.kind),
        level=str(row.level),
        parent_id=row.parent or None,
        valid=range_of(row.period),
        **_recorded(row.origin, at),
    )
    version.index_names()
    return version


def _group(row: GroupRow, at: datetime) -> Group:
    group = Group(code=row.code, name=row.name, aliases=list(row.aliases), recorded_at=at)
    group.index_names()
    return group


def _member(row: MemberRow, at: datetime) -> GroupMembership:
    valid = range_of(row.period)
    return GroupMembership(group_id=row.group, agency_id=row.agency, valid=valid, **_recorded(row.origin, at))


def _member_key(row: MemberRow) -> tuple[object, ...]:
    return row.group, row.agency


def _code(row: CodeRow, at: datetime) -> OfficialCode:
    return OfficialCode(
        agency_id=row.agency,
        scheme=str(row.scheme),
        code=row.code,
        valid=range_of(row.period),
        **_recorded(row.origin, at),
    )


def _code_key(row: CodeRow) -> tuple[object, ...]:
    return row.agency, str(row.scheme)


_STEP_FIELDS = ("predecessor_id", "successor_id", "on")


def _step(row: SuccessionRow, at: datetime) -> Succession:
    edge = row.edge
    return Succession(
        kind=str(edge.kind),
        predecessor_id=edge.predecessor,
        successor_id=edge.successor or None,
        on=edge.on,
        partial=edge.partial,
        principal=edge.principal,
        **_recorded(row.origin, at),
    )


def _step_key(row: SuccessionRow) -> tuple[object, ...]:
    return row.edge.predecessor, row.edge.successor or None, row.edge.on
