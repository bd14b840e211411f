"""A receipt -> what the provider of electronic receipts is asked to write."""

from lienthong.connectors.e_receipts.messages import Asked, Line
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.payments import models as m
from lienthong.domain.payments.rules.owing import unpack
from lienthong.spine import clock

OURS = "LTBL"


def electronic_message(electronic: int) -> Asked | None:
    """None once it was answered, refused, or while what it follows has no number yet."""
    rows = m.Electronic.objects.select_related("receipt__demand", "before")
    row = rows.filter(pk=electronic, answered_at=None, refusal="").first()
    if row is None or (row.before and not row.before.number):
        return None
    receipt, demand, at = row.receipt, row.receipt.demand, clock.local(row.receipt.issued_at)
    is_whole = row.amount == demand.amount
    return Asked(
        key=f"{OURS} {row.key}",
        does=row.does,
        amount=row.amount,
        payer=receipt.payer,
        agency=receipt.agency,
        agency_name=get_names({receipt.agency}, at.date()).get(receipt.agency, ""),
        about=f"{demand.title} ({demand.number})"[:500],
        at=f"{at:%Y%m%d%H%M%S}",
        lines=tuple(Line(one.name, one.amount) for one in unpack(demand.lines)) if is_whole else (),
        original=row.before.number if row.before else "",
        reason=row.reason,
    )
