"""Each move of a document is whole or has not happened: state, event, file, number, fact and entry, or none of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from lienthong.connectors.remote_signing.messages import Answer
from lienthong.domain.documents import actions
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions import answering, attaching, drafting, issuing
from lienthong.domain.documents.actions.common import content_of
from lienthong.domain.documents.queries import State, Verb
from lienthong.spine.files.queries import get_file, open_content
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.numbering.models import Number
from lienthong.spine.outbox.models import StatedFact
from lienthong.spine.pdf import typeset_with_places
from lienthong.spine.signatures import actions as keys
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.preparing import fill
from lienthong.spine.signatures.queries import key_of
from tests.domain.documents.attachments import LIST, TABLE, brought, pdf, workbook
from tests.domain.documents.office import AGENCY, AT, PIN, Office, office
from tests.faults.harness import Swept
from tests.spine.signatures import desk


@dataclass(frozen=True)
class Moved:
    """One run's document (none yet for a draft: then the form's key), how many events it had before, and the question
    on the telephone.
    """

    document: int = 0
    key: UUID | None = None
    events: int = 0
    question: UUID | None = None


class Once:
    """Does something once and gives the same for ever: typesetting takes long, and is for other tests to see."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work, self.made = work, list[Any]()

    def __call__(self, *words: Any, **more: Any) -> Any:
        if not self.made:
            self.made.append(self.work(*words, **more))
        return self.made[0]


@cache
def snv() -> Office:
    """Made before any child is forked, with all that is done once."""
    made, fill_once = office(), Once(fill)
    patch.object(drafting, "typeset_with_places", Once(typeset_with_places)).start()
    patch.object(issuing, "fill", fill_once).start()
    for name in ("clean_pdf", "show_page", "_refuse_secret"):
        patch.object(attaching, name, Once(getattr(attaching, name))).start()
    fill_once(made.paper(made.to_sign()), {"number": "01", "day": "15", "month": "10"})
    return made


def nothing_yet(_k: int) -> Moved:
    snv()
    return Moved(key=uuid4())


def drafted(_k: int) -> Moved:
    return Moved(snv().drafted(), events=1)


def to_sign(_k: int) -> Moved:
    return Moved(snv().to_sign(), events=3)


def signed(_k: int) -> Moved:
    """That a signature is there is taken for granted: what is numbered is the prepared paper."""
    document = snv().to_sign()
    m.Document.objects.filter(pk=document).update(state=State.SIGNED.value, holder="")
    return Moved(document, events=3)


def numbered(_k: int) -> Moved:
    moved = signed(_k)
    number(moved)
    return Moved(moved.document, events=4)


def draft(moved: Moved) -> None:
    assert moved.key
    actions.draft(draft=actions.Draft(moved.key, snv().letter()), by=snv().writer, at=AT)


def write(moved: Moved) -> None:
    content = snv().letter(subject="viết lại")
    actions.write(document=moved.document, version=1, content=content, by=snv().writer, at=AT)


def attach(moved: Moved) -> None:
    given = [brought(LIST, pdf()), brought(TABLE, workbook())]
    assert not actions.attach(document=moved.document, version=1, brought=given, by=snv().writer, at=AT)


def numbered_with_attachments(k: int) -> Moved:
    moved = drafted(k)
    attach(moved)
    submit(moved)
    actions.initial(document=moved.document, by=snv().division, at=AT)
    m.Document.objects.filter(pk=moved.document).update(state=State.SIGNED.value, holder="")
    number(moved)
    return Moved(moved.document, events=5)


def sealed_with_attachments_or_not(moved: Moved, done: bool) -> None:
    """The document and what goes with it: both bear the agency's signature, or neither does."""
    holds(Verb.SEALED)(moved, done)
    row = m.Document.objects.get(pk=moved.document)
    listed, table = row.attached
    newest = m.Version.objects.get(document=row, place=row.version).content["attachments"]
    assert table == newest[1]["file"]
    assert (listed != newest[0]["file"]) == (row.state == State.ISSUED)
    assert (b"/ByteRange" in content_of(listed)) == (row.state == State.ISSUED)


