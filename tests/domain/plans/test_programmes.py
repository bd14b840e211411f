"""A programme of years: typed by hand, or a document that was read called so."""

from datetime import UTC, date, datetime

import pytest
from tests.domain.plans.small import MONITOR, Row, draft, in_force

from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans.actions import Heading
from lienthong.domain.plans.rules.outline import Field, read_outline

pytestmark = pytest.mark.django_db

AT = datetime(2021, 1, 20, 3, tzinfo=UTC)
HEAD = Heading("20/QĐ-UBND", date(2021, 1, 10), "Chương trình cải cách hành chính")
OUTLINE = """
I. Cải cách thể chế
1. Hoàn thiện quy trình
- Rà soát văn bản
II) Cải cách thủ tục
Cắt giảm giấy tờ
"""


def enter(outline: str = OUTLINE, years: tuple[int, int] = (2021, 2025), heading: Heading = HEAD) -> str:
    return actions.enter_programme(
        agency="GL", heading=heading, years=years, outline=outline, by=MONITOR, at=AT
    )


def test_an_outline_becomes_fields_and_tasks_under_review() -> None:
    row = queries.get_draft(enter())
    assert (row.is_programme, row.year, row.last_year, row.number) == (True, 2021, 2025, "20/QĐ-UBND")
    assert [(area.numeral, area.title, area.tasks) for area in queries.list_areas(row)] == [
        ("I", "Cải cách thể chế", 2),
        ("II", "Cải cách thủ tục", 1),
    ]
    assert [(task.ref, task.title) for task in queries.list_tasks(row)] == [
        ("I.1", "Hoàn thiện quy trình"),
        ("I.2", "Rà soát văn bản"),
        ("II.1", "Cắt giảm giấy tờ"),
    ]
    assert queries.get_summary(row).tasks == 3


def test_lines_before_any_field_have_one_without_a_name_and_a_numeral_returns_to_its_field() -> None:
    assert read_outline("Việc chung\nI. Thể chế\nViệc\nII. Thủ tục\nI: Thể chế nữa\nViệc sau") == [
        Field("", "", ("Việc chung",)),
        Field("I", "Thể chế", ("Việc", "Việc sau")),
        Field("II", "Thủ tục", ()),
    ]


def test_a_programme_without_a_task_or_with_years_reversed_is_refused() -> None:
    with pytest.raises(errors.OutlineEmpty):
        enter("I. Cải cách thể chế\n")
    for years in ((2025, 2021), (1900, 2021), (2021, 2300)):
        with pytest.raises(errors.YearsReversed):
            enter(years=years)
    with pytest.raises(errors.PlanWordsMissing):
        enter(heading=Heading("", HEAD.issued_on, "x"))
    assert not queries.list_drafts()


def test_the_same_number_in_the_same_year_is_refused() -> None:
    enter()
    with pytest.raises(errors.PlanNumberUsed):
        enter()


def test_a_document_that_was_read_is_called_a_programme_before_it_is_issued() -> None:
    plan = draft(Row(["A"]))
    row = queries.get_draft(plan.slug)
    actions.call_programme(version=row.version_id, years=(2021, 2030), by=MONITOR, at=AT)
    called = queries.get_draft(plan.slug)
    assert (called.is_programme, called.year, called.last_year) == (True, 2021, 2030)
    actions.issue(plan=plan.pk, monitor="M", overseer="O", by=MONITOR, at=AT)
    with pytest.raises(errors.NotUnderReview):
        actions.call_programme(version=row.version_id, years=(2021, 2025), by=MONITOR, at=AT)


def test_a_programme_in_force_comes_after_the_plans_of_a_year_in_every_list() -> None:
    slug = enter()
    actions.issue(plan=queries.get_draft(slug).id, monitor="M", overseer="O", by=MONITOR, at=AT)
    plan = in_force(Row(["A"]))
    assert [row.slug for row in queries.list_plans(as_of=date(2021, 10, 15))] == [plan.slug, slug]


def test_the_heading_of_a_draft_is_mended_and_its_address_with_it() -> None:
    row = queries.get_draft(enter())
    better = Heading("21/QĐ-UBND", date(2021, 1, 11), "Chương trình tổng thể", "Trọng tâm")
    slug = actions.reword_heading(version=row.version_id, heading=better, by=MONITOR, at=AT)
    assert slug == "21-qd-ubnd-2021"
    mended = queries.get_draft(slug)
    assert (mended.number, mended.decision, mended.title) == (
        "21/QĐ-UBND",
        "21/QĐ-UBND",
        "Chương trình tổng thể",
    )
    assert (mended.issued_on, mended.occurred_on) == (date(2021, 1, 11), date(2021, 1, 11))
    assert queries.get_texts(mended).focus == "Trọng tâm"
    again = Heading("21/QĐ-UBND", date(2021, 1, 12), "Chương trình tổng thể")
    assert actions.reword_heading(version=row.version_id, heading=again, by=MONITOR, at=AT) == slug


def test_a_heading_stays_when_its_number_is_taken_and_once_it_was_issued() -> None:
    enter(heading=Heading("19/QĐ-UBND", HEAD.issued_on, "Khác"))
    row = queries.get_draft(enter())
    with pytest.raises(errors.PlanNumberUsed):
        actions.reword_heading(
            version=row.version_id, heading=Heading("19/QĐ-UBND", HEAD.issued_on, "x"), by=MONITOR, at=AT
        )
    actions.issue(plan=row.id, monitor="M", overseer="O", by=MONITOR, at=AT)
    with pytest.raises(errors.NotUnderReview):
        actions.reword_heading(version=row.version_id, heading=HEAD, by=MONITOR, at=AT)
