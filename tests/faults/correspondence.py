"""Each move of an incoming document and each word on a sending is whole or has not happened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from lienthong.domain.correspondence import actions, queries
from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.queries import Status, Verb
from lienthong.domain.documents.models import Document
from lienthong.domain.documents.queries import Urgency
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.numbering.models import Number
from lienthong.spine.outbox.models import StatedFact
from tests.domain.correspondence.office import TODAY, Room, room
from tests.domain.documents.office import AT, OTHER
from tests.faults.harness import Swept

FORM = uuid4()
"""Of one form: a sending hears each of its presses once."""


@dataclass(frozen=True)
class Moved:
    """One run's incoming document (none yet when it is registered: then the form's key), or document and sending."""

    incoming: int = 0
    key: UUID | None = None
    document: int = 0
    sending: int = 0
    events: int = 0


@cache
def snv() -> tuple[Room, int, int]:
    """Made before any child is forked: the office, a file, and an issued document."""
    made = room(with_keys=False)
    return made, made.file(), made.plainly_issued()


def _letter(**changes: object) -> actions.Letter:
    made, file, _document = snv()
    return made.letter(files=(file,), symbol=f"{uuid4().hex[:8]}/STP", **changes)


def to_register(_k: int) -> Moved:
    snv()
    return Moved(key=uuid4())


def registered(_k: int) -> Moved:
    made, _file, _document = snv()
    return Moved(actions.register(key=uuid4(), letter=_letter(), by=made.clerk, at=AT), events=1)


def submitted(k: int) -> Moved:
    made, moved = snv()[0], registered(k)
    actions.submit(incoming=moved.incoming, to=made.snv.head.account, by=made.clerk, at=AT)
    return Moved(moved.incoming, events=2)


def in_hand(k: int) -> Moved:
    made, moved = snv()[0], submitted(k)
    made.assigned(moved.incoming)
    return Moved(moved.incoming, events=4)


def to_send(k: int) -> Moved:
    """A copy of the issued document, with a number of its own."""
    row = Document.objects.get(pk=snv()[2])
    row.pk, row.key, row.number = None, uuid4(), 1_000 + k + Document.objects.count()
    row.save(force_insert=True)
    return Moved(document=row.pk)


def sent(k: int) -> Moved:
    made, moved = snv()[0], to_send(k)
    actions.send(document=moved.document, recipients=[OTHER], by=made.clerk, at=AT)
    (sending,) = queries.list_sendings(moved.document)
    return Moved(document=moved.document, sending=sending.id, events=1)


def asked_back(k: int) -> Moved:
    moved = sent(k)
    ask_back(moved)
    return Moved(document=moved.document, sending=moved.sending, events=2)


def register(moved: Moved) -> None:
    actions.register(key=moved.key or uuid4(), letter=_letter(), by=snv()[0].clerk, at=AT)


def submit(moved: Moved) -> None:
    made = snv()[0]
    actions.submit(incoming=moved.incoming, to=made.snv.head.account, by=made.clerk, at=AT)


def correct(moved: Moved) -> None:
    letter = _letter(subject="nội dung đúng")
    actions.correct(incoming=moved.incoming, letter=letter, reason="Gõ nhầm", by=snv()[0].clerk, at=AT)


def instruct(moved: Moved) -> None:
    snv()[0].instructed(moved.incoming)


def close(moved: Moved) -> None:
    actions.close(incoming=moved.incoming, reason="Để biết", by=snv()[0].snv.writer, at=AT)


def give_back(moved: Moved) -> None:
    actions.give_back(incoming=moved.incoming, reason="Nhầm nơi", by=snv()[0].snv.writer, at=AT)


def answer(moved: Moved) -> None:
    made = snv()
    actions.answer(incoming=moved.incoming, document=made[2], code="01/SNV", by=made[0].snv.writer, at=AT)


def send(moved: Moved) -> None:
    actions.send(document=moved.document, recipients=[OTHER], by=snv()[0].clerk, at=AT)


def register_sent(moved: Moved) -> None:
    actions.register_sent(sending=moved.sending, letter=_letter(), by=snv()[0].stc, at=AT)


def refuse(moved: Moved) -> None:
    actions.refuse(sending=moved.sending, reason="Nhầm nơi", by=snv()[0].stc, at=AT)


def ask_back(moved: Moved) -> None:
    actions.ask_back(sending=moved.sending, reason="Sai phụ lục", by=snv()[0].clerk, at=AT)


def agree(moved: Moved) -> None:
    actions.agree(sending=moved.sending, by=snv()[0].stc, at=AT)


def happened(verb: Verb) -> Callable[[Moved, bool], None]:
    def whole_or_not_at_all(moved: Moved, done: bool) -> None:
        where = {"key": moved.key} if moved.key else {"pk": moved.incoming}
        row = m.Incoming.objects.filter(**where).first()
        events = m.Happening.objects.filter(incoming=row)
        count = events.count() - moved.events
        assert count == (1 if done else count), "done, answered, lost"
        assert count in (0, 1), "it happened twice"
        if row:
            assert events.filter(verb=verb).count() == count
            subject = f"incoming:{row.pk}"
            assert StatedFact.objects.filter(subject=subject).count() == events.count()
            told = [entry.verb for entry in ledger.list_entries(subject=subject)]
            assert told.count(f"correspondence.{verb.lower()}") == count, "an event without its entry"
        _assert_arrival_numbers_belong()
        assert verify().is_sound

    return whole_or_not_at_all


def instructed_once(moved: Moved, done: bool) -> None:
    happened(Verb.INSTRUCTED)(moved, done)
    row = m.Incoming.objects.get(pk=moved.incoming)
    assert (row.lead != "") == (row.state == "TO_ASSIGN"), "an instruction without who leads"


def said(status: Status) -> Callable[[Moved, bool], None]:
    def whole_or_not_at_all(moved: Moved, done: bool) -> None:
        row = m.Sending.objects.filter(document=moved.document).first()
        words = [one.status for one in m.Word.objects.filter(sending=row).order_by("id")] if row else []
        assert not done or status in words, "done, answered, lost"
        assert words.count(status) <= 1, "it was said twice"
        if row:
            assert row.status == words[-1], "it stands otherwise than was said last"
            assert StatedFact.objects.filter(subject=f"sending:{row.pk}").count() == len(words)
            has_entered = m.Incoming.objects.filter(sending=row).exists()
            assert has_entered == (Status.REGISTERED in words), "registered here, and there not"
        _assert_arrival_numbers_belong()
        assert verify().is_sound

    return whole_or_not_at_all


def _assert_arrival_numbers_belong() -> None:
    """Every arrival number that was handed out is a document's, in its place."""
    given = m.Incoming.objects.values_list("entry", "number")
    issued = Number.objects.filter(book__kind="incoming").values_list("id", "value")
    assert set(given) == set(issued), "an arrival number without its document"
    assert all(row.registered_on == TODAY for row in m.Incoming.objects.all())


