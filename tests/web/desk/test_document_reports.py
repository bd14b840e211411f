"""Reports on documents as pages: who sees whose figures, what stands behind each, what is taken away."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from lienthong.domain.correspondence import actions
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import Kind, Level
from tests.domain.correspondence.office import Room
from tests.domain.correspondence.office import room as make
from tests.domain.documents.office import AT, FOUNDER, LOADED, START, browser

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
YEAR = "since=01/01/2021&until=31/12/2021"
INCOMING, OUTGOING = "/documents/reports/incoming/", "/documents/reports/outgoing/"


@pytest.fixture
def room(db: None) -> Room:
    """Without keys: nothing is signed."""
    return make(with_keys=False)


def figures(page: str, column: str) -> list[str]:
    """What stands in a column, line by line, the sum last."""
    cells = re.findall(rf'data-label="{column}">(?:<a [^>]*>)?([^<]*)<', page)
    assert cells
    return cells


def test_the_clerk_sees_how_each_was_handled_and_opens_what_a_figure_counts(room: Room) -> None:
    answered = room.assigned()
    actions.close(incoming=answered, reason="Đã trả lời miệng.", by=room.snv.writer, at=AT)
    room.registered(symbol="13/STP", subject="mời họp giao ban")
    client = browser(room.clerk)
    page = client.get(f"{INCOMING}?{YEAR}&by=person").content.decode()
    assert "2 văn bản phải xử lý, đã xử lý 1" in page
    assert figures(page, "Đã xử lý") == ["0", "1", "1"]
    assert "Đỗ Minh Khôi, Chuyên viên" in page
    behind = client.get(f"{INCOMING}counted/?{YEAR}&by=person&key=&column=open").content.decode()
    assert "mời họp giao ban" in behind
    assert "góp ý dự thảo" not in behind
    every = client.get(f"{INCOMING}counted/?{YEAR}&column=received").content.decode()
    assert "mời họp giao ban" in every
    assert "góp ý dự thảo" in every


def test_each_way_to_read_it_asks_little_of_the_database(
    room: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    room.assigned()
    room.taken_in()
    client = browser(room.clerk)
    client.get(INCOMING)
    asked = {
        INCOMING: ("kind", "sender", "unit", "person", "agency"),
        OUTGOING: ("kind", "unit", "drafter", "signer", "agency"),
    }
    for side, ways in asked.items():
        for by in ways:
            with django_assert_max_num_queries(MOST_QUERIES):
                assert client.get(f"{side}?{YEAR}&by={by}").status_code == 200
    for side, columns in {
        INCOMING: ("received", "open-late"),
        OUTGOING: ("issued", "sent", "paper", "silent", "mended"),
    }.items():
        for column in columns:
            with django_assert_max_num_queries(MOST_QUERIES):
                assert client.get(f"{side}counted/?{YEAR}&column={column}").status_code == 200


def test_what_was_sent_is_told_by_recipient(room: Room) -> None:
    room.taken_in()
    room.sent()
    room.plainly_issued()
    client = browser(room.clerk)
    page = client.get(f"{OUTGOING}?{YEAR}").content.decode()
    assert figures(page, "Đã phát hành") == ["3", "3"]
    assert figures(page, "Gửi điện tử") == ["2", "2"]
    assert figures(page, "Không gửi điện tử") == ["1", "1"]
    assert figures(page, "Đã tiếp nhận") == ["1", "1"]
    behind = client.get(f"{OUTGOING}counted/?{YEAR}&column=acknowledged").content.decode()
    assert "Sở Tài chính" in behind
    for column, count in (("sent", 2), ("paper", 1), ("issued", 3), ("recipients", 2)):
        behind = client.get(f"{OUTGOING}counted/?{YEAR}&column={column}").content.decode()
        assert behind.count('<th scope="row"') == count, column


def test_who_only_follows_and_whoever_comes_from_elsewhere_find_nothing(room: Room) -> None:
    room.registered()
    writer, stranger = browser(room.snv.writer), browser(room.stc)
    for side in (INCOMING, OUTGOING):
        assert writer.get(side).status_code == 404
        assert writer.get(f"{side}counted/").status_code == 404
        assert stranger.get(f"{side}?agency=GL-SNV").status_code == 404
        assert stranger.get(f"{side}counted/?agency=GL-SNV").status_code == 404
        assert stranger.get(f"{side}counted/?by=agency&key=GL-SNV").status_code == 404
    behind = stranger.get(f"{INCOMING}counted/?{YEAR}&column=received").content.decode()
    assert "góp ý dự thảo" not in behind


def test_the_agency_above_reads_figures_of_those_below_but_opens_no_document_there(room: Room) -> None:
    room.registered()
    organisations.create_agency(
        code="GL-BTD",
        name="Ban Thi đua",
        short_name="Ban Thi đua",
        kind=Kind.DEPARTMENT,
        level=Level.PROVINCE,
        parent="GL-STC",
        on=START,
        by=FOUNDER,
        at=LOADED,
    )
    client = browser(room.stc)
    page = client.get(f"{INCOMING}?{YEAR}&by=agency").content.decode()
    assert "Sở Nội vụ" not in page
    above = browser(room.clerk)
    assert "counted" in above.get(f"{INCOMING}?{YEAR}&by=agency").content.decode()
    assert client.get(f"{INCOMING}?{YEAR}&agency=GL-BTD").status_code == 200
    assert client.get(f"{INCOMING}counted/?{YEAR}&agency=GL-BTD").status_code == 404
    persons = client.get(f"{INCOMING}?{YEAR}&agency=GL-BTD&by=person").content.decode()
    assert 'value="person"' not in persons


def test_the_workbook_has_figures_to_count_with(room: Room) -> None:
    room.assigned()
    client = browser(room.clerk)
    answer = client.get(f"/documents/reports/incoming.xlsx?{YEAR}")
    assert "20210101-20211231" in answer.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.title == "Đến 01.01.2021-31.12.2021"
    assert [cell.value for cell in sheet[2]][:4] == ["Công văn", 0, 1, 0]
    assert [cell.value for cell in sheet[3]][:3] == ["Cộng", 0, 1]
    room.sent()
    sheet = load_workbook(BytesIO(client.get(f"/documents/reports/outgoing.xlsx?{YEAR}").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:3] == ["Công văn", 1, 1]
    assert sheet.cell(2, sheet.max_column).value == 0


@pytest.mark.parametrize(
    "asked",
    [
        "since=abc&until=31/12/2021",
        "since=31/12/2021&until=01/01/2021",
        "since=&until=",
        "by=nonsense",
        "since=01/10/2021",
    ],
)
def test_nonsense_in_the_address_is_told_or_taken_as_usual(room: Room, asked: str) -> None:
    client = browser(room.clerk)
    for side in (INCOMING, OUTGOING):
        assert client.get(f"{side}?{asked}").status_code == 200
        assert client.get(f"{side}counted/?{asked}&after=x_y&before=99999999_1").status_code == 200
    assert client.get(f"{INCOMING}counted/?column=nonsense").status_code == 404


def test_pages_behind_a_figure_go_on_and_back(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lienthong.web.desk.correspondence.counted.PAGE", 1)
    for _number in range(3):
        room.sent()
    client = browser(room.clerk)
    for column in ("issued", "sent", "recipients"):
        seen, url = [], f"{OUTGOING}counted/?{YEAR}&column={column}"
        for _page in range(3):
            page = client.get(url).content.decode()
            seen.append(re.findall(r'<th scope="row".*?href="([^"]+)"', page)[0])
            onward = re.findall(r'href="([^"]+after=[^"]+)"', page)
            url = onward[0].replace("&amp;", "&") if onward else ""
        assert len(set(seen)) == 3, column
        assert url == ""
        back = re.findall(r'href="([^"]+before=[^"]+)"', page)[0].replace("&amp;", "&")
        assert seen[1] in client.get(back).content.decode()
