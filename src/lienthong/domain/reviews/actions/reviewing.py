"""A procedure is reviewed: begun, written, handed in, sent back or agreed to; its proposal is decided, carried out."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from django.db import IntegrityError, transaction

from lienthong.domain.procedures import actions as procedures
from lienthong.domain.procedures.queries import Record, get_whole, next_versions
from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.actions.common import check_decision, said, tell
from lienthong.domain.reviews.actions.planning import in_force
from lienthong.domain.reviews.errors import (
    DecisionKnown,
    Incomplete,
    NotAgreed,
    NothingChosen,
    NotOfEntry,
    NotSubmitted,
    NotToCarryOut,
    NotWritten,
    OwnWork,
    PlanNotFound,
    PlanNotIssued,
    ReviewNotFound,
    ReviewOpen,
    SheetChanged,
)
from lienthong.domain.reviews.facts import ProposalsApproved, ReviewAgreed, ReviewSentBack, ReviewSubmitted
from lienthong.domain.reviews.queries.sheets import gaps, sheet_of, words_of
from lienthong.domain.reviews.rules.cost import NOTHING, Cost, income_of
from lienthong.domain.reviews.rules.sheet import Answer, Sheet
from lienthong.domain.reviews.rules.vocabulary import Part, Side, State, Verdict, plan_subject, review_subject
from lienthong.spine.actor import Actor
from lienthong.spine.clock import local
from lienthong.spine.outbox.actions import state


@transaction.atomic
def begin(*, entry: int, code: str, by: Actor, at: datetime) -> int:
    """Opens the sheet of a procedure that a row of an issued plan names, with a question on each of its items.

    Raises PlanNotFound, PlanNotIssued, NotOfEntry, NotInForce, ReviewOpen.
    """
    held = m.Entry.objects.select_related("plan").filter(pk=entry).first()
    if held is None:
        raise PlanNotFound
    if held.plan.issued_at is None:
        raise PlanNotIssued
    if code not in held.codes:
        raise NotOfEntry(code=code)
    made = open_sheet(in_force(code, local(at).date()), held.lead, by=by, at=at, entry=held)
    tell(review_subject(made.pk), "begin", held.lead, by=by, at=at, code=code)
    return made.pk


def open_sheet(
    version: int,
    agency: str,
    *,
    by: Actor,
    at: datetime,
    entry: m.Entry | None = None,
    text: m.Text | None = None,
) -> m.Review:
    """The sheet of a version in force. Raises ReviewOpen."""
    row, record = get_whole(version)
    made = add_sheet(
        m.Review(entry=entry, text=text, version_id=version, code=row.code, name=row.name, agency=agency),
        by=by,
        at=at,
    )
    write_answers(made, items_of(record))
    return made


def add_sheet(review: m.Review, *, by: Actor, at: datetime) -> m.Review:
    """Keeps what an hour is worth on its first day. Raises ReviewOpen."""
    income = income_of(local(at).date())
    review.income, review.income_source, review.income_confirmed = (
        income.an_hour,
        income.source,
        income.confirmed,
    )
    review.recorded_at, review.recorded_by = at, by.account
    try:
        with transaction.atomic():
            review.save()
    except IntegrityError as known:
        raise ReviewOpen from known
    return review


def items_of(record: Record) -> Iterator[Answer]:
    """What is asked about: every item of the legal record, in the order of the forms."""
    yield Answer(Part.WHOLE, record.name)
    for step in record.steps:
        yield Answer(Part.STEP, step.name)
    for paper in record.papers:
        yield Answer(Part.PAPER, paper.name)
    for form in record.forms:
        yield Answer(Part.FORM, f"{form.code} {form.name}".strip())
    for fee in record.fees:
        yield Answer(Part.FEE, fee.name)
    for line in filter(str.strip, record.conditions.splitlines()):
        yield Answer(Part.CONDITION, line.strip())
    if record.result:
        yield Answer(Part.RESULT, record.result)
    for basis in record.bases:
        yield Answer(Part.BASIS, f"{basis.number} {basis.title}".strip())


@transaction.atomic
def answer(*, review: int, answers: Iterable[Answer], verdict: Verdict | None, conclusion: str, seen: int,
           by: Actor, at: datetime) -> None:  # fmt: skip
    """Writes the questions and the conclusion anew. Raises ReviewNotFound, NotWritten, SheetChanged."""
    held = hold_written(review, seen)
    held.verdict, held.conclusion, held.revision = (
        verdict.value if verdict else "",
        conclusion.strip(),
        seen + 1,
    )
    held.save(update_fields=["verdict", "conclusion", "revision"])
    m.Answer.objects.filter(review=held).delete()
    write_answers(held, answers)
    tell(review_subject(review), "answer", held.agency, by=by, at=at, revision=seen + 1)


def write_answers(review: m.Review, answers: Iterable[Answer]) -> None:
    m.Answer.objects.bulk_create(
        m.Answer(
            review=review,
            position=place,
            part=one.part.value,
            item=one.item,
            necessary=one.necessary,
            lawful=one.lawful,
            reasonable=one.reasonable,
            reason=one.reason,
            proposal=one.proposal.value,
            change=one.change,
        )
        for place, one in enumerate(answers, 1)
    )


@transaction.atomic
def reckon(
    *, review: int, before: Iterable[Cost], after: Iterable[Cost], seen: int, by: Actor, at: datetime
) -> None:
    """Writes the compliance cost anew. Raises ReviewNotFound, NotWritten, SheetChanged."""
    held = hold_written(review, seen)
    held.revision = seen + 1
    held.save(update_fields=["revision"])
    m.Cost.objects.filter(review=held).delete()
    for side, rows in ((Side.BEFORE, before), (Side.AFTER, after)):
        m.Cost.objects.bulk_create(
            m.Cost(
                review=held,
                side=side.value,
                position=place,
                activity=row.activity,
                hours=row.hours,
                service=row.service,
                other=row.other,
                fee=row.fee,
                times=row.times,
                people=row.people,
            )
            for place, row in enumerate(rows, 1)
        )
    tell(review_subject(review), "reckon", held.agency, by=by, at=at, revision=seen + 1)


@transaction.atomic
def submit(*, review: int, seen: int, by: Actor, at: datetime) -> None:
    """Hands the review in to the Committee's office. Raises ReviewNotFound, NotWritten, SheetChanged, Incomplete."""
    held = hold_written(review, seen)
    if held.entry_id is None:
        raise NotWritten
    sheet = complete(held)
    held.submitted_at, held.submitted_by = at, by.account
    held.save(update_fields=["submitted_at", "submitted_by"])
    state(ReviewSubmitted(review), subject=review_subject(review), at=at)
    saving = sheet.saving
    tell(
        review_subject(review), "submit", held.agency, by=by, at=at, code=held.code,
        before=saving.before, after=saving.after,
    )  # fmt: skip


