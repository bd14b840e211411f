"""What was typed wrong is put right in a minute: by the counter the same day, by the head later; the number stays."""

import pytest
from django.db import Error, connection, transaction
from django.utils import translation

from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases import models as m
from lienthong.domain.cases.exchange import Names, tell_all
from lienthong.domain.cases.queries import ReturnBy
from lienthong.spine.actor import Actor
from tests.domain.cases.running import (
    BOSS,
    CHIEF,
    CLERK,
    OFFICER,
    STRANGER,
    hour,
    procedure,
    province,
    received,
    seen,
    to_sign,
    told,
)

pytestmark = pytest.mark.django_db
SAME_DAY, NEXT_DAY = "15/10 16:00", "18/10 09:00"


@pytest.fixture
def case() -> int:
    province()
    return received(procedure(), name="Ro Cham Hyun", content="Nhà 1 tầng, thửa 111")


def put_right(case: int, by: Actor = CLERK, at: str = SAME_DAY, **more: object) -> None:
    given = {"applicant_name": "Rơ Châm H’Yưn", "content": "Nhà 1 tầng, thửa 112", "reason": "Gõ nhầm"} | more
    actions.correct(case=case, by=by, at=hour(at), **given)  # type: ignore[arg-type]


def test_what_was_typed_is_put_right_and_the_number_stays(case: int) -> None:
    before = seen(case)
    put_right(case, return_by=ReturnBy.POST)
    after = seen(case)
    assert (after.applicant_name, after.content, after.return_by) == (
        "Rơ Châm H’Yưn", "Nhà 1 tầng, thửa 112", "POST",
    )  # fmt: skip
    assert (after.number, after.due_at, after.holder, after.state) == (
        before.number, before.due_at, before.holder, before.state,
    )  # fmt: skip
    row = m.Case.objects.get(pk=case)
    assert (row.applicant_name, row.content) == ("Ro Cham Hyun", "Nhà 1 tầng, thửa 111"), (
        "the case keeps its beginning"
    )


def test_it_is_found_by_the_right_words_and_by_the_wrong_ones(case: int) -> None:
    put_right(case, content="Nhà 1 tầng, thửa 999")
    for words in ("thua 999", "thua 111"):
        assert [row.id for row in queries.find_cases(words, by=CLERK, now=hour(SAME_DAY))] == [case]


def test_the_day_after_only_a_head_does(case: int) -> None:
    with pytest.raises(errors.LaterByTheHead):
        put_right(case, at=NEXT_DAY)
    put_right(case, by=BOSS, at=NEXT_DAY)
    assert seen(case).content == "Nhà 1 tầng, thửa 112"


@pytest.mark.parametrize("by", [OFFICER, STRANGER])
def test_neither_an_officer_nor_a_stranger_corrects(case: int, by: Actor) -> None:
    with pytest.raises(errors.NotYours):
        put_right(case, by=by)


def test_it_needs_a_reason_and_a_difference(case: int) -> None:
    with pytest.raises(errors.ReasonMissing):
        put_right(case, reason=" ")
    put_right(case)
    with pytest.raises(errors.NothingCorrected):
        put_right(case)
    assert told(case).count("CORRECTED") == 1


def test_later_corrections_stand_over_earlier_ones(case: int) -> None:
    put_right(case)
    put_right(case, applicant_name="", content="Nhà 2 tầng, thửa 112", at="15/10 16:30")
    row = seen(case)
    assert (row.applicant_name, row.content) == ("Rơ Châm H’Yưn", "Nhà 2 tầng, thửa 112")


def test_after_the_signature_nothing_is_corrected_any_more() -> None:
    province()
    case = to_sign(procedure())
    actions.sign_off(case=case, by=CHIEF, at=hour("15/10 15:00"))
    with pytest.raises(errors.NotNow):
        put_right(case)


def test_the_story_says_what_it_was(case: int) -> None:
    put_right(case, return_by=ReturnBy.POST)
    with translation.override("vi"):
        last = tell_all(queries.get_story(case).happenings, Names({}, {}, {}, {}))[-1]
    assert last.sentence == "Đã đính chính thông tin đã nhập."
    assert last.quote == "Gõ nhầm"
    assert "“Ro Cham Hyun” sửa thành “Rơ Châm H’Yưn”." in last.hint
    assert "“Tại Bộ phận Một cửa” sửa thành" in last.hint


def test_a_result_is_given_to_the_right_name(case: int) -> None:
    put_right(case)
    actions.hand_over(case=case, by=CLERK, at=hour(NEXT_DAY))
    actions.put_to_sign(case=case, by=OFFICER, at=hour(NEXT_DAY))
    actions.sign_off(case=case, by=CHIEF, at=hour(NEXT_DAY))
    actions.bring(case=case, by=CLERK, at=hour(NEXT_DAY))
    actions.give(case=case, by=CLERK, at=hour(NEXT_DAY))
    assert queries.get_story(case).happenings[-1].data["to"] == "Rơ Châm H’Yưn"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_case SET found_by = ''', applicant_name = 'khác' WHERE id = %s",
        "UPDATE cases_case SET content = 'khác' WHERE id = %s",
    ],
)
def test_only_what_it_is_found_by_is_written_anew(case: int, statement: str) -> None:
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [case])


def test_two_cases_show_each_other(case: int) -> None:
    other = received(procedure())
    actions.link(case=case, other=other, reason="Cùng thửa đất", by=CLERK, at=hour(SAME_DAY))
    for one, two in ((case, other), (other, case)):
        data = queries.get_story(one).happenings[-1].data
        assert (data["other"], data["number"], data["reason"]) == (two, seen(two).number, "Cùng thửa đất")


def test_a_case_is_not_linked_to_itself_nor_by_strangers(case: int) -> None:
    other = received(procedure())
    with pytest.raises(errors.SameCase):
        actions.link(case=case, other=case, reason="x", by=CLERK, at=hour(SAME_DAY))
    with pytest.raises(errors.NotYours):
        actions.link(case=case, other=other, reason="x", by=STRANGER, at=hour(SAME_DAY))
    with pytest.raises(errors.ReasonMissing):
        actions.link(case=case, other=other, reason=" ", by=CLERK, at=hour(SAME_DAY))
    with pytest.raises(errors.CaseNotFound):
        actions.link(case=case, other=10**9, reason="x", by=CLERK, at=hour(SAME_DAY))