def submit(moved: Moved) -> None:
    to = snv().division.account
    actions.submit(document=moved.document, why="Cần", proposal="Ký", to=to, by=snv().writer, at=AT)


def sign(moved: Moved) -> None:
    read = actions.Read(moved.document, 1)
    actions.sign(read=read, pin=PIN, helpers=desk.helpers(), by=snv().head, at=AT)


@cache
def device() -> desk.Issued:
    """The head's, taken into use before any child is forked."""
    return _elsewhere(holders.TokenKind.BRIDGE)


@cache
def telephone_key() -> desk.Issued:
    """The head's with a service."""
    return _elsewhere(holders.TokenKind.REMOTE)


def _elsewhere(kind: holders.TokenKind) -> desk.Issued:
    issued = desk.authority().issue(snv().head.name)
    keys.enrol(
        holder=holders.account(snv().head.account),
        enrolment=keys.Enrolment(issued.der, kind=kind, handle="elsewhere"),
        trust=desk.authority().trust(),
        agency=AGENCY,
        by=snv().head,
        at=AT,
    )
    return issued


def to_sign_at_the_desk(k: int) -> Moved:
    device()
    return to_sign(k)


def sign_with_the_device(moved: Moved) -> None:
    words: dict[str, Any] = {"helpers": desk.helpers(), "by": snv().head, "at": AT}
    read = actions.Read(moved.document, 1)
    started = actions.begin(read=read, kind=holders.TokenKind.BRIDGE, **words)
    actions.finish(started=started, made=[desk.token(device()).sign(started.parts[0].content)], **words)


class Service:
    """It has been confirmed, and signs what it is asked to."""

    def check(self, handle: str) -> Answer:
        return Answer(sad=f"sad of {handle}")

    authorize = check

    def sign(self, _credential: str, _certificate: bytes, _sad: str, contents: list[bytes]) -> list[bytes]:
        return [desk.token(telephone_key()).sign(content) for content in contents]


def confirmed(k: int) -> Moved:
    telephone_key()
    moved = replace(to_sign(k), question=uuid4())
    ask_on_the_telephone(moved)
    return moved


def to_ask_about(k: int) -> Moved:
    telephone_key()
    return replace(to_sign(k), question=uuid4())


def ask_on_the_telephone(moved: Moved) -> None:
    assert moved.question
    read = [actions.Read(moved.document, 1)]
    actions.ask(key=moved.question, read=read, helpers=desk.helpers(), by=snv().head, at=AT)


def take_what_was_confirmed(moved: Moved) -> None:
    assert moved.question
    with patch.object(answering, "service", Service()):
        actions.go_on(helpers=desk.helpers(), at=AT)


def asked_whole_or_not(moved: Moved, done: bool) -> None:
    assert moved.question
    row = m.SigningRequest.objects.filter(key=moved.question).first()
    assert row or not done, "done, answered, lost"
    assert row is None or row.items.exclude(started={}).count() == (1 if done or row.said else 0)
    assert m.Document.objects.get(pk=moved.document).state == State.TO_SIGN


def signed_once_in_the_end(moved: Moved, _done: bool) -> None:
    assert moved.question
    holds(Verb.SIGNED)(moved, True)
    row = m.SigningRequest.objects.get(key=moved.question)
    assert (row.state, row.items.get().is_signed) == ("DONE", True)


def send_back(moved: Moved) -> None:
    actions.send_back(document=moved.document, reason="Sai", by=snv().head, at=AT)


def number(moved: Moved) -> None:
    actions.number(document=moved.document, by=snv().clerk, at=AT)


def seal(moved: Moved) -> None:
    actions.issue(document=moved.document, pin=PIN, helpers=desk.helpers(), by=snv().clerk, at=AT)