def complete(held: m.Review) -> Sheet:
    """What a sheet that lacks nothing says. Raises Incomplete."""
    sheet = sheet_of(held)
    if lacking := gaps(held, sheet):
        raise Incomplete(count=len(lacking), first=words_of(lacking[0]))
    return sheet


@transaction.atomic
def send_back(*, review: int, reason: str, by: Actor, at: datetime) -> None:
    """Raises ReviewNotFound, NotSubmitted, ReasonMissing."""
    held = _hold_submitted(review)
    reason = said(reason)
    held.submitted_at, held.submitted_by = None, ""
    held.save(update_fields=["submitted_at", "submitted_by"])
    state(ReviewSentBack(review), subject=review_subject(review), at=at)
    tell(review_subject(review), "send_back", held.agency, by=by, at=at, words=reason)


@transaction.atomic
def agree(*, review: int, opinion: str, by: Actor, at: datetime) -> None:
    """The office's opinion: the proposal may go to the decision. Raises ReviewNotFound, NotSubmitted, OwnWork,
    ReasonMissing.
    """
    held = _hold_submitted(review)
    if held.submitted_by == by.account:
        raise OwnWork
    held.agreed_at, held.agreed_by, held.opinion = at, by.account, said(opinion)
    held.save(update_fields=["agreed_at", "agreed_by", "opinion"])
    state(ReviewAgreed(review), subject=review_subject(review), at=at)
    tell(review_subject(review), "agree", held.agency, by=by, at=at, words=held.opinion)


