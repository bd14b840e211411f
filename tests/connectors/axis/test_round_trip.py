"""What is written is read again as it was, whatever it says within the standard."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from tests.connectors.axis.examples import MESSAGES, Reading, attachment, read_in, written

from lienthong.connectors.axis import edxml
from lienthong.connectors.axis.messages import (
    Answered,
    Attachment,
    Business,
    Edoc,
    Organization,
    ReceiverChange,
    Replaced,
    Staff,
    Status,
    StatusCode,
    Trace,
)
from lienthong.spine.clock import ZONE

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\t\n\r")
ENDINGS = st.sampled_from((".pdf", ".docx", ".txt", ".xml", ""))


def words(most: int, least: int = 0) -> SearchStrategy[str]:
    return st.text(LETTERS, max_size=min(most, 40)).map(lambda said: said.strip() or "x" * least)


CODES = st.from_regex(r"[0-9]{3}(\.[0-9]{2}){2}\.[GH][0-9]{2}|[a-z]{3}\.saas\.[0-9]{2}", fullmatch=True)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2021, 10, 14))
MOMENTS = st.integers(0, 300_000_000).map(
    lambda later: datetime(2021, 10, 15, tzinfo=ZONE) + timedelta(0, later)
)
ORGANIZATIONS = st.builds(
    Organization,
    organ_id=CODES, name=words(200), in_charge=words(200), address=words(250), email=words(100), telephone=words(50),
    fax=words(50), website=words(100),
)  # fmt: skip
STAFF = st.builds(Staff, department=words(250), name=words(250), mobile=words(50), email=words(100))
ANSWERS = st.builds(
    Answered, organ_id=CODES | st.just(""), code=words(50), dated=DAYS, document_id=words(250)
)
TRACES = st.lists(st.builds(Trace, organ_id=CODES | st.just(""), at=MOMENTS), max_size=3).map(tuple)
RECIPIENTS = st.lists(ORGANIZATIONS, min_size=1, max_size=4, unique_by=lambda one: one.organ_id).map(tuple)


def some[T](of: SearchStrategy[T], least: int = 0) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(of, min_size=least, max_size=3).map(tuple)


@st.composite
def attachments(draw: DrawFn) -> Attachment:
    name = f"tệp {draw(st.integers(0, 99))}{draw(ENDINGS)}"
    return attachment(draw(st.binary(max_size=300)), name, description=draw(words(500)))


@st.composite
def edocs(draw: DrawFn) -> Edoc:
    business = draw(st.sampled_from(Business))
    is_update, is_replacement = business is Business.UPDATE, business is Business.REPLACE
    changes = st.builds(ReceiverChange, organ_id=CODES, added=st.booleans())
    replaced = st.builds(Replaced, document_id=words(250, 1), organ_ids=some(CODES))
    return Edoc(
        sender=draw(ORGANIZATIONS),
        recipients=draw(RECIPIENTS),
        document_id=draw(words(250, 1)),
        number=draw(words(11)),
        notation=draw(words(30, 1)),
        place=draw(words(50)),
        dated=draw(DAYS),
        type_code=draw(st.sampled_from(("1", "2", ""))),
        type_detail=draw(st.sampled_from(("0", "1", ""))),
        type_name=draw(words(100)),
        subject=draw(words(500, 1)),
        content=draw(words(500)),
        competence=draw(st.sampled_from(("", "TM.", "KT.", "TL.", "TUQ."))),
        signer_position=draw(words(100)),
        signer_name=draw(words(50)),
        due=draw(DAYS),
        priority=draw(st.integers(0, 4)),
        sphere=draw(words(100)),
        typist=draw(st.sampled_from(("", "NTM"))),
        copies=draw(st.integers(0, 999)),
        pages=draw(st.integers(0, 999)),
        is_directing=draw(st.booleans()),
        steering=draw(st.sampled_from("123")),
        places=draw(some(words(500, 1))),
        appendixes=draw(some(words(500, 1))),
        answers=draw(some(ANSWERS, least=1 if business is Business.RECALL else 0)),
        tasks=draw(some(words(500, 1))),
        business=business,
        reason=draw(words(500)),
        paper_follows=draw(st.booleans()),
        staff=draw(STAFF),
        document_changes=is_update,
        receivers=draw(some(changes)) if is_update else (),
        replaced=draw(some(replaced, least=1)) if is_replacement else (),
        traces=draw(TRACES),
        attachments=draw(some(attachments())),
    )


STATUSES = st.builds(
    Status,
    sender=ORGANIZATIONS,
    recipients=RECIPIENTS,
    about=ANSWERS.filter(lambda one: one.organ_id != ""),
    code=st.sampled_from(StatusCode),
    at=MOMENTS,
    description=words(4_000),
    staff=STAFF,
    traces=TRACES,
)


def reading[T](check: Callable[[Reading], T]) -> T:
    with TemporaryDirectory() as folder:
        return check(read_in(Path(folder)))


@given(edocs())
@settings(max_examples=60, deadline=None)
def test_a_document_is_read_as_it_was_written(message: Edoc) -> None:
    def check(read: Reading) -> None:
        told = read(written(message))
        assert told.message == message
        assert set(told.warnings) <= {edxml.Warning.NO_ORGAN_ID}
        assert isinstance(told.message, Edoc)
        for ours, theirs in zip(message.attachments, told.message.attachments, strict=True):
            with ours.open() as one, theirs.open() as other:
                assert one.read() == other.read()

    reading(check)


@given(STATUSES)
@settings(max_examples=40, deadline=None)
def test_a_status_is_read_as_it_was_written(message: Status) -> None:
    assert reading(lambda read: read(written(message))).message == message


@pytest.mark.parametrize("name", MESSAGES)
def test_every_kind_of_message_comes_back_without_a_warning(name: str, read: Reading) -> None:
    assert read(written(MESSAGES[name])) == edxml.Read(MESSAGES[name], (), edxml.Signed.NOT)
