"""Demanded figures: how each is defined, and the values stated for it with their documents."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import (
    DefinitionMissing,
    DocumentMissing,
    MeasureNotFound,
    NotYours,
    ShareImpossible,
    ValueMissing,
    WrongPeriod,
)
from lienthong.domain.plans.permissions import Permission, can_monitor, can_submit
from lienthong.domain.plans.rules.measures import share_of
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def define_measure(
    *, measure: int, name: str, scope: str, numerator: str, denominator: str, by: Actor, at: datetime
) -> int:
    """Says what is counted, of what, for whom; returns the id of the definition now in force.

    A definition that bears values stays with them; the new one begins its own history.
    Raises MeasureNotFound, NotYours, DefinitionMissing.
    """
    held = _hold(measure)
    if not can_monitor(by, held.plan.monitor):
        raise NotYours
    if not name.strip() or bool(numerator.strip()) != bool(denominator.strip()):
        raise DefinitionMissing
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    made = m.Measure.objects.create(
        plan=held.plan,
        lineage_id=held.lineage_id,
        position=held.position,
        text=held.text,
        comparator=held.comparator,
        value=held.value,
        unit=held.unit,
        scope=scope,
        name=name.strip(),
        numerator=numerator.strip(),
        denominator=denominator.strip(),
        recorded_at=at,
    )
    _tell(held, "plans.define_measure", by=by, at=at, name=made.name, scope=scope)
    return made.pk


@transaction.atomic
def state_value(
    *,
    measure: int,
    agency: str,
    period_end: date,
    document: str,
    document_on: date,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
    file: int | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """States how far a figure came by ``period_end``, with the document that says so; a share is computed, not typed.

    The province's figure is stated by the monitor, an agency's by the agency. A later statement for the same period
    corrects the earlier one, which stays. Raises MeasureNotFound, NotYours, DocumentMissing, ValueMissing,
    ShareImpossible, WrongPeriod.
    """
    held = _hold(measure)
    _refuse_stranger(held, agency, by)
    today = clock.local(at).date()
    if not document.strip() or document_on > today:
        raise DocumentMissing
    if period_end > today:
        raise WrongPeriod
    m.Measurement.objects.create(
        measure=held,
        agency=agency,
        period_end=period_end,
        numerator=numerator,
        denominator=denominator,
        value=_value(held, numerator, denominator, value),
        document=document.strip(),
        document_on=document_on,
        file=file,
        note=note.strip(),
        account=by.account,
        name=by.name,
        occurred_at=at,
        recorded_at=at,
    )
    details = {"agency": agency, "until": period_end.isoformat(), "document": document.strip()}
    _tell(held, "plans.state_value", by=by, at=at, **details)


def _refuse_stranger(held: m.Measure, agency: str, by: Actor) -> None:
    if held.scope == m.Measure.Scope.PROVINCE:
        if agency != held.plan.agency or not can_monitor(by, held.plan.monitor):
            raise NotYours
    elif not can_submit(by, agency) and not by.may(Permission.MONITOR, held.plan.monitor):
        raise NotYours


def _value(
    held: m.Measure, numerator: Decimal | None, denominator: Decimal | None, value: Decimal | None
) -> Decimal:
    if not held.denominator:
        if value is None:
            raise ValueMissing
        return value
    if numerator is None or denominator is None:
        raise ValueMissing
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ShareImpossible
    return share_of(numerator, denominator, held.unit)


def _hold(measure: int) -> m.Measure:
    held = (
        m.Measure.objects.select_for_update(no_key=True, of=("self",))
        .select_related("plan")
        .filter(pk=measure, ended_at__isnull=True)
        .first()
    )
    if held is None:
        raise MeasureNotFound
    return held


def _tell(held: m.Measure, verb: str, *, by: Actor, at: datetime, **details: str) -> None:
    record(
        by=by,
        verb=verb,
        subject=f"measure:{held.plan_id}.{held.lineage_id}.{held.position}",
        agency=by.agency or held.plan.agency,
        at=at,
        details={**details},
    )
