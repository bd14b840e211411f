"""The node at work: what was taken is read and routed; with the node above, everything is handed on and fetched."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from lienthong.connectors.axis import client, edxml, wire
from lienthong.connectors.axis import parent as line
from lienthong.connectors.axis.bodies import Item
from lienthong.connectors.axis.client import Access
from lienthong.connectors.axis.errors import NotConnected, Refused, Silent, Unreadable
from lienthong.domain.axis import actions, queries
from lienthong.domain.axis.actions import BY, FETCH, TO_PARENT, TO_READ, Arrival
from lienthong.domain.axis.actions.wording import words_of
from lienthong.domain.axis.queries import LegState, MessageState, OrganRow, Wanted
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.lanes.actions import Load, transport
from lienthong.spine.log import get_logger
from lienthong.spine.outbox import engine
from lienthong.spine.outbox.handlers import CALLS
from lienthong.spine.schedule import daily

MOST_AT_ONCE: Final = 2_000
"""So many in one run; the next one goes on."""
LEASE: Final = timedelta(seconds=20)
"""For one message, however long it takes: runs of a job do not overlap, so only a dead worker's is lent anew."""
LISTED: Final = timedelta(hours=1)
BALANCED_AT: Final = time(1, 30)
MOST_FAILURES: Final = 6
MOST_TRIES: Final = 20
"""A message whose reader died so often is set aside: it may be what kills it."""
MOST_SILENCES: Final = 3
"""So often in a row may the node above be silent; then it is not asked again until the next run."""
_log = get_logger(__name__)


@engine.every("* * * * * */10", TO_READ, queue=CALLS)
def read_taken() -> None:
    read_all(clock.now())


@engine.every("* * * * * */15", TO_PARENT, queue=CALLS)
def hand_on_waiting() -> None:
    hand_on_all(clock.now())


@engine.every("* * * * * */15", FETCH, queue=CALLS)
def fetch() -> None:
    fetch_all(clock.now())


def read_all(at: datetime) -> int:
    """Each message on its own: one that cannot be read holds up no other. Returns how many were looked at."""
    count = 0
    _above(at)  # the way up is there before the first message that needs it
    for load in _loads(TO_READ):
        count += 1
        if load.tries > MOST_TRIES:
            transport().dead(TO_READ, load.key, fault=f"its reader ended without a word {MOST_TRIES} times")
            continue
        try:
            read_one(int(load.key.partition(":")[0]), at)
        except Exception as ours:
            _log.exception("a message of the axis could not be routed")
            _put_off(load, f"{type(ours).__name__}: {ours}")
        else:
            transport().done(TO_READ, load.key)
    return count


def _loads(lane: str) -> Iterator[Load]:
    """One at a time: whoever dies holds up no other."""
    for _ in range(MOST_AT_ONCE):
        lent = transport().take(lane, most=1, lease=LEASE)
        if not lent:
            return
        yield lent[0]


def _put_off(load: Load, fault: str) -> None:
    failures = load.failures + 1
    if failures >= MOST_FAILURES:
        transport().dead(TO_READ, load.key, fault=fault)
    else:
        transport().again(TO_READ, load.key, after=timedelta(seconds=5**failures), fault=fault)


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


@dataclass
class Above:
    """The node above as one run sees it."""

    given: Access
    neighbour: int
    silences: int = 0

    def answered(self) -> None:
        self.silences = 0

    def was_silent(self, silent: Silent) -> None:
        """One call that broke is not the line: others may pass. Raises Silent where it is."""
        self.silences += 1
        if self.silences >= MOST_SILENCES:
            raise silent


@contextmanager
def _line(at: datetime) -> Iterator[Above | None]:
    """None where no node above is set. What goes wrong with it is noted beside it."""
    if not (above := _above(at)):
        yield None
        return
    fault = ""
    try:
        with client.connected(above.given):
            yield above
    except (Silent, Refused) as failed:
        fault = str(failed)
    actions.note_line(neighbour=above.neighbour, fault=fault)


def _above(at: datetime) -> Above | None:
    """The node above that is set, known as a neighbour from then on."""
    try:
        given = line.access()
    except NotConnected:
        return None
    known = actions.know_parent(system=given.system_id, name=line.name(), organ=given.agency, at=at)
    return Above(given, known)


def hand_on_all(at: datetime) -> None:
    """Nothing where no node above is set. Whatever fails is noted where it failed and waits."""
    with _line(at) as above:
        if above:
            hand_on(above)


