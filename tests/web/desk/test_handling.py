"""Taking back, asking for more time, saying why it is late: each once, each with its words kept."""

from datetime import timedelta

import pytest
from django.test import Client

from lienthong.domain.plans import actions
from lienthong.spine import clock
from tests.domain.plans.running import MONITOR, document, of
from tests.web.desk.handing import AGENCY, find, read, row, send, state, story, verbs, whole

pytestmark = pytest.mark.django_db


def later(days: int = 20) -> str:
    return f"{clock.today() + timedelta(days=days):%d%m%Y}"


def test_what_was_handed_in_is_taken_back_and_stays_in_the_story(specialist: Client, duty: int) -> None:
    send(specialist, duty, whole())
    assert "191/BC-SKHCN" in read(specialist, duty, "take-back/")
    specialist.post(f"/work/{duty}/take-back/", {"reason": "Gửi nhầm bản"})
    assert state(duty) == "OPEN"
    page = read(specialist, duty)
    assert "Gửi nhầm bản" in page
    assert "191/BC-SKHCN" in page


def test_taken_back_twice_it_is_taken_back_once(specialist: Client, duty: int) -> None:
    send(specialist, duty, whole())
    for _ in range(2):
        answer = specialist.post(f"/work/{duty}/take-back/", {"reason": "Nhầm"}, follow=True)
        assert "Đã rút lại" in answer.content.decode()
    assert verbs(duty).count("TAKEN_BACK") == 1


def test_what_was_judged_meanwhile_is_not_taken_back(specialist: Client, duty: int) -> None:
    send(specialist, duty, whole())
    actions.accept(obligation=duty, by=MONITOR, at=clock.now())
    answer = specialist.post(f"/work/{duty}/take-back/", {"reason": "Nhầm"}, follow=True)
    assert "vừa có thay đổi" in answer.content.decode()
    assert state(duty) == "DONE"


def test_an_extension_is_asked_and_the_present_day_holds(specialist: Client, duty: int) -> None:
    before = row(duty).due
    given = {"until": later(), "reason": "Chờ số liệu"}
    assert specialist.post(f"/work/{duty}/extension/", given).status_code == 302
    now = row(duty)
    assert now.extension == clock.today() + timedelta(days=20)
    assert now.due == before
    assert "chưa có quyết định" in read(specialist, duty)
    assert "/extension/" not in read(specialist, duty)


def test_an_extension_asked_twice_is_asked_once(specialist: Client, duty: int) -> None:
    for _ in range(2):
        answer = specialist.post(f"/work/{duty}/extension/", {"until": later(), "reason": "Chờ"}, follow=True)
        assert "Đã xin gia hạn." in answer.content.decode()
    assert verbs(duty).count("EXTENSION_ASKED") == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"until": "2/3/2020", "reason": "Chờ số liệu"}, "until"),
        ({"until": "hôm nào đó", "reason": "Chờ số liệu"}, "until"),
        ({"until": "", "reason": "Chờ số liệu"}, "until"),
        ({"until": "20/11/2021", "reason": ""}, "reason"),
    ],
)
def test_a_refused_extension_names_its_field_and_keeps_the_words(
    specialist: Client, duty: int, given: dict[str, str], field: str
) -> None:
    page = specialist.post(f"/work/{duty}/extension/", given).content.decode()
    assert f'href="#id_{field}"' in page
    assert "<title>Lỗi:" in page
    for typed in filter(None, given.values()):
        assert typed in page
    assert row(duty).extension is None


def test_one_without_a_day_needs_no_extension(specialist: Client, province: None) -> None:
    undated = find("VI.11", "rest").id
    assert specialist.get(f"/work/{undated}/extension/").status_code == 302
    specialist.post(f"/work/{undated}/extension/", {"until": later(), "reason": "Chờ"})
    assert row(undated).extension is None


def test_lateness_is_explained_by_a_listed_cause(specialist: Client, duty: int) -> None:
    address = f"/work/{duty}/lateness/"
    assert "Chưa có đủ số liệu, tài liệu" in read(specialist, duty, "lateness/")
    wrong = specialist.post(address, {"cause": "WEATHER", "text": "Mưa"}).content.decode()
    assert 'href="#id_cause' in wrong
    assert "Mưa" in wrong
    assert 'href="#id_text"' in specialist.post(address, {"cause": "DATA", "text": " "}).content.decode()
    assert specialist.post(address, {"cause": "DATA", "text": "Kbang chưa gửi"}).status_code == 302
    assert story(duty)[0].data == {"cause": "DATA", "text": "Kbang chưa gửi"}
    page = read(specialist, duty)
    assert "Kbang chưa gửi" in page


def test_explained_twice_it_stands_once_and_can_be_said_anew(specialist: Client, duty: int) -> None:
    for _ in range(2):
        specialist.post(f"/work/{duty}/lateness/", {"cause": "DATA", "text": "Kbang chưa gửi"})
    assert verbs(duty).count("EXPLAINED") == 1
    specialist.post(f"/work/{duty}/lateness/", {"cause": "SYSTEM", "text": "Mất điện ba ngày"})
    assert verbs(duty).count("EXPLAINED") == 2


def test_only_what_is_late_is_explained(specialist: Client, province: None) -> None:
    ahead = find("VI.11", "1/4").id
    assert specialist.get(f"/work/{ahead}/lateness/").status_code == 302
    specialist.post(f"/work/{ahead}/lateness/", {"cause": "DATA", "text": "Chưa gửi"})
    assert "EXPLAINED" not in verbs(ahead)


def test_what_came_too_late_is_explained_while_it_waits_and_when_it_is_done(
    specialist: Client, duty: int
) -> None:
    send(specialist, duty, whole())
    assert f"/work/{duty}/lateness/" in read(specialist, duty)
    actions.accept(obligation=duty, by=MONITOR, at=clock.now())
    assert specialist.post(f"/work/{duty}/lateness/", {"cause": "DATA", "text": "Chờ"}).status_code == 302
    assert verbs(duty)[0] == "EXPLAINED"


def test_what_was_in_time_needs_no_explanation(specialist: Client, duty: int) -> None:
    in_time = document("1/BC", row(duty).due or clock.today())
    actions.submit(obligation=duty, documents=[in_time], by=of(AGENCY), at=clock.now())
    actions.accept(obligation=duty, by=MONITOR, at=clock.now())
    assert "/lateness/" not in read(specialist, duty)
