"""Agencies begin and change."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from lienthong.domain.organisations.actions.dating import (
    hold_agency,
    in_turn,
    require_in_force,
    restate,
    version_on,
)
from lienthong.domain.organisations.actions.telling import tell
from lienthong.domain.organisations.errors import CodeTaken, CodeUnfit, HangsBelowItself, OfficialCodeTaken
from lienthong.domain.organisations.facts import AgencyChanged, AgencyCreated
from lienthong.domain.organisations.models import Agency, AgencyVersion, OfficialCode
from lienthong.domain.organisations.models.dated import range_of
from lienthong.domain.organisations.rules.codes import is_plain
from lienthong.domain.organisations.rules.period import Period
from lienthong.domain.organisations.rules.tree import makes_a_circle
from lienthong.domain.organisations.rules.vocabulary import Kind, Level, Scheme
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state


@transaction.atomic
def create_agency(
    *,
    code: str,
    name: str,
    kind: Kind,
    level: Level,
    on: date,
    by: Actor,
    at: datetime,
    short_name: str = "",
    aliases: Sequence[str] = (),
    parent: str = "",
    decision: str = "",
    source: str = "",
    confirmed: bool = True,
) -> None:
    """Begins an agency on a day. ``confirmed``: the decision itself was read, else ``source`` says who tells it.

    Raises CodeUnfit, CodeTaken, or NotInForce when the parent is not there on that day.
    """
    if not is_plain(code):
        raise CodeUnfit(code=code)
    if Agency.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    if parent:
        require_in_force([parent], on)
    agency = Agency.objects.create(code=code, recorded_at=at)
    version = AgencyVersion(
        agency=agency,
        name=name,
        short_name=short_name or name,
        aliases=list(aliases),
        kind=kind.value,
        level=level.value,
        parent_id=parent or None,
        valid=range_of(Period(on, None)),
        recorded_at=at,
        decision=decision,
        source=source,
        confirmed=confirmed,
    )
    version.index_names()
    version.save()
    state(AgencyCreated(agency=code, on=on.isoformat()), subject=f"agency:{code}", at=at)
    tell("create_agency", by=by, at=at, agency=code, name=name, parent=parent, on=on, decision=decision)


@transaction.atomic
def rename_agency(
    *,
    code: str,
    name: str,
    on: date,
    by: Actor,
    at: datetime,
    short_name: str = "",
    kind: Kind | None = None,
    decision: str = "",
) -> None:
    """Gives a new name, and a new kind where the rank changed, from a day until the next change already
    known.

    The old names stay as aliases, so that letters with the old name still find it. Raises UnknownAgency,
    NotInForce.
    """

    def rename(version: AgencyVersion) -> None:
        former = {version.name, version.short_name, *version.aliases} - {name, short_name}
        version.name, version.short_name, version.aliases = name, short_name or name, sorted(former)
        version.kind = (kind or Kind(version.kind)).value
        version.index_names()

    _change(code, on, decision, rename, at)
    tell("rename_agency", by=by, at=at, agency=code, name=name, on=on, decision=decision)


@transaction.atomic
def move_agency(*, code: str, parent: str, on: date, by: Actor, at: datetime, decision: str = "") -> None:
    """Places an agency below another ("" makes it a root) from a day until the next change already known.

    Raises UnknownAgency, NotInForce, or HangsBelowItself on any day the placing would hold.
    """

    def place(version: AgencyVersion) -> None:
        version.parent_id = parent or None

    hold_agency(code)
    if parent:
        require_in_force([parent], on)
        _refuse_circle(code, parent, Period(on, version_on(code, on).period.end))
    _change(code, on, decision, place, at)
    tell("move_agency", by=by, at=at, agency=code, parent=parent, on=on, decision=decision)


@transaction.atomic
def set_official_code(
    *, code: str, scheme: Scheme, official_code: str, on: date, by: Actor, at: datetime, decision: str = ""
) -> None:
    """Gives an agency the State's code in a scheme from a day on; "" takes it away.

    Raises UnknownAgency, NotInForce, or OfficialCodeTaken when another agency bears it during that time.
    """
    hold_agency(code)
    period = Period(on, version_on(code, on).period.end)
    _refuse_taken(code, scheme, official_code, period)
    _write_code(code, scheme, official_code, period, decision, at)
    state(AgencyChanged(agency=code, on=on.isoformat()), subject=f"agency:{code}", at=at)
    tell(
        "set_official_code",
        by=by,
        at=at,
        agency=code,
        scheme=scheme.value,
        code=official_code,
        on=on,
        decision=decision,
    )


def _write_code(agency: str, scheme: Scheme, code: str, period: Period, decision: str, at: datetime) -> None:
    concerned = OfficialCode.objects.filter(Q(agency=agency) | Q(code=code), scheme=scheme)
    at = in_turn(at, concerned)
    restate(OfficialCode.objects.touching(period).filter(agency=agency, scheme=scheme), period, at=at)
    if code:
        OfficialCode.objects.create(
            agency_id=agency,
            scheme=scheme.value,
            code=code,
            valid=range_of(period),
            recorded_at=at,
            decision=decision,
        )


def _change(
    code: str, on: date, decision: str, change: Callable[[AgencyVersion], None], at: datetime
) -> None:
    hold_agency(code)
    version = version_on(code, on)

    def apply(new: AgencyVersion) -> None:
        new.decision, new.source, new.confirmed = decision, "", True
        change(new)

    restate([version], Period(on, version.period.end), at=at, change=apply)
    state(AgencyChanged(agency=code, on=on.isoformat()), subject=f"agency:{code}", at=at)


def _refuse_circle(code: str, parent: str, period: Period) -> None:
    for day in _days_of_change(period):
        parents = AgencyVersion.objects.as_of(day).values_list("agency_id", "parent_id")
        if makes_a_circle({child: above or "" for child, above in parents}, code, parent):
            raise HangsBelowItself(code=code, parent=parent)


def _days_of_change(period: Period) -> Iterable[date]:
    """The first day of the period and every later one on which the tree is known to change."""
    starts = {version.period.start for version in AgencyVersion.objects.touching(period).only("valid")}
    return sorted({day for day in starts | {period.start} if day and period.holds(day)})


def _refuse_taken(code: str, scheme: Scheme, official_code: str, period: Period) -> None:
    taken = (
        OfficialCode.objects.touching(period).filter(scheme=scheme, code=official_code).exclude(agency=code)
    )
    if other := taken.first():
        raise OfficialCodeTaken(agency=other.agency_id, code=official_code)
