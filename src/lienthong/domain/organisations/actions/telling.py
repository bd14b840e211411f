"""How the room's actions enter the ledger."""

from datetime import date, datetime

from django.conf import settings

from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


def tell(
    verb: str, *, by: Actor, at: datetime, agency: str, subject: str = "", **details: str | int | date
) -> None:
    """The last deed of an action: one ledger row about ``subject`` (the agency when not given).

    What concerns no agency stands in the chain of the province.
    """
    record(
        by=by,
        verb=f"organisations.{verb}",
        subject=subject or f"agency:{agency}",
        agency=agency or settings.LIENTHONG_PROVINCE,  # what the platform does by itself is the province's
        at=at,
        details={
            name: value.isoformat() if isinstance(value, date) else value for name, value in details.items()
        },
    )
