"""Facts of rooms below that people at home are told of."""

from datetime import datetime

from lienthong.domain.applications.actions import telling
from lienthong.domain.cases.facts import CaseMoved
from lienthong.domain.parties.facts import IdentityVerified
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import on


@on(CaseMoved, key="applications.tell_people", when=lambda fact: fact.verb in telling.LEADS)
def tell_of_move(fact: CaseMoved, at: datetime) -> None:
    telling.tell_people(
        case=fact.case, happening=fact.happening, verb=fact.verb, by=platform("reaction"), at=at
    )


@on(IdentityVerified, key="applications.tell_of_identity")
def tell_of_identity(fact: IdentityVerified, at: datetime) -> None:
    telling.tell_of_identity(account=fact.account, by=platform("reaction"), at=at)
