"""What a case owes is set, lightened by an exemption, waived or taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from lienthong.domain.payments import models as m
from lienthong.domain.payments.actions.common import ask, hold, note, restate, said
from lienthong.domain.payments.errors import (
    AccountUnfit,
    AmountUnfitting,
    AmountUnreckoned,
    DemandNotFound,
    ExemptionUnfit,
    GroundMissing,
    NothingOwed,
    NotYoursToCollect,
    NotYoursToDecide,
    RaisedAlready,
)
from lienthong.domain.payments.permissions import can_collect, can_decide
from lienthong.domain.payments.queries.demands import DemandRow, demand_row, find_of, propose
from lienthong.domain.payments.rules.owing import (
    LARGEST,
    Line,
    exempt,
    is_reckoned,
    pack,
    reckon,
    total,
    unpack,
)
from lienthong.domain.payments.rules.standing import standing
from lienthong.domain.payments.rules.vocabulary import Deed
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class Owing:
    """A case as far as money needs it. ``about`` names it for ever, ``number`` to people; ``agency`` answers for it."""

    about: str
    agency: str
    number: str
    procedure: str
    version: int
    title: str
    payer: str
    channel: str


@dataclass(frozen=True, slots=True)
class Relief:
    """An exemption of one line: what is paid after it, and the sentence of the law or decision that grants it."""

    amount: int
    ground: str


@transaction.atomic
def raise_by_rule(*, owing: Owing, by: Actor, at: datetime) -> DemandRow | None:
    """What the rules of its version ask from a case that was just received. None where they ask for nothing, where an
    officer has to reckon an amount first, and where it was set already.
    """
    lines = propose(owing.version, channel=owing.channel, day=clock.local(at).date())
    if not total(lines) or not is_reckoned(lines) or find_of(owing.about):
        return None
    return _raise(owing, lines, by=by, at=at)


@transaction.atomic
def raise_demand(
    *,
    owing: Owing,
    amounts: Mapping[int, int],
    reliefs: Mapping[int, Relief],
    by: Actor,
    at: datetime,
) -> DemandRow:
    """Set by an officer: ``amounts`` reckoned for lines that have none, ``reliefs`` granted, both by place from 0.

    Raises NotYoursToCollect, NothingOwed, RaisedAlready, AmountUnreckoned, AmountUnfitting, ExemptionUnfit,
    GroundMissing.
    """
    if not can_collect(by, owing.agency):
        raise NotYoursToCollect
    lines = propose(owing.version, channel=owing.channel, day=clock.local(at).date())
    lines = _relieved(_reckoned(lines, amounts), reliefs)
    if not any(line.listed for line in lines):
        raise NothingOwed
    if find_of(owing.about):
        raise RaisedAlready
    made = _raise(owing, lines, by=by, at=at)
    if made is None:
        raise RaisedAlready
    return made


def _reckoned(lines: Sequence[Line], amounts: Mapping[int, int]) -> list[Line]:
    done = list(lines)
    for place, line in enumerate(lines):
        if line.listed is None:
            if place not in amounts:
                raise AmountUnreckoned(name=line.name)
            if not 0 <= amounts[place] <= LARGEST:
                raise AmountUnfitting(most=LARGEST)
            done[place] = reckon(line, amounts[place])
    return done


def _relieved(lines: Sequence[Line], reliefs: Mapping[int, Relief]) -> list[Line]:
    done = list(lines)
    for place, relief in reliefs.items():
        if not 0 <= place < len(lines):
            raise DemandNotFound
        line, ground = lines[place], clean(relief.ground)[:500]
        if not ground:
            raise GroundMissing(name=line.name)
        if not 0 <= relief.amount < (line.listed or 0):
            raise ExemptionUnfit(name=line.name, listed=line.listed)
        done[place] = exempt(line, relief.amount, ground)
    return done


def _raise(owing: Owing, lines: Sequence[Line], *, by: Actor, at: datetime) -> DemandRow | None:
    """None when somebody else set it at this very moment."""
    amount = total(lines)
    try:
        with transaction.atomic():
            row = m.Demand.objects.create(
                about=owing.about,
                agency=owing.agency,
                number=owing.number,
                procedure=owing.procedure,
                version=owing.version,
                title=owing.title,
                payer=owing.payer,
                lines=pack(lines),
                amount=amount,
                state=standing(Deed.RAISE, amount=amount, received=0, returned=0).value,
                raised_at=at,
                raised_by=by.account,
                raiser=by.name,
            )
    except IntegrityError:
        if find_of(owing.about):
            return None
        raise
    restate(row, Deed.RAISE, at=at)
    note("raise", row, by=by, at=at, amount=amount, relief=sum(line.relief for line in lines))
    return demand_row(row)


@transaction.atomic
def grant(*, demand: int, reliefs: Mapping[int, Relief], by: Actor, at: datetime) -> DemandRow:
    """An exemption that was shown after the fee was set, while nothing is paid yet.

    Raises DemandNotFound, NotYoursToCollect, NotInThisState, ExemptionUnfit, GroundMissing.
    """
    row = hold(demand)
    if not can_collect(by, row.agency):
        raise NotYoursToCollect
    ask(row, Deed.EXEMPT)
    lines = _relieved(unpack(row.lines), reliefs)
    before = row.amount
    restate(row, Deed.EXEMPT, at=at, lines=lines)
    note("grant", row, by=by, at=at, before=before, amount=row.amount)
    return demand_row(row)


@transaction.atomic
def waive(*, demand: int, reason: str, by: Actor, at: datetime) -> DemandRow:
    """Nothing is asked for any more, by decision of the head. Raises DemandNotFound, NotYoursToDecide, NotInThisState,
    WhyMissing.
    """
    return _drop(demand, Deed.WAIVE, reason, by=by, at=at)


@transaction.atomic
def cancel(*, demand: int, reason: str, by: Actor, at: datetime) -> DemandRow:
    """It was set wrongly: it stays with the reason, and another may be set. Raises as ``waive``."""
    return _drop(demand, Deed.CANCEL, reason, by=by, at=at)


def _drop(demand: int, deed: Deed, reason: str, *, by: Actor, at: datetime) -> DemandRow:
    row = hold(demand)
    if not can_decide(by, row.agency):
        raise NotYoursToDecide
    ask(row, deed)
    row.reason = said(reason)
    restate(row, deed, at=at)
    note(deed.lower(), row, by=by, at=at, amount=row.amount, reason=row.reason)
    return demand_row(row)


@dataclass(frozen=True, slots=True)
class Payee:
    """``bank`` is the BIN of six digits."""

    bank: str
    bank_name: str
    number: str
    holder: str


@transaction.atomic
def pay_to(*, agency: str, payee: Payee, since: date, by: Actor, at: datetime) -> None:
    """From a day on an agency's money goes to this account. Raises AccountUnfit."""
    number = "".join(payee.number.split()).upper()
    is_fit = len(payee.bank) == 6 and payee.bank.isdigit() and 4 <= len(number) <= 19 and number.isalnum()
    if not (is_fit and number.isascii() and clean(payee.holder) and clean(payee.bank_name)):
        raise AccountUnfit
    m.Account.objects.create(
        agency=agency,
        since=since,
        bank=payee.bank,
        bank_name=clean(payee.bank_name),
        number=number,
        holder=clean(payee.holder),
        recorded_at=at,
        recorded_by=by.account,
    )
    record(
        by=by,
        verb="payments.pay_to",
        subject=f"agency:{agency}",
        agency=agency,
        at=at,
        details={"bank": payee.bank, "number": number, "since": since.isoformat()},
    )
