"""From which day on any counter may take cases for the agency that decides, and until when."""

from datetime import date, datetime

from django.db import connection, transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import (
    AnotherRuleHolds,
    BeginsInThePast,
    NoSuchRule,
    NotYours,
    OfNothing,
    RuleEnded,
)
from lienthong.domain.cases.permissions import can_keep_anywhere
from lienthong.domain.cases.rules.anywhere import NumberOf, Scope
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean


@transaction.atomic
def begin_anywhere(
    *,
    scope: Scope,
    code: str,
    number_of: NumberOf,
    since: date,
    basis: str,
    agency: str,
    by: Actor,
    at: datetime,
) -> int:
    """Lets any counter take cases of one procedure, field or level from a day on; what began before keeps what it
    began with. Raises NotYours, OfNothing, BeginsInThePast, AnotherRuleHolds.
    """
    named, why = clean(code), clean(basis)
    if not can_keep_anywhere(by):
        raise NotYours
    if not named or not why:
        raise OfNothing
    if since < clock.local(at).date():
        raise BeginsInThePast
    _one_at_a_time()
    if m.Anywhere.objects.filter(scope=scope, code=named).exclude(until__lt=since).exists():
        raise AnotherRuleHolds
    rule = m.Anywhere.objects.create(
        scope=scope.value,
        code=named,
        number_of=number_of.value,
        since=since,
        basis=why,
        account=by.account,
        name=by.name,
        recorded_at=at,
    )
    told = {"scope": scope.value, "code": named, "number_of": number_of.value, "since": since.isoformat()}
    _tell("cases.begin_anywhere", rule.pk, agency, by, at, told | {"basis": why})
    return rule.pk


@transaction.atomic
def end_anywhere(*, rule: int, until: date, basis: str, agency: str, by: Actor, at: datetime) -> None:
    """The last day on which it holds. Raises NotYours, NoSuchRule, RuleEnded, OfNothing, BeginsInThePast."""
    if not can_keep_anywhere(by):
        raise NotYours
    _one_at_a_time()
    row = m.Anywhere.objects.filter(pk=rule).first()
    if row is None:
        raise NoSuchRule
    if row.until:
        raise RuleEnded
    if not (why := clean(basis)):
        raise OfNothing
    if until < max(clock.local(at).date(), row.since):
        raise BeginsInThePast
    row.until, row.ended_by = until, why
    row.save(update_fields=["until", "ended_by"])
    told = {"code": row.code, "until": until.isoformat(), "basis": why}
    _tell("cases.end_anywhere", rule, agency, by, at, told)


def _one_at_a_time() -> None:
    """Few write here; two at once would both find the days free, and one would fall over the constraint."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE cases_anywhere IN SHARE ROW EXCLUSIVE MODE")


def _tell(verb: str, rule: int, agency: str, by: Actor, at: datetime, details: dict[str, str]) -> None:
    record(by=by, verb=verb, subject=f"anywhere:{rule}", agency=agency, at=at, details=dict(details))
