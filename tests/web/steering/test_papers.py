"""Papers as they are served: names, days, tags; and pages that ask the database no more for a larger plan."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook

from bench import synthetic_plan
from lienthong.config import reference
from lienthong.domain.plans import queries
from lienthong.domain.plans.actions import accept_import, issue, settle_rest
from lienthong.domain.plans.exchange import plan_contract, read_file, to_contract
from lienthong.spine.actor import platform
from tests.factories.province import AT, SLUG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
DAY = dt.date(2021, 10, 15)
KINDS = ("docx", "pdf", "xlsx", "json", "ics")
PAGES = ("", "agencies/", "agencies/GL-SNV/", "months/", "text/", "citations/", "warnings/", "tasks/III.3/")


def paper(kind: str, **query: str) -> bytes:
    answer = Client().get(f"/plans/{SLUG}/plan.{kind}", query)
    assert answer.status_code == 200
    return answer.content


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_has_a_clear_name_and_a_tag_of_its_version(kind: str) -> None:
    answer = Client().get(f"/plans/{SLUG}/plan.{kind}")
    assert f"ke-hoach-{SLUG}.{kind}" in answer.headers["Content-Disposition"]
    again = Client().get(f"/plans/{SLUG}/plan.{kind}", headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("query", [{"as_of": "2020-12-25"}, {"known": "2021-01-03"}])
@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_a_day_before_the_plan_is_not_there(kind: str, query: dict[str, str]) -> None:
    assert Client().get(f"/plans/{SLUG}/plan.{kind}", query).status_code == 404


def test_other_kinds_are_not_there() -> None:
    assert Client().get(f"/plans/{SLUG}/plan.exe").status_code == 404


def test_the_workbook_that_is_served_reads_back_as_the_plan_that_is_kept() -> None:
    kept = plan_contract(queries.get_plan(SLUG, as_of=DAY))
    again = to_contract(read_file("plan.xlsx", paper("xlsx"), reference.names()))
    for contract in (kept, again):
        contract.pop("warnings")
        for task in contract["tasks"]:
            task.pop("warnings")
    assert again == kept


def test_office_files_open_in_the_libraries_that_others_use() -> None:
    assert load_workbook(BytesIO(paper("xlsx"))).sheetnames == ["Kế hoạch", "Thời hạn"]
    head = Document(BytesIO(paper("docx"))).tables[0].cell(0, 0).text
    assert head.upper().startswith("ỦY BAN NHÂN DÂN TỈNH GIA LAI")


def events() -> list[Any]:
    return list(Calendar.from_ical(paper("ics")).walk("VEVENT"))


def test_the_calendar_has_one_day_for_every_due_day_and_keeps_its_identifiers() -> None:
    first, second = events(), events()
    days = sorted(event["dtstart"].dt for event in first)
    assert days == [due.on for due in queries.list_dues(queries.get_plan(SLUG, as_of=DAY))]
    uids = [str(event["uid"]) for event in first]
    assert len(set(uids)) == len(uids)
    assert uids == [str(event["uid"]) for event in second]


def test_a_recurring_task_comes_four_times_in_the_calendar() -> None:
    quarters = [event["dtstart"].dt for event in events() if event["uid"].startswith(f"{SLUG}.VI.11.")]
    assert quarters == [
        dt.date(2021, 3, 31),
        dt.date(2021, 6, 30),
        dt.date(2021, 9, 30),
        dt.date(2021, 12, 31),
    ]


def kept_plan(count: int, number: str) -> str:
    head = [line.replace("999/QĐ-UBND", number) for line in synthetic_plan.HEAD]
    text = synthetic_plan.as_text(synthetic_plan.make_plan(count), head)
    reading = read_file("plan.txt", text.encode(), reference.names())
    slug = accept_import(
        reading=reading,
        agency="GL",
        source_name="p",
        source_digest=f"{count:064x}",
        by=platform("test"),
        at=AT,
    )
    plan, by = queries.get_draft(slug), platform("test")
    settle_rest(plan=plan.id, reason="Đối chiếu", by=by, at=AT)
    issue(plan=plan.id, monitor="GL-SNV", overseer="GL-VPUBND", by=by, at=AT)
    return slug


def statements(address: str) -> int:
    Client().get(address)  # what is kept of names and agencies is read once
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


def test_a_larger_plan_asks_the_database_no_more() -> None:
    small, large = kept_plan(35, "998/QĐ-UBND"), kept_plan(400, "999/QĐ-UBND")
    places = [*PAGES, *(f"plan.{kind}" for kind in KINDS)]
    assert {place: statements(f"/plans/{large}/{place}") for place in places} == {
        place: statements(f"/plans/{small}/{place}") for place in places
    }
    assert statements(f"/api/v1/plans/{large}") == statements(f"/api/v1/plans/{small}")
