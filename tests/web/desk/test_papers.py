"""Papers at the desk: the receipt after intake, letters on the case's page, handed out anew; others find nothing."""

import re
from collections.abc import Iterator
from itertools import count
from typing import cast

import pytest
from django.http import FileResponse
from django.test import Client

from lienthong.domain.cases import queries
from lienthong.domain.parties.queries import list_readings
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.outbox.delivery import deliver
from lienthong.spine.outbox.models import Delivery
from tests.domain.cases.printing import sheet_of, words_of
from tests.e2e.people import signed_in
from tests.web.desk.counter import one, text, worker
from tests.web.desk.test_cases import whole

pytestmark = pytest.mark.django_db
_numbers = count(71)


@pytest.fixture
def clerk(city: None) -> Client:
    return signed_in("one_stop_officer")


@pytest.fixture
def stranger(city: None) -> Client:
    """A specialist of another agency, who may handle cases there."""
    return signed_in("specialist")


def opened(client: Client, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200, url
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    if answer.streaming:
        return b"".join(cast("Iterator[bytes]", cast(FileResponse, answer).streaming_content))
    return answer.content


def papers_on(page: str) -> list[str]:
    return re.findall(r'href="(/cases/\d+/papers/\d+\.pdf)"', page)


def taken_in(clerk: Client, name: str) -> str:
    """The page to which receiving leads."""
    answer = clerk.post("/cases/intake/", whole() | {"name": name, "number": f"0641900{next(_numbers):05}"})
    assert answer.status_code == 302, text(answer)
    return str(answer.headers["Location"])


def worker_comes(at: str) -> None:
    """To the case whose receipt's page is ``at``."""
    waiting = Delivery.objects.filter(subject=f"case:{at.split('/')[2]}", key="cases.issue_receipt")
    for row in waiting.filter(state=Delivery.State.WAITING):
        deliver(delivery=row.pk)


def test_after_intake_the_worker_has_the_receipt_ready_to_print(clerk: Client) -> None:
    at = taken_in(clerk, "Ksor Thử Một")
    assert papers_on(text(clerk.get(at))) == []
    worker_comes(at)
    (url,) = papers_on(text(clerk.get(at)))
    content = opened(clerk, url)
    words = words_of(content)
    assert "Tiếp nhận hồ sơ của: Ksor Thử Một" in words
    assert "Số điện thoại: 0905222333" in words
    assert "ỦY BAN NHÂN DÂN THÀNH PHỐ PLEIKU" in words
    assert "Pleiku, ngày 15 tháng 10 năm 2021" in words
    assert sheet_of(content) == "A5"


def test_opening_a_paper_is_written_down_for_whom_it_is_about(clerk: Client) -> None:
    at = taken_in(clerk, "Ksor Thử Hai")
    worker_comes(at)
    (url,) = papers_on(text(clerk.get(at)))
    party = one("Ksor Thử Hai").applicant
    before = len(list_readings(party))
    opened(clerk, url)
    assert len(list_readings(party)) == before + 1


def test_whoever_prints_before_the_worker_came_gets_the_same_receipt_by_one_press(clerk: Client) -> None:
    at = taken_in(clerk, "Ksor Thử Ba")
    press = f"{at.removesuffix('receipt/')}papers/receipt/"
    assert f'action="{press}"' in text(clerk.get(at))
    printed = clerk.post(press).headers["Location"]
    worker_comes(at)
    assert papers_on(text(clerk.get(at))) == [printed]
    assert clerk.post(press).headers["Location"] == printed


def test_handed_out_anew_it_says_why_and_both_stay(clerk: Client) -> None:
    row = one("Đinh Hmưk")
    clerk.post(f"/cases/{row.id}/papers/receipt/")
    at = f"/cases/{row.id}/papers/anew/"
    assert "papers/anew" in text(clerk.get(f"/cases/{row.id}/receipt/"))
    assert clerk.post(at, {"reason": ""}).status_code == 200
    assert clerk.post(at, {"reason": "bị mất"}).headers["Location"] == f"/cases/{row.id}/receipt/"
    newest, *earlier = papers_on(text(clerk.get(f"/cases/{row.id}/receipt/")))
    assert "Cấp lại lần 1" in words_of(opened(clerk, newest))
    assert len(earlier) == 1
    assert "Cấp lại" not in words_of(opened(clerk, earlier[0]))


def test_asking_for_papers_hands_the_letter_out_at_once(clerk: Client) -> None:
    at = taken_in(clerk, "Ksor Thử Ba")
    case = at.split("/")[2]
    given = {"reason": "Đơn chưa ký", "items": "Ký vào đơn"}
    assert clerk.post(f"/cases/{case}/supplement/", given).status_code == 302
    page = text(clerk.get(f"/cases/{case}/"))
    assert "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" in page.replace("\u00a0", " ")
    assert "Ký vào đơn" in words_of(opened(clerk, papers_on(page)[-1]))


def test_the_control_slip_opens_from_the_page_of_the_case(clerk: Client) -> None:
    row = one("Đinh Hmưk")
    url = f"/cases/{row.id}/papers/control.pdf"
    assert url in text(clerk.get(f"/cases/{row.id}/"))
    words = words_of(opened(clerk, url))
    assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" in words
    assert "0905" not in words  # telephones stay masked outside of what the applicant gets


def test_papers_of_another_agency_s_case_are_not_found(clerk: Client, stranger: Client) -> None:
    at = taken_in(clerk, "Ksor Thử Bốn")
    case = int(at.split("/")[2])
    worker_comes(at)
    (url,) = papers_on(text(clerk.get(at)))
    for address in (url, at, f"/cases/{case}/papers/control.pdf", f"/cases/{case}/papers/anew/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/cases/{case}/papers/receipt/").status_code == 404
    other = one("Đinh Hmưk").id
    paper = url.rsplit("/", 1)[1]
    assert clerk.get(f"/cases/{other}/papers/{paper}").status_code == 404


def test_an_auditor_sees_the_case_and_not_how_its_applicant_is_reached(clerk: Client) -> None:
    at = taken_in(clerk, "Ksor Thử Năm")
    worker_comes(at)
    (url,) = papers_on(text(clerk.get(at)))
    auditor = signed_in("auditor")
    assert auditor.get(f"/cases/{at.split('/')[2]}/").status_code == 200
    assert auditor.get(url).status_code == 404


def test_the_officer_of_the_case_opens_its_papers(clerk: Client) -> None:
    row = one("Đinh Hmưk")
    clerk.post(f"/cases/{row.id}/papers/receipt/")
    url = papers_on(text(clerk.get(f"/cases/{row.id}/receipt/")))[0]
    assert opened(worker("nguyenthithuha.622"), url)


def test_the_register_of_a_period_is_counted_and_opens(clerk: Client) -> None:
    page = text(clerk.get("/cases/register/?first=01/10/2021&last=14/10/2021"))
    (url,) = re.findall(r'href="(/cases/register\.pdf\?[^"]+)"', page)
    told = re.search(r"tiếp nhận (\d+) hồ sơ", page)
    assert told
    content = opened(clerk, url.replace("&amp;", "&"))
    assert f"Tổng số: {told[1]} hồ sơ." in words_of(content)
    assert sheet_of(content) == "A4 across"


@pytest.mark.parametrize(("first", "last"), [("15/10/2021", "01/10/2021"), ("x", "15/10/2021"), ("", "")])
def test_what_is_no_period_is_told_beside_its_box_and_opens_nothing(
    clerk: Client, first: str, last: str
) -> None:
    page = text(clerk.get("/cases/register/", {"first": first, "last": last}))
    assert "register.pdf" not in page
    assert "error" in page
    assert clerk.get("/cases/register.pdf", {"first": first, "last": last}).status_code == 404


def test_every_case_of_the_demonstration_can_have_its_receipt(clerk: Client) -> None:
    """Whatever its procedure, channel and people."""
    rows = queries.find_cases("", by=platform("test"), now=clock.now())
    assert rows == []  # the platform itself finds nobody's cases by words
    for name in ("Siu Thuin", "Rah Lan Hyen", "Hồ Thị Mai"):
        row = one(name)
        url = clerk.post(f"/cases/{row.id}/papers/receipt/").headers["Location"]
        assert row.number in words_of(opened(clerk, url))
