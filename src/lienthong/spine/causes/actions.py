from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

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
from lienthong.spine.causes.queries import About
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
    offered = Cause.objects.select_for_update().filter(until=None).order_by("id")
    if search_key(told) in {search_key(row.words) for row in offered}:
        raise ListedAlready(words=told)
    code = f"C{Cause.objects.count() + 1:03}"
    cause = Cause.objects.create(
        code=code,
        words=told,
        about=sorted(one.value for one in about),
        since=since,
        basis=why,
        account=by.account,
        name=by.name,
        recorded_at=at,
    )
    _tell("causes.add", cause, agency, by, at, words=told, since=since.isoformat(), basis=why)
    return code


@transaction.atomic
def end(*, cause: int, until: date, basis: str, agency: str, by: Actor, at: datetime) -> None:
    """The last day on which it is offered; what was explained by it stays. Raises CauseUnknown, BasisMissing,
    EndsInThePast, EndedAlready.
    """
    row = Cause.objects.select_for_update().filter(pk=cause).first()
    if row is None:
        raise CauseUnknown
    if row.until:
        raise EndedAlready
    if not (why := clean(basis)):
        raise BasisMissing
    if until < max(clock.local(at).date(), row.since):
        raise EndsInThePast
    row.until = until
    row.save(update_fields=["until"])
    _tell("causes.end", row, agency, by, at, until=until.isoformat(), basis=why)


def _tell(verb: str, row: Cause, agency: str, by: Actor, at: datetime, **details: str) -> None:
    record(by=by, verb=verb, subject=f"cause:{row.code}", agency=agency, at=at, details=dict(details))
