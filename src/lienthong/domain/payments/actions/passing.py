"""The post passes on in bulk what it took on delivery: a person confirms of which parcels a line of the bank is."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from lienthong.domain.payments import models as m
from lienthong.domain.payments.actions.common import said
from lienthong.domain.payments.errors import (
    GapNotFound,
    GapUnexplained,
    MatchedAlready,
    NothingPassedOn,
    NotOfThePost,
    NotWithThePost,
    TransferNotFound,
)
from lienthong.domain.payments.permissions import can_decide
from lienthong.domain.payments.queries.passing import OPEN_GAP, RemittanceRow, held_by_post, remittance_row
from lienthong.domain.payments.rules.vocabulary import Fate, Source
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.money import format_number
from lienthong.spine.text import clean


@transaction.atomic
def pass_on(
    *,
    transfer: int,
    parcels: Collection[int],
    makes_up: Collection[int] = (),
    reason: str = "",
    by: Actor,
    at: datetime,
) -> RemittanceRow:
    """This line of the bank is what the post took for ``parcels``, and what ``makes_up`` fell short of. The money was
    put on its cases when the post told of it; here it only comes home. Pressed twice it is one.

    Raises TransferNotFound, NotOfThePost, MatchedAlready, NothingPassedOn, NotWithThePost, GapNotFound, GapUnexplained.
    """
    line = m.Transfer.objects.select_for_update(of=("self",)).filter(pk=transfer).first()
    if line is None or not can_decide(by, line.agency or by.agency):
        raise TransferNotFound
    if line.fate == Fate.REMITTED and _is_same(line, parcels, makes_up):
        return remittance_row(line.remittance)
    if line.fate != Fate.PENDING:
        raise MatchedAlready(name=line.settler)
    if line.source != Source.BANK:
        raise NotOfThePost
    parts, earlier = _held(parcels, by), _short(makes_up, by)
    expected = sum(one.amount for one in parts) - sum(one.gap for one in earlier)
    words = clean(reason)[:500]
    if line.amount != expected and not words:
        raise GapUnexplained(amount=format_number(line.amount), expected=format_number(expected))
    made = _make(line, expected, words if line.amount != expected else "", by=by, at=at)
    m.Passed.objects.bulk_create([m.Passed(remittance=made, transfer=one) for one in parts])
    m.Remittance.objects.filter(pk__in=[one.pk for one in earlier]).update(made_up_by=made)
    _note("pass_on", made, by=by, at=at, parcels=len(parts), gap=made.gap)
    return remittance_row(made)


def _is_same(line: m.Transfer, parcels: Collection[int], makes_up: Collection[int]) -> bool:
    made = line.remittance
    return {one.transfer_id for one in made.parts.all()} == set(parcels) and {
        one.pk for one in made.makes_up.all()
    } == set(makes_up)


def _held(parcels: Collection[int], by: Actor) -> list[m.Transfer]:
    """In the order of their ids, so that two who confirm at once wait and do not block each other."""
    rows = list(
        held_by_post()
        .filter(pk__in=parcels, agency=by.agency)
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    taken = set(m.Passed.objects.filter(transfer__in=rows).values_list("transfer", flat=True))
    if len(rows) != len(set(parcels)) or taken:  # passed on while it was waited for
        raise NotWithThePost
    return rows


def _short(makes_up: Collection[int], by: Actor) -> list[m.Remittance]:
    rows = m.Remittance.objects.select_for_update(of=("self",)).order_by("pk")
    found = list(rows.filter(OPEN_GAP, pk__in=makes_up, agency=by.agency))
    if len(found) != len(set(makes_up)):
        raise GapNotFound
    return found


def _make(line: m.Transfer, expected: int, words: str, *, by: Actor, at: datetime) -> m.Remittance:
    """Raises NothingPassedOn."""
    if expected <= 0:
        raise NothingPassedOn
    line.fate, line.agency = Fate.REMITTED.value, by.agency
    line.settled_at, line.settled_by, line.settler, line.explanation = at, by.account, by.name, words
    line.save()
    return m.Remittance.objects.create(
        transfer=line,
        agency=by.agency,
        amount=line.amount,
        expected=expected,
        reason=words,
        confirmed_at=at,
        confirmed_by=by.account,
        confirmer=by.name,
    )


@transaction.atomic
def close_gap(*, remittance: int, explanation: str, by: Actor, at: datetime) -> None:
    """Nothing more comes for this difference, and why. Raises GapNotFound, WhyMissing."""
    row = m.Remittance.objects.select_for_update(of=("self",)).filter(pk=remittance).first()
    if row is None or not can_decide(by, row.agency):
        raise GapNotFound
    words = said(explanation)
    if (row.closed_by, row.explanation) == (by.account, words):
        return
    if not row.gap or row.made_up_by_id or row.closed_at:
        raise GapNotFound
    row.closed_at, row.closed_by, row.closer, row.explanation = at, by.account, by.name, words
    row.save(update_fields=["closed_at", "closed_by", "closer", "explanation"])
    _note("close_gap", row, by=by, at=at, gap=row.gap, reason=words)


def _note(verb: str, row: m.Remittance, *, by: Actor, at: datetime, **details: Json) -> None:
    record(
        by=by,
        verb=f"payments.{verb}",
        subject=f"remittance:{row.pk}",
        agency=row.agency,
        at=at,
        details={"transaction": row.transfer.transaction, "amount": row.amount, **details},
    )
