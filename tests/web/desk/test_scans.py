"""Scans at the desk: attached paper by paper, each file told for itself, opened by who may, every look noted."""

from io import BytesIO

import pytest
from django.http import FileResponse
from django.test import Client

from lienthong.domain.cases.queries import list_scans
from lienthong.spine.readings.models import Reading
from tests.domain.plans.running import PDF
from tests.e2e.people import account, signed_in
from tests.web.desk.counter import one, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(city: None) -> Client:
    return signed_in("one_stop_officer")


@pytest.fixture
def case(clerk: Client) -> int:
    return one("Trần Thị Bích Liên").id


def file(name: str, content: bytes = PDF) -> BytesIO:
    made = BytesIO(content)
    made.name = name
    return made


def test_each_file_answers_for_itself_and_is_opened_with_the_look_noted(clerk: Client, case: int) -> None:
    files = [file("đơn.pdf"), file("virus.exe"), file("bản vẽ.pdf", PDF + b"\n% 2")]
    answer = clerk.post(f"/uploads/cases/{case}/scans/", {"place": "1", "files": files}, follow=True)
    page = text(answer)
    assert answer.redirect_chain[-1][0] == f"/cases/{case}/scans/"
    assert "Đã đính 2 bản quét" in page
    assert "virus.exe" in page
    assert [row.name for row in list_scans(case)] == ["đơn.pdf", "bản vẽ.pdf"]
    assert "đơn.pdf" in text(clerk.get(f"/cases/{case}/"))
    before = Reading.objects.filter(account=account("one_stop_officer")).count()
    opened = clerk.get(f"/cases/{case}/scans/{list_scans(case)[0].id}/")
    assert isinstance(opened, FileResponse)
    assert b"".join(opened.streaming_content) == PDF
    assert Reading.objects.filter(account=account("one_stop_officer")).count() == before + 1


def test_one_is_taken_away_with_a_reason(clerk: Client, case: int) -> None:
    clerk.post(f"/uploads/cases/{case}/scans/", {"place": "1", "files": [file("nhầm.pdf")]})
    (row,) = list_scans(case)
    at = f"/cases/{case}/scans/{row.id}/remove/"
    assert "lý do" in text(clerk.post(at, {"reason": ""}, follow=True)).lower()
    assert list_scans(case) == [row]
    assert "nhầm.pdf" not in text(clerk.post(at, {"reason": "Nhầm hồ sơ"}, follow=True))
    assert list_scans(case) == []


@pytest.mark.parametrize("given", [{}, {"place": "1"}, {"place": "x"}, {"place": "99"}, {"place": "-1"}])
def test_what_is_missing_or_makes_no_sense_is_said(clerk: Client, case: int, given: dict[str, str]) -> None:
    more = {"files": [file("a.pdf")]} if given.get("place") in {"x", "99", "-1"} else {}
    answer = clerk.post(f"/uploads/cases/{case}/scans/", {**given, **more}, follow=True)
    assert answer.status_code == 200
    assert "alert-bad" in text(answer)
    assert list_scans(case) == []


def test_a_foreign_agency_finds_neither_list_nor_file(clerk: Client, case: int) -> None:
    clerk.post(f"/uploads/cases/{case}/scans/", {"place": "1", "files": [file("a.pdf")]})
    (row,) = list_scans(case)
    stranger = signed_in("specialist")
    for at in (f"/cases/{case}/scans/", f"/cases/{case}/scans/{row.id}/"):
        assert stranger.get(at).status_code == 404
    for at in (f"/uploads/cases/{case}/scans/", f"/cases/{case}/scans/{row.id}/remove/"):
        assert stranger.post(at, {"place": "1", "files": [file("b.pdf")], "reason": "x"}).status_code == 404
    assert list_scans(case) == [row]


def test_a_file_as_large_as_the_page_promises_is_taken(clerk: Client, case: int) -> None:
    page = text(clerk.get(f"/cases/{case}/scans/"))
    assert "mỗi tệp nhiều nhất 10 MB" in page
    assert "cộng lại không quá 12 MB" in page
    large = PDF + b"\n%" + b"0" * (10_000_000 - len(PDF) - 2)
    given = {"place": "1", "files": [file("lớn.pdf", large)]}
    assert "Đã đính 1 bản quét" in text(clerk.post(f"/uploads/cases/{case}/scans/", given, follow=True))
