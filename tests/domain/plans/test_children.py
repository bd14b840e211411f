"""Plans below: made from the plan above, issued like any plan, rolled up by counting."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.plans.running import someone
from tests.domain.plans.small import Row, document, draft, in_a_world_of_its_own, in_force, of

from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Heading, Origin, OriginKind, TaskWords
from lienthong.domain.plans.permissions import Permission, can_draft
from lienthong.domain.plans.queries import Tally
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.queries import list_entries

pytestmark = pytest.mark.django_db

AT = datetime(2021, 1, 20, 3, tzinfo=UTC)
DAY = date(2021, 10, 15)
HEAD = Heading(
    "12/KH-UBND", date(2021, 1, 18), "Kế hoạch cải cách hành chính năm 2021", "Một cửa", "Số hóa", "Họp"
)
STEERING = someone("M", Permission.FOLLOW, everywhere=True)


def maker(agency: str) -> Actor:
    return someone(agency, Permission.MAKE_CHILD, Permission.SUBMIT, Permission.FOLLOW)


def the_plan() -> m.Plan:
    """I.1 is led by GL-A, I.2 by GL-B with GL-A, I.3 by GL-B alone."""
    return in_force(
        Row(["GL-A"], outputs=("Kế hoạch", "Báo cáo")),
        Row(["GL-B"], due=date(2021, 9, 30), coordinating=["GL-A"]),
        Row(["GL-B"]),
    )


def make(
    plan: m.Plan, agency: str = "GL-A", refs: tuple[str, ...] = ("I.1",), heading: Heading = HEAD
) -> str:
    return actions.make_child(
        plan=plan.pk, agency=agency, heading=heading, refs=refs, by=maker(agency), at=AT
    )


def issued(plan: m.Plan, agency: str = "GL-A", refs: tuple[str, ...] = ("I.1",)) -> queries.PlanRow:
    row = queries.get_draft(make(plan, agency, refs))
    actions.issue(plan=row.id, monitor=agency, overseer="M", by=maker(agency), at=AT)
    return queries.get_plan(row.slug, as_of=DAY)


def row_of(plan: m.Plan) -> queries.PlanRow:
    return queries.get_plan(plan.slug, as_of=DAY)


def finish(plan: queries.PlanRow, *, on: date, judge: str = "M") -> None:
    """The first open duty is done with a document of a day."""
    rows = queries.list_obligations(plan.id, as_of=DAY)
    duty = next(row for row in rows if row.state == "OPEN")
    at = datetime(on.year, on.month, on.day, 5, tzinfo=UTC)
    papers = [document(on, range(len(duty.outputs)))]
    actions.submit(obligation=duty.id, documents=papers, by=of(duty.agency), at=at)
    actions.accept(obligation=duty.id, by=someone(judge, Permission.MONITOR), at=at)


def test_chosen_tasks_become_tasks_that_the_agency_leads_and_that_serve_those_above() -> None:
    plan = the_plan()
    above = {task.ref: task for task in queries.list_tasks(row_of(plan))}
    child = queries.get_draft(make(plan, refs=("I.2", "I.1")))
    assert (child.agency, child.year, child.parent, child.number) == ("GL-A", 2021, plan.pk, "12/KH-UBND")
    rows = queries.list_tasks(child)
    assert [(row.ref, row.title, row.outputs) for row in rows] == [
        ("I.1", "Việc 1", ("Kế hoạch", "Báo cáo")),
        ("I.2", "Việc 2", ("Báo cáo",)),
    ]
    assert [[one.agency for one in row.leads] for row in rows] == [["GL-A"], ["GL-A"]]
    assert [row.coordinating for row in rows] == [(), ()]
    assert [row.deadlines[0].due for row in rows] == [date(2021, 6, 30), date(2021, 9, 30)]
    served = (
        m.Task.objects.filter(version=child.version_id).order_by("position").values_list("serves", flat=True)
    )
    assert list(served) == [above["I.1"].lineage, above["I.2"].lineage]
    assert not {row.lineage for row in rows} & {task.lineage for task in above.values()}


def test_what_the_plan_says_of_its_own_is_kept_and_the_ledger_tells_who_made_it() -> None:
    plan = the_plan()
    child = queries.get_draft(make(plan))
    assert queries.get_texts(child) == queries.Texts("Một cửa", "Số hóa", "Họp")
    (entry,) = list_entries(subject=f"plan:{child.id}")
    assert (entry.verb, entry.agency) == ("plans.make_child", "GL-A")
    assert queries.get_summary(child).tasks == 1
    assert queries.get_summary(child).outputs == 2


def test_own_tasks_are_added_in_the_fields_of_the_plan_above() -> None:
    child = queries.get_draft(make(the_plan(), refs=()))
    (area,) = queries.list_areas(child)
    origin = Origin(OriginKind.INDEX, "Chỉ số 2020, tiêu chí 4.2: mất 1,5 điểm")
    ref = actions.add_task(
        version=child.version_id,
        area=area.id,
        words=TaskWords("Sửa quy chế"),
        origin=origin,
        by=maker("GL-A"),
        at=AT,
    )
    task = queries.get_task(child, ref)
    assert queries.get_origin(task.id) == {"kind": "INDEX", "text": "Chỉ số 2020, tiêu chí 4.2: mất 1,5 điểm"}


def test_only_its_own_people_make_an_agencys_plan() -> None:
    plan = the_plan()
    strangers = (
        maker("GL-B"),
        someone("GL-A", Permission.SUBMIT),
        someone("M", Permission.MAKE_CHILD, everywhere=True),
    )
    for by in strangers:
        with pytest.raises(errors.NotYourAgency):
            actions.make_child(plan=plan.pk, agency="GL-A", heading=HEAD, refs=["I.1"], by=by, at=AT)
    assert not queries.list_drafts()


def test_tasks_that_do_not_concern_the_agency_are_refused_by_name() -> None:
    with pytest.raises(errors.TasksForeign, match=r"I\.3, I\.9"):
        make(the_plan(), refs=("I.1", "I.3", "I.9"))


def test_a_number_serves_an_agency_once_a_year_and_every_agency_by_itself() -> None:
    plan, other = the_plan(), in_force(Row(["GL-A"]))
    make(plan)
    make(plan, agency="GL-B", refs=("I.3",))  # "12/KH-UBND" of another agency on the same day
    with pytest.raises(errors.PlanNumberUsed):
        make(other)
    assert len(queries.list_drafts()) == 2
    assert len({row.slug for row in queries.list_drafts()}) == 2


def test_an_agency_makes_one_plan_from_the_one_above() -> None:
    plan = the_plan()
    make(plan)
    with pytest.raises(errors.ChildStands, match="12/KH-UBND"):
        make(plan, heading=Heading("13/KH-UBND", date(2021, 2, 1), "Kế hoạch"))
    with pytest.raises(DatabaseError), transaction.atomic():
        m.Plan.objects.filter(pk=in_force(Row(["A"])).pk).update(parent=plan, agency="GL-A")


def test_number_and_title_are_needed_and_the_plan_above_must_be_in_force() -> None:
    plan = the_plan()
    for heading in (Heading(" ", DAY, "Kế hoạch"), Heading("1/KH", DAY, " ")):
        with pytest.raises(errors.PlanWordsMissing):
            make(plan, heading=heading)
    with pytest.raises(errors.PlanNotFound):
        make(draft(Row(["GL-A"])))


def test_its_duties_are_laid_like_any_plans_and_judged_by_who_follows_the_plan_above() -> None:
    child = issued(the_plan())
    (duty,) = queries.list_obligations(child.id, as_of=DAY)
    assert (duty.agency, duty.due, duty.outputs) == ("GL-A", date(2021, 6, 30), ("Kế hoạch", "Báo cáo"))
    finish(child, on=date(2021, 6, 1))
    with pytest.raises(errors.WrongJudge):
        actions.reopen(obligation=duty.id, reason="Nhầm", by=someone("GL-A", Permission.MONITOR), at=AT)


def test_nobody_lays_duties_on_agencies_that_are_not_below() -> None:
    child = queries.get_draft(make(the_plan()))
    m.Party.objects.filter(task__version=child.version_id).update(agency="GL-B")
    with pytest.raises(errors.LeadsForeign, match=r"I\.1"):
        actions.issue(plan=child.id, monitor="GL-A", overseer="M", by=maker("GL-A"), at=AT)


def test_the_figures_of_plans_below_are_counted_from_their_duties() -> None:
    plan = the_plan()
    first, second = issued(plan, refs=("I.1", "I.2")), issued(plan, agency="GL-B", refs=("I.2", "I.3"))
    finish(first, on=date(2021, 6, 1))
    finish(second, on=date(2021, 10, 4))
    row = row_of(plan)
    assert [(one.agency, one.number) for one in queries.list_children(row, as_of=DAY)] == [
        ("GL-A", "12/KH-UBND"),
        ("GL-B", "12/KH-UBND"),
    ]
    lineages = {task.ref: task.lineage for task in queries.list_tasks(row)}
    there = queries.list_serving(row, lineages["I.2"], actor=STEERING, as_of=DAY)
    # the first finished I.1 before its day; I.2 of it was due on 30/9; the second's earliest, I.3, came late
    late, waiting = Tally(due=1, come=1, overdue=1), Tally(due=1, come=1, kept=1, done=1, tardy=1)
    assert [(one.plan.agency, one.ref, one.tally) for one in there] == [
        ("GL-A", "I.2", late),
        ("GL-B", "I.1", late),
    ]
    assert queries.count_below([first, second], actor=STEERING, as_of=DAY) == {
        first.id: late + Tally(due=1, come=1, kept=1, done=1),
        second.id: late + waiting,
    }


def test_a_plan_is_counted_from_above_as_its_own_pages_count_it() -> None:
    plan = the_plan()
    child = issued(plan, refs=("I.1", "I.2"))
    actions.request_report(
        plan=child.id,
        agencies=["GL-A"],
        title="Báo cáo nhanh",
        due=date(2021, 11, 1),
        by=someone("GL-A", Permission.MONITOR),
        at=datetime(2021, 10, 1, tzinfo=UTC),
    )
    counted = queries.count_below([child], actor=STEERING, as_of=DAY)
    assert counted == {child.id: queries.total(_own(child))}
    assert counted[child.id].due == 3


def test_one_sees_figures_of_what_one_may_see_and_the_public_none() -> None:
    plan = the_plan()
    first, second = issued(plan), issued(plan, agency="GL-B", refs=("I.3",))
    found = {
        name: set(queries.count_below([first, second], actor=actor, as_of=DAY))
        for name, actor in {"all": STEERING, "own": maker("GL-A"), "public": Actor("", "")}.items()
    }
    assert found == {"all": {first.id, second.id}, "own": {first.id}, "public": set()}


def test_plans_below_are_known_from_the_day_they_say_something() -> None:
    plan = the_plan()
    issued(plan)
    assert not queries.list_children(row_of(plan), as_of=date(2021, 1, 17))
    assert len(queries.list_children(row_of(plan), as_of=date(2021, 1, 18))) == 1
    assert not queries.list_children(row_of(plan), as_of=DAY, known=datetime(2021, 1, 19, tzinfo=UTC))


def test_reading_what_stands_below_takes_the_same_number_of_queries_for_any_number_of_plans() -> None:
    plan = in_force(*(Row([f"GL-{n}"]) for n in range(6)))
    row, counts = row_of(plan), []
    for n in range(6):
        issued(plan, agency=f"GL-{n}", refs=(f"I.{n + 1}",))
        with connection.execute_wrapper(_counter := _Counter()):
            queries.list_serving(row, None, actor=STEERING, as_of=DAY)
        counts.append(_counter.count)
    assert len(set(counts)) == 1


class _Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        return execute(sql, params, many, context)


CHOICES = st.lists(st.sets(st.sampled_from(["I.1", "I.2", "I.3", "I.4"])), min_size=1, max_size=3)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=CHOICES, done=st.lists(st.sampled_from([date(2021, 6, 1), date(2021, 10, 4)]), max_size=6))
def test_what_is_rolled_up_is_the_sum_of_what_stands_below(chosen: list[set[str]], done: list[date]) -> None:
    """Every task of a plan made so serves one above: by task or by plan, the sum is the same."""

    def play() -> None:
        leads = [f"GL-{n}" for n in range(3)]
        plan = in_force(*(Row(leads, due=date(2021, month, 28)) for month in (3, 6, 9, 12)))
        children = [issued(plan, agency, tuple(refs)) for agency, refs in zip(leads, chosen, strict=False)]
        for place, on in enumerate(done):
            child = children[place % len(children)]
            if any(row.state == "OPEN" for row in queries.list_obligations(child.id, as_of=DAY)):
                finish(child, on=on)
        below = queries.list_serving(row_of(plan), None, actor=STEERING, as_of=DAY)
        by_task = queries.total_by_task(below).values()
        own = [one for child in children for one in _own(child)]
        counted = queries.count_below(children, actor=STEERING, as_of=DAY).values()
        assert queries.total(by_task) == queries.total(own) == queries.total(counted)

    in_a_world_of_its_own(play)


def _own(child: queries.PlanRow) -> list[Tally]:
    """As the child's own pages count."""
    return [one for months in queries.by_month(child, as_of=DAY).values() for one in months.values()]


def test_who_reviews_a_draft() -> None:
    importer = someone("M", Permission.IMPORT, everywhere=True)
    asked = {
        (actor.agency, is_child): can_draft(actor, agency="GL-A", is_child=is_child)
        for actor in (importer, maker("GL-A"), maker("GL-B"))
        for is_child in (True, False)
    }
    assert asked == {
        ("M", True): True,
        ("M", False): True,
        ("GL-A", True): True,
        ("GL-A", False): False,
        ("GL-B", True): False,
        ("GL-B", False): False,
    }