def fetch_all(at: datetime) -> None:
    """What waits above, and what became of what went there; as ``hand_on_all``."""
    with _line(at) as above:
        if above:
            ask_agencies(above)
            for wanted in Wanted:
                fetch_waiting(above, wanted, at)
            ask_acknowledged(above)


def ask_agencies(above: Above) -> None:
    """Once an hour."""
    known = queries.get_neighbour(above.neighbour)
    if known and known.listed_at and clock.real_now() - known.listed_at < LISTED:
        return
    members = [
        OrganRow(one.code102 or one.code, _other(one), one.name, one.parent, one.mail)
        for one in client.agencies(above.given)
    ]
    try:
        units = client.units(above.given) or []
    except Silent as silent:
        _log.warning("the list that nodes keep alike was not read", why=str(silent))
        actions.note_organs(neighbour=above.neighbour, organs=members, is_whole=False)
    else:
        actions.note_organs(neighbour=above.neighbour, organs=_merged(members, units), is_whole=True)


def _merged(members: list[OrganRow], units: list[wire.Unit]) -> list[OrganRow]:
    """Members with both their codes, and who stands in the list that nodes keep alike alone; without those that it says
    are deleted, and without divisions that are no agency. Of a code that it tells twice its last line counts.
    """
    kept = {one.code: one for one in units}
    named = {code for one in members for code in (one.code, one.other)}
    more = [
        OrganRow(one.code, "", one.name, one.parent, one.mail)
        for one in kept.values()
        if one.is_agency and one.code not in named
    ]
    deleted = {one.code for one in kept.values() if one.is_deleted}
    return [one for one in (*members, *more) if not deleted & {one.code, one.other}]


def _other(one: wire.Agency) -> str:
    """Its code in the other scheme, which some nodes give as its first."""
    return one.old_code or (one.code if one.code102 and one.code != one.code102 else "")


def hand_on(above: Above) -> None:
    """Raises Silent when the line is down: the others wait for it, not for ten seconds each."""
    for load in _loads(TO_PARENT):
        leg = queries.get_leg(int(load.key))
        if leg is None or leg.state is not LegState.WAITING:
            transport().done(TO_PARENT, load.key)
            continue
        try:
            remote = client.send(above.given, actions.path_of(leg.message.id), leg.message.wanted.value)
        except Refused as refused:
            actions.note_failed(leg=leg.id, fault=refused.words or str(refused), is_final=True)
        except Silent as silent:
            actions.note_failed(leg=leg.id, fault=str(silent))
            above.was_silent(silent)
        else:
            above.answered()
            actions.note_handed(leg=leg.id, remote=remote)


def fetch_waiting(above: Above, wanted: Wanted, at: datetime) -> None:
    """What breaks is listed again the next time. Raises Silent when the line is down."""
    for item in client.received(above.given, wanted.value):
        try:
            client.tell(above.given, item.id, _outcome(above, item, wanted, at))
        except Silent as silent:
            above.was_silent(silent)
        else:
            above.answered()


def _outcome(above: Above, item: Item, wanted: Wanted, at: datetime) -> client.Outcome:
    """What we hold already is only acknowledged: that answer was lost. What cannot be taken is told so."""
    held = queries.find_taken(above.neighbour, item.id, wanted)
    if held and wire.same_hash(item.sha256, held.digest):
        return "done"
    try:
        _fetch(above, item, wanted, at)
    except (Refusal, Unreadable) as refused:
        _log.warning("a message of the axis was not taken", message=item.id, why=str(refused))
        return "fail"
    return "done"


def _fetch(above: Above, item: Item, wanted: Wanted, at: datetime) -> None:
    with tempfile.TemporaryDirectory(prefix="axis-") as folder:
        path = Path(folder, "message")
        fetched = client.fetch(above.given, item.id, path, item=item)
        with path.open("rb") as content:
            actions.take(
                content=content,
                arrival=Arrival(neighbour=above.neighbour, wanted=wanted, remote=item.id, stated=item.sender),
                is_announced=lambda digest: digest == fetched.sha256,
                by=BY,
                at=at,
            )


def ask_acknowledged(above: Above) -> None:
    """Only while something that we handed on is not known to have reached whom it is for."""
    if not queries.count_legs()[LegState.TAKEN]:
        return
    for wanted in Wanted:
        done = {
            one.sender_doc_id
            for one in client.sent(above.given, wanted.value)
            if one.receive_status == "done"
        }
        actions.note_acknowledged(neighbour=above.neighbour, remotes=done)


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
