"""Work files at the desk through their pages: a file from opening to the archive, the list of a year, its workbook."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoAssertNumQueries

from lienthong.domain.correspondence.queries import State as IncomingState
from lienthong.domain.workfiles import actions, queries
from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.exchange import write_list
from lienthong.domain.workfiles.queries import ListState, OverState, Queue, State
from lienthong.spine import clock
from tests.domain.documents.office import AGENCY, browser
from tests.domain.workfiles.cabinet import AT, YEAR, Cabinet, cabinet

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
LIST = f"/documents/files/lists/{YEAR}/"


@pytest.fixture
def snv(db: None) -> Cabinet:
    return cabinet()


def cover(snv: Cabinet, **more: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "code": "09.CCHC",
        "title": "Hồ sơ đoàn kiểm tra đột xuất",
        "unit": "Phòng CCHC",
        "keeper": snv.writer.account,
        "years": "5 năm",
        **more,
    }


def words(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_file_is_opened_filled_closed_handed_over_and_received(snv: Cabinet) -> None:
    keeper, archivist = browser(snv.writer), browser(snv.clerk)
    incoming, document = snv.answered(), snv.room.plainly_issued()
    at = keeper.post("/documents/files/new/", cover(snv)).headers["Location"]
    marked = [f"in-{incoming}", f"out-{document}"]
    assert all(f'value="{one}"' in words(keeper, f"{at}put/") for one in marked)
    assert keeper.post(f"{at}put/", {"document": marked, "note": "bản gốc"}).headers["Location"] == at
    assert "góp ý dự thảo" in words(keeper, at)
    assert snv.room.row(incoming).state is IncomingState.FILED
    assert f'href="{at}"' in words(keeper, f"/documents/incoming/{incoming}/")
    assert f'href="{at}"' in words(keeper, f"/documents/{document}/")
    keeper.post(f"{at}close/")
    (row,) = queries.list_queue(Queue.OWED, by=snv.writer)
    handed = {"workfiles": [str(row.id)]}
    over = keeper.post("/documents/files/hand-overs/new/", handed).headers["Location"]
    assert keeper.post("/documents/files/hand-overs/new/", handed).headers["Location"] == over
    assert keeper.post(over, {}).status_code == 404
    assert archivist.post(over, {f"back_{row.id}": ""}).headers["Location"] == over
    assert snv.row(row.id).state is State.ARCHIVED
    assert archivist.get(f"{over}minutes.pdf").content.startswith(b"%PDF-")
    assert keeper.get(f"{at}inventory.pdf").content.startswith(b"%PDF-")


def test_pressed_twice_it_is_done_once(snv: Cabinet) -> None:
    keeper, form = browser(snv.writer), cover(snv)
    first, second = (keeper.post("/documents/files/new/", form).headers["Location"] for _ in range(2))
    assert first == second
    actions.put_document(
        workfile=int(first.split("/")[-2]), document=snv.room.plainly_issued(), by=snv.writer, at=clock.now()
    )
    for _ in range(2):
        assert "Đã kết thúc hồ sơ." in keeper.post(f"{first}close/", follow=True).content.decode()
    assert m.Happening.objects.filter(verb="CLOSED").count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", " ", "trường này"),
        ("years", "lâu dài", "thời hạn bảo quản"),
        ("title", "Tuyệt mật", "ghi là mật"),
        ("code", "", "trường này"),
    ],
)
def test_a_fault_is_said_and_nothing_typed_is_lost(snv: Cabinet, field: str, typed: str, said: str) -> None:
    page = browser(snv.writer).post("/documents/files/new/", cover(snv, **{field: typed})).content.decode()
    assert "Lỗi:" in page
    assert said.casefold() in page.casefold() or "field-error" in page
    assert "09.CCHC" in page or field == "code"
    assert not m.Workfile.objects.exists()


def test_an_incoming_document_is_filed_from_its_own_page_too(snv: Cabinet) -> None:
    workfile, incoming = snv.opened(), snv.answered()
    keeper = browser(snv.writer)
    at = f"/documents/incoming/{incoming}/"
    assert "09.CCHC/2021" in words(keeper, f"{at}file/")
    keeper.post(f"{at}file/", {"workfile": str(workfile), "title": ""})
    assert snv.room.row(incoming).state is IncomingState.FILED
    assert [paper.incoming for paper in snv.papers(workfile)] == [incoming]


def test_filing_without_any_file_says_what_is_missing(snv: Cabinet) -> None:
    incoming = snv.answered()
    page = browser(snv.writer).post(f"/documents/incoming/{incoming}/file/", {"workfile": "", "title": ""})
    assert "field-error" in page.content.decode()
    assert snv.room.row(incoming).state is IncomingState.CLOSED


def test_order_and_taking_out_without_scripts(snv: Cabinet) -> None:
    workfile, keeper = snv.opened(), browser(snv.writer)
    for document in (snv.room.plainly_issued(), snv.room.plainly_issued()):
        actions.put_document(workfile=workfile, document=document, by=snv.writer, at=AT)
    first, second = (paper.id for paper in snv.papers(workfile))
    at = f"/documents/files/{workfile}/"
    keeper.post(f"{at}order/", {"move": f"up-{second}"})
    assert [paper.id for paper in snv.papers(workfile)] == [second, first]
    keeper.post(f"{at}papers/{first}/", {"reason": "Nhầm hồ sơ"})
    assert [paper.id for paper in snv.papers(workfile)] == [second]
    assert "Nhầm hồ sơ" in words(keeper, at)


def test_others_find_nothing(snv: Cabinet) -> None:
    workfile = snv.opened()
    at = f"/documents/files/{workfile}/"
    stranger, division = browser(snv.stranger), browser(snv.division)
    for path in ("", "put/", "close/", "correct/", "inventory.pdf"):
        assert stranger.get(f"{at}{path}").status_code == 404
    assert division.get(at).status_code == 200
    assert division.post(f"{at}close/").status_code == 404
    assert division.get("/documents/files/clearances/").status_code == 404


def test_the_list_of_a_year_is_drafted_submitted_and_approved(snv: Cabinet) -> None:
    writer, clerk, head = browser(snv.writer), browser(snv.clerk), browser(snv.head)
    line = cover(snv, code="01.CCHC", years="Vĩnh viễn", note="")
    assert writer.post(f"{LIST}lines/new/", line).headers["Location"] == LIST
    assert "Vĩnh viễn" in words(writer, LIST)
    assert writer.post(f"{LIST}submit/").status_code == 404
    clerk.post(f"{LIST}submit/")
    assert "Đã trình" in clerk.post(f"{LIST}submit/", follow=True).content.decode()
    assert clerk.post(f"{LIST}approve/").status_code == 404
    head.post(f"{LIST}approve/")
    row = queries.find_listing(AGENCY, YEAR)
    assert row is not None
    assert row.state is ListState.APPROVED
    assert head.get(f"{LIST}list.pdf").content.startswith(b"%PDF-")
    (chosen,) = queries.list_lines(row.id)
    opened = writer.post("/documents/files/new/", {"key": str(uuid4()), "line": str(chosen.id)})
    assert "/documents/files/" in opened.headers["Location"]


def test_a_workbook_is_taken_over_or_every_wrong_row_named(snv: Cabinet) -> None:
    clerk = browser(snv.clerk)
    book = load_workbook(BytesIO(write_list([])))
    sheet = book.active
    assert sheet is not None
    sheet.append(["Văn phòng", "01.VP", "Hồ sơ thi đua", "5 năm", "Hồ Thị Lan", ""])
    sheet.append(["Văn phòng", "02.VP", "", "5 năm", "Hồ Thị Lan", ""])
    page = _sent(clerk, book).content.decode()
    assert "Dòng 3:" in page
    assert "<title>Lỗi:" in page
    assert queries.find_listing(AGENCY, YEAR) is None or not m.Line.objects.exists()
    sheet["C3"] = "Hồ sơ họp"
    assert _sent(clerk, book).headers["Location"] == LIST
    assert m.Line.objects.count() == 2
    taken = load_workbook(BytesIO(clerk.get(f"{LIST}list.xlsx").content)).active
    assert taken is not None
    assert [cell.value for cell in taken["B"]][1:] == ["01.VP", "02.VP"]


def _sent(client: Client, book: Workbook) -> Any:
    content = BytesIO()
    book.save(content)
    file = SimpleUploadedFile("danh-muc.xlsx", content.getvalue())
    return client.post(f"/uploads/files/lists/{YEAR}/", {"file": file})


def test_a_hand_over_is_taken_back_and_a_file_given_back_with_its_reason(snv: Cabinet) -> None:
    workfile = snv.closed(at=clock.now())
    keeper, archivist = browser(snv.writer), browser(snv.clerk)
    over = snv.handed(workfile, at=clock.now())
    at = f"/documents/files/hand-overs/{over}/"
    assert archivist.post(f"{at}take-back/").status_code == 404
    keeper.post(f"{at}take-back/")
    assert queries.get_hand_over(over, by=snv.writer).state is OverState.WITHDRAWN
    again = snv.handed(workfile, at=clock.now())
    archivist.post(f"/documents/files/hand-overs/{again}/", {f"back_{workfile}": "Thiếu báo cáo"})
    assert "Thiếu báo cáo" in words(keeper, f"/documents/files/{workfile}/")


def test_pages_ask_few_questions(snv: Cabinet, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    workfile = snv.opened()
    for _ in range(3):
        document = snv.room.plainly_issued()
        actions.put_document(workfile=workfile, document=document, by=snv.writer, at=AT)
        snv.opened(code=f"{document}.CCHC")
    keeper = browser(snv.writer)
    for path in (
        "",
        "?queue=all",
        "new/",
        f"{workfile}/",
        f"{workfile}/put/",
        f"lists/{YEAR}/",
        "hand-overs/",
    ):
        keeper.get(f"/documents/files/{path}")
        with django_assert_max_num_queries(MOST_QUERIES):
            assert keeper.get(f"/documents/files/{path}").status_code == 200
