"""Facts of rooms below that concern cases."""

from datetime import datetime

from lienthong.domain.cases.actions import give_by_post, resume_paid, sign_by_document, take_collected
from lienthong.domain.cases.rules.documents import Purpose, case_in
from lienthong.domain.cases.rules.paying import case_of_money
from lienthong.domain.deliveries.facts import DeliveryEnded
from lienthong.domain.deliveries.queries import State
from lienthong.domain.documents.facts import DocumentIssued
from lienthong.domain.payments.facts import DemandSettled
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on


@on(DocumentIssued, key="cases.sign_by_document")
def document_issued(fact: DocumentIssued, at: datetime) -> None:
    """An apology moves nothing: the other day is promised by whoever promises it."""
    del at  # the case is signed when its leader signed
    found = case_in(fact.about)
    if found and found[1] is Purpose.RESULT:
        sign_by_document(case=found[0], document=fact.document, by=platform("reaction"))


@on(DemandSettled, key="cases.resume_paid")
def demand_settled(fact: DemandSettled, at: datetime) -> None:
    if case := case_of_money(fact.about):
        resume_paid(case=case, by=platform("reaction"), at=at)


@on(DeliveryEnded, key="cases.give_by_post", when=lambda fact: fact.state == State.DELIVERED)
def delivery_ended(fact: DeliveryEnded, at: datetime) -> None:
    """Papers that were fetched belong to no case yet."""
    if case := case_of_money(fact.about):
        give_by_post(case=case, order=fact.order, by=platform("reaction"), at=at)


@on(DeliveryEnded, key="cases.take_collected", when=lambda fact: fact.state == State.DELIVERED)
def money_on_delivery(fact: DeliveryEnded, at: datetime) -> None:
    take_collected(order=fact.order, by=platform("reaction"), at=at)
