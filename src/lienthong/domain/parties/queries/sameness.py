"""Which records are of one person, and which of them is kept."""

from collections.abc import Collection

from django.db import connection
from django.db.models.expressions import RawSQL

_GROUP = """
    WITH RECURSIVE same(party) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT CASE WHEN link.other_id = same.party THEN link.kept_id ELSE link.other_id END
        FROM same JOIN parties_sameness link ON same.party IN (link.kept_id, link.other_id)
        WHERE link.undone_at IS NULL
    )
    SELECT party FROM same
"""
_KEPT = """
    WITH RECURSIVE climb(start, party) AS (
        SELECT asked, asked FROM unnest(%s::bigint[]) asked
        UNION
        SELECT climb.start, link.kept_id
        FROM climb JOIN parties_sameness link ON link.other_id = climb.party
        WHERE link.undone_at IS NULL
    )
    SELECT climb.start, climb.party FROM climb
    WHERE NOT EXISTS (
        SELECT FROM parties_sameness link WHERE link.other_id = climb.party AND link.undone_at IS NULL
    )
"""
_BELOW = """
    WITH RECURSIVE below(top, party) AS (
        SELECT asked, asked FROM unnest(%s::bigint[]) asked
        UNION
        SELECT below.top, link.other_id
        FROM below JOIN parties_sameness link ON link.kept_id = below.party
        WHERE link.undone_at IS NULL
    )
    SELECT top, party FROM below
"""


def same_as(*parties: int) -> RawSQL:
    """Every record of whom these are records of, for ``party__in``: no statement of its own."""
    return RawSQL(_GROUP, [list(parties)])  # noqa: S611 - a constant text with one parameter


def records_of(*parties: int) -> frozenset[int]:
    """Every record of whom these are records of, themselves included; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_GROUP, [list(parties)])
        return frozenset(party for (party,) in cursor.fetchall())


def kept_of(parties: Collection[int]) -> dict[int, int]:
    """The record that is kept, for each of these; itself when it is linked below none. One statement."""
    if not parties:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [list(parties)])
        return dict(cursor.fetchall())


def records_by_kept(kept: Collection[int]) -> dict[int, frozenset[int]]:
    """The records below each of these that are kept, themselves included; one statement."""
    if not kept:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [list(kept)])
        found: dict[int, set[int]] = {party: set() for party in kept}
        for top, party in cursor.fetchall():
            found[top].add(party)
    return {top: frozenset(parties) for top, parties in found.items()}
