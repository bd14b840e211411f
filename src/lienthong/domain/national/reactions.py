"""Facts of rooms below that the portal hears of."""

from datetime import datetime

from lienthong.connectors.national_portal.client import is_connected
from lienthong.domain.cases.queries import case_of_money
from lienthong.domain.national.actions import tell_anew
from lienthong.domain.payments.facts import DemandSettled
from lienthong.spine.outbox.handlers import on


@on(DemandSettled, key="national.demand_settled", when=lambda _fact: is_connected())
def demand_settled(fact: DemandSettled, at: datetime) -> None:
    """Money moves no case, and is told all the same."""
    del at
    if case := case_of_money(fact.about):
        tell_anew(case=case)