def amend(moved: Moved) -> None:
    amended = actions.Amended(subject="nội dung đúng", urgency=Urgency.URGENT, due=None, reason="Ghi nhầm")
    actions.amend(document=moved.document, key=FORM, amended=amended, by=snv()[0].clerk, at=AT)


def amended_once(moved: Moved, done: bool) -> None:
    made = m.Amendment.objects.filter(sending=moved.sending).count()
    assert made == (1 if done else made), "done, answered, lost"
    assert made in (0, 1), "it was told twice"
    subject = f"sending:{moved.sending}"
    stated = StatedFact.objects.filter(subject=subject, name="correspondence.SendingAmended").count()
    told = [entry.verb for entry in ledger.list_entries(subject=subject)]
    assert stated == told.count("correspondence.amend") == made
    assert verify().is_sound


SWEPT = [
    Swept("put right what was told of a document", setup=sent, action=amend, holds=amended_once),
    Swept(
        "register an incoming document", setup=to_register, action=register, holds=happened(Verb.REGISTERED)
    ),
    Swept("correct an incoming document", setup=registered, action=correct, holds=happened(Verb.CORRECTED)),
    Swept("submit an incoming document", setup=registered, action=submit, holds=happened(Verb.SUBMITTED)),
    Swept("instruct on an incoming document", setup=submitted, action=instruct, holds=instructed_once),
    Swept("close an incoming document", setup=in_hand, action=close, holds=happened(Verb.CLOSED)),
    Swept("give an incoming document back", setup=in_hand, action=give_back, holds=happened(Verb.GIVEN_BACK)),
    Swept("answer an incoming document", setup=in_hand, action=answer, holds=happened(Verb.ANSWERED)),
    Swept("send a document to an agency", setup=to_send, action=send, holds=said(Status.SENT)),
    Swept("register what was sent", setup=sent, action=register_sent, holds=said(Status.REGISTERED)),
    Swept("refuse what was sent", setup=sent, action=refuse, holds=said(Status.REFUSED)),
    Swept("ask back what was sent", setup=sent, action=ask_back, holds=said(Status.ASKED_BACK)),
    Swept("give back what was sent", setup=asked_back, action=agree, holds=said(Status.AGREED)),
]
