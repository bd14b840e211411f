"""Papers are handed out: set once from the case's own rows, numbered, and kept as the applicant got them."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import said
from lienthong.domain.cases.actions.paying import owe
from lienthong.domain.cases.errors import CaseNotFound, Erased, NoForm, NothingIssued, NotNow, NotYours
from lienthong.domain.cases.permissions import can_receive
from lienthong.domain.cases.queries.layouts import LayoutRow, get_layout
from lienthong.domain.cases.queries.one import Story, get_story
from lienthong.domain.cases.queries.papers import PaperRow, paper_row
from lienthong.domain.cases.queries.rows import HappeningRow
from lienthong.domain.cases.queries.transferred import has_received
from lienthong.domain.cases.queries.wording import (
    Reach,
    Slip,
    Words,
    book_of,
    fee_words,
    letter_words,
    receipt_words,
    slip_of,
)
from lienthong.domain.cases.rules.erasing import ERASED
from lienthong.domain.cases.rules.forms import LETTERS, Kind
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.paying import about_money
from lienthong.domain.parties import actions as parties
from lienthong.domain.payments.queries import find_of, may_cost
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.joining import joined
from lienthong.spine.ledger.actions import record
from lienthong.spine.numbering.actions import issue
from lienthong.spine.numbering.errors import BackDated
from lienthong.spine.numbering.queries import BookKey
from lienthong.spine.pdf import typeset_form
from lienthong.spine.place.mode import number_sign
from lienthong.spine.text import write_date

PAPER: Final = Use("case paper", (FileType.PDF,))
_REACHED: Final = {parties.ContactKind.PHONE: "phone", parties.ContactKind.EMAIL: "email"}


@dataclass
class Issue:
    """One paper in the making, of a case that is locked. ``at`` is when its number is taken."""

    case: m.Case
    story: Story
    happening: int
    layout: LayoutRow
    by: Actor
    at: datetime
    place: int = 1
    reason: str = ""
    number: str = ""


@transaction.atomic
def issue_letters(*, case: int, by: Actor, at: datetime) -> list[PaperRow]:
    """Every letter that the case's events owe the applicant and that is not there yet: asked for papers, not received,
    promised another day, stopped. A kind for which the law of the day has no form is left out.
    """
    row = _locked(case)
    if row.applicant_name == ERASED:
        return []
    kept = set(m.Paper.objects.filter(case=row).values_list("happening", flat=True))
    story = get_story(case)
    owed = [one for one in story.happenings if one.verb in LETTERS and one.id not in kept]
    return [paper for one in owed if (paper := _letter(row, story, one, by, at))]


def _letter(case: m.Case, story: Story, one: HappeningRow, by: Actor, at: datetime) -> PaperRow | None:
    kind = LETTERS[Verb(one.verb)]
    try:
        layout = get_layout(kind, clock.local(one.occurred_at).date())
    except NoForm:
        return None
    making = Issue(case, story, one.id, layout, by, max(at, one.occurred_at))
    _number(making)
    return _keep(making, letter_words(_slip(making), one.id))


@transaction.atomic
def issue_receipt(*, case: int, by: Actor, at: datetime) -> PaperRow:
    """The receipt as the applicant takes it home; asked for twice, it is the same one.

    Raises CaseNotFound, NotYours, NotNow while the case is not received.
    """
    return _first(_received(case, by), by, at)


@joined()
def issue_receipt_of(*, case: int, by: Actor, at: datetime) -> PaperRow | None:
    """The receipt of a case that was just received, before anybody asks for it; None where the law of the day has no
    form of it. Raises CaseNotFound, NotNow.
    """
    row = _locked(case)
    if row.applicant_name == ERASED:
        return None
    try:
        return _first(row, by, at)
    except NoForm:
        return None


def _first(case: m.Case, by: Actor, at: datetime) -> PaperRow:
    """The one that is there, else a new one. Raises NotNow."""
    kept = _receipts(case).first()
    if kept:
        return paper_row(kept)
    story = get_story(case.pk)
    received = _receiving(story)
    return _receipt(Issue(case, story, received, get_layout(Kind.RECEIPT, _day(at)), by, at))


@transaction.atomic
def reissue_receipt(*, case: int, reason: str, by: Actor, at: datetime) -> PaperRow:
    """Another receipt in place of the last one, which stays: it says so, and says what holds now.

    Raises CaseNotFound, NotYours, NotNow, NothingIssued, ReasonMissing.
    """
    row = _received(case, by)
    story = get_story(case)
    received = _receiving(story)
    last = _receipts(row).last()
    if last is None:
        raise NothingIssued
    told = said(reason)
    making = Issue(
        row,
        story,
        received,
        get_layout(Kind.RECEIPT, _day(at)),
        by,
        max(at, last.issued_at),
        last.issue + 1,
        told,
    )
    before = write_date(clock.local(last.issued_at).date())
    return _receipt(
        making, f"Cấp lại lần {last.issue}, thay cho giấy số {last.number} {before}. Lý do: {told}"
    )


def _receipt(making: Issue, again: str = "") -> PaperRow:
    _number(making)
    words = receipt_words(_slip(making), book=book_of(making.case), reissue=again)
    return _keep(making, words | {"fee": _fee(making)})


def _slip(making: Issue) -> Slip:
    return slip_of(
        making.case.pk,
        making.layout,
        story=making.story,
        at=making.at,
        reach=_reach(making),
        number=making.number,
    )


def _fee(making: Issue) -> Words | None:
    """Set now where the rules alone say how much, so that the paper does not depend on which job comes first."""
    case = making.case
    if not may_cost(case.version_id):
        return None
    row = owe(case=case.pk, by=platform("paper"), at=making.at) or find_of(about_money(case.pk))
    return fee_words(row, _day(making.at)) if row else None


def _locked(case: int) -> m.Case:
    row = m.Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk=case).first()
    if row is None:
        raise CaseNotFound
    return row


def _received(case: int, by: Actor) -> m.Case:
    row = _locked(case)
    if not (can_receive(by, row.owner) or can_receive(by, row.taken_by) or has_received(case, by)):
        raise NotYours
    if row.applicant_name == ERASED:
        raise Erased
    return row


def _receiving(story: Story) -> int:
    received = next((one for one in story.happenings if one.verb == Verb.RECEIVED), None)
    if received is None:
        raise NotNow(verb=Verb.RECEIVED)
    return received.id


def _receipts(case: m.Case) -> QuerySet[m.Paper]:
    rows = m.Paper.objects.filter(case=case, kind=Kind.RECEIPT.value)
    return rows.select_related("layout").order_by("issue")


def _day(at: datetime) -> date:
    return clock.local(at).date()


def _reach(making: Issue) -> Reach:
    """How the applicant is reached, read and written down for this paper."""
    told = parties.read(
        party=making.case.applicant_id,
        parts=[parties.Part.CONTACTS],
        reason=f"{making.layout.title} {making.number}",
        by=platform("paper"),
        at=making.at,
    )
    found: dict[str, str] = {}
    for contact in told.contacts:
        found.setdefault(_REACHED.get(contact.kind, "address"), contact.value)
    return Reach(**found)


def _issuer(making: Issue) -> str:
    """Who hands it out: a receipt, the counter that took the papers; anything else, who answers for the case."""
    return making.case.taken_by if making.layout.kind is Kind.RECEIPT else making.case.owner


def _number(making: Issue) -> None:
    """The next number of the agency's book of this kind; whoever's clock is behind comes after the one before."""
    issuer, kind = _issuer(making), making.layout.kind
    while True:
        try:
            number = issue(
                book=BookKey(issuer, f"case papers {kind}"),
                year=clock.local(making.at).year,
                subject=f"case_paper:{making.case.pk}",
                by=making.by,
                at=making.at,
            )
        except BackDated as earlier:
            making.at = earlier.facts["last"]
        else:
            making.number = f"{number.value:02}/{number_sign('-')}{making.layout.symbol}"
            return


def _keep(making: Issue, words: Words) -> PaperRow:
    case, by, at = making.case, making.by, making.at
    content = typeset_form(making.layout.source, words)
    name = f"{making.layout.title} {case.number or case.pk}.pdf"
    file = put(content=BytesIO(content), name=name, use=PAPER, agency=_issuer(making), by=by, at=at)
    paper = m.Paper.objects.create(
        case=case,
        happening_id=making.happening,
        kind=making.layout.kind.value,
        issue=making.place,
        layout_id=making.layout.id,
        agency=_issuer(making),
        number=making.number,
        file=file.id,
        reason=making.reason,
        account=by.account,
        name=by.name,
        issued_at=at,
    )
    told: dict[str, Any] = {"number": making.number, "form": making.layout.title, "digest": file.digest}
    record(
        by=by,
        verb="cases.issue_paper" if making.place == 1 else "cases.reissue_paper",
        subject=f"case:{case.pk}",
        agency=_issuer(making),
        at=at,
        details=told | ({"reason": making.reason} if making.reason else {}),
    )
    return paper_row(paper, making.layout.title)
