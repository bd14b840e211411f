"""A person answers the reader's questions: each answer changes the draft, and taken back leaves no trace."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from tests.domain.plans.running import ISSUED, MONITOR, accepted_draft, at

from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Given, Origin, OriginKind, TaskWords
from lienthong.domain.plans.exchange import plan_contract
from lienthong.spine.actor import platform
from lienthong.spine.ledger.queries import list_entries

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(
            reference=read_reference(DATA / "organisations"), by=platform("test"), at=at(12, 1, year=2020)
        )
        yield
        transaction.set_rollback(True)


def the_warning(draft: queries.PlanRow, code: str, ref: str | None = None, about: str = "") -> int:
    found = m.Warning.objects.filter(version=draft.version_id, code=code, about__startswith=about)
    found = found.filter(task__ref=ref) if ref else found.filter(task=None)
    return found.get().pk


def answer(warning: int, said: str, given: Given | None = None, reason: str = "") -> int:
    actions.settle(warning=warning, answer=said, given=given, reason=reason, by=MONITOR, at=ISSUED)
    return m.Settlement.objects.get(warning=warning, withdrawn_at=None).pk


def take_back(settlement: int) -> None:
    actions.take_back_answer(settlement=settlement, by=MONITOR, at=ISSUED)


def task(draft: queries.PlanRow, ref: str) -> queries.TaskRow:
    return queries.get_task(draft, ref)


def test_a_lost_sign_is_read_as_per_cent_or_as_a_bare_figure() -> None:
    draft = accepted_draft()
    assert [one.unit for one in task(draft, "I.2").targets] == ["%"]
    settlement = answer(the_warning(draft, "percent_sign_lost", "I.2"), "BARE")
    assert [one.unit for one in task(draft, "I.2").targets] == [""]
    take_back(settlement)
    answer(the_warning(draft, "percent_sign_lost", "I.2"), "PERCENT")
    assert [one.unit for one in task(draft, "I.2").targets] == ["%"]


def test_words_that_matched_nobody_get_those_who_are_meant() -> None:
    draft = accepted_draft()
    warning = the_warning(draft, "agency_unmatched", "VII.1")
    with pytest.raises(errors.NobodyCalled, match="Sở Vũ trụ"):
        answer(warning, "WHO", Given(words="Sở Vũ trụ"))
    answer(warning, "WHO", Given(words="Sở Tài chính; UBND cấp huyện"))
    parties = [*task(draft, "VII.1").leads, *task(draft, "VII.1").coordinating]
    meant = [one for one in parties if one.text == "các cơ quan, đơn vị liên quan"]
    assert [(one.agency, one.group) for one in meant] == [("GL-STC", None), (None, "G-HUYEN")]


def test_an_orphan_row_goes_on_with_the_task_above_it() -> None:
    draft = accepted_draft()
    before = task(draft, "I.2")
    answer(the_warning(draft, "orphan_row", "I.r3"), "MERGED")
    merged = task(draft, "I.2")
    assert merged.outputs == (*before.outputs, "Báo cáo kết quả thực hiện")
    assert [one.agency for one in merged.leads] == ["GL-STP", "GL-VPUBND"]
    assert [one.text for one in merged.deadlines] == ["Theo kế hoạch"]
    assert queries.get_summary(draft).tasks == 34
    with pytest.raises(errors.TaskNotFound):
        task(draft, "I.r3")
    assert the_warning(draft, "deadline_in_text", "I.2")


def test_an_orphan_row_becomes_a_task_of_its_own_with_title_and_number() -> None:
    draft = accepted_draft()
    warning = the_warning(draft, "orphan_row", "I.r3")
    with pytest.raises(errors.NumberTaken, match=r"I\.2"):
        answer(warning, "OWN", Given(title="Báo cáo", number=2))
    answer(warning, "OWN", Given(title="Báo cáo kết quả theo dõi", number=3))
    assert task(draft, "I.3").title == "Báo cáo kết quả theo dõi"


def test_the_time_in_the_words_becomes_the_deadline() -> None:
    draft = accepted_draft()
    answer(the_warning(draft, "deadline_in_text", "I.r3"), "TIME")
    (deadline,) = task(draft, "I.r3").deadlines
    assert (deadline.kind, str(deadline.start), str(deadline.due)) == ("window", "2021-10-01", "2021-12-31")


def test_a_deadline_is_read_anew_from_other_words() -> None:
    draft = accepted_draft()
    warning = the_warning(draft, "deadline_in_text", "I.r3")
    with pytest.raises(errors.DeadlineUnreadable):
        answer(warning, "WORDS", Given(words="khi nào xong"))
    answer(warning, "WORDS", Given(words="trước ngày 15/12/2021"))
    assert [str(one.due) for one in task(draft, "I.r3").deadlines] == ["2021-12-14"]


def test_a_missing_area_gets_its_tasks_from_the_body() -> None:
    draft = accepted_draft()
    tasks = (
        TaskWords(
            "Công bố thủ tục hành chính", leads="Văn phòng UBND tỉnh", deadlines="Thường xuyên trong năm"
        ),
        TaskWords("Rà soát thủ tục", outputs="Kế hoạch\nBáo cáo", leads="Văn phòng UBND tỉnh"),
    )
    given = Given(title="Cải cách thủ tục hành chính", words="II.2", tasks=tasks)
    settlement = answer(the_warning(draft, "missing_area"), "TASKS", given)
    assert [area.numeral for area in queries.list_areas(draft)] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert [row.ref for row in queries.list_tasks(draft)][2:6] == ["I.r3", "II.1", "II.2", "III.1"]
    assert task(draft, "II.2").outputs == ("Kế hoạch", "Báo cáo")
    take_back(settlement)
    assert [area.numeral for area in queries.list_areas(draft)] == ["I", "III", "IV", "V", "VI", "VII"]


def test_a_citation_gets_its_whole_number() -> None:
    draft = accepted_draft()
    answer(the_warning(draft, "citation_year_missing"), "CITED", Given(words="106/2020/NĐ-CP"))
    numbers = [one.number for one in queries.list_citations(draft)]
    assert "106/2020/NĐ-CP" in numbers
    assert "106/NĐ-CP" not in numbers


def test_an_answer_that_does_not_fit_or_lacks_its_reason_is_refused() -> None:
    draft = accepted_draft()
    warning = the_warning(draft, "orphan_row", "I.r3")
    with pytest.raises(errors.AnswerUnfit):
        answer(warning, "PERCENT")
    with pytest.raises(errors.ReasonMissing):
        answer(warning, "AS_READ", reason="  ")
    answer(warning, "AS_READ", reason="Bản gốc cũng vậy")
    with pytest.raises(errors.AlreadySettled):
        answer(warning, "MERGED")


def test_an_answer_that_others_build_on_is_taken_back_after_them() -> None:
    draft = accepted_draft()
    first = answer(the_warning(draft, "deadline_in_text", "I.r3"), "TIME")
    second = answer(the_warning(draft, "orphan_row", "I.r3"), "MERGED")
    with pytest.raises(errors.BuiltUpon):
        take_back(first)
    take_back(second)
    take_back(first)
    with pytest.raises(errors.NotSettled):
        take_back(first)


def test_a_task_is_edited_in_words_and_what_stays_keeps_its_reading() -> None:
    draft = accepted_draft()
    row = task(draft, "I.2")
    words = TaskWords(
        title=row.title or "",
        details="\n".join(row.details),
        outputs="\n".join(row.outputs[:2]),
        leads="Sở Tư pháp\nSở Nội vụ",
        coordinating="\n".join(one.text for one in row.coordinating),
        deadlines="Báo cáo trước ngày 1/12/2021",
        targets="\n".join(one.text for one in row.targets),
    )
    actions.edit_task(version=draft.version_id, task=row.id, words=words, by=MONITOR, at=ISSUED)
    changed = task(draft, "I.2")
    assert [one.agency for one in changed.leads] == ["GL-STP", "GL-SNV"]
    assert changed.leads[0].inherited == row.leads[0].inherited
    assert changed.coordinating == row.coordinating
    assert changed.targets == row.targets
    assert [(one.subject, str(one.due)) for one in changed.deadlines] == [("Báo cáo", "2021-11-30")]
    assert queries.get_summary(draft).outputs == sum(len(one.outputs) for one in queries.list_tasks(draft))


def test_a_task_is_added_with_its_source() -> None:
    draft = accepted_draft()
    area = queries.list_areas(draft)[2]
    words = TaskWords("Khắc phục điểm mất", leads="Sở Nội vụ", deadlines="Quý III năm 2021")
    with pytest.raises(errors.ReasonMissing):
        add(draft, area.id, words, Origin(OriginKind.INDEX, ""))
    ref = add(draft, area.id, words, Origin(OriginKind.INDEX, "Chỉ số 2020, tiêu chí 4.2 mất 1,5 điểm"))
    row = task(draft, ref)
    assert (row.numeral, row.title) == (area.numeral, "Khắc phục điểm mất")
    assert queries.get_summary(draft).tasks == 36


def add(draft: queries.PlanRow, area: int, words: TaskWords, origin: Origin) -> str:
    return actions.add_task(
        version=draft.version_id, area=area, words=words, origin=origin, by=MONITOR, at=ISSUED
    )


def test_a_removed_task_takes_its_questions_with_it_and_comes_back_with_them() -> None:
    draft = accepted_draft()
    before = plan_contract(draft)
    open_before, _ = queries.count_answers(draft)
    actions.remove_task(
        version=draft.version_id, task=task(draft, "VII.2").id, reason="Không giao", by=MONITOR, at=ISSUED
    )
    open_now, _ = queries.count_answers(draft)
    assert open_before - open_now == 1
    take_back(m.Settlement.objects.get(answer="REMOVED", warning=None).pk)
    assert plan_contract(draft) == before
    assert queries.count_answers(draft) == (open_before, 0)


def test_a_discarded_draft_is_gone_and_may_be_imported_again() -> None:
    draft = accepted_draft()
    answer(the_warning(draft, "orphan_row", "I.r3"), "MERGED")
    with pytest.raises(errors.ReasonMissing):
        actions.discard(version=draft.version_id, reason="", by=MONITOR, at=ISSUED)
    actions.discard(version=draft.version_id, reason="Nhầm tệp", by=MONITOR, at=ISSUED)
    with pytest.raises(errors.PlanNotFound):
        queries.get_draft(draft.slug)
    assert list_entries(subject=f"plan:{draft.id}")[0].verb == "plans.discard"
    assert len(queries.list_tasks(accepted_draft())) == 35


def test_an_issued_version_takes_no_answer() -> None:
    draft = accepted_draft()
    warning = the_warning(draft, "orphan_row", "I.r3")
    actions.settle_rest(plan=draft.id, reason="Đối chiếu", by=MONITOR, at=ISSUED)
    settlement = m.Settlement.objects.get(warning=warning).pk
    actions.issue(plan=draft.id, monitor="GL-SNV", overseer="GL-VPUBND", by=MONITOR, at=ISSUED)
    with pytest.raises(errors.NotUnderReview):
        take_back(settlement)


def test_a_change_made_unasked_answers_no_question_of_others() -> None:
    draft = accepted_draft()
    row = task(draft, "III.3")
    words = TaskWords(row.title or "", leads="Sở Tài chính", deadlines="Quý III năm 2021")
    actions.edit_task(version=draft.version_id, task=row.id, words=words, by=MONITOR, at=ISSUED)
    with pytest.raises(errors.WarningsOpen, match="17"):
        actions.issue(plan=draft.id, monitor="GL-SNV", overseer="GL-VPUBND", by=MONITOR, at=ISSUED)
