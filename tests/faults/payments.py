"""What is owed, taken, told and given back is whole or has not happened: sums, receipt, number, line in the ledger."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from lienthong.domain.payments import actions, queries
from lienthong.domain.payments import models as m
from lienthong.domain.payments.queries import Source, Step, Told, Way
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.numbering.models import Number
from tests.domain.cases.running import BEGUN, procedure, province
from tests.domain.payments import running
from tests.domain.payments.running import ASKING, CASHIER, HEAD, MACHINE, even, owing, paid, told
from tests.faults.harness import Swept


@dataclass(frozen=True)
class Run:
    """One run's payment, the form that is sent and what it works on."""

    demand: queries.DemandRow
    key: UUID
    other: int = 0
    parcel: int = 0


@cache
def version() -> int:
    province()
    return procedure(ASKING)


def due(k: int) -> Run:
    del k
    return Run(running.due(version()), uuid4())


def receipted(k: int) -> Run:
    run = due(k)
    return Run(run.demand, run.key, running.collected(run.demand).id)


def refundable(k: int) -> Run:
    run = receipted(k)
    refund = actions.ask_refund(
        key=run.key, demand=run.demand.id, amount=100_000, reason="Rút", to="", by=CASHIER, at=BEGUN
    )
    actions.decide_refund(refund=refund.id, is_granted=True, answer="", by=HEAD, at=BEGUN)
    return Run(run.demand, run.key, refund.id)


def unowed(k: int) -> Run:
    """Its case is known, and nothing is asked of it yet."""
    del k
    case = owing(version())
    return Run(_blank(case), uuid4())


def _blank(case: actions.Owing) -> queries.DemandRow:
    return queries.DemandRow(
        id=0, about=case.about, agency=case.agency, number=case.number, procedure=case.procedure,
        title=case.title, payer=case.payer, lines=(), amount=0, received=0, returned=0,
        state=queries.State.DUE, reason="", raised_at=BEGUN, raiser="", settled_at=None,
    )  # fmt: skip


def ask(run: Run) -> None:
    case = owing(version(), about=run.demand.about, number=run.demand.number)
    actions.raise_by_rule(owing=case, by=MACHINE, at=BEGUN)


def collect(run: Run) -> None:
    actions.collect(demand=run.demand.id, paid=paid(key=run.key), by=CASHIER, at=BEGUN)


def reissue(run: Run) -> None:
    actions.reissue(receipt=run.other, reason="Sai tên", payer="Tên đúng", by=CASHIER, at=BEGUN)


def hear(run: Run) -> None:
    actions.hear(told=told(run.demand, f"K{run.key.hex[:12]}"), by=MACHINE, at=BEGUN)


def pay_out(run: Run) -> None:
    actions.pay_out(refund=run.other, way=Way.CASH, by=CASHIER, at=BEGUN)


def remitted(k: int) -> Run:
    """The post took the fee of a case on delivery, and the bank's statement has the line that brings it."""
    run = due(k)
    taken, brought = (
        actions.hear(
            told=Told(source, f"{source}{run.key.hex[:10]}", reference, 100_000, BEGUN), by=MACHINE, at=BEGUN
        )
        for source, reference in ((Source.POST, run.demand.code), (Source.BANK, "VNPOST COD"))
    )
    return Run(run.demand, run.key, brought.id, taken.id)


def pass_on(run: Run) -> None:
    actions.pass_on(transfer=run.other, parcels=[run.parcel], by=HEAD, at=BEGUN)


def passed_or_not(run: Run, done: bool) -> None:
    """The line waits whole, or it is the parcel's money and nothing else."""
    made = m.Remittance.objects.filter(transfer=run.other).first()
    assert made or not done
    assert m.Transfer.objects.get(pk=run.other).fate == ("REMITTED" if made else "PENDING")
    assert m.Passed.objects.filter(transfer=run.parcel).exists() == bool(made)
    told = ledger.list_entries(subject=f"remittance:{made.pk}") if made else []
    assert [one.verb for one in told] == (["payments.pass_on"] if made else [])
    even()
    assert verify().is_sound


def _verbs(demand: int) -> list[str]:
    return [one.verb.removeprefix("payments.") for one in ledger.list_entries(subject=f"demand:{demand}")]


def asked_or_not(run: Run, done: bool) -> None:
    row = queries.find_of(run.demand.about)
    assert row or not done
    if row:
        assert (row.amount, _verbs(row.id)) == (100_000, ["raise"])
    assert verify().is_sound


def paid_or_not(run: Run, done: bool) -> None:
    row = m.Demand.objects.get(pk=run.demand.id)
    entries = m.Entry.objects.filter(demand=row)
    assert row.received == sum(one.amount for one in entries) or row.returned
    receipts = m.Receipt.objects.filter(demand=row)
    numbers = Number.objects.filter(subject__in=[f"payment:{one.pk}" for one in entries])
    assert receipts.count() == numbers.count()
    assert receipts.filter(cancelled_at=None).count() == entries.filter(amount__gt=0).count()
    assert row.received == 100_000 or not done
    even()
    assert verify().is_sound


def reissued_or_not(run: Run, done: bool) -> None:
    old = m.Receipt.objects.get(pk=run.other)
    assert bool(old.cancelled_at) == m.Receipt.objects.filter(replaces=old).exists()
    assert bool(old.cancelled_at) == bool(Number.objects.get(pk=old.number_id).cancelled_at)
    assert old.cancelled_at or not done
    assert ("reissue" in _verbs(run.demand.id)) == bool(old.cancelled_at)
    paid_or_not(run, done=False)


def paid_out_or_not(run: Run, done: bool) -> None:
    refund = m.Refund.objects.get(pk=run.other)
    is_out = refund.step == Step.PAID_OUT
    assert is_out or not done
    assert bool(refund.entry_id) == is_out == ("pay_out" in _verbs(run.demand.id))
    assert m.Demand.objects.get(pk=run.demand.id).returned == (100_000 if is_out else 0)
    assert verify().is_sound


SWEPT = [
    Swept("set what a case owes", setup=unowed, action=ask, holds=asked_or_not),
    Swept("take money at the counter with a receipt", setup=due, action=collect, holds=paid_or_not),
    Swept("cancel a receipt and issue another", setup=receipted, action=reissue, holds=reissued_or_not),
    Swept("take a call-back of the payment platform", setup=due, action=hear, holds=paid_or_not),
    Swept("confirm what the post passed on", setup=remitted, action=pass_on, holds=passed_or_not),
    Swept("pay a refund out", setup=refundable, action=pay_out, holds=paid_out_or_not),
]
