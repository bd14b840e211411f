"""What every move of a copy does: lock it, ask the table, note what happened; the ledger's line last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lienthong.domain.copies import models as m
from lienthong.domain.copies.errors import CopyNotFound, NotNow, NotYours, ReasonMissing, SecretCopy
from lienthong.domain.copies.facts import CopyMoved
from lienthong.domain.copies.permissions import can_move
from lienthong.domain.copies.queries.one import is_seen
from lienthong.domain.copies.queries.rows import CopyRow, row_of
from lienthong.domain.copies.rules.moves import MOVES, State, Verb
from lienthong.domain.documents.queries import is_secret
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean_lines, search_key


@dataclass
class Held:
    """A copy, locked. ``at`` is when the move happens: never before the one that came first."""

    row: m.Copy
    by: Actor
    at: datetime


def hold(copy: int, verb: Verb, *, by: Actor, at: datetime) -> Held:
    """Locked until the transaction ends. Raises CopyNotFound, NotYours, NotNow."""
    found = m.Copy.objects.select_for_update(no_key=True, of=("self",)).filter(pk=copy).first()
    row = _asked(found, verb, by)
    return Held(row, by, max(at, row.moved_at))


def look(copy: int, verb: Verb, *, by: Actor) -> CopyRow:
    """As ``hold``, without a lock: for what takes time before it can be written."""
    return row_of(_asked(m.Copy.objects.filter(pk=copy).first(), verb, by))


def _asked(row: m.Copy | None, verb: Verb, by: Actor) -> m.Copy:
    if row is None or not is_seen(row, by):
        raise CopyNotFound
    now = State(row.state)
    if now not in MOVES[verb].rights:
        raise NotNow
    if not can_move(by, verb, now, agency=row.agency, asker=row.asker, signer=row.signer):
        raise NotYours
    return row


def happen(held: Held, verb: Verb, data: dict[str, Any] | None = None, **changes: Any) -> None:
    """Notes one event and writes how the copy stands after it."""
    row, by, at = held.row, held.by, held.at
    after = {"state": MOVES[verb].to.value} if verb in MOVES else {}
    for name, value in (after | changes).items():
        setattr(row, name, value)
    row.moved_at = at
    row.people = sorted({*row.people, row.signer, by.account} - {""})
    row.search = search_of(row)
    row.save()
    happening = m.Happening.objects.create(
        copy=row,
        verb=verb,
        occurred_at=at,
        account=by.account,
        name=by.name,
        agency=by.agency,
        position=by.position,
        data=data or {},
    )
    subject = f"copy:{row.pk}"
    state(CopyMoved(row.pk, happening.pk, verb), subject=subject, at=at)
    record(
        by=by,
        verb=f"copies.{verb.lower()}",
        subject=subject,
        agency=row.agency,
        at=at,
        details={"happening": happening.pk, **happening.data},
    )


def search_of(row: m.Copy) -> str:
    number = f"{row.number:02} {row.number}" if row.number else ""
    words = (number, row.symbol, row.source_title, row.source_author, row.subject, row.recipients)
    return search_key(" ".join((*words, row.signer_name, row.asker_name)))


def said(reason: str) -> str:
    """Raises ReasonMissing, SecretCopy."""
    if not (told := clean_lines(reason)):
        raise ReasonMissing
    refuse_secret(told)
    return told


def refuse_secret(*texts: str) -> None:
    if is_secret(texts):
        raise SecretCopy
