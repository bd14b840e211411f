"""What was filled in at home, on the desk of the one-stop: in its queue, with form and files, and received there."""

import re

import pytest
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.test import Client

from lienthong.domain.applications.queries import get_application
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.queries import State
from lienthong.spine import clock
from lienthong.spine.readings import queries as readings
from tests.domain.plans.running import PDF
from tests.e2e import states
from tests.e2e.people import account, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(province: None, db: None) -> int:
    found = get_application(states.an_application_sent(Client())).case
    assert found
    return found


def content(answer: HttpResponseBase) -> bytes:
    assert isinstance(answer, FileResponse)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def test_the_one_stop_finds_it_with_its_form_and_files(case: int) -> None:
    desk = signed_in("one_stop_officer")
    assert f"/cases/{case}/" in desk.get("/cases/?queue=TO_ANSWER").content.decode()
    page = desk.get(f"/cases/{case}/").content.decode()
    assert "Tờ khai như đã gửi" in page
    assert content(desk.get(f"/cases/{case}/sent/form.pdf")).startswith(b"%PDF-")
    (file,) = re.findall(rf"/cases/{case}/sent/\d+/", page)
    assert content(desk.get(file)) == PDF


def test_receiving_it_numbers_it_with_the_papers_that_came(case: int) -> None:
    desk = signed_in("one_stop_officer")
    page = desk.get(f"/cases/{case}/receive/").content.decode()
    assert len(re.findall(r"<input[^>]*name=\"papers\"[^>]*checked", page)) == 2
    desk.post(f"/cases/{case}/receive/", {"papers": ["1", "2"]})
    row = cases.follow(case, now=clock.now())
    assert row.state is State.RECEIVED
    assert row.number


def test_others_find_neither_form_nor_files(case: int) -> None:
    for role in ("specialist", "auditor", "document_clerk"):
        assert signed_in(role).get(f"/cases/{case}/sent/form.pdf").status_code == 404
    assert signed_in("one_stop_officer").get(f"/cases/{case}/sent/999999/").status_code == 404


def test_every_look_at_the_form_is_written_down(case: int) -> None:
    assert content(signed_in("one_stop_officer").get(f"/cases/{case}/sent/form.pdf"))
    party = cases.follow(case, now=clock.now()).applicant
    (look,) = readings.list_readings(subjects=[f"party:{party}"])
    assert (look.account, look.reason) == (account("one_stop_officer"), "Tờ khai điền trực tuyến")
