"""Whom facts of reviews are told to, and what is said each morning."""

from datetime import date, datetime, time
from typing import Final

from lienthong.domain.reviews.actions import noting
from lienthong.domain.reviews.facts import (
    OpinionAsked,
    OpinionGiven,
    PlanIssued,
    ProposalsApproved,
    ReviewAgreed,
    ReviewSentBack,
    ReviewSubmitted,
)
from lienthong.spine.actor import platform
from lienthong.spine.calendar.queries import calendar_for
from lienthong.spine.outbox.handlers import on
from lienthong.spine.schedule import daily

TOLD_AT: Final = time(7, 25)


@on(PlanIssued, key="reviews.tell_issued")
def tell_issued(fact: PlanIssued, at: datetime) -> None:
    noting.tell_issued(plan=fact.plan, by=platform("job"), at=at)


@on(ReviewSubmitted, key="reviews.tell_submitted")
def tell_submitted(fact: ReviewSubmitted, at: datetime) -> None:
    noting.tell_submitted(review=fact.review, by=platform("job"), at=at)


@on(ReviewSentBack, key="reviews.tell_sent_back")
def tell_sent_back(fact: ReviewSentBack, at: datetime) -> None:
    noting.tell_answered(review=fact.review, by=platform("job"), at=at)


@on(ReviewAgreed, key="reviews.tell_agreed")
def tell_agreed(fact: ReviewAgreed, at: datetime) -> None:
    noting.tell_answered(review=fact.review, by=platform("job"), at=at)


@on(ProposalsApproved, key="reviews.tell_decided")
def tell_decided(fact: ProposalsApproved, at: datetime) -> None:
    noting.tell_decided(decision=fact.decision, by=platform("job"), at=at)


@on(OpinionAsked, key="reviews.tell_asked")
def tell_asked(fact: OpinionAsked, at: datetime) -> None:
    noting.tell_asked(text=fact.text, by=platform("job"), at=at)


@on(OpinionGiven, key="reviews.tell_opinion")
def tell_opinion(fact: OpinionGiven, at: datetime) -> None:
    noting.tell_opinion(text=fact.text, by=platform("job"), at=at)


@daily("reviews.morning", at=TOLD_AT)
def tell_of_day(day: date, at: datetime) -> None:
    """Before the letters of the morning are written; on days off nobody is told."""
    if calendar_for().is_working(day):
        noting.tell_morning(day=day, by=platform("schedule"), at=at)
