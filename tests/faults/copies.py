"""Each move of a copy is whole or has not happened: state, event, number, file, fact and entry, or none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from lienthong.domain.copies import actions
from lienthong.domain.copies import models as m
from lienthong.domain.copies.queries import Medium, State, Verb
from lienthong.spine.files.queries import get_file
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.numbering.models import Number
from lienthong.spine.outbox.models import StatedFact
from tests.domain.copies.office import Copying, copying
from tests.domain.documents.office import AT, PIN
from tests.faults.harness import Swept
from tests.spine.signatures import desk


@dataclass(frozen=True)
class Moved:
    """One run's copy (none yet where it is asked for: then the form's key), and how many events it had before."""

    copy: int = 0
    key: UUID | None = None
    events: int = 0


@cache
def snv() -> Copying:
    """Made before any child is forked."""
    return copying()


def nothing_yet(_k: int) -> Moved:
    snv()
    return Moved(key=uuid4())


def asked(_k: int) -> Moved:
    return Moved(snv().asked(), events=1)


def ordered(_k: int) -> Moved:
    return Moved(snv().ordered(), events=2)


def ordered_for_paper(_k: int) -> Moved:
    return Moved(snv().ordered(medium=Medium.PAPER), events=2)


def numbered(k: int) -> Moved:
    moved = ordered(k)
    number(moved)
    return Moved(moved.copy, events=3)


def made(k: int) -> Moved:
    moved = ordered_for_paper(k)
    issue(moved)
    return Moved(moved.copy, events=4)


def ask(moved: Moved) -> None:
    actions.ask(wanted=snv().wanted(key=moved.key), by=snv().clerk, at=AT)


def order(moved: Moved) -> None:
    actions.order(copy=moved.copy, by=snv().head, at=AT)


def number(moved: Moved) -> None:
    actions.number(copy=moved.copy, by=snv().clerk, at=AT)


def issue(moved: Moved) -> None:
    actions.issue(copy=moved.copy, pin=PIN, helpers=desk.helpers(), by=snv().clerk, at=AT)


def cancel(moved: Moved) -> None:
    actions.cancel(copy=moved.copy, reason="In nhầm", by=snv().clerk, at=AT)


def holds(*verbs: Verb) -> Callable[[Moved, bool], None]:
    """What was done in several transactions may end after any of them, never within one."""

    def whole_or_not_at_all(moved: Moved, done: bool) -> None:
        where = {"key": moved.key} if moved.key else {"pk": moved.copy}
        row = m.Copy.objects.filter(**where).first()
        happened = _happened(row, verbs, moved.events) if row else 0
        assert happened == len(verbs) or not done, "done, answered, lost"
        given = m.Copy.objects.filter(number__isnull=False).values_list("entry", "number")
        issued = Number.objects.filter(subject__startswith="copy:").values_list("id", "value")
        assert set(given) == set(issued), "a number without its copy"
        assert verify().is_sound

    return whole_or_not_at_all


def _happened(row: m.Copy, verbs: tuple[Verb, ...], before: int) -> int:
    events = list(m.Happening.objects.filter(copy=row).order_by("id").values_list("verb", flat=True))
    new = events[before:]
    assert new == list(verbs[: len(new)]), "another order, or twice"
    subject = f"copy:{row.pk}"
    assert StatedFact.objects.filter(subject=subject).count() == len(events), "an event without its fact"
    told = [entry.verb for entry in ledger.list_entries(subject=subject)]
    entries = sorted(verb for verb in told if verb.startswith("copies."))  # notices write lines of their own
    assert entries == sorted(f"copies.{verb.lower()}" for verb in events), "an event without its entry"
    file = get_file(row.file) if row.file else None
    assert (row.state == State.MADE) <= (file is not None)
    assert not file or file.digest == row.file_digest
    return len(new)


SWEPT = [
    Swept("ask for a copy", setup=nothing_yet, action=ask, holds=holds(Verb.ASKED)),
    Swept("order a copy", setup=asked, action=order, holds=holds(Verb.ORDERED)),
    Swept("number a copy", setup=ordered, action=number, holds=holds(Verb.NUMBERED)),
    Swept("seal a copy", setup=numbered, action=issue, holds=holds(Verb.MADE)),
    Swept(
        "number a copy and set it for paper",
        setup=ordered_for_paper,
        action=issue,
        holds=holds(Verb.NUMBERED, Verb.MADE),
    ),
    Swept("cancel the number of a copy", setup=made, action=cancel, holds=holds(Verb.CANCELLED)),
]
