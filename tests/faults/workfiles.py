"""Each move of a work file, of a list and of a hand-over is whole or has not happened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from lienthong.domain.workfiles import actions, queries
from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.queries import State, Verb
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from tests.domain.documents.office import AT
from tests.domain.workfiles.cabinet import Cabinet, cabinet, later
from tests.faults.harness import Swept


@dataclass(frozen=True)
class Moved:
    """One run's file (none yet when it is opened: then the form's key), its hand-over, its clearance."""

    workfile: int = 0
    key: UUID | None = None
    hand_over: int = 0
    clearance: int = 0
    events: int = 0


@cache
def snv() -> tuple[Cabinet, int]:
    """Made before any child is forked: the office, and a document of the register."""
    made = cabinet()
    return made, made.room.plainly_issued()


def to_open(_k: int) -> Moved:
    snv()
    return Moved(key=uuid4())


def opened(_k: int) -> Moved:
    workfile = snv()[0].opened(code=f"{uuid4().hex[:8]}.CCHC")
    return Moved(workfile, events=1)


def filled(k: int) -> Moved:
    moved = opened(k)
    put(moved)
    return Moved(moved.workfile, events=2)


def closed(k: int) -> Moved:
    moved = filled(k)
    close(moved)
    return Moved(moved.workfile, events=3)


def handed(k: int) -> Moved:
    moved = closed(k)
    over = snv()[0].handed(moved.workfile)
    return Moved(moved.workfile, hand_over=over, events=4)


def proposed(k: int) -> Moved:
    moved = handed(k)
    receive(moved)
    made = m.Clearance.objects.filter(state="WAITING").first()
    if made:
        actions.withdraw(clearance=made.pk, by=snv()[0].clerk, at=later(5))
    listed = actions.propose(workfiles=[moved.workfile], reason="Hết hạn", by=snv()[0].clerk, at=later(5))
    return Moved(moved.workfile, clearance=listed, events=5)


def open_one(moved: Moved) -> None:
    made = snv()[0]
    cover = made.cover(code=f"{uuid4().hex[:8]}.CCHC")
    actions.open_outside(key=moved.key or uuid4(), cover=cover, by=made.writer, at=AT)


def put(moved: Moved) -> None:
    made, document = snv()
    actions.put_document(workfile=moved.workfile, document=document, by=made.writer, at=AT)


def close(moved: Moved) -> None:
    actions.close(workfile=moved.workfile, by=snv()[0].writer, at=AT)


def hand(moved: Moved) -> None:
    snv()[0].handed(moved.workfile)


def receive(moved: Moved) -> None:
    actions.receive(hand_over=moved.hand_over, returned={}, by=snv()[0].clerk, at=AT)


def decide(moved: Moved) -> None:
    by = snv()[0].head
    actions.decide(clearance=moved.clearance, is_approved=True, answer="", by=by, at=later(5))


def happened(verb: Verb) -> Callable[[Moved, bool], None]:
    def whole_or_not_at_all(moved: Moved, done: bool) -> None:
        where = {"key": moved.key} if moved.key else {"pk": moved.workfile}
        row = m.Workfile.objects.filter(**where).first()
        events = m.Happening.objects.filter(workfile=row)
        count = events.count() - moved.events
        assert count == (1 if done else count), "done, answered, lost"
        assert count in (0, 1), "it happened twice"
        if row:
            assert events.filter(verb=verb).count() == count
            told = [entry.verb for entry in ledger.list_entries(subject=f"workfile:{row.pk}")]
            assert told.count(f"workfiles.{verb.lower()}") == count, "an event without its entry"
            _assert_it_stands_as_was_decided(row)
        assert verify().is_sound

    return whole_or_not_at_all


def _assert_it_stands_as_was_decided(row: m.Workfile) -> None:
    """What lies before the archivist or with them is named by a hand-over, what is cleared by an approved list."""
    if row.state in {State.HANDED, State.ARCHIVED}:
        over = m.HandOver.objects.get(pk=row.hand_over_id or 0)
        assert row.pk in over.files
        assert (row.state == State.ARCHIVED) == (row.pk in over.received)
    cleared = m.Clearance.objects.filter(state="APPROVED", files__contains=[row.pk]).exists()
    assert cleared == (row.state == State.CLEARED)
    assert len(queries.list_papers(row.pk)) <= 1


SWEPT = [
    Swept("open a work file", setup=to_open, action=open_one, holds=happened(Verb.OPENED)),
    Swept("put a document into a work file", setup=opened, action=put, holds=happened(Verb.PUT)),
    Swept("close a work file", setup=filled, action=close, holds=happened(Verb.CLOSED)),
    Swept("hand a work file over", setup=closed, action=hand, holds=happened(Verb.HANDED)),
    Swept("receive a work file", setup=handed, action=receive, holds=happened(Verb.RECEIVED)),
    Swept("clear a work file", setup=proposed, action=decide, holds=happened(Verb.CLEARED)),
]
