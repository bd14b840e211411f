"""What is done for plans once a day."""

from datetime import date, datetime, time

from lienthong.domain.plans.actions.succession import follow_heirs
from lienthong.spine.actor import platform
from lienthong.spine.schedule import daily


@daily("plans.follow_heirs", at=time())
def pass_duties_on(day: date, at: datetime) -> None:
    """The day on which agencies pass, known long before, hands their open duties to the heirs."""
    del day
    follow_heirs(by=platform("schedule"), at=at)
