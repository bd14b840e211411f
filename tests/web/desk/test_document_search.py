"""Documents are found by any of their fields; what is shown is chosen, searches are kept, results taken away."""

import re
import subprocess
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from lienthong.domain.correspondence import queries
from lienthong.domain.documents.actions.common import search_of
from lienthong.domain.documents.models import Document
from lienthong.domain.documents.queries import Urgency
from tests.domain.correspondence.office import Room
from tests.domain.correspondence.office import room as make
from tests.domain.documents.office import browser

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
URL = "/documents/search/"


@pytest.fixture
def room(db: None) -> Room:
    """One outgoing letter, two incoming ones: before their leader, and handled. Nothing is signed."""
    made = make(with_keys=False)
    document = made.plainly_issued()
    row = Document.objects.get(pk=document)
    row.search = search_of(row)
    row.save()
    made.submitted(subject="mời họp giao ban", symbol="77/STP-VP", urgency=Urgency.URGENT)
    made.assigned()
    return made


def titles(client: Client, asked: str) -> list[str]:
    page = client.get(f"{URL}?{asked}").content.decode()
    found = re.findall(r'<th scope="row" class="head"><a [^>]*>([^<]+)<', page)
    return sorted(re.sub(r"\s", " ", one).split(": ", 1)[1].split(" ")[0] for one in found)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("q=giao+ban", ["mời"]),
        ("number=1", ["mời", "đôn"]),
        ("number=1&register=out", ["đôn"]),
        ("symbol=stp-vp", ["mời"]),
        ("symbol=SNV", ["đôn"]),
        ("kind=QD", []),
        ("kind=CV&register=in", ["góp", "mời"]),
        ("since=15/10/2021&until=15/10/2021", ["góp", "mời", "đôn"]),
        ("since=16/10/2021", []),
        ("until=14/10/2021", []),
        ("party=so+tu+phap", ["góp", "mời"]),
        ("party=luu+vt", ["đôn"]),
        ("signer=siu+hdoan", ["đôn"]),
        ("signer=tho", []),
        ("unit=cchc&register=out", ["đôn"]),
        ("unit=truong+phong", ["góp"]),
        ("handler=do+minh+khoi", ["góp", "đôn"]),
        ("handler=thu+trang", ["góp"]),
        ("state=in-IN_HAND", ["góp"]),
        ("state=in-TO_INSTRUCT&register=out", []),
        ("state=out-ISSUED", ["đôn"]),
        ("urgency=KHAN", ["mời"]),
        ("party=tu+phap&handler=khoi&kind=CV", ["góp"]),
    ],
)
def test_each_field_finds_what_has_it_without_marks(room: Room, asked: str, expected: list[str]) -> None:
    assert titles(browser(room.clerk), asked) == expected


def test_a_signer_elsewhere_is_found_by_who_received_it(room: Room) -> None:
    room.taken_in()
    assert titles(browser(room.stc), "signer=SIU+H'DOAN&register=in") == ["đôn"]
    assert titles(browser(room.stc), "signer=tho&register=in") == []


def test_only_what_one_sees_is_found(room: Room) -> None:
    assert titles(browser(room.snv.writer), "register=in&kind=CV") == ["góp"]
    assert titles(browser(room.stc), "kind=CV") == []


def test_nothing_is_sought_while_nothing_is_said(room: Room) -> None:
    client = browser(room.clerk)
    assert titles(client, "") == []
    assert titles(client, "q=%20&number=") == []


@pytest.mark.parametrize(
    "asked", ["number=abc", "since=40/40/2021", "kind=XX", "state=in-", "register=zz", "q=%00"]
)
def test_nonsense_is_told_and_finds_nothing(room: Room, asked: str) -> None:
    client = browser(room.clerk)
    assert titles(client, asked) == []


