"""Questions asked at the portal come once, go to the right agency, are answered once, and the answer goes back."""

from datetime import date
from typing import Any

import pytest
from django.db import Error, connection, transaction

from lienthong.connectors.national_portal import fake
from lienthong.domain.national import actions, errors, queries
from lienthong.domain.national import models as m
from lienthong.domain.national.rules import names_somebody
from lienthong.domain.surveys import models as surveys
from lienthong.domain.surveys.permissions import Permission as Surveys
from lienthong.spine.ledger.queries import list_entries
from tests.domain.cases.running import BEGUN, CITY, LOADED, WORKS, someone
from tests.domain.national.running import KEEPER, OFFICIAL, a_minute, city

HEAD = someone("head", CITY, Surveys.SEE, Surveys.ANSWER)
OTHER_HEAD = someone("other-head", WORKS, Surveys.SEE, Surveys.ANSWER)
needs_database = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gọi tôi 0905 000 111", True),
        ("Căn cước 064190001111", True),
        ("Thư a.b@example.vn", True),
        ("Thông tư 01/2018/TT-VPCP, mã 1.001193, nộp 50.000 đồng ngày 15/10/2021", False),
        ("Mất bao lâu?", False),
    ],
)
def test_what_finds_a_person_is_noticed(text: str, found: bool) -> None:
    assert names_somebody(text) is found


@pytest.fixture
def asked(portal: fake.FakePortal, db: None) -> fake.FakePortal:
    del db
    city()
    surveys.AnsweringTime.objects.create(
        since=date(2018, 1, 1), working_days=15, basis="Quyết định 766", confirmed=False, recorded_at=LOADED,
        recorded_by="test",
    )  # fmt: skip
    ask(portal)
    return portal


def ask(portal: fake.FakePortal, number: str = "7", agency: str = OFFICIAL, **more: str) -> None:
    body = {"MALINHVUC": "", "NOIDUNG": "Mất bao lâu?", "TRALOIID": "", "NOIDUNGTRALOI": ""}
    portal.shelf.ask(body | {"HOIDAPID": number, "MADONVI": agency} | more)


def come() -> m.Question:
    a_minute()
    return m.Question.objects.latest("id")


def answered(question: m.Question, **more: Any) -> None:
    given: dict[str, Any] = {
        "question": question.pk,
        "answer": "Năm ngày làm việc.",
        "by": HEAD,
        "at": BEGUN,
    } | more
    actions.answer_question(**given)


def there(portal: fake.FakePortal, number: str = "7") -> tuple[str, str]:
    body = next(one for one in portal.shelf.questions() if one["HOIDAPID"] == number)
    return body["NOIDUNGTRALOI"], body["MADONVI"]


@needs_database
def test_it_comes_once_with_the_day_of_its_answer(asked: fake.FakePortal) -> None:
    asked.fault = "duplicate"
    row = come()
    a_minute()
    assert m.Question.objects.count() == 1
    # fifteen working days after Friday 15/10: Friday 05/11
    assert (row.owner, row.words, row.due_on) == (CITY, "Mất bao lâu?", date(2021, 11, 5))
    assert [one.number for one in queries.list_questions(by=HEAD, is_open=True)] == ["7"]


@needs_database
def test_its_answer_goes_back_once_under_the_code_of_who_answered(asked: fake.FakePortal) -> None:
    row = come()
    answered(row)
    a_minute()
    a_minute()
    row.refresh_from_db()
    assert there(asked) == ("Năm ngày làm việc.", OFFICIAL)
    assert (row.told_at is not None, row.fault) == (True, "")
    assert asked.calls.count("DongBoTraLoiHoiDap") == 1


@needs_database
@pytest.mark.parametrize("fault", ["refuse", "garbage", "late"])
def test_a_portal_that_misbehaves_loses_no_answer(asked: fake.FakePortal, fault: str) -> None:
    row = come()
    answered(row)
    asked.fault = fault
    a_minute()
    row.refresh_from_db()
    assert row.told_at is None
    asked.fault = ""
    m.Question.objects.update(again_at=None)
    a_minute()
    row.refresh_from_db()
    assert row.told_at
    assert there(asked)[0] == "Năm ngày làm việc."


@needs_database
def test_a_refusal_is_shown_with_the_portals_words_and_waits(asked: fake.FakePortal) -> None:
    row = come()
    answered(row)
    ask(asked, TRALOIID="ai-khac", NOIDUNGTRALOI="Bộ đã trả lời")
    a_minute()
    kept = queries.get_question(row.pk, by=HEAD)
    assert (kept.fault, kept.told_at) == ("Câu hỏi đã được trả lời", None)
    a_minute()
    assert asked.calls.count("DongBoTraLoiHoiDap") == 1  # its pause is not over


