"""Copies and signatures are certified in one go, or taken in to be certified later; each line has its own number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import said
from lienthong.domain.cases.errors import (
    CancelledAlready,
    CancelledByTheHead,
    CertificationNotFound,
    CertifiedAlready,
    CountUnfit,
    LaterUnfit,
    NotCertifiedHere,
    NothingToCertify,
    NotYours,
    NumberNeeded,
    RequesterMissing,
    RequesterTooLong,
    SignerUnfit,
)
from lienthong.domain.cases.permissions import Permission, can_direct, can_receive
from lienthong.domain.cases.queries.certified import CertificationRow, certification_row, certifies, list_made
from lienthong.domain.cases.queries.clocks import Clocks
from lienthong.domain.cases.rules.certifying import (
    FEES,
    MANNERS,
    MOST_COPIES,
    MOST_PAGES,
    Certified,
    fee_of,
    in_force,
)
from lienthong.domain.organisations.queries import list_hats, list_who_may
from lienthong.domain.parties import actions as parties
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.numbering import actions as numbering
from lienthong.spine.numbering.errors import BackDated
from lienthong.spine.numbering.queries import BookKey, NumberRow
from lienthong.spine.text import clean, search_key

LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """One paper: each kind of paper has a number of its own, whatever the copies."""

    name: str
    pages: int = 1
    copies: int = 1


@dataclass(frozen=True, slots=True)
class CertificationAsked:
    """What is asked for in one go. ``key`` is the form's own. ``person`` must be known where somebody signs before the
    officer; for copies a name is enough. ``exempt``: by which rule nothing is paid.
    """

    key: UUID
    kind: Certified
    requester: str
    papers: Sequence[PaperAsked]
    person: parties.Draft | None = None
    anyway: str = ""
    exempt: str = ""


@transaction.atomic
def certify(*, asked: CertificationAsked, signer: str, by: Actor, at: datetime) -> list[CertificationRow]:
    """Enters each paper in the book and numbers it now. A form sent twice finds what it made.

    Raises NotYours, NotCertifiedHere, NothingToCertify, RequesterMissing, RequesterTooLong, CountUnfit, NumberNeeded,
    SignerUnfit and what ``parties`` refuses of the person.
    """
    if made := _refuse_unfit(asked, by, at):
        return made
    hand = _hand_of(signer, by.agency, at)
    rows = _enter(asked, 0, "", by, at)
    if rows is None:
        return list_made(asked.key, by.agency)
    for row in rows:
        _number(row, hand, by, at)
    return [certification_row(row) for row in rows]


@transaction.atomic
def certify_later(
    *, asked: CertificationAsked, further_days: int = 0, why: str = "", by: Actor, at: datetime
) -> list[CertificationRow]:
    """Takes papers in to be certified by the end of the day that the rule gives, or ``further_days`` later because of
    their number or content. They have no number until then. A form sent twice finds what it made.

    Raises as ``certify``, and LaterUnfit.
    """
    if made := _refuse_unfit(asked, by, at):
        return made
    most = in_force(MANNERS, clock.local(at).date()).further_days
    if not 0 <= further_days <= most or (further_days and not clean(why)):
        raise LaterUnfit(most=most)
    rows = _enter(asked, further_days, clean(why), by, at)
    return list_made(asked.key, by.agency) if rows is None else [certification_row(row) for row in rows]


@transaction.atomic
def certify_waiting(*, certification: int, signer: str, by: Actor, at: datetime) -> CertificationRow:
    """Numbers a line that waits. Raises CertificationNotFound, NotYours, CertifiedAlready, CancelledAlready,
    SignerUnfit.
    """
    row = _locked(certification, by)
    _refuse_ended(row)
    _number(row, _hand_of(signer, by.agency, at), by, max(at, row.received_at))
    return certification_row(row)


@transaction.atomic
def cancel_certification(*, certification: int, reason: str, by: Actor, at: datetime) -> CertificationRow:
    """Cancels a line: its number stays in the book with the reason. On the day of the number the counter does, later a
    head; what only waits is taken back at any time. Raises CertificationNotFound, NotYours, CancelledAlready,
    CancelledByTheHead, ReasonMissing.
    """
    row = _locked(certification, by)
    if row.cancelled_at:
        raise CancelledAlready
    told = said(reason)
    if row.certified_at and row.number_id:
        is_same_day = clock.local(row.certified_at).date() == clock.local(at).date()
        if not is_same_day and not can_direct(by, row.agency):
            raise CancelledByTheHead
        numbering.cancel(number=row.number_id, reason=told, by=by, at=at)
    row.cancelled_at, row.cancelled_by, row.cancelled_reason = at, by.account, told
    row.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    _tell("certification_cancelled", row, by=by, at=at, details={"number": row.number or 0, "reason": told})
    return certification_row(row)


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who signs."""

    account: str
    name: str
    title: str


