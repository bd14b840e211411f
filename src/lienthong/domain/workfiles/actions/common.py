"""What every move of a work file does: lock it, ask the table, note what happened; the ledger's line last."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.errors import (
    KeeperUnfit,
    NotNow,
    NotYours,
    WhyMissing,
    WorkfileNotFound,
)
from lienthong.domain.workfiles.permissions import can_move
from lienthong.domain.workfiles.queries.files import is_seen
from lienthong.domain.workfiles.queries.foreseen import refuse_secret
from lienthong.domain.workfiles.queries.lists import list_keepers
from lienthong.domain.workfiles.rules.moves import MOVES, State, Verb, allows
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean_lines, search_key


@dataclass
class Held:
    """A work file, locked. ``at`` is when the move happens."""

    row: m.Workfile
    by: Actor
    at: datetime

    @property
    def day(self) -> date:
        return clock.local(self.at).date()


def hold(workfile: int, verb: Verb, *, by: Actor, at: datetime) -> Held:
    """Locked until the transaction ends. Raises WorkfileNotFound, NotYours, NotNow."""
    row = m.Workfile.objects.select_for_update(no_key=True, of=("self",)).filter(pk=workfile).first()
    if row is None or not is_seen(row, by):
        raise WorkfileNotFound
    if not allows(verb, State(row.state)):
        raise NotNow
    if not can_move(by, verb, State(row.state), agency=row.agency, keeper=row.keeper):
        raise NotYours
    return Held(row, by, max(at, row.moved_at))


def happen(held: Held, verb: Verb, data: dict[str, Any] | None = None, **changes: Any) -> None:
    """Notes one event and writes how the file stands after it."""
    row, by, at = held.row, held.by, held.at
    move = MOVES.get(verb)
    after = {"state": move.to.value} if move and move.to else {}
    for name, value in (after | changes).items():
        setattr(row, name, value)
    row.moved_at = at
    row.people = sorted({*row.people, row.keeper, by.account} - {"", "platform"})
    row.unit_key = search_key(row.unit)
    row.search = search_key(" ".join((row.code, row.title, row.unit, row.keeper_name)))
    row.save()
    m.Happening.objects.create(
        workfile=row,
        verb=verb,
        occurred_at=at,
        recorded_at=at,
        account=by.account,
        name=by.name,
        position=by.position,
        data=data or {},
    )
    told = {name: value for name, value in (data or {}).items() if isinstance(value, str | int | bool)}
    record(
        by=by,
        verb=f"workfiles.{verb.lower()}",
        subject=f"workfile:{row.pk}",
        agency=row.agency,
        at=at,
        details={"code": row.code, "year": row.year, **told},
    )


def said(reason: str) -> str:
    """Raises WhyMissing."""
    if not (told := clean_lines(reason)):
        raise WhyMissing
    refuse_secret([told])
    return told


def name_of_keeper(account: str, agency: str, day: date) -> str:
    """Raises KeeperUnfit."""
    known = dict(list_keepers(agency, day))
    if account not in known:
        raise KeeperUnfit
    return known[account].partition(",")[0]
