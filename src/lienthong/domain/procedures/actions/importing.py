"""Entries of a file become drafts, each with what a publisher must settle."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.actions.drafting import add_version
from lienthong.domain.procedures.errors import CodeTwice, OtherContent
from lienthong.domain.procedures.queries.units import units_to
from lienthong.domain.procedures.rules.entry import Entry, Result, accepted, rejected, warnings_of
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json


@transaction.atomic
def import_entries(
    *, entries: Sequence[Entry], keeper: str, source_name: str, source_digest: str, by: Actor, at: datetime
) -> list[Result]:
    """One result for each entry, in their order; what can be read is kept, what cannot is told with its reason.

    An entry that was imported before changes nothing and gives the same result as then. ``keeper`` is the agency that
    the drafts wait at.
    """
    taken: set[str] = set()
    results = []
    for entry in entries:
        result = _import(entry, taken, keeper=keeper, by=by, at=at)
        if result.is_new:
            _tell(result, source_name, by=by, at=at)
        results.append(result)
        taken.add(entry.code or "")
    if any(result.is_new for result in results):
        counts: dict[str, Json] = dict(Counter(result.outcome.value for result in results))
        counts["new"] = sum(result.is_new for result in results)
        details: dict[str, Json] = {"name": source_name[:255], "source": source_digest, **counts}
        subject = f"procedures:{source_digest[:16]}"
        record(by=by, verb="procedures.import", subject=subject, agency=keeper, at=at, details=details)
    return results


def _tell(result: Result, source_name: str, *, by: Actor, at: datetime) -> None:
    """Adds the beginning of a procedure's story; the ledger keeps the batch as one act."""
    m.Happening.objects.create(
        procedure=m.Procedure.objects.get(code=result.code),
        version=1,
        verb="import",
        words=source_name[:255],
        account=by.account,
        name=by.name,
        occurred_at=at,
        recorded_at=at,
    )


def _import(entry: Entry, taken: set[str], *, keeper: str, by: Actor, at: datetime) -> Result:
    if entry.fault or entry.record is None or entry.code is None:
        assert entry.fault  # noqa: S101 - for the types: an entry has a record or a fault
        return rejected(entry, entry.fault)
    if entry.code in taken:
        return rejected(entry, CodeTwice(code=entry.code))
    warnings = warnings_of(entry.record, units_to(entry.record, localdate(at)))
    procedure, is_new = m.Procedure.objects.get_or_create(
        code=entry.code, defaults={"keeper": keeper, "recorded_at": at}
    )
    if is_new:
        add_version(procedure, 1, entry.record, by=by, at=at, source=entry.digest)
    elif not m.Version.objects.filter(procedure=procedure, source=entry.digest).exists():
        return rejected(entry, OtherContent(code=entry.code))
    return accepted(entry, warnings, is_new=is_new)
