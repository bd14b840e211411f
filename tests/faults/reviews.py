"""Reviews: a plan, what is handed in, a decision and an opinion are there whole with their entry, or not at all."""

from datetime import datetime
from functools import cache

from lienthong.domain.reviews import actions, queries
from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.queries import TextKind, TextState
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from tests.domain.reviews import made
from tests.faults.harness import Swept

AT: datetime = made.AT
TODAY = AT.date()


@cache
def ground() -> None:
    made.ground()


def told(subject: str) -> list[str]:
    return [one.verb.removeprefix("reviews.") for one in ledger.list_entries(subject=subject)]


def facts(subject: str) -> int:
    return StatedFact.objects.filter(subject=subject).count()


def title(k: int) -> str:
    ground()
    return f"Kế hoạch rà soát lần {k}"


def draw_up(named: str) -> None:
    made.plan(title=named)


def drawn_up_whole_or_not(named: str, done: bool) -> None:
    found = m.Plan.objects.filter(title=named).first()
    assert not done or found
    if found:
        assert m.Entry.objects.filter(plan=found).count() == 1
        assert told(f"review_plan:{found.pk}") == ["draw_up"]


def a_complete_review(k: int) -> int:
    ground()
    return made.complete(made.begun(f"{k}/QĐ-RS"))


def submit(review: int) -> None:
    actions.submit(review=review, seen=made.seen(review), by=made.LEADER, at=AT)


def submitted_whole_or_not(review: int, done: bool) -> None:
    is_submitted = m.Review.objects.get(pk=review).submitted_at is not None
    assert not done or is_submitted
    subject = f"review:{review}"
    assert (facts(subject), told(subject).count("submit")) == ((1, 1) if is_submitted else (0, 0))


def an_agreed_review(k: int) -> int:
    ground()
    return made.agreed(f"{k}/QĐ-RS-DY")


def decide(review: int) -> None:
    plan = made.plan_of(review)
    actions.decide(
        plan=plan, reviews=[review], number=f"{review}/QĐ-CT", decided_on=TODAY, by=made.CONTROLLER, at=AT
    )


def decided_whole_or_not(review: int, done: bool) -> None:
    held = m.Review.objects.get(pk=review)
    assert not done or held.decision_id
    assert m.Decision.objects.filter(number=f"{review}/QĐ-CT").count() == (1 if held.decision_id else 0)
    assert told(f"review_plan:{made.plan_of(review)}").count("decide") == (1 if held.decision_id else 0)


def a_text(k: int) -> int:
    ground()
    kind = TextKind.DECISION
    text = actions.enter_text(title=f"Dự thảo {k}", kind=kind, agency="GL-SXD", by=made.WRITER, at=AT)
    sheet = actions.assess(text=text, name="Cấp phép mới", code="", by=made.WRITER, at=AT)
    made.complete(sheet, None, before=(), after=made.AFTER)
    return text


def ask(text: int) -> None:
    actions.ask_opinion(text=text, by=made.LEADER, at=AT)


def asked_whole_or_not(text: int, done: bool) -> None:
    is_asked = queries.get_text(text, TODAY).state is TextState.ASKED
    assert not done or is_asked
    subject = f"legal_text:{text}"
    assert (facts(subject), told(subject).count("ask_opinion")) == ((1, 1) if is_asked else (0, 0))


SWEPT = [
    Swept("draw up a plan of reviews", setup=title, action=draw_up, holds=drawn_up_whole_or_not),
    Swept("hand a review in", setup=a_complete_review, action=submit, holds=submitted_whole_or_not),
    Swept(
        "decide on proposals of reviews", setup=an_agreed_review, action=decide, holds=decided_whole_or_not
    ),
    Swept("ask for the opinion on a draft", setup=a_text, action=ask, holds=asked_whole_or_not),
]
