"""What is done for cases each morning, and whom their facts are told to."""

from datetime import date, datetime, time, timedelta
from typing import Final

from lienthong.domain.cases.actions import (
    issue_letters,
    issue_receipt_of,
    noting,
    owe,
    post_result,
    recount_all,
    unpost,
)
from lienthong.domain.cases.facts import CaseMoved
from lienthong.domain.cases.queries import LETTERED, Verb
from lienthong.domain.payments.queries import may_cost
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import PAPERS, on
from lienthong.spine.schedule import daily

ENDS: Final = frozenset({Verb.GIVEN, Verb.WITHDRAWN, Verb.STOPPED, Verb.DENIED})
TOLD_AT: Final = time(7, 20)
CHANGED: Final = "Lịch làm việc hoặc quyết định tạm dừng đã thay đổi."


@on(CaseMoved, key="cases.tell_of", when=lambda fact: fact.verb in noting.LEADS)
def tell_of_move(fact: CaseMoved, at: datetime) -> None:
    noting.tell_of(happening=fact.happening, by=platform("job"), at=at)


@on(CaseMoved, key="cases.issue_letters", queue=PAPERS, when=lambda fact: fact.verb in LETTERED)
def issue_letters_of(fact: CaseMoved, at: datetime) -> None:
    """Whoever pressed the button has them already; this is for the events of others."""
    issue_letters(case=fact.case, by=platform("job"), at=at)


@on(CaseMoved, key="cases.issue_receipt", queue=PAPERS, when=lambda fact: fact.verb == Verb.RECEIVED)
def issue_receipt_after(fact: CaseMoved, at: datetime) -> None:
    """So that nobody at the counter waits for the typesetter; who presses print before it is there makes it then."""
    issue_receipt_of(case=fact.case, by=platform("job"), at=at)


@on(CaseMoved, key="cases.owe", when=lambda fact: fact.verb == Verb.RECEIVED and may_cost(fact.version))
def owe_after(fact: CaseMoved, at: datetime) -> None:
    """What its fee rules ask for; amounts that an officer has to reckon wait for the officer."""
    owe(case=fact.case, by=platform("job"), at=at)


@on(CaseMoved, key="cases.post_result", when=lambda fact: fact.verb == Verb.BROUGHT)
def post_result_after(fact: CaseMoved, at: datetime) -> None:
    post_result(case=fact.case, by=platform("job"), at=at)


@on(CaseMoved, key="cases.unpost", when=lambda fact: fact.verb in ENDS)
def unpost_after(fact: CaseMoved, at: datetime) -> None:
    """The applicant fetched it, or there is none: nothing goes by post."""
    unpost(case=fact.case, by=platform("job"), at=at)


@daily("cases.morning", at=TOLD_AT)
def tell_of_day(day: date, at: datetime) -> None:
    """Before the letters of the morning are written."""
    noting.tell_morning(day=day, by=platform("schedule"), at=at)
    noting.tell_of_opinions(day=day, by=platform("schedule"), at=at)


@daily("cases.recount", at=time(0, 30))
def recount_after_changes(day: date, at: datetime) -> None:
    """What was decided about the calendar on the day before reaches running cases as an event of their own."""
    del day
    recount_all(since=at - timedelta(days=1), reason=CHANGED, by=platform("schedule"), at=at)
