"""Facts of rooms below that systems hear of."""

from datetime import datetime

from lienthong.domain.cases.facts import CaseMoved
from lienthong.domain.partners.actions import tell_of_case
from lienthong.domain.partners.queries import is_heard
from lienthong.spine.outbox.handlers import on


@on(CaseMoved, key="partners.tell_of_case", when=lambda fact: is_heard(fact.verb))
def case_moved(fact: CaseMoved, at: datetime) -> None:
    tell_of_case(case=fact.case, verb=fact.verb, at=at)
