"""The node at work: what was taken is read and routed; with the node above, everything is handed on and fetched."""

import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from lienthong.connectors.axis import client, edxml, wire
from lienthong.connectors.axis import parent as line
from lienthong.connectors.axis.client import Access
from lienthong.connectors.axis.errors import NotConnected, Refused, Silent, Unreadable
from lienthong.domain.axis import actions, queries
from lienthong.domain.axis.actions import BY, TO_PARENT, TO_READ, Arrival
from lienthong.domain.axis.actions.wording import words_of
from lienthong.domain.axis.queries import LegState, MessageState, OrganRow, Wanted
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.lanes.actions import Load, transport
from lienthong.spine.log import get_logger
from lienthong.spine.outbox import engine
from lienthong.spine.outbox.handlers import CALLS
from lienthong.spine.schedule import daily

AT_ONCE: Final = 50
LEASE: Final = timedelta(minutes=10)
LISTED: Final = timedelta(hours=1)
BALANCED_AT: Final = time(1, 30)
MOST_TRIES: Final = 6
_log = get_logger(__name__)


@engine.every("* * * * * */10", "axis.read", queue=CALLS)
def read_taken() -> None:
    read_all(clock.now())


@engine.every("* * * * * */15", "axis.exchange", queue=CALLS)
def exchange() -> None:
    exchange_all(clock.now())


def read_all(at: datetime) -> int:
    """Each message on its own: one that cannot be read holds up no other. Returns how many were looked at."""
    loads = transport().take(TO_READ, most=AT_ONCE, lease=LEASE)
    for load in loads:
        try:
            read_one(int(load.key.partition(":")[0]), at)
        except Exception as ours:
            _log.exception("a message of the axis could not be routed")
            _put_off(load, f"{type(ours).__name__}: {ours}")
        else:
            transport().done(TO_READ, load.key)
    return len(loads)


def _put_off(load: Load, fault: str) -> None:
    if load.tries >= MOST_TRIES:
        transport().dead(TO_READ, load.key, fault=fault)
    else:
        transport().again(TO_READ, load.key, after=timedelta(seconds=5**load.tries), fault=fault)


def read_one(message: int, at: datetime) -> None:
    row = queries.find_message(message)
    if row is None or row.state is not MessageState.TAKEN:
        return
    with tempfile.TemporaryDirectory(prefix="axis-") as folder:
        try:
            read = edxml.read(actions.path_of(message), into=Path(folder))
        except Unreadable as unread:
            actions.refuse_unread(message=message, reason=words_of(unread), at=at)
        else:
            actions.route(message=message, read=read.message, at=at)


def exchange_all(at: datetime) -> None:
    """Nothing where no node above is set. Whatever fails is noted where it failed and waits."""
    try:
        given = line.access()
    except NotConnected:
        return
    above = actions.know_parent(system=given.system_id, name=line.name(), organ=given.agency, at=at)
    fault = ""
    try:
        with client.connected(given):
            ask_agencies(given, above)
            hand_on(given)
            for wanted in Wanted:
                fetch_waiting(given, above, wanted, at)
            ask_acknowledged(given, above)
    except (Silent, Refused) as failed:
        fault = str(failed)
    actions.note_line(neighbour=above, fault=fault)


def ask_agencies(given: Access, above: int) -> None:
    """Once an hour."""
    known = queries.get_neighbour(above)
    if known and known.listed_at and clock.real_now() - known.listed_at < LISTED:
        return
    listed = client.agencies(given)
    actions.note_organs(
        neighbour=above,
        organs=[
            OrganRow(one.code102 or one.code, _other(one), one.name, one.parent, one.mail) for one in listed
        ],
        is_whole=True,
    )


def _other(one: wire.Agency) -> str:
    """Its code in the other scheme, which some nodes give as its first."""
    return one.old_code or (one.code if one.code102 and one.code != one.code102 else "")


def hand_on(given: Access) -> None:
    """Raises Silent at the first that gets no answer: the others wait for the line, not for ten seconds each."""
    for load in transport().take(TO_PARENT, most=AT_ONCE, lease=LEASE):
        leg = queries.get_leg(int(load.key))
        if leg is None or leg.state is not LegState.WAITING:
            transport().done(TO_PARENT, load.key)
            continue
        try:
            remote = client.send(given, actions.path_of(leg.message.id), leg.message.wanted.value)
        except Refused as refused:
            actions.note_failed(leg=leg.id, fault=refused.words or str(refused), is_final=True)
        except Silent as silent:
            actions.note_failed(leg=leg.id, fault=str(silent))
            raise
        else:
            actions.note_handed(leg=leg.id, remote=remote)


def fetch_waiting(given: Access, above: int, wanted: Wanted, at: datetime) -> None:
    """What we hold already is only acknowledged: that answer was lost. What cannot be taken is told so."""
    for item in client.received(given, wanted.value):
        held = queries.find_taken(above, item.id, wanted)
        if held and wire.same_hash(item.sha256, held.digest):
            client.tell(given, item.id, "done")
            continue
        try:
            _fetch(given, above, item, wanted, at)
        except (Refusal, Unreadable) as refused:
            _log.warning("a message of the axis was not taken", message=item.id, why=str(refused))
            client.tell(given, item.id, "fail")
        else:
            client.tell(given, item.id, "done")


def _fetch(given: Access, above: int, item: wire.Item, wanted: Wanted, at: datetime) -> None:
    with tempfile.TemporaryDirectory(prefix="axis-") as folder:
        path = Path(folder, "message")
        fetched = client.fetch(given, item.id, path, item=item)
        with path.open("rb") as content:
            actions.take(
                content=content,
                arrival=Arrival(neighbour=above, wanted=wanted, remote=item.id, stated=item.sender),
                is_announced=lambda digest: digest == fetched.sha256,
                by=BY,
                at=at,
            )


def ask_acknowledged(given: Access, above: int) -> None:
    """Only while something that we handed on is not known to have reached whom it is for."""
    if not queries.count_legs()[LegState.TAKEN]:
        return
    for wanted in Wanted:
        done = {one.sender_doc_id for one in client.sent(given, wanted.value) if one.receive_status == "done"}
        actions.note_acknowledged(neighbour=above, remotes=done)


@daily("axis.balance", at=BALANCED_AT)
def balance_on(day: date, at: datetime) -> None:
    """Of the day before; a node above that is silent is named, and asked again by hand."""
    del at
    balance(day - timedelta(days=1))


def balance(day: date) -> None:
    above = queries.parent()
    try:
        given = line.access()
    except NotConnected:
        return
    if above is None:
        return
    try:
        listed = {
            one.sender_doc_id: one.receive_status
            for wanted in Wanted
            for one in client.sent(given, wanted.value)
        }
    except (Silent, Refused) as fault:
        actions.note_balance(neighbour=above.id, day=day, listed={}, fault=str(fault))
    else:
        actions.note_balance(neighbour=above.id, day=day, listed=listed)