@needs_database
def test_it_is_answered_once_and_twice_the_same_is_one(asked: fake.FakePortal) -> None:
    del asked
    row = come()
    answered(row)
    answered(row)
    with pytest.raises(errors.QuestionAnswered):
        answered(row, answer="Mười ngày.")
    verbs = [one.verb for one in list_entries(subject=f"question:{row.pk}")]
    assert verbs == ["national.answer_question", "national.take_question"]


@needs_database
def test_it_is_passed_to_the_right_agency_which_answers_by_the_same_day(asked: fake.FakePortal) -> None:
    row = come()
    actions.pass_question(question=row.pk, to=WORKS, reason="Thuộc Sở Xây dựng", by=HEAD, at=BEGUN)
    with pytest.raises(errors.QuestionNotFound):
        answered(row)
    with pytest.raises(errors.QuestionNotFound):
        queries.get_question(row.pk, by=HEAD)
    answered(row, by=OTHER_HEAD)
    assert queries.get_question(row.pk, by=OTHER_HEAD).due_on == row.due_on
    assert [(one.frm, one.to) for one in queries.list_passings(row.pk)] == [(CITY, WORKS)]
    a_minute()
    assert there(asked) == ("Năm ngày làm việc.", OFFICIAL)


@needs_database
@pytest.mark.parametrize("wrong", [{"to": CITY}, {"to": "GL-KHONG"}, {"reason": " "}])
def test_it_is_not_passed_nowhere(asked: fake.FakePortal, wrong: dict[str, str]) -> None:
    del asked
    row = come()
    given: dict[str, Any] = {"to": WORKS, "reason": "Không phải của chúng tôi"} | wrong
    with pytest.raises(errors.NowhereToPass):
        actions.pass_question(question=row.pk, **given, by=HEAD, at=BEGUN)


@needs_database
def test_one_of_no_agency_waits_for_who_keeps_the_line(asked: fake.FakePortal) -> None:
    ask(asked, "8", agency="000.00.99.H21")
    row = come()
    assert row.owner == ""
    with pytest.raises(errors.QuestionNotFound):
        actions.pass_question(question=row.pk, to=CITY, reason="x", by=HEAD, at=BEGUN)
    actions.pass_question(question=row.pk, to=CITY, reason="Của thành phố", by=KEEPER, at=BEGUN)
    answered(row)
    a_minute()
    assert there(asked, "8") == ("Năm ngày làm việc.", OFFICIAL)


@needs_database
def test_one_that_was_answered_elsewhere_or_says_nothing_is_left(asked: fake.FakePortal) -> None:
    ask(asked, "8", NOIDUNGTRALOI="Bộ trả lời rồi")
    ask(asked, "9", NOIDUNG="  ")
    come()
    assert list(m.Question.objects.values_list("number", flat=True)) == ["7"]


@needs_database
def test_only_what_was_written_for_everybody_is_published(asked: fake.FakePortal) -> None:
    row = come()
    with pytest.raises(errors.NamesSomebody):
        answered(row, shown="Tôi là A, 0905 000 111, mất bao lâu?")
    with pytest.raises(errors.NamesSomebody):
        answered(row, answer="Gọi 0905 000 111", shown="Mất bao lâu?")
    assert queries.list_published() == ([], False)
    answered(row, shown="Mất bao lâu?")
    (shown,), _more = queries.list_published()
    assert (shown.shown, shown.answer) == ("Mất bao lâu?", "Năm ngày làm việc.")
    ask(asked, "8")
    answered(come())
    assert len(queries.list_published()[0]) == 1


@needs_database
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE national_question SET answer = 'khác'",
        "UPDATE national_question SET words = 'khác'",
        "UPDATE national_question SET owner = 'GL-622'",
        "DELETE FROM national_question",
        "UPDATE national_passing SET reason = 'khác'",
        "DELETE FROM national_passing",
    ],
)
def test_postgresql_keeps_what_was_asked_and_answered(asked: fake.FakePortal, statement: str) -> None:
    del asked
    row = come()
    actions.pass_question(question=row.pk, to=WORKS, reason="Thuộc Sở Xây dựng", by=HEAD, at=BEGUN)
    answered(row, by=OTHER_HEAD)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
