"""The provider of electronic receipts is asked by jobs, after the money is in our own books; its answer is kept."""

from datetime import datetime
from io import BytesIO

from django.db import transaction

from lienthong.domain.payments import models as m
from lienthong.domain.payments.actions.common import hold, note
from lienthong.domain.payments.actions.papers import RECEIPT
from lienthong.domain.payments.errors import ReceiptNotFound
from lienthong.domain.payments.facts import ElectronicAsked
from lienthong.domain.payments.permissions import can_ask
from lienthong.domain.payments.queries.electronic import last_of
from lienthong.domain.payments.rules.electronic import Does, undone
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.outbox.actions import state


@transaction.atomic
def ask_electronic(*, receipt: int, at: datetime) -> None:
    """For a receipt that was issued; one in place of another replaces that one's. Asked twice it is one."""
    row = m.Receipt.objects.select_related("replaces").get(pk=receipt)
    hold(row.demand_id)
    if m.Electronic.objects.filter(receipt=row).exists():
        return
    old = last_of(row.replaces_id) if row.replaces_id else None
    if old is None or old.refusal:
        _ask(row, Does.ISSUE, row.amount, key=f"{row.pk}", at=at)
    elif old.does != Does.CANCEL:
        reason = row.replaces.reason if row.replaces else ""
        _ask(row, Does.REPLACE, old.amount, key=f"{row.pk}", before=old, reason=reason, at=at)


@transaction.atomic
def undo_electronic(*, refund: int, at: datetime) -> None:
    """Money went back: receipts of which nothing is left are cancelled at the provider, others lowered. Done twice it
    is one.
    """
    paid_back = m.Refund.objects.get(pk=refund)
    hold(paid_back.demand_id)
    if m.Electronic.objects.filter(key__startswith=f"refund {refund} ").exists():
        return
    rows = m.Receipt.objects.filter(demand=paid_back.demand_id, cancelled_at=None).order_by("-id")
    last = {row.pk: found for row in rows if (found := last_of(row.pk)) and not found.refusal}
    for left in undone(paid_back.amount, [(pk, one.amount) for pk, one in last.items()]):
        before = last[left.receipt]
        key, reason = f"refund {refund} {left.receipt}", paid_back.reason
        _ask(before.receipt, left.does, left.amount, key=key, before=before, reason=reason, at=at)


def _ask(
    row: m.Receipt,
    does: Does,
    amount: int,
    *,
    key: str,
    before: m.Electronic | None = None,
    reason: str = "",
    at: datetime,
) -> None:
    made = m.Electronic.objects.create(
        receipt=row, key=key, does=does.value, amount=amount, before=before, reason=reason, asked_at=at
    )
    state(ElectronicAsked(electronic=made.pk), subject=f"electronic:{row.demand_id}", at=at)


@transaction.atomic
def answer_electronic(
    *, electronic: int, number: str, page: str, lookup: str, content: bytes, by: Actor, at: datetime
) -> None:
    """The provider wrote it. A second answer changes nothing."""
    row = _held(electronic)
    if row.answered_at:
        return
    file = put(
        content=BytesIO(content),
        name=f"bien-lai-dien-tu-{row.pk}.pdf",
        use=RECEIPT,
        agency=row.receipt.agency,
        by=by,
        at=at,
    )
    row.number, row.page, row.lookup, row.file = number, page, lookup, file.id
    row.answered_at, row.refusal = at, ""
    row.save()
    for waiting in m.Electronic.objects.filter(before=row, answered_at=None):
        state(ElectronicAsked(electronic=waiting.pk), subject=f"electronic:{row.receipt.demand_id}", at=at)
    note("electronic", row.receipt.demand, by=by, at=at, number=number, does=row.does)


@transaction.atomic
def refuse_electronic(*, electronic: int, refusal: str, by: Actor, at: datetime) -> None:
    """The provider does not take it: its words wait for a person."""
    row = _held(electronic)
    if row.answered_at or row.refusal == refusal[:300]:
        return
    row.refusal = refusal[:300]
    row.save(update_fields=["refusal"])
    note("electronic_refused", row.receipt.demand, by=by, at=at, reason=row.refusal)


@transaction.atomic
def ask_electronic_again(*, receipt: int, by: Actor, at: datetime) -> None:
    """What was refused is asked once more, under its own key. Raises ReceiptNotFound."""
    found = m.Receipt.objects.filter(pk=receipt).first()
    if found is None or not can_ask(by, found.agency):
        raise ReceiptNotFound
    last = last_of(receipt)
    row = _held(last.pk) if last else None
    if row is None or row.answered_at or not row.refusal:
        return
    row.refusal = ""
    row.save(update_fields=["refusal"])
    state(ElectronicAsked(electronic=row.pk), subject=f"electronic:{found.demand_id}", at=at)
    note("ask_electronic_again", found.demand, by=by, at=at)


def _held(electronic: int) -> m.Electronic:
    rows = m.Electronic.objects.select_for_update(of=("self",)).select_related("receipt__demand")
    return rows.get(pk=electronic)
