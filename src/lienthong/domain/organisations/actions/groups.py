"""Groups begin, and agencies enter and leave them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.organisations.actions.dating import hold_agency, in_turn, restate, version_on
from lienthong.domain.organisations.actions.telling import tell
from lienthong.domain.organisations.errors import CodeTaken, UnknownGroup
from lienthong.domain.organisations.facts import GroupMembershipSet
from lienthong.domain.organisations.models import Group, GroupMembership
from lienthong.domain.organisations.models.dated import range_of
from lienthong.domain.organisations.rules.period import Period
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@transaction.atomic
def create_group(*, code: str, name: str, by: Actor, at: datetime, aliases: Sequence[str] = ()) -> None:
    """Begins a group without members. Raises CodeTaken."""
    if Group.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    group = Group(code=code, name=name, aliases=list(aliases), recorded_at=at)
    group.index_names()
    group.save(force_insert=True)
    tell("create_group", by=by, at=at, agency=by.agency, subject=f"group:{code}", name=name)


@transaction.atomic
def set_membership(
    *,
    group: str,
    agency: str,
    member: bool,
    on: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
    decision: str = "",
) -> None:
    """Says whether an agency belongs to a group from a day, up to ``until`` or for as long as the agency
    lasts.

    Raises UnknownGroup, UnknownAgency, NotInForce.
    """
    if not Group.objects.filter(code=group).exists():
        raise UnknownGroup(code=group)
    hold_agency(agency)
    period = Period(on, until).within(version_on(agency, on).period)
    _write(group, agency, member, period, decision, at)
    fact = GroupMembershipSet(group=group, agency=agency, member=member, on=on.isoformat())
    state(fact, subject=f"group:{group}", at=at)
    tell(
        "set_membership",
        by=by,
        at=at,
        agency=agency,
        subject=f"group:{group}",
        member=member,
        on=on,
        decision=decision,
    )


def _write(group: str, agency: str, member: bool, period: Period, decision: str, at: datetime) -> None:
    of_both = {"group": group, "agency": agency}
    at = in_turn(at, GroupMembership.objects.filter(**of_both))
    restate(GroupMembership.objects.touching(period).filter(**of_both), period, at=at)
    if member:
        GroupMembership.objects.create(
            group_id=group, agency_id=agency, valid=range_of(period), recorded_at=at, decision=decision
        )
