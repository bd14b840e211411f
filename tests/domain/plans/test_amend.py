"""An amending decision makes the next version: tasks go on, duties are dropped, dated, handed on or laid."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from tests.domain.plans.running import ISSUED, MONITOR, accepted_draft, at, document, issued, of, the

from lienthong.config import reference
from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Decision, Given, TaskWords
from lienthong.domain.plans.exchange import PlanReading, plan_contract, read_file
from lienthong.domain.plans.queries import Fate, Status
from lienthong.spine.actor import platform

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 1)
DECISION = Decision("320/QĐ-UBND", DAY)
NOW = at(6, 2)


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(
            reference=read_reference(DATA / "organisations"), by=platform("test"), at=at(12, 1, year=2020)
        )
        yield
        transaction.set_rollback(True)


def begun(plan: queries.PlanRow) -> queries.PlanRow:
    actions.begin_amendment(plan=plan.id, decision=DECISION, by=MONITOR, at=NOW)
    return queries.get_draft(plan.slug)


def reworded(draft: queries.PlanRow, ref: str, *, leads: str = "", deadlines: str = "") -> None:
    row = queries.get_task(draft, ref)
    words = TaskWords(
        title=row.title or "",
        details="\n".join(row.details),
        outputs="\n".join(row.outputs),
        leads=leads or "\n".join(one.text for one in row.leads),
        coordinating="\n".join(one.text for one in row.coordinating),
        deadlines=deadlines or "\n".join(one.text for one in row.deadlines),
        targets="\n".join(one.text for one in row.targets),
    )
    actions.edit_task(version=draft.version_id, task=row.id, words=words, by=MONITOR, at=NOW)


def issue(draft: queries.PlanRow) -> int:
    return actions.issue(plan=draft.id, monitor="GL-SNV", overseer="GL-VPUBND", by=MONITOR, at=NOW)


def open_duties(plan: queries.PlanRow, ref: str) -> list[tuple[str, str, date | None]]:
    rows = queries.list_obligations(plan.id, as_of=NOW.date(), limit=5_000)
    live = [row for row in rows if row.ref == ref and row.status is not Status.DROPPED]
    return [(row.agency, row.key, row.due) for row in live]


def test_an_amendment_begun_by_hand_says_what_is_in_force_and_changes_nothing() -> None:
    plan = issued()
    count = m.Obligation.objects.count()
    draft = begun(plan)
    said, now = plan_contract(plan), plan_contract(draft)
    for one in (said, now):
        one["warnings"] = []
        for task in one["tasks"]:
            task["warnings"] = []
    assert said == now
    assert queries.compare_versions(plan, draft) == []
    preview = queries.preview_laying(draft, date(2021, 1, 1))
    assert (preview.laid, preview.dropped, preview.dated, preview.handed) == (0, 0, 0, 0)
    assert issue(draft) == 0
    assert m.Obligation.objects.count() == count
    assert queries.get_plan(plan.slug, as_of=DAY).version == 2
    assert queries.get_plan(plan.slug, as_of=date(2021, 5, 31)).version == 1


def test_one_version_is_under_review_at_a_time() -> None:
    plan = issued()
    begun(plan)
    with pytest.raises(errors.VersionUnderReview):
        begun(plan)


def test_an_amendment_needs_a_number_and_a_later_day() -> None:
    plan = issued()
    for decision in (Decision("", DAY), Decision("1/QĐ", date(2020, 1, 1))):
        with pytest.raises(errors.NotAmending):
            actions.begin_amendment(plan=plan.id, decision=decision, by=MONITOR, at=NOW)


def test_a_moved_day_dates_the_open_duty_and_keeps_its_story() -> None:
    plan = issued()
    duty = the(plan, "VI.11", "GL-SKHCN", "1/3", date(2021, 5, 1)).id
    draft = begun(plan)
    reworded(draft, "III.3", deadlines="Báo cáo trước ngày 16/11/2021")
    (one,) = queries.compare_versions(plan, draft)
    assert (one.fate, [change.field for change in one.fields]) == (Fate.CHANGED, ["deadlines"])
    assert queries.preview_laying(draft, date(2021, 1, 1)).dated == 1
    issue(draft)
    assert open_duties(plan, "III.3") == [("GL-SNV", "1/1", date(2021, 11, 15))]
    assert queries.get_obligation(duty, as_of=NOW.date()).due == date(2021, 9, 30)


def test_a_new_lead_takes_over_the_open_duty_with_its_history() -> None:
    plan = issued()
    duty = the(plan, "III.3", "GL-SNV", "1/1", date(2021, 5, 1)).id
    draft = begun(plan)
    reworded(draft, "III.3", leads="Sở Tài chính")
    issue(draft)
    row = queries.get_obligation(duty, as_of=NOW.date())
    assert (row.agency, row.laid_on) == ("GL-STC", "GL-SNV")
    assert [told.verb for told in queries.list_happenings([duty], as_of=NOW.date())] == ["HANDED_OVER"]
    again = begun_again(plan)
    assert queries.preview_laying(again, date(2021, 1, 1)).laid == 0


def begun_again(plan: queries.PlanRow) -> queries.PlanRow:
    later = Decision("400/QĐ-UBND", date(2021, 6, 2))
    actions.begin_amendment(plan=plan.id, decision=later, by=MONITOR, at=NOW)
    return queries.get_draft(plan.slug)


def test_a_task_left_out_is_dropped_and_laid_again_when_it_returns() -> None:
    plan = issued()
    before = open_duties(plan, "III.3")
    draft = begun(plan)
    removed = queries.get_task(draft, "III.3")
    actions.remove_task(version=draft.version_id, task=removed.id, reason="Bỏ", by=MONITOR, at=NOW)
    assert [one.fate for one in queries.compare_versions(plan, draft)] == [Fate.GONE]
    issue(draft)
    assert open_duties(plan, "III.3") == []
    again = begun_again(plan)
    lineage = m.Task.objects.get(version=plan.version_id, ref="III.3").lineage_id
    area = next(area for area in queries.list_areas(again) if area.numeral == "III")
    words = TaskWords("Tinh giản biên chế", leads="Sở Nội vụ", deadlines="Quý IV năm 2021", number=3)
    origin = actions.Origin(actions.OriginKind.LEADER, "Kết luận 12")
    actions.add_task(version=again.version_id, area=area.id, words=words, origin=origin, by=MONITOR, at=NOW)
    m.Task.objects.filter(version=again.version_id, ref="III.3").update(lineage=lineage)
    assert issue(again) == 1
    assert [key for _, key, _ in open_duties(plan, "III.3")] == ["1/1@3"]
    assert len(before) == 1


def test_what_is_done_stays_done_whatever_the_next_version_says() -> None:
    plan = issued()
    duty = the(plan, "VI.11", "GL-SKHCN", "1/1", date(2021, 3, 1)).id
    actions.submit(
        obligation=duty, documents=[document("3/BC", date(2021, 3, 3))], by=of("GL-SKHCN"), at=at(3, 3)
    )
    actions.accept(obligation=duty, by=MONITOR, at=at(3, 4))
    draft = begun(plan)
    actions.remove_task(
        version=draft.version_id,
        task=queries.get_task(draft, "VI.11").id,
        reason="Bỏ",
        by=MONITOR,
        at=NOW,
    )
    issue(draft)
    assert queries.get_obligation(duty, as_of=NOW.date()).status is Status.DONE
    assert open_duties(plan, "VI.11") == [("GL-SKHCN", "1/1", date(2021, 3, 31))]


def amended_reading() -> PlanReading:
    """III.3 says something else under its number, VII.2 is left out, VI.11 has moved within its area."""
    content = reference.PLAN.read_bytes()
    reading = read_file(reference.PLAN.name, content, reference.names())
    tasks = []
    for task in reading.tasks:
        called = f"{task.area}.{task.number}"
        if called == "VII.2":
            continue
        if called == "III.3":
            task = replace(task, title="Tiếp tục thực hiện tinh giản biên chế năm 2022 ở các cơ quan")
        if called == "VI.11":
            task = replace(task, number=20)
        tasks.append(task)
    return replace(reading, tasks=tuple(tasks))


def read_amendment(plan: queries.PlanRow) -> queries.PlanRow:
    actions.amend_import(
        plan=plan.id,
        decision=DECISION,
        reading=amended_reading(),
        source_name="sua-doi.txt",
        source_digest="b" * 64,
        by=MONITOR,
        at=NOW,
    )
    return queries.get_draft(plan.slug)


def warning(draft: queries.PlanRow, code: str) -> m.Warning:
    return m.Warning.objects.get(version=draft.version_id, code=code)


def test_tasks_of_an_amending_text_go_on_those_they_are_like() -> None:
    plan = issued()
    draft = read_amendment(plan)
    fates = [(one.fate, (one.after or one.before).ref) for one in queries.compare_versions(plan, draft)]  # type: ignore[union-attr]
    assert fates == [(Fate.CHANGED, "III.3"), (Fate.CHANGED, "VI.20"), (Fate.GONE, "VII.2")]
    assert warning(draft, "match_uncertain").task == m.Task.objects.get(version=draft.version_id, ref="III.3")
    assert warning(draft, "task_left_out").about.startswith("VII.2 ")


def test_the_reviewer_says_which_task_goes_on_which() -> None:
    plan = issued()
    draft = read_amendment(plan)
    actions.settle(
        warning=warning(draft, "match_uncertain").pk, answer="REMATCHED", reason="", by=MONITOR, at=NOW
    )
    fates = [one.fate for one in queries.compare_versions(plan, draft)]
    assert fates == [Fate.NEW, Fate.CHANGED, Fate.GONE, Fate.GONE]
    rows, before = queries.list_matches(draft)
    task = next(row.after for row in rows if row.after.ref == "III.3")
    old = next(row for row in before if row.ref == "III.3")
    actions.rematch(version=draft.version_id, task=task.id, old=old.id, by=MONITOR, at=NOW)
    assert queries.compare_versions(plan, draft)[0].fate is Fate.CHANGED


def test_a_task_that_the_new_text_leaves_out_may_stay() -> None:
    plan = issued()
    draft = read_amendment(plan)
    actions.settle(
        warning=warning(draft, "task_left_out").pk,
        answer="KEPT",
        given=Given(),
        reason="",
        by=MONITOR,
        at=NOW,
    )
    assert queries.get_task(draft, "VII.2").title == queries.get_task(plan, "VII.2").title
    assert Fate.GONE not in {one.fate for one in queries.compare_versions(plan, draft)}


def test_a_version_does_not_differ_from_itself() -> None:
    plan = issued()
    assert queries.compare_versions(plan, plan) == []


def test_the_first_draft_has_nothing_to_amend() -> None:
    draft = accepted_draft()
    with pytest.raises(errors.VersionUnderReview):
        actions.begin_amendment(plan=draft.id, decision=DECISION, by=MONITOR, at=ISSUED)
