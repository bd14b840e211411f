"""Which task carries out which above, and which goes on with which of last year's: said by people, kept by identity."""

from datetime import UTC, date, datetime

import pytest
from tests.domain.plans.running import someone
from tests.domain.plans.small import ISSUED, MONITOR, Row, draft

from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Decision, Heading, Origin, OriginKind, TaskWords
from lienthong.domain.plans.actions.mending import recount
from lienthong.domain.plans.permissions import Permission
from lienthong.spine.ledger.queries import list_entries

pytestmark = pytest.mark.django_db

AT = datetime(2021, 1, 20, 3, tzinfo=UTC)
DAY = date(2021, 10, 15)
OUTLINE = "I. Thể chế\nViệc 1\nRà soát văn bản"


def programme(years: tuple[int, int] = (2021, 2025), number: str = "20/QĐ") -> queries.PlanRow:
    """In force; its tasks are I.1, called as the first task of a small plan, and I.2."""
    slug = actions.enter_programme(
        agency="GL",
        heading=Heading(number, date(2021, 1, 10), "Chương trình cải cách hành chính"),
        years=years,
        outline=OUTLINE,
        by=MONITOR,
        at=AT,
    )
    row = queries.get_draft(slug)
    actions.issue(plan=row.id, monitor="M", overseer="O", by=MONITOR, at=AT)
    return queries.get_plan(slug, as_of=DAY)


def a_year(year: int, *rows: Row, is_issued: bool = True) -> queries.PlanRow:
    plan = draft(*rows)
    m.Plan.objects.filter(pk=plan.pk).update(year=year)
    recount(m.Version.objects.get(plan=plan))
    if is_issued:
        actions.issue(plan=plan.pk, monitor="M", overseer="O", by=MONITOR, at=ISSUED)
    return queries.get_plan(plan.slug, as_of=DAY) if is_issued else queries.get_draft(plan.slug)


def serve(plan: queries.PlanRow, above: queries.PlanRow, **links: str) -> int:
    named = {ref.replace("_", "."): there for ref, there in links.items()}
    return actions.serve(plan=plan.id, above=above.id, links=named, by=MONITOR, at=AT)


def go_on(plan: queries.PlanRow, before: queries.PlanRow, **links: str) -> int:
    named = {ref.replace("_", "."): there for ref, there in links.items()}
    return actions.go_on(version=plan.version_id, before=before.id, links=named, by=MONITOR, at=AT)


def served(plan: queries.PlanRow, above: queries.PlanRow) -> dict[str, str]:
    rows = queries.read_serving(plan, above).rows
    return {row.ref: row.linked for row in rows if row.linked}


def lineages(plan: queries.PlanRow) -> dict[str, int | None]:
    return {task.ref: task.lineage for task in queries.list_tasks(plan)}


def test_a_plan_in_force_is_linked_to_its_programme_and_says_what_it_said() -> None:
    plan, above = a_year(2021, Row(["A"]), Row(["B"])), programme()
    before = queries.list_tasks(plan)
    assert serve(plan, above, I_1="I.1", I_2="I.1") == 2
    assert served(plan, above) == {"I.1": "I.1", "I.2": "I.1"}
    assert queries.list_tasks(plan) == before
    linked = queries.get_plan(plan.slug, as_of=DAY)
    assert linked.parent == above.id
    task = queries.get_task(linked, "I.1")
    there = queries.get_served(linked, task.id, as_of=DAY)
    assert there
    assert (there.ref, there.called, there.plan.number) == ("I.1", "Việc 1", "20/QĐ")
    assert {choice.ref for choice in queries.list_served(linked, above).values()} == {"I.1"}
    (entry,) = list_entries(subject=f"plan:{plan.id}")[:1]
    assert entry.verb == "plans.serve"


