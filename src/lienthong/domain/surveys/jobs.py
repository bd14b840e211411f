"""Who is told of what people say."""

from datetime import datetime

from lienthong.domain.surveys import actions
from lienthong.domain.surveys.facts import RemarkAnswered, RemarkRaised
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on


@on(RemarkRaised, key="surveys.tell_agency")
def tell_agency(fact: RemarkRaised, at: datetime) -> None:
    actions.tell_agency(remark=fact.remark, by=platform("job"), at=at)


@on(RemarkAnswered, key="surveys.tell_person")
def tell_person(fact: RemarkAnswered, at: datetime) -> None:
    actions.tell_person(remark=fact.remark, by=platform("job"), at=at)
