"""A year's plan of reviews: drawn up, issued once, and how far its rows are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.domain.reviews.made import (
    AT,
    CODE,
    CONTROLLER,
    ENTRY,
    LEADER,
    agreed,
    begun,
    complete,
    ground,
    in_force,
    issued,
    plan,
    plan_of,
    seen,
)

from lienthong.domain.reviews import actions, errors, queries
from lienthong.domain.reviews.exchange import write_plan
from lienthong.domain.reviews.queries import EntryGiven
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger import queries as ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("grounded")]
TODAY = AT.date()


def a_code(number: int) -> str:
    """Of one more procedure in force."""
    in_force(f"T-{number}")
    return f"T-{number}"


@pytest.fixture
def grounded() -> None:
    ground()


def test_a_plan_is_a_draft_until_its_decision_is_entered() -> None:
    made = plan()
    row = queries.get_plan(made, TODAY)
    assert (row.issued_at, row.procedures, row.done, row.agencies) == (
        None,
        1,
        0,
        frozenset({"GL-SXD", "GL-SNV"}),
    )
    assert queries.list_plans(TODAY, agency="GL-SXD") == []
    actions.issue(plan=made, number=" 15/QĐ-UBND ", decided_on=TODAY, by=CONTROLLER, at=AT)
    for agency in ("GL-SXD", "GL-SNV"):
        (row,) = queries.list_plans(TODAY, agency=agency)
        assert (row.id, row.number, row.decided_on) == (made, "15/QĐ-UBND", TODAY)
    assert queries.list_plans(TODAY, agency="GL-622") == []
    verbs = [one.verb for one in ledger.list_entries(subject=f"review_plan:{made}")]
    assert sorted(verbs) == ["reviews.draw_up", "reviews.issue"]


def test_an_issued_plan_does_not_change() -> None:
    made = issued()
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.redraw(plan=made, given=_again(), seen=1, by=CONTROLLER, at=AT),
        lambda: actions.issue(plan=made, number="16/QĐ-UBND", decided_on=TODAY, by=CONTROLLER, at=AT),
    )
    for act in acts:
        with pytest.raises(errors.PlanIsIssued):
            act()


def _again() -> queries.PlanGiven:
    return queries.PlanGiven(2021, "Kế hoạch", (replace(ENTRY, name="Viết lại"),))


def test_a_draft_is_written_anew_but_not_over_what_another_wrote() -> None:
    made = plan()
    actions.redraw(plan=made, given=_again(), seen=1, by=CONTROLLER, at=AT)
    (entry,) = queries.get_plan(made, TODAY).entries
    assert entry.name == "Viết lại"
    with pytest.raises(errors.SheetChanged):
        actions.redraw(plan=made, given=_again(), seen=1, by=CONTROLLER, at=AT)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (replace(ENTRY, name=" "), "Dòng 2: "),
        (replace(ENTRY, codes=()), "ít nhất một thủ tục"),
        (replace(ENTRY, codes=("T-0",)), "T-0"),
        (replace(ENTRY, codes=(CODE,)), "hai lần"),
        (replace(ENTRY, codes=("T-2",), lead="GL-0"), "GL-0"),
        (replace(ENTRY, codes=("T-2",), coordinating=("GL-1",)), "GL-1"),
        (replace(ENTRY, codes=("T-2",), due_on=date(2021, 2, 28)), "không được trước"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_by_its_place(entry: EntryGiven, words: str) -> None:
    with pytest.raises(errors.EntryUnfit) as refused:
        plan(ENTRY, entry)
    assert str(refused.value).startswith("Dòng 2: ")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"title": " "}, errors.TitleMissing), ({"entries": ()}, errors.EntriesMissing)],
)
def test_a_plan_has_a_title_and_rows(change: dict[str, object], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        plan(**change)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"number": " ", "decided_on": TODAY}, errors.DecisionMissing),
        ({"number": "1/QĐ", "decided_on": TODAY + timedelta(days=1)}, errors.DecidedLater),
    ],
)
def test_a_plan_is_issued_by_a_decision_that_was_made(
    given: dict[str, object], refusal: type[Refusal]
) -> None:
    made = plan()
    with pytest.raises(refusal):
        actions.issue(plan=made, **given, by=CONTROLLER, at=AT)  # type: ignore[arg-type]


def test_the_same_decision_issues_one_plan() -> None:
    issued()
    with pytest.raises(errors.PlanTaken):
        issued()


def test_a_row_is_done_on_the_day_on_which_its_last_review_was_handed_in() -> None:
    review = agreed()
    (entry,) = queries.get_plan(plan_of(review), TODAY).entries
    assert (entry.done_on, entry.behind, entry.is_late, entry.done) == (TODAY, 0, False, 1)


def test_a_row_handed_in_after_its_day_is_late_by_working_days() -> None:
    review = complete(begun())
    # the last day is Wednesday 30/6/2021; handed in on Monday 5/7: 1, 2 and 5 July are three working days
    late = AT + timedelta(days=126)
    assert late.date() == date(2021, 7, 5)
    of = plan_of(review)
    (entry,) = queries.get_plan(of, late.date()).entries
    assert (entry.done_on, entry.left, entry.is_late) == (None, -3, True)
    assert queries.get_plan(of, late.date()).late == 1
    actions.submit(review=review, seen=seen(review), by=LEADER, at=late)
    weeks_after = queries.get_plan(of, late.date() + timedelta(days=14))
    (entry,) = weeks_after.entries
    assert (entry.done_on, entry.behind, entry.is_late, weeks_after.late) == (late.date(), 3, True, 0)


def test_a_plan_takes_as_many_queries_for_many_rows_as_for_one() -> None:
    one, many = plan_of(agreed()), plan(*(replace(ENTRY, codes=(a_code(n),)) for n in (2, 3)))
    queries.get_plan(one, TODAY)  # the calendar is remembered from here on
    with CaptureQueriesContext(connection) as for_one:
        queries.get_plan(one, TODAY)
    with CaptureQueriesContext(connection) as for_many:
        assert len(queries.get_plan(many, TODAY).entries) == 2
    assert len(for_many) <= len(for_one) <= 8


def test_the_workbook_says_what_the_page_says() -> None:
    row = queries.get_plan(plan_of(agreed()), TODAY)
    sheet = load_workbook(BytesIO(write_plan(row, {"GL-SXD": "Sở Xây dựng"}, title="Kế hoạch"))).active
    assert sheet
    (line,) = list(sheet.iter_rows(min_row=4, values_only=True))
    assert line[2] == CODE
    assert line[4] == "Sở Xây dựng"
    # 2.5 h x 30,540 + 20,000 = 96,350; 4 h x 30,540 + 125,000 = 247,160; x 1,200 people
    assert (line[11], line[12]) == ((96_350 + 247_160) * 1_200, (15_270 + 75_000) * 1_200)
