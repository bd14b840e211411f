"""What letters stop, and which of them stop a case."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import BlockNotFound
from lienthong.domain.cases.rules.blocking import Named, keys_of
from lienthong.domain.organisations.queries import get_path

LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class BlockRow:
    """``agency`` keeps it; it holds there and below until ``lifted_at``."""

    id: int
    agency: str
    named: Named
    words: str
    party: int | None
    letter: str
    letter_on: date
    issuer: str
    recorded_at: datetime
    lifted_at: datetime | None
    lifted_letter: str


def list_blocks(agency: str, day: date, *, lifted: bool = False) -> list[BlockRow]:
    """In force at an agency, its own and those of agencies above; or its own that were lifted. The newest first."""
    where = Q(agency=agency, lifted_at__isnull=False) if lifted else _in_force(agency, day)
    return [_row(row) for row in m.Block.objects.filter(where).order_by("-recorded_at", "-id")[:LISTED]]


def find_blocks(
    owner: str, day: date, *, text: str, parties: Collection[int], path: Collection[str] = ()
) -> list[BlockRow]:
    """Those in force at an agency that name something in ``text``, or one of the ``parties``; the oldest first.

    ``path``: down the tree to the agency, for who knows it already.
    """
    words = keys_of(text)
    named = Q(party__in=parties) | Q(party=None, keys__contained_by=words)
    there = Q(agency__in=path, lifted_at__isnull=True) if path else _in_force(owner, day)
    rows = m.Block.objects.filter(there).filter(named).order_by("letter_on", "id")
    return [_row(row) for row in rows[:LISTED]]


def get_block(block: int, agency: str) -> BlockRow:
    """Raises BlockNotFound for one that another agency keeps."""
    row = m.Block.objects.filter(pk=block, agency=agency).first()
    if row is None:
        raise BlockNotFound
    return _row(row)


def _in_force(agency: str, day: date) -> Q:
    return Q(agency__in=get_path(agency, day) or [agency], lifted_at__isnull=True)


def _row(row: m.Block) -> BlockRow:
    return BlockRow(
        id=row.pk,
        agency=row.agency,
        named=Named(row.named),
        words=row.words,
        party=row.party_id,
        letter=row.letter,
        letter_on=row.letter_on,
        issuer=row.issuer,
        recorded_at=row.recorded_at,
        lifted_at=row.lifted_at,
        lifted_letter=row.lifted_letter,
    )