def test_what_is_not_named_stays_and_an_empty_name_lets_go() -> None:
    plan, above = a_year(2021, Row(["A"]), Row(["B"])), programme()
    serve(plan, above, I_1="I.1", I_2="I.2")
    assert serve(plan, above, I_2="") == 1
    assert served(plan, above) == {"I.1": "I.1"}
    assert serve(plan, above, I_1="I.1") == 0


def test_another_plan_above_takes_all_links_with_it() -> None:
    plan, above, other = a_year(2021, Row(["A"]), Row(["B"])), programme(), programme((2021, 2030), "21/QĐ")
    serve(plan, above, I_1="I.1", I_2="I.2")
    assert serve(plan, other, I_1="I.2") == 2
    row = queries.get_plan(plan.slug, as_of=DAY)
    assert row.parent == other.id
    assert served(row, other) == {"I.1": "I.2"}


def test_a_plan_carries_out_neither_itself_nor_what_carries_it_out() -> None:
    plan, five, ten = a_year(2021, Row(["A"])), programme(), programme((2021, 2030), "21/QĐ")
    serve(plan, five, I_1="I.1")
    serve(five, ten, I_1="I.1")
    for above in (plan, five, ten):
        lower = {plan: plan, five: plan, ten: plan}[above]
        with pytest.raises(errors.AboveItself):
            serve(above, lower)


def test_two_plans_of_one_kind_and_year_do_not_carry_out_the_same_one() -> None:
    ten = programme((2021, 2030), "21/QĐ")
    serve(a_year(2021, Row(["A"])), ten, I_1="I.1")
    serve(programme(), ten, I_1="I.1")  # the programme of five years beside the plan of its first
    with pytest.raises(errors.ChildStands):
        serve(a_year(2021, Row(["A"])), ten, I_1="I.1")


def test_only_names_that_are_there_are_linked_and_only_to_what_was_issued() -> None:
    plan, above = a_year(2021, Row(["A"])), programme()
    for links in ({"I_1": "I.9"}, {"I_9": "I.1"}):
        with pytest.raises(errors.TaskNotFound):
            serve(plan, above, **links)
    with pytest.raises(errors.PlanNotFound):
        serve(plan, a_year(2021, Row(["A"]), is_issued=False))
    with pytest.raises(errors.PlanNotFound):
        actions.serve(plan=10**9, above=above.id, links={}, by=MONITOR, at=AT)


def test_what_may_stand_above_holds_the_years_and_the_nearest_comes_first() -> None:
    five, ten = programme(), programme((2021, 2030), "21/QĐ")
    programme((2016, 2020), "19/QĐ")
    plan, other = a_year(2021, Row(["GL-SNV"])), a_year(2022, Row(["A"]))
    child = actions.make_child(
        plan=plan.id,
        agency="GL-SNV",
        heading=Heading("1/KH-SNV", date(2021, 1, 18), "Kế hoạch"),
        refs=["I.1"],
        by=someone("GL-SNV", Permission.MAKE_CHILD),
        at=AT,
    )

    def above(row: queries.PlanRow) -> list[int]:
        return [one.id for one in queries.list_above(row, DAY)]

    assert above(plan) == above(other) == [five.id, ten.id]
    assert above(five) == [ten.id]
    assert above(ten) == []
    assert above(queries.get_draft(child)) == [plan.id, five.id, ten.id]


def test_a_likeness_of_words_only_suggests() -> None:
    plan, above = a_year(2021, Row(["A"]), Row(["B"])), programme()
    linking = queries.read_serving(plan, above)
    first = linking.rows[0]
    assert (first.ref, first.linked, first.suggested) == ("I.1", "", "I.1")
    assert linking.count_linked == 0
    assert linking.count_suggested >= 1
    assert [choice.called for choice in linking.choices] == ["Việc 1", "Rà soát văn bản"]


