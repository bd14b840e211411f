"""The zone of all local time, and how business time flows from an anchor."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def local(moment: datetime) -> datetime:
    """The same instant on the clocks of Viet Nam. Raises ValueError for a time without zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without zone names no instant")
    return moment.astimezone(ZONE)


def local_date(moment: datetime) -> date:
    return local(moment).date()


def flowed(*, business: datetime, real: datetime, now: datetime) -> datetime:
    """Business time at real time ``now`` when it was ``business`` at ``real``; it never flows backwards."""
    return business + max(now - real, now - now)


def parse_instant(text: str) -> datetime:
    """An ISO instant; without offset it is local time. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
