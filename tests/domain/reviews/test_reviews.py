"""From the questions to the next version: who hands in, who agrees, what is decided and carried out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.domain.reviews.made import (
    AFTER,
    AT,
    BEFORE,
    CODE,
    CONTROLLER,
    LEADER,
    OFFICE,
    WRITER,
    agreed,
    begun,
    complete,
    decided,
    ground,
    issued,
    plan,
    plan_of,
    seen,
    submitted,
)

from lienthong.domain.accounts.actions import open_account
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.organisations.actions import assign
from lienthong.domain.procedures import queries as procedures
from lienthong.domain.reviews import actions, errors, queries
from lienthong.domain.reviews.actions import noting
from lienthong.domain.reviews.queries import Part, Saving, State, TextKind, TextState, Verdict
from lienthong.domain.reviews.rules.cost import Income
from lienthong.spine.actor import platform
from lienthong.spine.ledger import queries as ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("grounded")]
TODAY = AT.date()
BY = platform("test")
SAVED = Saving(412_212_000, 108_324_000)
"""Of ``BEFORE`` and ``AFTER`` at 30,540 đồng an hour: (96,350 + 247,160) x 1,200; (15,270 + 75,000) x 1,200."""


@pytest.fixture
def grounded() -> None:
    ground()


def row(review: int) -> queries.ReviewRow:
    return queries.get_review(review, TODAY)


def test_a_review_begins_with_a_question_on_each_item_of_the_legal_record() -> None:
    sheet, gaps = queries.get_sheet(begun())
    asked = [(one.part, one.item) for one in sheet.answers]
    assert asked == [
        (Part.WHOLE, "Cấp giấy phép xây dựng nhà ở riêng lẻ"),
        (Part.STEP, "Tiếp nhận"),
        (Part.STEP, "Thụ lý"),
        (Part.STEP, "Ký duyệt"),
        (Part.STEP, "Trả kết quả"),
        (Part.PAPER, "Đơn đề nghị"),
        (Part.PAPER, "Bản vẽ"),
        (Part.FEE, "Lệ phí cấp phép"),
        (Part.RESULT, "Giấy phép xây dựng"),
        (Part.BASIS, "50/2014/QH13 Luật Xây dựng"),
    ]
    assert len(gaps) == len(asked) + 3  # each unanswered; no verdict, no cost now, none afterwards
    assert sheet.income == 30_540


def test_only_what_an_issued_plan_names_is_reviewed_and_once() -> None:
    (entry,) = queries.get_plan(plan(), TODAY).entries
    with pytest.raises(errors.PlanNotIssued):
        actions.begin(entry=entry.id, code=CODE, by=WRITER, at=AT)
    (entry,) = queries.get_plan(issued(), TODAY).entries
    with pytest.raises(errors.NotOfEntry):
        actions.begin(entry=entry.id, code="T-2", by=WRITER, at=AT)
    actions.begin(entry=entry.id, code=CODE, by=WRITER, at=AT)
    with pytest.raises(errors.ReviewOpen):
        actions.begin(entry=entry.id, code=CODE, by=WRITER, at=AT)
    with pytest.raises(errors.PlanNotFound):
        actions.begin(entry=0, code=CODE, by=WRITER, at=AT)


def test_an_unfinished_review_is_not_handed_in_and_says_what_is_lacking() -> None:
    review = begun()
    with pytest.raises(errors.Incomplete) as refused:
        actions.submit(review=review, seen=1, by=LEADER, at=AT)
    assert str(refused.value).startswith("Còn 13 chỗ chưa điền. Chỗ đầu tiên: Dòng 1 (Cấp giấy phép")


def test_two_who_write_at_once_do_not_lose_each_others_words() -> None:
    review = begun()
    actions.reckon(review=review, before=BEFORE, after=(), seen=1, by=WRITER, at=AT)
    with pytest.raises(errors.SheetChanged):
        actions.answer(review=review, answers=(), verdict=None, conclusion="", seen=1, by=WRITER, at=AT)
    sheet, _gaps = queries.get_sheet(review)
    assert (sheet.before, len(sheet.answers)) == (BEFORE, 10)


def test_the_whole_way_from_the_review_to_the_next_version() -> None:
    review = submitted()
    assert (row(review).state, row(review).saving) == (State.SUBMITTED, SAVED)
    assert row(review).opinion_by == date(2021, 3, 15)  # ten working days after Monday 1/3
    actions.agree(review=review, opinion="Thống nhất.", by=CONTROLLER, at=AT)
    of = plan_of(review)
    decision = actions.decide(
        plan=of, reviews=[review], number="99/QĐ-UBND", decided_on=TODAY, by=CONTROLLER, at=AT
    )
    page = queries.get_decision(decision, TODAY)
    assert (page.saving, page.to_draft, page.later) == (SAVED, 1, {})
    version = actions.carry_out(review=review, by=CONTROLLER, at=AT)
    page = queries.get_decision(decision, TODAY)
    assert page.to_draft == 0
    assert [(one.id, one.number, one.state) for one in page.later.values()] == [
        (version, 2, procedures.State.DRAFT)
    ]
    with pytest.raises(errors.NotToCarryOut):
        actions.carry_out(review=review, by=CONTROLLER, at=AT)
    verbs = {one.verb for one in ledger.list_entries(subject=f"review:{review}")}
    assert verbs == {
        f"reviews.{verb}" for verb in ("begin", "answer", "reckon", "submit", "agree", "carry_out")
    }


def test_what_was_handed_in_does_not_change_until_it_is_sent_back() -> None:
    review = submitted()
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.reckon(review=review, before=(), after=(), seen=seen(review), by=WRITER, at=AT),
        lambda: actions.answer(
            review=review, answers=(), verdict=None, conclusion="", seen=seen(review), by=WRITER, at=AT
        ),
        lambda: actions.submit(review=review, seen=seen(review), by=LEADER, at=AT),
    )
    for act in acts:
        with pytest.raises(errors.NotWritten):
            act()
    with pytest.raises(errors.ReasonMissing):
        actions.send_back(review=review, reason=" ", by=CONTROLLER, at=AT)
    actions.send_back(review=review, reason="Thiếu số người tuân thủ", by=CONTROLLER, at=AT)
    assert row(review).state is State.DRAFT
    actions.submit(review=review, seen=seen(review), by=LEADER, at=AT)
    told = [one.words for one in queries.list_happenings(queries.review_subject(review)) if one.words]
    assert told == ["Thiếu số người tuân thủ"]


def test_nobody_agrees_to_what_they_handed_in_or_to_what_does_not_wait() -> None:
    review = submitted()
    own = replace(CONTROLLER, account=LEADER.account)
    with pytest.raises(errors.OwnWork):
        actions.agree(review=review, opinion="Thống nhất.", by=own, at=AT)
    actions.agree(review=review, opinion="Thống nhất.", by=CONTROLLER, at=AT)
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.agree(review=review, opinion="Thống nhất.", by=CONTROLLER, at=AT),
        lambda: actions.send_back(review=review, reason="Muộn", by=CONTROLLER, at=AT),
    )
    for act in acts:
        with pytest.raises(errors.NotSubmitted):
            act()


def test_only_agreed_reviews_of_the_plan_are_decided_and_once() -> None:
    review = agreed()
    of = plan_of(review)
    other = submitted("16/QĐ-UBND")

    def decide(*reviews: int, number: str = "99/QĐ-UBND") -> int:
        return actions.decide(plan=of, reviews=reviews, number=number, decided_on=TODAY, by=CONTROLLER, at=AT)

    with pytest.raises(errors.NothingChosen):
        decide()
    with pytest.raises(errors.ReviewNotFound):
        decide(review, other)
    with pytest.raises(errors.NotAgreed):
        actions.decide(
            plan=plan_of(other), reviews=[other], number="98/QĐ", decided_on=TODAY, by=CONTROLLER, at=AT
        )
    decide(review)
    with pytest.raises(errors.NotAgreed):
        decide(review, number="100/QĐ-UBND")


def test_what_is_kept_has_nothing_to_carry_out() -> None:
    review = complete(begun(), Verdict.KEEP)
    actions.submit(review=review, seen=seen(review), by=LEADER, at=AT)
    actions.agree(review=review, opinion="Thống nhất.", by=CONTROLLER, at=AT)
    assert row(review).saving == Saving(SAVED.before, SAVED.before)
    actions.decide(
        plan=plan_of(review), reviews=[review], number="99/QĐ", decided_on=TODAY, by=CONTROLLER, at=AT
    )
    with pytest.raises(errors.NotToCarryOut):
        actions.carry_out(review=review, by=CONTROLLER, at=AT)


def test_the_office_owes_its_opinion_longest_waiting_first() -> None:
    second = submitted("15/QĐ-UBND", AT + timedelta(days=1))
    first = submitted("16/QĐ-UBND")
    assert [one.id for one in queries.list_waiting(TODAY)] == [first, second]


def a_text(kind: TextKind = TextKind.DECISION) -> int:
    return actions.enter_text(
        title="Quyết định quy định cấp phép", kind=kind, agency="GL-SXD", by=WRITER, at=AT
    )


def assessed(text: int, name: str = "Cấp phép mới") -> int:
    sheet = actions.assess(text=text, name=name, code="", by=WRITER, at=AT)
    return complete(sheet, None, before=(), after=AFTER)


def test_a_draft_is_asked_about_with_complete_sheets_and_answered_in_time() -> None:
    text = a_text()
    with pytest.raises(errors.SheetsMissing):
        actions.ask_opinion(text=text, by=LEADER, at=AT)
    sheet = actions.assess(text=text, name="Cấp phép mới", code="", by=WRITER, at=AT)
    with pytest.raises(errors.Incomplete) as refused:
        actions.ask_opinion(text=text, by=LEADER, at=AT)
    assert "Cấp phép mới: Dòng 1" in str(refused.value)
    complete(sheet, None, before=(), after=AFTER)
    actions.ask_opinion(text=text, by=LEADER, at=AT)
    asked = queries.get_text(text, TODAY)
    assert (asked.state, asked.due, asked.left) == (TextState.ASKED, date(2021, 3, 8), 5)  # seven days
    with pytest.raises(errors.NotWritten):
        actions.reckon(review=sheet, before=(), after=(), seen=seen(sheet), by=WRITER, at=AT)
    with pytest.raises(errors.TextClosed):
        actions.assess(text=text, name="Một thủ tục nữa", code="", by=WRITER, at=AT)
    with pytest.raises(errors.OwnWork):
        actions.give_opinion(text=text, agrees=True, opinion="Được", by=LEADER, at=AT)
    late = AT + timedelta(days=9)
    actions.give_opinion(text=text, agrees=True, opinion="Cần thiết, hợp lý.", by=CONTROLLER, at=late)
    told = queries.get_text(text, late.date())
    assert (told.state, told.behind) == (TextState.AGREED, 2)
    with pytest.raises(errors.NotAsked):
        actions.give_opinion(text=text, agrees=False, opinion="Muộn", by=CONTROLLER, at=late)


def test_a_returned_draft_is_written_again_and_asked_about_anew() -> None:
    text = a_text(TextKind.RESOLUTION)
    sheet = assessed(text)
    actions.ask_opinion(text=text, by=LEADER, at=AT)
    assert queries.get_text(text, TODAY).due == date(2021, 3, 11)  # ten days
    with pytest.raises(errors.ReasonMissing):
        actions.give_opinion(text=text, agrees=False, opinion="", by=CONTROLLER, at=AT)
    actions.give_opinion(text=text, agrees=False, opinion="Chưa rõ đối tượng", by=CONTROLLER, at=AT)
    assert queries.get_text(text, TODAY).state is TextState.RETURNED
    actions.reckon(review=sheet, before=(), after=AFTER, seen=seen(sheet), by=WRITER, at=AT)
    actions.ask_opinion(text=text, by=LEADER, at=AT)
    assert queries.get_text(text, TODAY).state is TextState.ASKED
    words = [one.words for one in queries.list_happenings(queries.text_subject(text)) if one.words]
    assert "Chưa rõ đối tượng" in words


def test_a_draft_names_a_procedure_once_in_force_or_new() -> None:
    text = a_text()
    sheet = actions.assess(text=text, name="", code=CODE, by=WRITER, at=AT)
    assert row(sheet).code == CODE
    with pytest.raises(errors.SheetTaken):
        actions.assess(text=text, name="", code=CODE, by=WRITER, at=AT)
    with pytest.raises(errors.NotInForce):
        actions.assess(text=text, name="", code="T-0", by=WRITER, at=AT)
    with pytest.raises(errors.TitleMissing):
        actions.assess(text=text, name=" ", code="", by=WRITER, at=AT)
    with pytest.raises(errors.NotWritten):
        actions.submit(review=sheet, seen=seen(sheet), by=LEADER, at=AT)


def somebody(name: str, role: str, agency: str) -> str:
    account = open_account(username=name, full_name=name, by=BY, at=AT)
    assign(account=account, agency=agency, title=name, role=role, on=date(2021, 1, 4), by=BY, at=AT)
    return account


def titles(account: str) -> list[str]:
    return [one.title for one in list_notices(account)]


def test_those_whose_turn_it_is_hear_of_it() -> None:
    writer, head = somebody("viet", "specialist", "GL-SXD"), somebody("kiem", "division_head", OFFICE)
    review = begun()
    assert noting.tell_issued(plan=plan_of(review), by=BY, at=AT) == 1
    complete(review)
    actions.submit(review=review, seen=seen(review), by=LEADER, at=AT)
    assert noting.tell_submitted(review=review, by=BY, at=AT) == 1
    actions.send_back(review=review, reason="Thiếu", by=CONTROLLER, at=AT)
    assert noting.tell_submitted(review=review, by=BY, at=AT) == 0  # over already
    assert noting.tell_answered(review=review, by=BY, at=AT) == 1
    assert [one.split(":")[0] for one in titles(head)] == ["Kết quả rà soát chờ ý kiến"]
    assert {one.split(":")[0] for one in titles(writer)} == {
        "Kế hoạch rà soát TTHC năm 2021",
        "Kết quả rà soát bị trả lại",
    }


def test_the_agency_hears_of_the_decision_and_the_office_of_a_draft() -> None:
    writer, head = somebody("viet", "specialist", "GL-SXD"), somebody("kiem", "division_head", OFFICE)
    _review, decision = decided()
    assert noting.tell_decided(decision=decision, by=BY, at=AT) == 1
    assert titles(writer)[0].startswith("Phương án đơn giản hóa đã được thông qua, cần dự thảo sửa đổi: T-1")
    text = a_text()
    assessed(text)
    actions.ask_opinion(text=text, by=LEADER, at=AT)
    assert noting.tell_asked(text=text, by=BY, at=AT) == 1
    assert titles(head) == ["Dự thảo văn bản chờ ý kiến về TTHC: Quyết định quy định cấp phép"]
    actions.give_opinion(text=text, agrees=False, opinion="Chưa rõ", by=CONTROLLER, at=AT)
    assert noting.tell_opinion(text=text, by=BY, at=AT) == 1
    assert titles(writer)[0].startswith("Dự thảo văn bản bị trả lại")


def test_who_reviews_is_reminded_before_the_day_and_after_it() -> None:
    writer = somebody("viet", "specialist", "GL-SXD")
    issued()
    quiet, near, late = date(2021, 6, 21), date(2021, 6, 29), date(2021, 7, 1)
    told = [noting.tell_morning(day=day, by=BY, at=AT) for day in (quiet, near, late)]
    assert told == [0, 1, 1]
    assert titles(writer)[0].startswith("Rà soát TTHC quá hạn 1 ngày làm việc")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reviews_plan SET title = 'khác'",
        "DELETE FROM reviews_entry",
        "UPDATE reviews_entry SET due_on = '2030-01-01'",
        "UPDATE reviews_review SET conclusion = 'khác'",
        "UPDATE reviews_review SET income = 1",
        "UPDATE reviews_review SET opinion = 'khác'",
        "UPDATE reviews_review SET decision_id = NULL",
        "DELETE FROM reviews_review",
        "UPDATE reviews_cost SET people = 1",
        "DELETE FROM reviews_answer",
        "UPDATE reviews_decision SET number = 'khác'",
        "UPDATE reviews_happening SET words = 'khác'",
        "DELETE FROM reviews_happening",
        "TRUNCATE reviews_cost",
    ],
)
def test_the_database_itself_keeps_what_was_decided(sql: str) -> None:
    decided()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_that_one_person_hands_in_and_agrees() -> None:
    submitted()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reviews_review SET agreed_at = submitted_at, agreed_by = submitted_by, opinion = 'Được'"
        )


def test_an_income_that_changes_later_does_not_touch_a_review_begun_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    review = complete(begun())
    dearer = (Income(date(2021, 1, 1), 99_999, "khác", confirmed=True),)
    monkeypatch.setattr("lienthong.domain.reviews.rules.cost.INCOMES", dearer)
    assert row(review).saving == SAVED


def test_many_reviews_are_read_with_as_many_queries_as_one() -> None:
    first = submitted()
    submitted("16/QĐ-UBND")
    queries.list_waiting(TODAY)  # the calendar is remembered from here on
    with CaptureQueriesContext(connection) as for_one:
        queries.get_review(first, TODAY)
    with CaptureQueriesContext(connection) as for_two:
        assert len(queries.list_waiting(TODAY)) == 2
    assert len(for_two) == len(for_one)