def cancel(moved: Moved) -> None:
    actions.cancel(document=moved.document, reason="Nhầm", by=snv().clerk, at=AT)


def holds(verb: Verb) -> Callable[[Moved, bool], None]:
    def whole_or_not_at_all(moved: Moved, done: bool) -> None:
        where = {"key": moved.key} if moved.key else {"pk": moved.document}
        row = m.Document.objects.filter(**where).first()
        happened = _happened(row, verb, moved.events) if row else 0
        assert happened or not done, "done, answered, lost"
        assert row is None or happened or not moved.key, "a document that nobody drafted"
        _assert_numbers_belong()
        assert verify().is_sound

    return whole_or_not_at_all


def _happened(row: m.Document, verb: Verb, before: int) -> int:
    events = m.Happening.objects.filter(document=row)
    happened = events.count() - before
    assert happened in (0, 1), "it happened twice"
    assert events.filter(verb=verb).count() == happened
    subject = f"document:{row.pk}"
    stated = StatedFact.objects.filter(subject=subject).count()
    assert stated == events.count() + (row.state == State.ISSUED), "an event without its fact"
    entries = [entry.verb for entry in ledger.list_entries(subject=subject)]
    assert entries.count(f"documents.{verb.lower()}") == happened, "an event without its entry"
    assert m.Version.objects.filter(document=row).count() == row.version
    file = get_file(row.file)
    assert file
    with open_content(file) as content:
        assert content.read(5) == b"%PDF-"
    return happened


def _assert_numbers_belong() -> None:
    """Every number that was handed out is a document's, in its place."""
    given = m.Document.objects.filter(number__isnull=False).values_list("entry", "number")
    issued = Number.objects.filter(subject__startswith="document:").values_list("id", "value")
    assert set(given) == set(issued), "a number without its document"


def enrol(moved: Moved) -> None:
    del moved
    actions.enrol_own(pin=PIN, by=snv().writer, at=AT)


def one_key_at_most(_moved: Moved, done: bool) -> None:
    assert key_of(holders.account(snv().writer.account)) or not done
    assert key_of(holders.agency(AGENCY))


SWEPT = [
    Swept("draft a document", setup=nothing_yet, action=draft, holds=holds(Verb.DRAFTED)),
    Swept("write a document anew", setup=drafted, action=write, holds=holds(Verb.WRITTEN)),
    Swept("attach files to a document", setup=drafted, action=attach, holds=holds(Verb.ATTACHED)),
    Swept("submit a document", setup=drafted, action=submit, holds=holds(Verb.SUBMITTED)),
    Swept("sign a document", setup=to_sign, action=sign, holds=holds(Verb.SIGNED)),
    Swept(
        "sign with a device",
        setup=to_sign_at_the_desk,
        action=sign_with_the_device,
        holds=holds(Verb.SIGNED),
    ),
    Swept(
        "ask on the telephone",
        setup=to_ask_about,
        action=ask_on_the_telephone,
        holds=asked_whole_or_not,
    ),
    Swept(
        "take what was confirmed on the telephone",
        setup=confirmed,
        action=take_what_was_confirmed,
        recover=take_what_was_confirmed,
        holds=signed_once_in_the_end,
    ),
    Swept("return a document", setup=to_sign, action=send_back, holds=holds(Verb.RETURNED)),
    Swept("number a document", setup=signed, action=number, holds=holds(Verb.NUMBERED)),
    Swept("seal a document", setup=numbered, action=seal, holds=holds(Verb.SEALED)),
    Swept(
        "seal a document with attachments",
        setup=numbered_with_attachments,
        action=seal,
        holds=sealed_with_attachments_or_not,
    ),
    Swept("cancel a number", setup=numbered, action=cancel, holds=holds(Verb.CANCELLED)),
    Swept("make a key of one's own", setup=nothing_yet, action=enrol, holds=one_key_at_most),
]
