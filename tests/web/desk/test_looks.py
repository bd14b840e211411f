"""The reading log as heads and auditors see it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.readings import actions
from tests.e2e import states
from tests.web.desk.counter import text

pytestmark = pytest.mark.django_db
type SignIn = Callable[[str], Client]


def looked(agency: str, account: str = "curious", people: int = 1) -> list[int]:
    by = Actor(account, "Nguyễn Tò Mò", agency, "Chuyên viên", origin="web 10.0.0.9")
    party = states.a_party(Client())
    subjects = [f"party:{party}", *(f"party:{10**6 + n}" for n in range(people - 1))]
    actions.note(subjects=subjects, parts=["numbers"], by=by, at=clock.now(), reason="Tra cứu")
    return [party]


def test_a_head_sees_looks_of_their_own_people_and_the_unusual_first(as_role: SignIn) -> None:
    looked("GL-SNV", people=40)
    looked("GL-622", account="elsewhere")
    page = text(as_role("agency_leader").get("/work/people/looks/"))
    assert "một người xem dữ liệu của nhiều người bất thường" in page
    assert "Tra cứu" in page
    assert "Nguyễn Tò Mò" in page
    assert "UBND thành phố Pleiku" not in page


def test_an_auditor_sees_all_and_takes_them_away(as_role: SignIn) -> None:
    looked("GL-622")
    auditor = as_role("auditor")
    assert "UBND thành phố Pleiku" in text(auditor.get("/work/people/looks/"))
    answer = auditor.get("/work/people/looks.xlsx")
    assert "nhat-ky-xem-du-lieu" in answer.headers["Content-Disposition"]
    book: Any = load_workbook(BytesIO(answer.content))
    rows = [[cell.value for cell in row] for row in book.active]
    assert rows[0][:2] == ["Thời điểm", "Người xem"]
    assert rows[1][1] == "Nguyễn Tò Mò"
    assert rows[1][6] == "Tra cứu"


def test_looks_are_narrowed_by_person_looker_and_day(as_role: SignIn) -> None:
    (party,) = looked("GL-622")
    auditor = as_role("auditor")
    assert "Tra cứu" in text(auditor.get(f"/work/people/looks/?party={party}"))
    assert "Tra cứu" not in text(auditor.get("/work/people/looks/?who=quantri"))
    assert "Tra cứu" not in text(auditor.get("/work/people/looks/?first=01/01/2021&last=02/01/2021"))
    for wrong in ("999999999", "x", "-1"):
        assert as_role("agency_leader").get(f"/work/people/looks/?party={wrong}").status_code == 404


def test_others_find_no_log(as_role: SignIn) -> None:
    for role in ("one_stop_officer", "specialist", "document_clerk"):
        assert as_role(role).get("/work/people/looks/").status_code == 404
        assert as_role(role).get("/work/people/looks.xlsx").status_code == 404
