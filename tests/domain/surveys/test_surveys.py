"""What people say is said by who may, once a case, changed for a week, counted and never shown by name."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.cases import actions as cases
from lienthong.domain.surveys import actions, errors, queries
from lienthong.domain.surveys import models as m
from lienthong.domain.surveys.exchange import write_results
from lienthong.domain.surveys.facts import CaseRated
from lienthong.domain.surveys.queries import Period
from lienthong.domain.surveys.rules import publishable, share
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from tests.domain.cases.running import CITY, CLERK, STRANGER, hour, procedure, province, received
from tests.domain.surveys.running import GIVEN, HEAD, READER, given, questions, rated, remarked

pytestmark = pytest.mark.django_db
YEAR = Period(2021)


@pytest.fixture
def plain(db: None) -> int:
    province()
    questions()
    return procedure()


def facts() -> int:
    return StatedFact.objects.filter(name__endswith=CaseRated.__name__).count()


def test_it_is_asked_after_the_result_and_not_before(plain: int) -> None:
    with pytest.raises(errors.NotYetRated):
        rated(received(plain))
    withdrawn = received(plain)
    cases.withdraw(case=withdrawn, reason="Đổi ý", by=CLERK, at=hour("15/10 10:00"))
    with pytest.raises(errors.NotYetRated):
        rated(withdrawn)
    assert rated(given(plain)).level == 4


@pytest.mark.parametrize("level", [0, 6, -1])
def test_there_are_five_levels(plain: int, level: int) -> None:
    with pytest.raises(errors.LevelUnfit):
        rated(given(plain), level)


def test_a_case_has_one_rating_which_is_changed_for_a_week(plain: int) -> None:
    case = given(plain)
    before = facts()
    first = rated(case, 2)
    assert rated(case, 2).id == first.id  # pressed twice
    assert rated(case, 5, at=GIVEN + timedelta(days=6)).level == 5
    assert facts() == before + 2
    with pytest.raises(errors.RatedForGood):
        rated(case, 1, at=GIVEN + timedelta(days=7, seconds=1))
    assert m.Rating.objects.get(case=case).level == 5
    verbs = [one.verb for one in ledger.list_entries(subject=f"case:{case}")]
    assert verbs.count("surveys.rate") == 2


def test_answers_fit_the_sheet_of_their_day_and_a_tap_leaves_them(plain: int) -> None:
    case = given(plain)
    told = rated(case, 4, answers={"ACCESS": 5, "RESULT": 9, "SOMETHING": 3})
    assert told.answers == {"ACCESS": 5}
    assert rated(case, 3).answers == {"ACCESS": 5}
    assert rated(case, 3, answers={}).answers == {}


def test_results_are_counts_by_agency_procedure_and_question(plain: int) -> None:
    for level, answers in ((5, {"ACCESS": 5}), (4, {"ACCESS": 2}), (2, None)):
        rated(given(plain), level, answers=answers)
    (agency,) = queries.list_by_agency(YEAR)
    assert (agency.code, agency.count, agency.satisfied, agency.share) == (CITY, 3, 2, 67)
    assert agency.by_level == (0, 1, 0, 1, 1)
    (line,) = queries.list_by_procedure(Period(2021, 4), agency=CITY)
    assert (line.count, line.satisfied) == (3, 2)
    assert line.title
    assert queries.list_by_procedure(Period(2021, 3), agency=CITY) == []
    sheet = queries.sheet_on(date(2021, 10, 18))
    assert sheet
    first, *rest = queries.list_by_question(YEAR, sheet.questions, agency=CITY)
    assert (first.count, first.satisfied, first.share) == (2, 1, 50)
    assert {one.count for one in rest} == {0}
    written = write_results("Kết quả", [line], queries.total_of(YEAR, agency=CITY), [first, *rest])
    sheet_written = openpyxl.load_workbook(BytesIO(written)).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet_written.rows]
    assert cells[3][2:5] == [3, 2, 67]


def test_what_few_people_said_is_not_published() -> None:
    assert publishable(["a", "b", "c"], [12, 9, 3]) == (["a"], 12)
    assert publishable(["a", "b", "c"], [30, 12, 9]) == (["a"], 21), (
        "alone it could be reckoned from the total"
    )
    assert publishable(["a", "b"], [12, 10]) == (["a", "b"], 0)
    assert publishable(["a"], [9]) == ([], 9)
    assert (share(1, 3), share(2, 3), share(1, 8), share(0, 0)) == (33, 67, 13, 0)


def test_periods_reach_from_today_back_to_the_first_year() -> None:
    codes = [one.code for one in queries.periods_until(date(2022, 5, 1))]
    assert codes == ["2022", "2022-2", "2022-1", "2021", "2021-4", "2021-3", "2021-2", "2021-1"]
    assert Period(2021, 4).end == Period(2022).begin


def test_a_remark_has_a_number_and_a_day_and_is_one_when_it_is_sent_twice(plain: int) -> None:
    case, key = received(plain), uuid4()
    first = remarked(case, key=key)
    assert remarked(case, key=key).id == first.id
    assert (first.label, remarked(case).label) == ("PA-21 000001", "PA-21 000002")
    assert first.due_on == date(2021, 11, 8)  # 15 working days after Monday 18/10/2021
    with pytest.raises(errors.NothingSaid):
        remarked(case, " ")
    remarked(case)
    with pytest.raises(errors.TooManyRemarks):
        remarked(case)


def test_without_a_rule_nobody_is_promised_a_day(db: None) -> None:
    province()
    with pytest.raises(errors.NoAnsweringTime):
        remarked(received(procedure()))


def test_the_agency_answers_once_and_nobody_else_does(plain: int) -> None:
    row = remarked(received(plain))
    for other in (READER, STRANGER, CLERK):
        with pytest.raises(errors.RemarkNotFound):
            actions.answer(remark=row.id, text="Xin lỗi", by=other, at=GIVEN)
    with pytest.raises(errors.AnswerMissing):
        actions.answer(remark=row.id, text=" ", by=HEAD, at=GIVEN)
    for _again in range(2):
        told = actions.answer(remark=row.id, text="Xin lỗi, đã chấn chỉnh.", by=HEAD, at=GIVEN)
    assert told.answer == "Xin lỗi, đã chấn chỉnh."
    with pytest.raises(errors.AnsweredAlready):
        actions.answer(remark=row.id, text="Khác", by=HEAD, at=GIVEN)
    assert queries.list_remarks(by=READER, is_open=True) == []
    assert [one.id for one in queries.list_remarks(by=READER, is_open=False)] == [row.id]
    with pytest.raises(errors.RemarkNotFound):
        queries.get_remark(row.id, by=STRANGER)


@pytest.mark.parametrize("break_it", ["level", "case", "delete", "answer", "text", "sheet", "two"])
def test_postgresql_holds_what_people_said(plain: int, break_it: str) -> None:
    case = given(plain)
    rated(case)
    row = remarked(case)
    actions.answer(remark=row.id, text="Đã rõ", by=HEAD, at=GIVEN)
    ratings, remarks = m.Rating.objects.filter(case=case), m.Remark.objects.filter(pk=row.id)
    deeds = {
        "level": lambda: ratings.update(level=6),
        "case": lambda: ratings.update(agency="GL-623"),
        "delete": ratings.delete,
        "answer": lambda: remarks.update(answer="Khác"),
        "text": lambda: remarks.update(text="Khác"),
        "sheet": lambda: m.Questionnaire.objects.update(title="Khác"),
        "two": lambda: m.Rating.objects.create(
            case_id=case, agency=CITY, procedure="x", title="x", level=1, rated_at=GIVEN, changed_at=GIVEN,
            until=GIVEN,
        ),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        deeds[break_it]()  # type: ignore[no-untyped-call]
