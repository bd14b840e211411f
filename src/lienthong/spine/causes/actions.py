from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.db import connection, transaction

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.causes.errors import (
    BasisMissing,
    CauseUnknown,
    EndedAlready,
    EndsInThePast,
    ListedAlready,
    WordsMissing,
)
from lienthong.spine.causes.models import Cause
from lienthong.spine.causes.queries import About, CauseRow, get_cause, list_all
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean, search_key


@transaction.atomic
def add(
    *, words: str, about: Collection[About], since: date, basis: str, agency: str, by: Actor, at: datetime
) -> str:
    """Lists a further cause from a day on and gives its code. Raises WordsMissing, BasisMissing, EndsInThePast,
    ListedAlready.
    """
    told, why = clean(words), clean(basis)
    if not told or not about:
        raise WordsMissing
    if not why:
        raise BasisMissing
    if since < clock.local(at).date():
        raise EndsInThePast
    _one_at_a_time()
    if search_key(told) in {search_key(row.words) for row in list_all() if row.until is None}:
        raise ListedAlready(words=told)
    given = CauseRow(f"C{Cause.objects.count() + 1:03}", told, frozenset(about), since, None, why, by.name)
    _write(given, by, at)
    _tell("causes.add", given.code, agency, by, at, words=told, since=since.isoformat(), basis=why)
    return given.code


@transaction.atomic
def end(*, code: str, until: date, basis: str, agency: str, by: Actor, at: datetime) -> None:
    """The last day on which it is offered; what was explained by it stays. Raises CauseUnknown, BasisMissing,
    EndsInThePast, EndedAlready.
    """
    _one_at_a_time()
    row = get_cause(code)
    if row is None:
        raise CauseUnknown
    if row.until:
        raise EndedAlready
    if not (why := clean(basis)):
        raise BasisMissing
    if until < max(clock.local(at).date(), row.since):
        raise EndsInThePast
    if not Cause.objects.filter(code=code).update(until=until):
        _write(replace(row, until=until), by, at)
    _tell("causes.end", code, agency, by, at, until=until.isoformat(), basis=why)


def _one_at_a_time() -> None:
    """Few write here, and two at once would give one code twice."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE causes_cause IN SHARE ROW EXCLUSIVE MODE")


def _write(row: CauseRow, by: Actor, at: datetime) -> None:
    Cause.objects.create(
        code=row.code,
        words=row.words,
        about=sorted(one.value for one in row.about),
        since=row.since,
        until=row.until,
        basis=row.basis,
        account=by.account,
        name=by.name,
        recorded_at=at,
    )


def _tell(verb: str, code: str, agency: str, by: Actor, at: datetime, **details: str) -> None:
    record(by=by, verb=verb, subject=f"cause:{code}", agency=agency, at=at, details=dict(details))