def test_the_columns_one_chose_are_shown_from_then_on(room: Room) -> None:
    client = browser(room.clerk)
    before = client.get(f"{URL}?q=gop+y").content.decode()
    assert 'data-label="Người soạn thảo hoặc xử lý"' not in before
    answer = client.post(f"{URL}columns/", {"column": ["handler", "due", "nonsense"], "q": "gop y"})
    assert answer.headers["Location"] == f"{URL}?q=gop+y"
    page = client.get(f"{URL}?q=gop+y").content.decode()
    assert 'data-label="Người soạn thảo hoặc xử lý" lang="vi">Đỗ Minh Khôi<' in page
    assert 'data-label="Hạn xử lý" lang="vi">20/10/2021<' in page
    assert 'data-label="Số, ký hiệu"' not in page
    assert 'data-label="Số, ký hiệu"' in browser(room.snv.writer).get(f"{URL}?q=gop+y").content.decode()
    client.post(f"{URL}columns/", {"q": "gop y"})
    assert 'data-label="Số, ký hiệu"' in client.get(f"{URL}?q=gop+y").content.decode()


def test_a_search_is_kept_used_again_and_dropped_by_its_owner_only(room: Room) -> None:
    client, other = browser(room.clerk), browser(room.snv.writer)
    answer = client.post(f"{URL}kept/", {"name": "Sở Tư pháp", "party": "tu phap", "after": "x"}, follow=True)
    page = answer.content.decode()
    assert '<b aria-current="true">Sở Tư pháp</b>' in page
    shown = client.get(URL).content.decode()
    assert '<a href="?party=tu+phap">Sở Tư pháp</a>' in shown
    assert "Sở Tư pháp</a>" not in other.get(URL).content.decode()
    (kept,) = queries.list_searches(room.clerk.account)
    other.post(f"{URL}kept/{kept.id}/drop/")
    assert queries.list_searches(room.clerk.account) == [kept]
    client.post(f"{URL}kept/", {"name": "Sở Tư pháp", "party": "tu phap", "kind": "CV"})
    (again,) = queries.list_searches(room.clerk.account)
    assert again.query == "kind=CV&party=tu+phap"
    for _press in range(2):
        assert client.post(f"{URL}kept/{kept.id}/drop/", follow=True).status_code == 200
    assert queries.list_searches(room.clerk.account) == []


def test_a_search_without_a_name_and_one_too_many_are_refused_with_the_search_unlost(room: Room) -> None:
    client = browser(room.clerk)
    answer = client.post(f"{URL}kept/", {"name": " ", "party": "tu phap"}, follow=True)
    assert "Hãy đặt tên" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"{URL}?party=tu+phap"
    for number in range(13):
        answer = client.post(f"{URL}kept/", {"name": f"{number}", "party": "tu phap"}, follow=True)
    assert "12" in answer.content.decode()
    assert len(queries.list_searches(room.clerk.account)) == 12


def test_results_are_taken_away_with_the_chosen_columns(room: Room) -> None:
    client = browser(room.clerk)
    client.post(f"{URL}columns/", {"column": ["handler", "number"]})
    sheet = load_workbook(BytesIO(client.get("/documents/search.xlsx?party=tu+phap").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == [
        "Loại và trích yếu",
        "Số, ký hiệu",
        "Người soạn thảo hoặc xử lý",
    ]
    assert {row[1].value for row in sheet.iter_rows(min_row=2)} == {"77/STP-VP", "12/STP-PBGDPL"}
    paper = client.get("/documents/search.pdf?party=tu+phap")
    assert paper.headers["Content-Type"] == "application/pdf"
    content = b"".join(paper) if paper.streaming else paper.content
    text = subprocess.run(
        ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
    assert "77/STP-VP" in text


def test_it_asks_little_of_the_database(
    room: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(room.clerk)
    client.get(URL)
    every = "q=gop&party=tu+phap&handler=khoi&unit=phong&kind=CV&signer=x&since=01/01/2021&state=in-IN_HAND"
    for asked in ("kind=CV", every):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(f"{URL}?{asked}").status_code == 200
