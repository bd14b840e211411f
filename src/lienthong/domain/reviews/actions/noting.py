"""Telling officials what waits for them: a plan, a review to judge, what came back, what was decided."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from lienthong.domain.notices.actions import Note
from lienthong.domain.notices.actions import tell as tell_notes
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import list_who_may
from lienthong.domain.procedures.queries import office_of
from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.permissions import Permission
from lienthong.domain.reviews.queries.plans import EntryRow, list_plans
from lienthong.domain.reviews.rules.vocabulary import (
    State,
    TextState,
    Verdict,
    plan_subject,
    review_subject,
    text_subject,
)
from lienthong.spine.actor import Actor
from lienthong.spine.clock import local

PAGE = "/work/procedures/reviews/"
REMINDED_AT = frozenset({5, 1, 0, -1})
LATE_AGAIN = 5


def tell_issued(*, plan: int, by: Actor, at: datetime) -> int:
    """Who reviews in each leading agency hears of the plan; how many were told."""
    held = m.Plan.objects.get(pk=plan)
    day = local(at).date()
    notes = [
        _note(
            account,
            plan_subject(plan),
            f"Kế hoạch rà soát TTHC năm {held.year}: {one.name}, hạn {one.due_on:%d/%m/%Y}",
            f"{PAGE}plans/{plan}/",
            f"reviews.plan:{plan}:{one.pk}",
        )
        for one in m.Entry.objects.filter(plan=held).order_by("position")
        for account in sorted(_who_review(one.lead, day))
    ]
    return tell_notes(notes=notes, by=by, at=at)


def tell_submitted(*, review: int, by: Actor, at: datetime) -> int:
    """The office hears of a review that waits for its opinion, unless that is over already."""
    held = m.Review.objects.get(pk=review)
    if held.state is not State.SUBMITTED:
        return 0
    day = local(at).date()
    accounts = list_who_may(Permission.CONTROL, office_of(day), day) - {held.submitted_by}
    title = f"Kết quả rà soát chờ ý kiến: {held.code} {held.name}"
    return tell_notes(
        notes=_of_review(held, accounts, title, f"{held.submitted_at:%Y%m%d%H%M%S}"), by=by, at=at
    )


def tell_answered(*, review: int, by: Actor, at: datetime) -> int:
    """The agency hears what the office said of its review."""
    held = m.Review.objects.get(pk=review)
    said = m.Happening.objects.filter(subject=review_subject(review), verb__in=("send_back", "agree"))
    last = said.order_by("-id").first()
    if last is None:
        return 0
    lead = (
        "Kết quả rà soát bị trả lại" if last.verb == "send_back" else "Văn phòng thống nhất kết quả rà soát"
    )
    urgency = Urgency.URGENT if last.verb == "send_back" else Urgency.NORMAL
    accounts = _who_review(held.agency, local(at).date())
    notes = _of_review(held, accounts, f"{lead}: {held.code} {held.name}", str(last.pk), last.words, urgency)
    return tell_notes(notes=notes, by=by, at=at)


def tell_decided(*, decision: int, by: Actor, at: datetime) -> int:
    """The agencies hear that what they proposed is decided, and what is to be drafted now."""
    held, day = m.Decision.objects.get(pk=decision), local(at).date()
    notes = [
        note
        for one in m.Review.objects.filter(decision=held).order_by("id")
        for note in _of_review(
            one, _who_review(one.agency, day), f"{_todo(one)}: {one.code} {one.name}", f"decided:{decision}"
        )
    ]
    return tell_notes(notes=notes, by=by, at=at)


def _todo(review: m.Review) -> str:
    if review.verdict == Verdict.SIMPLIFY.value:
        return "Phương án đơn giản hóa đã được thông qua, cần dự thảo sửa đổi"
    return "Kết quả rà soát đã được thông qua"


def tell_asked(*, text: int, by: Actor, at: datetime) -> int:
    """The office hears of a draft that waits for its opinion."""
    held, day = m.Text.objects.get(pk=text), local(at).date()
    if held.state is not TextState.ASKED:
        return 0
    accounts = list_who_may(Permission.CONTROL, office_of(day), day) - {held.asked_by}
    return tell_notes(notes=_of_text(held, accounts, "Dự thảo văn bản chờ ý kiến về TTHC"), by=by, at=at)


def tell_opinion(*, text: int, by: Actor, at: datetime) -> int:
    """The agency that drafts hears the office's opinion."""
    held = m.Text.objects.get(pk=text)
    if not held.verdict:
        return 0
    is_returned = held.state is TextState.RETURNED
    lead = "Dự thảo văn bản bị trả lại" if is_returned else "Văn phòng thống nhất về TTHC trong dự thảo"
    return tell_notes(
        notes=_of_text(held, _who_review(held.agency, local(at).date()), lead, held.opinion), by=by, at=at
    )


def tell_morning(*, day: date, by: Actor, at: datetime) -> int:
    """Leading agencies hear of rows of plans whose day comes near or is past."""
    notes = [
        _note(
            account,
            plan_subject(entry.plan),
            f"Rà soát TTHC {_when(entry)}: {entry.name}",
            f"{PAGE}plans/{entry.plan}/",
            f"reviews.due:{entry.id}:{day}",
            urgency=Urgency.URGENT,
        )
        for entry in _reminded(day)
        for account in sorted(_who_review(entry.lead, day))
    ]
    return tell_notes(notes=notes, by=by, at=at)


def _reminded(day: date) -> Iterable[EntryRow]:
    for plan in list_plans(day):
        for entry in plan.entries if plan.issued_at else ():
            near = entry.left in REMINDED_AT or (entry.left < 0 and entry.left % LATE_AGAIN == 0)
            if near and not entry.done_on:
                yield entry


def _when(entry: EntryRow) -> str:
    if entry.left < 0:
        return f"quá hạn {-entry.left} ngày làm việc"
    return f"còn {entry.left} ngày làm việc" if entry.left else "hết hạn hôm nay"


def _who_review(agency: str, day: date) -> frozenset[str]:
    return list_who_may(Permission.WRITE, agency, day) | list_who_may(Permission.SUBMIT, agency, day)


def _of_review(
    held: m.Review,
    accounts: Collection[str],
    title: str,
    key: str,
    words: str = "",
    urgency: Urgency = Urgency.NORMAL,
) -> list[Note]:
    about, page = review_subject(held.pk), f"{PAGE}{held.pk}/"
    return [
        _note(account, about, title, page, f"reviews.review:{held.pk}:{key}", words, urgency)
        for account in sorted(accounts)
    ]


def _of_text(held: m.Text, accounts: Collection[str], lead: str, words: str = "") -> list[Note]:
    about, page = text_subject(held.pk), f"{PAGE}texts/{held.pk}/"
    key = f"reviews.text:{held.pk}:{held.asked_at:%Y%m%d%H%M%S}:{held.verdict}"
    return [_note(account, about, f"{lead}: {held.title}", page, key, words) for account in sorted(accounts)]


def _note(
    account: str,
    about: str,
    title: str,
    page: str,
    key: str,
    body: str = "",
    urgency: Urgency = Urgency.NORMAL,
) -> Note:
    return Note(
        account=account,
        subject=about,
        kind="reviews.told",
        title=title[:200],
        address=page,
        key=key,
        body=body,
        urgency=urgency,
    )
