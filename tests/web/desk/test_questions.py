"""A question of the national portal at the desk: answered by the head, passed on, shown without who asked it."""

import pytest
from django.test import Client

from tests.e2e import states
from tests.web.desk.counter import text, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(city: None) -> int:
    del city
    return states.a_question(Client())


@pytest.fixture
def head(question: int) -> Client:
    del question
    return worker("nayhblun.622")


def test_the_head_answers_and_everybody_reads_it(head: Client, question: int) -> None:
    assert "HD-2021-77" in text(head.get("/voice/questions/"))
    sent = {"do": "answer", "answer": "Ba ngày làm việc.", "is_public": "on", "shown": "Đăng ký mất bao lâu?"}
    head.post(f"/voice/questions/{question}/", sent)
    page = text(head.get(f"/voice/questions/{question}/"))
    assert "Ba ngày làm việc." in page
    assert "trong một phút" in page
    public = text(Client(HTTP_ACCEPT_LANGUAGE="vi").get("/questions/"))
    assert "Đăng ký mất bao lâu?" in public
    assert "Ba ngày làm việc." in public


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"answer": ""}, "summary"),
        ({"is_public": "on", "shown": ""}, "để mọi người đọc được"),
        ({"is_public": "on", "shown": "Gọi 0905 000 111"}, "số điện thoại"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    head: Client, question: int, wrong: dict[str, str], says: str
) -> None:
    sent = {"do": "answer", "answer": "Đã gõ câu này.", "shown": "x"} | wrong
    page = text(head.post(f"/voice/questions/{question}/", sent))
    assert says in page
    assert wrong.get("answer", "Đã gõ câu này.") in page
    assert "Đã gõ câu này." not in text(Client(HTTP_ACCEPT_LANGUAGE="vi").get("/questions/"))


def test_it_is_passed_on_and_gone_from_here(head: Client, question: int) -> None:
    sent = {"do": "pass", "to": "GL-STC", "reason": "Về thuế"}
    assert head.post(f"/voice/questions/{question}/", sent).headers["Location"] == "/voice/questions/"
    assert head.get(f"/voice/questions/{question}/").status_code == 404


def test_who_may_not_answer_reads_and_cannot_send(question: int) -> None:
    clerk = worker("rocham.yen")
    assert "Trả lời câu hỏi" not in text(clerk.get(f"/voice/questions/{question}/"))
    assert clerk.post(f"/voice/questions/{question}/", {"do": "answer", "answer": "x"}).status_code == 404
    assert worker("siuhdoan").get(f"/voice/questions/{question}/").status_code == 404
