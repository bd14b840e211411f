"""Table II.06a on a page: what is so in a sentence, figures within one's reach, each with the cases that made it."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django.plugin import DjangoDbBlocker

from lienthong.spine import clock
from tests.domain.cases.recount import recount
from tests.e2e.people import signed_in
from tests.factories.city import at_work

pytestmark = pytest.mark.django_db
CITY = "GL-622"
SEPTEMBER = {"since": "15/09/2021", "until": "14/10/2021"}


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A few weeks of cases at Pleiku."""
    with at_work(django_db_blocker):
        yield


@pytest.fixture
def clerk(city: None) -> Client:
    return signed_in("one_stop_officer")


@pytest.fixture
def auditor(city: None) -> Client:
    """Follows cases everywhere."""
    return signed_in("auditor")


@pytest.fixture
def stranger(city: None) -> Client:
    """A specialist of another agency."""
    return signed_in("specialist")


def shown(client: Client, path: str = "/boards/", **query: str) -> HttpResponse:
    answer = client.get(path, query, headers={"accept-language": "vi"})
    assert answer.status_code == 200, answer.content.decode()
    return answer  # type: ignore[return-value]


def links(page: HttpResponse) -> dict[str, tuple[int, str]]:
    """Each figure of the row of sums: how many, and the address behind it."""
    foot = page.content.decode().partition("<tfoot>")[2]
    found = re.findall(r'<a href="([^"]*column=([a-z_]+))">([\d.]+)</a>', foot)
    return {
        column: (int(count.replace(".", "")), address.replace("&amp;", "&"))
        for address, column, count in found
    }


def test_every_figure_leads_to_as_many_cases(auditor: Client) -> None:
    figures = links(shown(auditor, **SEPTEMBER))
    counted, _ = recount(date(2021, 9, 15), date(2021, 10, 14), now=clock.now())
    assert {column: count for column, (count, _address) in figures.items()} == dict(+counted)
    for count, address in figures.values():
        page = auditor.get(address).content.decode()
        assert len(re.findall(r'href="/cases/\d+/"', page)) == count


def test_a_case_behind_a_figure_opens(clerk: Client) -> None:
    _count, address = links(shown(clerk, **SEPTEMBER))["received"]
    case = re.search(r'href="(/cases/\d+/)"', clerk.get(address).content.decode())
    assert case
    assert clerk.get(case[1]).status_code == 200


def test_the_page_opens_with_what_is_so(auditor: Client) -> None:
    page = shown(auditor, **SEPTEMBER).content.decode()
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert heading
    assert heading[1].startswith("Phải giải quyết ")
    assert "Tháng 10/2021 (15/09/2021 – 14/10/2021)" in page


def test_what_others_answer_for_is_in_no_figure(stranger: Client) -> None:
    assert links(shown(stranger, **SEPTEMBER)) == {}
    assert stranger.get("/boards/", {"unit": CITY}).status_code == 404
    assert stranger.get("/boards/cases/", {"unit": CITY}).status_code == 404
    assert stranger.get("/boards/II.06a.xlsx", {"unit": CITY}).status_code == 404


@pytest.mark.parametrize("by", ["unit", "commune", "field", "procedure", "channel", "nonsense"])
def test_lines_of_every_kind_lead_to_their_own_cases(auditor: Client, by: str) -> None:
    page = shown(auditor, by=by, **SEPTEMBER).content.decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    for address, count in re.findall(r'<a href="([^"]*column=received)">(\d+)</a>', body):
        rows = auditor.get(address.replace("&amp;", "&")).content.decode()
        assert len(re.findall(r'href="/cases/\d+/"', rows)) == int(count)


def test_the_past_is_told_as_it_was_known(auditor: Client) -> None:
    page = shown(auditor, known="2021-10-01", **SEPTEMBER)
    at = datetime(2021, 10, 1, 23, 59, 59, 999999, tzinfo=clock.ZONE)
    counted, _ = recount(date(2021, 9, 15), date(2021, 10, 14), now=clock.now(), known=at)
    assert {column: count for column, (count, _address) in links(page).items()} == dict(+counted)
    assert all("known=2021-10-01" in address for _count, address in links(page).values())


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"since": "hôm qua"}, "Từ ngày"),
        ({"until": "31/02/2021"}, "đến ngày"),
        ({"since": "15/10/2021", "until": "14/10/2021"}, "Ngày cuối kỳ"),
        ({"known": "x"}, "known"),
    ],
)
def test_a_day_that_is_none_is_told_by_its_name(auditor: Client, query: dict[str, str], word: str) -> None:
    answer = auditor.get("/boards/", query, headers={"accept-language": "vi"})
    assert answer.status_code == 400
    assert word in answer.content.decode()


def test_a_column_that_is_none_is_not_there(auditor: Client) -> None:
    assert auditor.get("/boards/cases/", {"column": "x"}).status_code == 404
    assert auditor.get("/boards/cases/", {"key": "\x00"}).status_code == 404
    assert auditor.get("/boards/", {"unit": "\x00"}).status_code == 404
    nobody = auditor.get("/boards/cases/", {"key": "GL-NOWHERE"}, headers={"accept-language": "vi"})
    assert "Không có hồ sơ nào sau con số này" in nobody.content.decode()


def test_periods_follow_each_other(auditor: Client) -> None:
    page = shown(auditor, **SEPTEMBER).content.decode()
    before = re.search(r'href="([^"]*)" rel="prev"', page)
    assert before
    assert "15/08/2021 – 14/09/2021" in auditor.get(before[1].replace("&amp;", "&")).content.decode()


def test_the_form_can_be_taken_away(auditor: Client) -> None:
    answer = shown(auditor, "/boards/II.06a.xlsx", **SEPTEMBER)
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "Biểu số II.06a/VPCP/KSTT"
    assert rows[9][:4] == ["(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)"]
    last = rows[-1]
    assert last[1] == "Tổng cộng"
    figures = links(shown(auditor, **SEPTEMBER))
    assert last[2] == figures["received"][0]
    assert last[2] == last[6] + last[10]


@pytest.mark.parametrize("path", ["/boards/", "/boards/cases/", "/boards/II.06a.xlsx"])
def test_a_page_asks_little(auditor: Client, path: str) -> None:
    for by in ("unit", "field", "procedure"):
        with CaptureQueriesContext(connection) as made:
            shown(auditor, path, by=by, **SEPTEMBER)
        assert len(made) <= 25


def test_the_tab_is_for_those_who_follow_cases(clerk: Client) -> None:
    assert 'href="/boards/"' in clerk.get("/").content.decode()
    assert 'href="/boards/"' not in signed_in("citizen").get("/").content.decode()