def _hand_of(signer: str, agency: str, at: datetime) -> _Hand:
    day = clock.local(at).date()
    if not signer or signer not in list_who_may(Permission.SIGN, agency, day):
        raise SignerUnfit
    title = next((hat.title for hat in list_hats(signer, day) if hat.agency == agency), "")
    return _Hand(signer, get_full_names([signer]).get(signer, signer), title)


def _refuse_unfit(asked: CertificationAsked, by: Actor, at: datetime) -> list[CertificationRow]:
    """What the form made already, else an empty list."""
    if not can_receive(by, by.agency):
        raise NotYours
    if not certifies(by.agency, clock.local(at).date()):
        raise NotCertifiedHere
    if made := list_made(asked.key, by.agency):
        return made
    if not clean(asked.requester):
        raise RequesterMissing
    if len(clean(asked.requester)) > LONGEST_NAME:
        raise RequesterTooLong(most=LONGEST_NAME)
    if not asked.papers or not all(clean(paper.name) for paper in asked.papers):
        raise NothingToCertify
    for paper in asked.papers:
        if not (1 <= paper.pages <= MOST_PAGES and 1 <= paper.copies <= MOST_COPIES):
            raise CountUnfit(pages=MOST_PAGES, copies=MOST_COPIES)
    if asked.kind is Certified.SIGNATURE and not (asked.person and asked.person.numbers):
        raise NumberNeeded
    return []


def _enter(
    asked: CertificationAsked, further_days: int, why: str, by: Actor, at: datetime
) -> list[m.Certification] | None:
    """The lines; None when the same form made them at this very moment."""
    party = None
    if asked.person and asked.person.numbers:
        party = parties.register(draft=asked.person, anyway=asked.anyway, by=by, at=at).party
    day, clocks = clock.local(at).date(), Clocks(at)
    fee, due = in_force(FEES, day), clocks.certification(by.agency, at, further_days)
    shared: dict[str, Any] = {
        "key": asked.key,
        "agency": by.agency,
        "kind": asked.kind.value,
        "requester": clean(asked.requester),
        "party_id": party,
        "fee_source": fee.source,
        "exempt": clean(asked.exempt),
        "received_at": at,
        "due_at": datetime.fromisoformat(due["due"]),
        "due": due,
        "further_days": further_days,
        "why": why,
        "account": by.account,
        "name": by.name,
    }
    try:
        with transaction.atomic():
            rows = [_line(asked, place, paper, shared) for place, paper in enumerate(asked.papers, 1)]
    except IntegrityError:
        if list_made(asked.key, by.agency):
            return None
        raise
    for row in rows:
        _tell("certification_received", row, by=by, at=at, details={"kind": row.kind, "copies": row.copies})
    return rows


def _line(
    asked: CertificationAsked, place: int, paper: PaperAsked, shared: dict[str, Any]
) -> m.Certification:
    name, kind = clean(paper.name), asked.kind
    day = clock.local(shared["received_at"]).date()
    price = fee_of(in_force(FEES, day), kind, pages=paper.pages, copies=paper.copies)
    return m.Certification.objects.create(
        place=place,
        paper=name,
        pages=paper.pages,
        copies=paper.copies,
        fee=0 if shared["exempt"] else price,
        search=search_key(f"{shared['requester']} {name}"),
        **shared,
    )


def _number(row: m.Certification, hand: _Hand, by: Actor, at: datetime) -> None:
    """Takes the next number of the book; whoever's clock is behind comes after the one before."""
    issued, at = _issue(row, by, at)
    row.year, row.number, row.number_id, row.certified_at = issued.year, issued.value, issued.id, at
    row.signer, row.signer_name, row.signer_title = hand.account, hand.name, hand.title
    names = ["year", "number", "number_id", "certified_at", "signer", "signer_name", "signer_title"]
    row.save(update_fields=names)
    details = {"kind": row.kind, "number": issued.value, "copies": row.copies, "fee": row.fee}
    _tell("certified", row, by=by, at=at, details=details)


def _issue(row: m.Certification, by: Actor, at: datetime) -> tuple[NumberRow, datetime]:
    book = BookKey(row.agency, f"certification {row.kind}")
    while True:
        year = clock.local(at).year
        try:
            return numbering.issue(book=book, year=year, subject=f"certification:{row.pk}", by=by, at=at), at
        except BackDated as earlier:
            at = earlier.facts["last"]


def _locked(certification: int, by: Actor) -> m.Certification:
    rows = m.Certification.objects.select_for_update(no_key=True, of=("self",))
    row = rows.filter(pk=certification, agency=by.agency).first()
    if row is None:
        raise CertificationNotFound
    if not can_receive(by, row.agency) and not can_direct(by, row.agency):
        raise NotYours
    return row


def _refuse_ended(row: m.Certification) -> None:
    if row.certified_at:
        raise CertifiedAlready(number=row.number)
    if row.cancelled_at:
        raise CancelledAlready


def _tell(verb: str, row: m.Certification, *, by: Actor, at: datetime, details: dict[str, Any]) -> None:
    record(
        by=by,
        verb=f"cases.{verb}",
        subject=f"certification:{row.pk}",
        agency=row.agency,
        at=at,
        details=details,
    )
