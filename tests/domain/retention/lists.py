"""Cases that ended in 2021, a rule of ten years, and the people who list, decide and lay down rules in 2032."""

from datetime import date, datetime
from typing import Any

from lienthong.domain.cases import actions as cases
from lienthong.domain.retention import actions
from lienthong.domain.retention.permissions import Permission
from lienthong.spine.actor import Actor, Grant, platform
from lienthong.spine.clock.rules import ZONE
from tests.domain.cases.running import CHIEF, CITY, CLERK, OTHER, hour, someone, to_sign

NEW_YEAR = datetime(2032, 1, 5, 9, tzinfo=ZONE)
ARCHIVIST = someone("archivist", CITY, Permission.LIST)
HEAD = someone("head", CITY, Permission.DECIDE)
BOTH = someone("both", CITY, Permission.LIST, Permission.DECIDE)
FOREIGN = someone("foreign", OTHER, Permission.LIST, Permission.DECIDE)
RULER = Actor("ruler", "Người ra quy định", CITY, grants=(Grant(Permission.RULE),), origin="test")
JOB = platform("job")
REASON = "Biên bản họp Hội đồng ngày 04/01/2032"
TEN = actions.Told(date(2011, 7, 18), 10, "Thông tư 09/2011/TT-BNV", confirmed=True)


def ten_years(*, confirmed: bool = True) -> int:
    rule = actions.Told(TEN.since, TEN.years, TEN.source, confirmed=confirmed)
    return actions.lay_down(rule=rule, by=RULER, at=NEW_YEAR)


def ended(version: int, name: str = "Rơ Châm H’Yưn", **more: Any) -> int:
    """Received on 15/10/2021, given on 20/10/2021."""
    case = to_sign(version, name=name, **more)
    cases.sign_off(case=case, document="15/GPXD", by=CHIEF, at=hour("18/10 09:00"))
    give(case)
    return case


def give(case: int) -> None:
    cases.bring(case=case, by=CLERK, at=hour("19/10 09:00"))
    cases.give(case=case, to="Siu Blưn", by=CLERK, at=hour("20/10 09:00"))


def proposed(by: Actor = ARCHIVIST) -> int:
    return actions.propose(reason=REASON, by=by, at=NEW_YEAR)


def approved() -> int:
    disposal = proposed()
    actions.approve(disposal=disposal, by=HEAD, at=NEW_YEAR)
    return disposal


def carried_out() -> int:
    disposal = approved()
    actions.carry_out(disposal=disposal, by=JOB, at=NEW_YEAR)
    return disposal
