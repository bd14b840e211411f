"""From a file to a plan: who may, what is refused and how, and that pressing twice makes one plan."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings

from bench import synthetic_plan
from lienthong.config import demo
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.exchange import PlanReading, read_known
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.ledger.queries import list_entries
from lienthong.web.steering.plans import imports
from tests.factories.province import AT, SLUG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
PLAN = synthetic_plan.as_text(synthetic_plan.make_plan(12)).encode()
MADE = "999-qd-ubnd-2020"


def client_of(role: str) -> Client:
    someone = next(person for person in demo.PEOPLE if person.role == role)
    client = Client(HTTP_ACCEPT_LANGUAGE="vi")
    assert client.post("/sign-in/", {"login": someone.username, "password": demo.PASSWORD}).status_code == 302
    return client


@pytest.fixture
def monitor() -> Client:
    demo.load_people(by=platform("test"), at=AT)
    return client_of("plan_monitor")


def send(client: Client, content: bytes = PLAN, name: str = "kế hoạch.txt") -> HttpResponse:
    answer = client.post("/uploads/plans/", {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert isinstance(answer, HttpResponse)
    return answer


def address(answer: HttpResponse) -> str:
    place: str = answer.redirect_chain[-1][0]  # type: ignore[attr-defined]
    return place


def test_types_and_size_are_said_before_the_file_is_asked_for(monitor: Client) -> None:
    with override_settings(LIENTHONG_STREAM_ORIGIN="http://localhost:9001"):
        answer = monitor.get("/plans/imports/")
    page = answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert page.index(".docx, .xlsx, .txt") < page.index('type="file"')
    assert 'action="http://localhost:9001/uploads/plans/"' in page


def test_a_file_is_kept_read_and_shown_but_is_no_plan_yet(monitor: Client) -> None:
    answer = send(monitor)
    page = answer.content.decode()
    assert re.fullmatch(r"/plans/imports/\d+/", address(answer))
    assert "999/QĐ-UBND" in page
    assert "<b>12</b>" in page
    assert [row.slug for row in queries.list_plans(as_of=clock.today())] == [SLUG]


def test_what_is_doubtful_stands_beside_its_own_words(monitor: Client) -> None:
    areas = (
        synthetic_plan.Area(
            "II", "Cải cách", (synthetic_plan.Task(1, "Rà soát", "Báo cáo", "UBND", "", "Quý I"),)
        ),
    )
    page = send(monitor, synthetic_plan.as_text(areas).encode()).content.decode()
    assert page.count('class="reading"') == 1
    assert '<span class="line">' in page
    assert "UBND" in page


def test_an_accepted_reading_is_a_draft_with_an_entry_in_the_ledger(monitor: Client) -> None:
    answer = monitor.post(address(send(monitor)))
    assert answer.headers["Location"] == f"/plans/{MADE}/review/"
    plan = queries.get_draft(MADE)
    assert len(queries.list_tasks(plan)) == 12
    (entry,) = list_entries(subject=f"plan:{plan.id}")
    assert entry.verb == "plans.accept_import"


def test_pressing_twice_makes_one_plan_and_leads_to_it(monitor: Client) -> None:
    review = address(send(monitor))
    assert [monitor.post(review).headers["Location"] for _ in range(2)] == [f"/plans/{MADE}/review/"] * 2
    again = send(monitor)
    assert f'href="/plans/{MADE}/review/"' in again.content.decode()
    assert monitor.post(address(again)).headers["Location"] == f"/plans/{MADE}/review/"


def test_a_file_whose_plan_was_issued_leads_to_the_plan(monitor: Client) -> None:
    place = address(send(monitor))
    monitor.post(place)
    draft = queries.get_draft(MADE)
    actions.settle_rest(plan=draft.id, reason="Đối chiếu", by=platform("test"), at=clock.now())
    actions.issue(plan=draft.id, monitor="GL-SNV", overseer="GL-VPUBND", by=platform("test"), at=clock.now())
    assert monitor.post(place).headers["Location"] == f"/plans/{MADE}/"


def test_a_file_is_read_once_however_often_it_is_looked_at(
    monitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports._READINGS.clear()
    read: list[str] = []

    def counted(name: str, content: bytes, *, province: str, today: date) -> PlanReading:
        read.append(name)
        return read_known(name, content, province=province, today=today)

    monkeypatch.setattr(imports, "read_known", counted)
    place = address(send(monitor))
    for _ in range(3):
        assert monitor.get(place).status_code == 200
    monitor.post(place)
    assert read == ["kế hoạch.txt"]


def test_a_file_may_amend_a_plan_in_force(monitor: Client) -> None:
    monitor.post(address(send(monitor)), {"amends": SLUG})
    draft = queries.get_draft(SLUG)
    assert (draft.version, draft.decision) == (2, "999/QĐ-UBND")


def test_another_file_of_an_imported_decision_is_refused_in_words_and_kept(monitor: Client) -> None:
    monitor.post(address(send(monitor)))
    other = monitor.post(address(send(monitor, PLAN + b"\n\n\n")))
    assert other.status_code == 409
    assert "999/QĐ-UBND" in other.content.decode()
    assert [row.number for row in queries.list_drafts()] == ["999/QĐ-UBND"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.exe", b"MZ"),
        ("plan.txt", b""),
        ("plan.docx", b"not a document"),
        ("plan.txt", b"\x00\x01"),
        ("plan.txt", b"a" * 10_000_001),
    ],
)
def test_a_file_that_is_not_accepted_is_refused_with_its_name(
    monitor: Client, name: str, content: bytes
) -> None:
    answer = send(monitor, content, name)
    assert address(answer) == "/plans/imports/"
    assert f"{name}:" in answer.content.decode()


def test_a_form_without_a_file_is_asked_for_one(monitor: Client) -> None:
    answer = monitor.post("/uploads/plans/", follow=True)
    assert 'class="alert' in answer.content.decode()


def test_a_file_that_is_no_plan_is_shown_as_that_and_kept(monitor: Client) -> None:
    answer = send(monitor, "Kính gửi các đồng chí.".encode())
    assert "Chuyển sang rà soát" not in answer.content.decode()
    assert 'class="alert' in answer.content.decode()
    refused = monitor.post(address(answer))
    assert refused.status_code == 409
    assert [row.slug for row in queries.list_plans(as_of=clock.today())] == [SLUG]


@pytest.mark.parametrize("role", ["specialist", "auditor", "platform_administrator", "citizen"])
def test_who_may_not_import_finds_nothing(monitor: Client, role: str) -> None:
    review = address(send(monitor))
    stranger = client_of(role)
    for place in ("/plans/imports/", review):
        assert stranger.get(place).status_code == 404
    assert stranger.post("/uploads/plans/", {"file": BytesIO(PLAN)}).status_code == 404
    assert stranger.post(review).status_code == 404


def test_files_of_other_uses_are_not_shown_as_plans(monitor: Client) -> None:
    assert monitor.get("/plans/imports/999999/").status_code == 404


def test_a_form_from_another_site_is_refused() -> None:
    demo.load_people(by=platform("test"), at=AT)
    client = Client(enforce_csrf_checks=True)
    assert client.post("/uploads/plans/", {"file": BytesIO(PLAN)}).status_code == 403