@transaction.atomic
def decide(
    *, plan: int, reviews: Collection[int], number: str, decided_on: date, by: Actor, at: datetime
) -> int:
    """Enters the decision that approves what these reviews of a plan propose; its id.

    Raises PlanNotFound, DecisionMissing, DecidedLater, NothingChosen, NotAgreed, DecisionKnown.
    """
    of = m.Plan.objects.filter(pk=plan, issued_at__isnull=False).first()
    if of is None:
        raise PlanNotFound
    number = check_decision(number, decided_on, at)
    held = list(_agreed(of, reviews))
    try:
        with transaction.atomic():
            made = m.Decision.objects.create(
                plan=of, number=number, decided_on=decided_on, recorded_at=at, recorded_by=by.account
            )
    except IntegrityError as known:
        raise DecisionKnown(number=number) from known
    m.Review.objects.filter(pk__in=[one.pk for one in held]).update(decision=made)
    saving = sum((sheet_of(one).saving for one in held), NOTHING)
    state(ProposalsApproved(made.pk), subject=plan_subject(plan), at=at)
    tell(
        plan_subject(plan), "decide", of.office, by=by, at=at, words=number,
        reviews=[one.pk for one in held], before=saving.before, after=saving.after,
    )  # fmt: skip
    return made.pk


def _agreed(plan: m.Plan, reviews: Collection[int]) -> Iterator[m.Review]:
    if not reviews:
        raise NothingChosen
    found = m.Review.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk__in=reviews, entry__plan=plan
    )
    rows = list(found.order_by("id"))
    if len(rows) != len(set(reviews)):
        raise ReviewNotFound
    for row in rows:
        if row.state is not State.AGREED:
            raise NotAgreed(name=row.name)
        yield row


@transaction.atomic
def carry_out(*, review: int, by: Actor, at: datetime) -> int:
    """Opens the draft in which an approved simplification is written; the version's id.

    Raises ReviewNotFound, NotToCarryOut, NothingInForce, DraftOpen.
    """
    held = _hold(review)
    is_decided = held.state is State.DECIDED and held.verdict == Verdict.SIMPLIFY.value
    if not is_decided or held.version_id is None or next_versions([held.version_id]):
        raise NotToCarryOut
    row, _record = get_whole(held.version_id)
    made = procedures.amend(procedure=row.procedure, by=by, at=at)
    tell(review_subject(review), "carry_out", held.agency, by=by, at=at, code=held.code, version=made)
    return made


def hold_written(review: int, seen: int) -> m.Review:
    """A sheet that is still written, locked. Raises ReviewNotFound, NotWritten, SheetChanged."""
    held = _hold(review)
    if held.text_id:  # its text must not be asked about meanwhile
        held.text = m.Text.objects.select_for_update(no_key=True).get(pk=held.text_id)
    if not held.is_written:
        raise NotWritten
    if held.revision != seen:
        raise SheetChanged
    return held


def _hold_submitted(review: int) -> m.Review:
    held = _hold(review)
    if held.state is not State.SUBMITTED:
        raise NotSubmitted
    return held


def _hold(review: int) -> m.Review:
    held = m.Review.objects.select_for_update(no_key=True).filter(pk=review).first()
    if held is None:
        raise ReviewNotFound
    return held