def test_a_task_keeps_its_identity_from_year_to_year() -> None:
    last, draft_row = (
        a_year(2020, Row(["A"]), Row(["B"])),
        a_year(2021, Row(["A"]), Row(["B"]), is_issued=False),
    )
    assert [row.id for row in queries.list_before(draft_row)] == [last.id]
    assert go_on(draft_row, last, I_2="I.1") == 1
    assert queries.count_continuing(draft_row) == 1
    actions.issue(plan=draft_row.id, monitor="M", overseer="O", by=MONITOR, at=AT)
    plan = queries.get_plan(draft_row.slug, as_of=DAY)
    assert lineages(plan)["I.2"] == lineages(last)["I.1"]
    years = queries.list_years(plan, lineages(plan)["I.2"] or 0, actor=MONITOR, as_of=DAY)
    assert [(one.plan.year, one.ref) for one in years] == [(2020, "I.1"), (2021, "I.2")]


def test_an_empty_name_makes_a_task_new_again_and_the_answer_can_be_taken_back() -> None:
    last, plan = a_year(2020, Row(["A"])), a_year(2021, Row(["A"]), is_issued=False)
    own = lineages(plan)["I.1"]
    go_on(plan, last, I_1="I.1")
    go_on(plan, last, I_1="")
    assert lineages(plan)["I.1"] not in {own, lineages(last)["I.1"]}
    for change in queries.list_changes(plan):
        actions.take_back_answer(settlement=change.id, by=MONITOR, at=AT)
    assert lineages(plan)["I.1"] == own
    assert go_on(plan, last, I_1="") == 0


def test_two_tasks_do_not_go_on_with_the_same_one() -> None:
    last, plan = a_year(2020, Row(["A"])), a_year(2021, Row(["A"]), Row(["B"]), is_issued=False)
    with pytest.raises(errors.ContinuedTwice, match=r"I\.1"):
        go_on(plan, last, I_1="I.1", I_2="I.1")
    go_on(plan, last, I_1="I.1")
    with pytest.raises(errors.ContinuedTwice):
        go_on(plan, last, I_2="I.1")
    assert go_on(plan, last, I_1="", I_2="I.1") == 2


def test_only_a_first_draft_goes_on_and_only_with_an_earlier_year() -> None:
    last, later = a_year(2020, Row(["A"])), a_year(2022, Row(["A"]))
    plan = a_year(2021, Row(["A"]), is_issued=False)
    with pytest.raises(errors.NotLastYears):
        go_on(plan, later, I_1="I.1")
    actions.issue(plan=plan.id, monitor="M", overseer="O", by=MONITOR, at=AT)
    with pytest.raises(errors.NotUnderReview):
        go_on(plan, last, I_1="I.1")
    actions.begin_amendment(plan=plan.id, decision=Decision("2/QĐ", date(2021, 5, 1)), by=MONITOR, at=AT)
    with pytest.raises(errors.NotLastYears):
        go_on(queries.get_draft(plan.slug), last, I_1="I.1")


def test_an_amendment_keeps_what_its_tasks_carry_out() -> None:
    plan, above = a_year(2021, Row(["A"]), Row(["B"])), programme()
    serve(plan, above, I_1="I.2")
    actions.begin_amendment(plan=plan.id, decision=Decision("2/QĐ", date(2021, 5, 1)), by=MONITOR, at=AT)
    assert served(queries.get_draft(plan.slug), above) == {"I.1": "I.2"}


def test_a_link_said_after_a_task_was_added_does_not_hold_the_addition_fast() -> None:
    plan, above = a_year(2021, Row(["A"]), is_issued=False), programme()
    (area,) = queries.list_areas(plan)
    actions.add_task(
        version=plan.version_id,
        area=area.id,
        words=TaskWords("Sửa quy chế"),
        origin=Origin(OriginKind.INSPECTION, "Kết luận 12/KL-TTr"),
        by=MONITOR,
        at=AT,
    )
    serve(plan, above, I_2="I.1")
    (added,) = queries.list_changes(plan)
    actions.take_back_answer(settlement=added.id, by=MONITOR, at=AT)
    assert list(lineages(plan)) == ["I.1"]
