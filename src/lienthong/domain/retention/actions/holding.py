"""A complaint, an inspection or a court keeps a case from being destroyed until it is lifted."""

from datetime import datetime

from django.db import IntegrityError, transaction

from lienthong.domain.cases.queries import find_owned
from lienthong.domain.retention.actions.common import said
from lienthong.domain.retention.errors import HeldAlready, NoSuchCase, NoSuchHold, NotYours
from lienthong.domain.retention.models import Hold
from lienthong.domain.retention.permissions import can_see
from lienthong.domain.retention.queries.due import owners_of
from lienthong.domain.retention.rules.vocabulary import HoldKind
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json


@transaction.atomic
def hold(*, number: str, kind: HoldKind, reason: str, by: Actor, at: datetime) -> int:
    """Nothing of the case with this number is destroyed from now on, also where a list that names it was approved.

    Raises NotYours, NoSuchCase, ReasonMissing, HeldAlready.
    """
    if not can_see(by, by.agency):
        raise NotYours
    case = find_owned(number, owners_of(by.agency, clock.local(at).date()))
    if case is None:
        raise NoSuchCase
    told = said(reason)
    try:
        with transaction.atomic():
            row = Hold.objects.create(
                case_id=case,
                agency=by.agency,
                kind=kind.value,
                reason=told,
                placed_by=by.account,
                placed_name=by.name,
                placed_at=at,
            )
    except IntegrityError as twice:
        raise HeldAlready from twice
    details: dict[str, Json] = {"hold": row.pk, "kind": kind.value, "reason": told}
    record(by=by, verb="retention.hold", subject=f"case:{case}", agency=by.agency, at=at, details=details)
    return row.pk


@transaction.atomic
def lift(*, hold: int, reason: str, by: Actor, at: datetime) -> None:
    """Raises NoSuchHold, NotYours, ReasonMissing."""
    row = Hold.objects.select_for_update().filter(pk=hold, agency=by.agency, lifted_at=None).first()
    if row is None:
        raise NoSuchHold
    if not can_see(by, row.agency):
        raise NotYours
    row.lifted_by, row.lifted_at, row.lift_reason = by.account, at, said(reason)
    row.save(update_fields=["lifted_by", "lifted_at", "lift_reason"])
    details: dict[str, Json] = {"hold": row.pk, "reason": row.lift_reason}
    record(
        by=by,
        verb="retention.lift",
        subject=f"case:{row.case_id}",
        agency=row.agency,
        at=at,
        details=details,
    )
