"""What a received case owes is set by the fee rules of its version; one that waits for its fee goes on once paid."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.cases.actions.common import Held, happen, hold
from lienthong.domain.cases.actions.waiting import resumed
from lienthong.domain.cases.errors import CaseNotFound, Erased
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.moves import State, Verb
from lienthong.domain.cases.rules.paying import about_money
from lienthong.domain.payments import actions as payments
from lienthong.domain.payments.queries import DemandRow
from lienthong.domain.procedures.queries import Pause
from lienthong.spine.actor import Actor

PAID = "Phí, lệ phí đã được ghi nhận."


def owe(*, case: int, by: Actor, at: datetime) -> DemandRow | None:
    """None where the rules ask for nothing, or an officer has to reckon first."""
    stand = now_standing().select_related("case").filter(case=case).first()
    if stand is None or stand.received_at is None:
        return None
    row = stand.case
    owing = payments.Owing(
        about=about_money(case),
        agency=row.owner,
        number=row.number,
        procedure=row.procedure,
        version=row.version_id,
        title=row.title,
        payer=row.applicant_name,
        channel=row.channel,
    )
    return payments.raise_by_rule(owing=owing, by=by, at=at)


@transaction.atomic
def resume_paid(*, case: int, by: Actor, at: datetime) -> bool:
    """True when the case waited for its fee and goes on now; whoever held it need not do anything."""
    try:
        held = hold(case, by=by, at=at)
    except (CaseNotFound, Erased):
        return False
    if held.stand.state is not State.WAITING_DUTY or not _waits_for_fee(held):
        return False
    happen(held, Verb.RESUMED, resumed(held, note=PAID))
    return True


def _waits_for_fee(held: Held) -> bool:
    paused = [event for event in held.events if event.verb == Verb.PAUSED]
    return bool(paused) and paused[-1].data.get("kind") == Pause.FEE
