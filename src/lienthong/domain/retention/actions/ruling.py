"""How long something is kept is laid down from a day on, with its text; another rule may replace it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.domain.retention.errors import NotYours, OneNarrowing, SourceMissing, YearsUnfit
from lienthong.domain.retention.models import Rule
from lienthong.domain.retention.permissions import can_rule
from lienthong.domain.retention.rules.keeping import Told
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean


@transaction.atomic
def lay_down(*, rule: Told, by: Actor, at: datetime) -> int:
    """Raises NotYours, SourceMissing, YearsUnfit, OneNarrowing."""
    if not can_rule(by):
        raise NotYours
    return _write(rule, by, at)


@transaction.atomic
def confirm_rule(*, rule: int, source: str, by: Actor, at: datetime) -> int:
    """Says that somebody compared it with the text, which is named as it was found there. Raises NotYours,
    SourceMissing.
    """
    if not can_rule(by):
        raise NotYours
    row = Rule.objects.filter(pk=rule).first()
    if row is None:
        raise NotYours
    told = Told(row.since, row.years, source, row.procedure, row.field, confirmed=True)
    return _write(told, by, at)


@transaction.atomic
def load_rules(*, rules: Iterable[Told], by: Actor, at: datetime) -> int:
    """Those of the reference that nobody laid down otherwise; how many are new."""
    new = [rule for rule in rules if not _there(rule)]
    for rule in new:
        _write(rule, by, at)
    return len(new)


def _there(rule: Told) -> bool:
    scope = {"since": rule.since, "procedure": rule.procedure, "field": rule.field}
    return Rule.objects.filter(**scope).exists()


def _write(given: Told, by: Actor, at: datetime) -> int:
    rule = replace(
        given, source=clean(given.source)[:300], procedure=clean(given.procedure), field=clean(given.field)
    )
    if not rule.source:
        raise SourceMissing
    if rule.years is not None and not 1 <= rule.years <= 100:
        raise YearsUnfit
    if rule.procedure and rule.field:
        raise OneNarrowing
    row = Rule.objects.create(
        since=rule.since,
        procedure=rule.procedure,
        field=rule.field,
        years=rule.years,
        source=rule.source,
        confirmed=rule.confirmed,
        account=by.account,
        name=by.name,
        recorded_at=at,
    )
    record(
        by=by,
        verb="retention.lay_down",
        subject=f"retention_rule:{row.pk}",
        agency=by.agency or settings.LIENTHONG_PROVINCE,
        at=at,
        details={
            "scope": rule.procedure or rule.field,
            "years": rule.years or 0,
            "since": rule.since.isoformat(),
            "decision": rule.source,
            "confirmed": rule.confirmed,
        },
    )
    return row.pk
