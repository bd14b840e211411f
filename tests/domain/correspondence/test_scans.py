"""Scanned documents are found by their words; one that turns out secret keeps none, and the clerks are told."""

from io import BytesIO, StringIO

import pytest
from django.core.management import call_command

from lienthong.config.management.commands import texts
from lienthong.domain.correspondence import actions
from lienthong.domain.correspondence.actions import reading
from lienthong.domain.notices.queries import list_notices
from lienthong.spine.actor import platform
from lienthong.spine.fulltext import actions as fulltext
from lienthong.spine.fulltext.queries import Outcome, find_files
from tests.domain.correspondence.office import Room, room
from tests.domain.documents.office import AGENCY, AT
from tests.faults.drain import drain
from tests.spine.fulltext.test_fulltext import scanned

pytestmark = pytest.mark.django_db
BY = platform("test")


@pytest.fixture
def snv(monkeypatch: pytest.MonkeyPatch, db: None) -> Room:
    monkeypatch.setattr(fulltext, "can_recognise", lambda: True)
    monkeypatch.setattr(fulltext, "words_of_pictures", lambda _: "rà soát đường giao thông")
    return room(with_keys=False)


def with_scan(snv: Room) -> tuple[int, int]:
    """An incoming document, and its file."""
    row = actions.receive_file(content=BytesIO(scanned("x")), name="quet.pdf", by=snv.clerk, at=AT)
    return snv.registered(files=(row.id,)), row.id


def test_a_scan_is_found_after_it_was_registered(snv: Room) -> None:
    _incoming, file = with_scan(snv)
    drain()
    assert find_files("giao thong", AGENCY) == [file]


def test_of_a_secret_scan_no_word_is_kept_and_the_clerk_is_told_once(
    snv: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "words_of_pictures", lambda _: "TỐI MẬT\nđường giao thông")
    incoming, _file = with_scan(snv)
    drain()
    assert find_files("giao thong", AGENCY) == []
    reading.recognise_texts(incoming=incoming, by=BY, at=AT)
    told = [one for one in list_notices(snv.clerk.account) if "dấu chỉ mức độ mật" in one.title]
    assert len(told) == 1


def test_older_documents_are_read_once_by_the_sweep(snv: Room) -> None:
    incoming, file = with_scan(snv)  # nobody has run the jobs
    said = StringIO()
    call_command("texts", stdout=said)
    assert find_files("giao thong", AGENCY) == [file]
    assert f"{incoming}: " in said.getvalue()
    assert reading.sweep_texts(after=0, by=BY, at=AT) == (incoming, {})
    assert reading.sweep_texts(after=incoming, by=BY, at=AT) is None


def test_without_the_program_the_sweep_says_so_and_reads_the_rest(
    snv: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (texts, fulltext):
        monkeypatch.setattr(place, "can_recognise", lambda: False)
    with_scan(snv)
    said, warned = StringIO(), StringIO()
    call_command("texts", stdout=said, stderr=warned)
    assert "tesseract" in warned.getvalue()
    assert Outcome.EMPTY in said.getvalue()
