"""One copy: as it stands, what happened to it, what may be done with it now."""

from uuid import UUID

from lienthong.domain.copies import models as m
from lienthong.domain.copies.errors import CopyNotFound
from lienthong.domain.copies.permissions import can_move, can_see, could_move
from lienthong.domain.copies.queries.rows import CopyRow, HappeningRow, happening_row, row_of
from lienthong.domain.copies.queries.sources import sees_source
from lienthong.domain.copies.rules.moves import MOVES, Verb
from lienthong.spine.actor import Actor


def get_copy(copy: int, *, by: Actor) -> CopyRow:
    """Raises CopyNotFound, also for one that is none of one's business."""
    row = m.Copy.objects.filter(pk=copy).first()
    if row is None or not is_seen(row, by):
        raise CopyNotFound
    return row_of(row)


def is_seen(row: m.Copy, by: Actor) -> bool:
    """Whoever sees what was copied sees that it was."""
    if row.agency != by.agency:
        return False
    sees = sees_source(document=row.document_id, incoming=row.incoming_id, by=by)
    return can_see(by, agency=row.agency, people=row.people, sees_source=sees)


def list_happenings(copy: int) -> list[HappeningRow]:
    """In the order in which they happened."""
    return [happening_row(row) for row in m.Happening.objects.filter(copy=copy).order_by("id")[:100]]


def list_moves(row: CopyRow, *, by: Actor) -> list[Verb]:
    """What this person may do with it now."""
    given = {"agency": row.agency, "asker": row.asker, "signer": row.signer}
    return [verb for verb in MOVES if can_move(by, verb, row.state, **given)]


def is_theirs(row: CopyRow, verb: Verb, *, by: Actor) -> bool:
    """Whether it is or was theirs to do, whatever the state."""
    return could_move(by, verb, agency=row.agency, asker=row.asker, signer=row.signer)


def find_made(key: UUID) -> int | None:
    """What a form asked for."""
    return m.Copy.objects.filter(key=key).values_list("id", flat=True).first()


def find_by_digest(digest: str) -> CopyRow | None:
    """The copy that these very bytes are. Whoever holds them may be told: they say it themselves."""
    row = m.Copy.objects.filter(file_digest=digest).order_by("id").first() if digest else None
    return row_of(row) if row else None
