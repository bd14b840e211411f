"""Facts of rooms below that people at home are told of."""

from datetime import datetime

from lienthong.domain.applications.actions import telling
from lienthong.domain.cases.facts import CaseMoved
from lienthong.domain.cases.queries import case_of_money
from lienthong.domain.deliveries.facts import AddressWanted, DeliveryEnded, DeliveryFailed
from lienthong.domain.deliveries.queries import State
from lienthong.domain.parties.facts import IdentityVerified
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on


@on(CaseMoved, key="applications.tell_people", when=telling.concerns)
def tell_of_move(fact: CaseMoved, at: datetime) -> None:
    telling.tell_people(
        case=fact.case, happening=fact.happening, verb=fact.verb, by=platform("reaction"), at=at
    )


@on(IdentityVerified, key="applications.tell_of_identity")
def tell_of_identity(fact: IdentityVerified, at: datetime) -> None:
    telling.tell_of_identity(account=fact.account, by=platform("reaction"), at=at)


@on(DeliveryFailed, key="applications.tell_of_failed")
def tell_of_failed(fact: DeliveryFailed, at: datetime) -> None:
    _tell_of_parcel(fact.about, fact.order, "failed", at)


@on(DeliveryEnded, key="applications.tell_of_back", when=lambda fact: fact.state == State.BACK)
def tell_of_back(fact: DeliveryEnded, at: datetime) -> None:
    _tell_of_parcel(fact.about, fact.order, "back", at)


@on(AddressWanted, key="applications.tell_of_address")
def tell_of_address(fact: AddressWanted, at: datetime) -> None:
    _tell_of_parcel(fact.about, fact.order, "wanted", at)


def _tell_of_parcel(about: str, order: int, news: str, at: datetime) -> None:
    """Papers that are fetched belong to no case yet."""
    if case := case_of_money(about):
        telling.tell_of_parcel(case=case, order=order, news=news, by=platform("reaction"), at=at)
