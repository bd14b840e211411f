"""How the portal writes times and amounts."""

from datetime import datetime

from lienthong.spine import clock


def moment(at: datetime | None) -> str:
    """yyyyMMddHHmmss in Viet Nam; "" for none."""
    return f"{clock.local(at):%Y%m%d%H%M%S}" if at else ""


def moment_of(iso: object) -> str:
    return moment(datetime.fromisoformat(str(iso))) if iso else ""
