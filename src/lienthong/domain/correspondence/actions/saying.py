"""What is said of a sending, by its sender or its recipient: one status after another, as the table allows."""

from datetime import datetime

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.facts import SendingMoved
from lienthong.domain.correspondence.rules.parties import house_side, organ_of
from lienthong.domain.correspondence.rules.statuses import Status, after
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state


def hold_sending(sending: int) -> m.Sending | None:
    """Locked until the transaction ends."""
    return m.Sending.objects.select_for_update(no_key=True, of=("self",)).filter(pk=sending).first()


def say(row: m.Sending, status: Status, reason: str, *, by: Actor, at: datetime) -> None:
    """Notes a status, and how the sending stands after it; whoever calls asked the table. The ledger's line last."""
    at = max(at, row.moved_at)
    house = house_side(row.sender, row.recipient)
    agency = by.agency or house
    word = m.Word.objects.create(
        sending=row,
        status=status.value,
        occurred_at=at,
        recorded_at=at,
        account=by.account,
        name=by.name,
        agency=agency,
        reason=reason,
    )
    now = row.status
    row.status = after(status, Status(row.before or now)).value
    row.before = now if status is Status.ASKED_BACK else ""
    row.moved_at = at
    row.save(update_fields=["status", "before", "moved_at"])
    subject = f"sending:{row.pk}"
    state(SendingMoved(row.pk, word.pk, status.value), subject=subject, at=at)
    record(
        by=by,
        verb="correspondence.say",
        subject=subject,
        agency=house if organ_of(agency) else agency,
        at=at,
        details={"status": status.value, "code": row.code, "reason": reason},
    )
