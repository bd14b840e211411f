"""Two records turn out to be of one person, or not to be after all. Nothing is moved: both stay as they were kept."""

from datetime import datetime

from django.db import connection, transaction

from lienthong.domain.parties.actions.common import reason_of, tell
from lienthong.domain.parties.errors import (
    DifferentKinds,
    NotLinked,
    NumbersContradict,
    SameRecord,
    UnknownParty,
)
from lienthong.domain.parties.facts import PartiesLinked, PartiesParted
from lienthong.domain.parties.models import Identifier, Party, Sameness
from lienthong.domain.parties.queries.sameness import kept_of, records_of
from lienthong.domain.parties.rules.vocabulary import IDENTIFIER_LABELS, IdentifierKind
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state

_FOR_LIFE = (IdentifierKind.CCCD, IdentifierKind.ENTERPRISE)


@transaction.atomic
def link(*, kept: int, other: int, reason: str, by: Actor, at: datetime) -> None:
    """``other`` is a second record of who ``kept`` is; from now on both are found as the one that is kept.

    Raises ReasonMissing, UnknownParty, SameRecord, DifferentKinds, NumbersContradict.
    """
    told = reason_of(reason)
    _one_after_another()
    first, second = _tops(kept, other)
    if first.pk == second.pk:
        raise SameRecord
    if first.kind != second.kind:
        raise DifferentKinds
    _check_numbers(first.pk, second.pk)
    Sameness.objects.create(kept=first, other=second, reason=told, recorded_at=at, recorded_by=by.account)
    state(PartiesLinked(kept=first.pk, other=second.pk), subject=f"party:{first.pk}", at=at)
    tell("link", first.pk, by=by, at=at, other=second.pk, reason=told)


@transaction.atomic
def part(*, other: int, reason: str, by: Actor, at: datetime) -> None:
    """They are not the same after all: ``other`` stands for itself again, with what was linked below it.

    Raises ReasonMissing, NotLinked.
    """
    told = reason_of(reason)
    _one_after_another()
    row = Sameness.objects.filter(other=other, undone_at=None).first()
    if row is None:
        raise NotLinked
    row.undone_at, row.undone_by, row.undo_reason = max(at, row.recorded_at), by.account, told
    row.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    state(PartiesParted(kept=row.kept_id, other=other), subject=f"party:{row.kept_id}", at=at)
    tell("part", row.kept_id, by=by, at=at, other=other, reason=told)


def _one_after_another() -> None:
    """The lock that the table's trigger takes too; taken first, so that what is read here is still so then."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('parties_sameness', 0))")


def _tops(kept: int, other: int) -> tuple[Party, Party]:
    tops = kept_of([kept, other])
    rows = {row.pk: row for row in Party.objects.filter(pk__in=tops.values())}
    if kept not in tops or other not in tops or len(rows) < len(set(tops.values())):
        raise UnknownParty
    return rows[tops[kept]], rows[tops[other]]


def _check_numbers(one: int, other: int) -> None:
    """A number given for life cannot be two."""
    for kind in _FOR_LIFE:
        mine, theirs = (
            set(
                Identifier.objects.true()
                .filter(party__in=records_of(top), kind=kind.value)
                .values_list("digest")
            )
            for top in (one, other)
        )
        if mine and theirs and mine.isdisjoint(theirs):
            raise NumbersContradict(kind=IDENTIFIER_LABELS[kind])
