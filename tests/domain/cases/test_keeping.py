"""Originals in custody: which is where, signed for at each hand, and none forgotten when the result is given."""

import pytest
from django.db import Error, connection, transaction
from django.utils import translation

from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases import models as m
from lienthong.domain.cases.exchange import Names, tell_all
from lienthong.domain.cases.queries import Custody
from lienthong.domain.cases.rules.custody import custody
from lienthong.domain.cases.rules.standing import Event
from lienthong.spine.actor import Actor
from tests.domain.cases.running import (
    BEGUN,
    BUILDER,
    CHIEF,
    CITY,
    CLERK,
    COMMUNE,
    LAND,
    OFFICER,
    STRANGER,
    TAX,
    VILLAGE,
    WORKS,
    hour,
    procedure,
    province,
    received,
    seen,
    to_office,
)

pytestmark = pytest.mark.django_db
DEED, PLAN = "Giấy chứng nhận QSDĐ số CH 01234", "Trích lục bản đồ số 12"
AT = hour("18/10 09:00")


@pytest.fixture
def case() -> int:
    """A land case whose two originals the counter keeps."""
    province()
    case = received(procedure(LAND))
    actions.take_originals(case=case, names=[DEED, " ", PLAN], by=CLERK, at=BEGUN)
    return case


def where(case: int) -> dict[str, tuple[str, str, str]]:
    rows = queries.list_originals(case)
    return {row.name: (row.custody.value, row.agency, row.keeper) for row in rows}


def sign(case: int, by: Actor, *places: int, reason: str = "", at: str = "18/10 09:00") -> None:
    actions.sign_originals(case=case, originals=places, reason=reason, by=by, at=hour(at))


def test_an_original_is_with_who_took_it(case: int) -> None:
    assert where(case) == {DEED: ("KEPT", CITY, "clerk"), PLAN: ("KEPT", CITY, "clerk")}
    assert [row.name for row in queries.list_kept(CITY)] == [DEED, PLAN]
    assert queries.list_kept(COMMUNE) == []


def test_originals_go_on_with_the_case_and_are_on_the_way_until_signed_for(case: int) -> None:
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=BEGUN)
    assert where(case) == {DEED: ("SENT", COMMUNE, ""), PLAN: ("SENT", COMMUNE, "")}
    assert [row.name for row in queries.list_sent(CITY)] == [DEED, PLAN]
    assert queries.count_errands(COMMUNE).originals == 2
    sign(case, VILLAGE, 1, 2)
    assert where(case) == {DEED: ("KEPT", COMMUNE, "village"), PLAN: ("KEPT", COMMUNE, "village")}
    actions.hand_over(case=case, by=VILLAGE, at=AT)
    assert where(case)[DEED] == ("SENT", CITY, "")


def test_what_is_wanting_is_not_signed_for_and_says_why(case: int) -> None:
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=BEGUN)
    with pytest.raises(errors.ReasonMissing):
        sign(case, VILLAGE, 1)
    sign(case, VILLAGE, 1, reason="Không thấy trích lục trong túi hồ sơ")
    deed, plan = queries.list_originals(case)
    assert (deed.custody, deed.keeper) == (Custody.KEPT, "village")
    assert (plan.custody, plan.note) == (Custody.SENT, "Không thấy trích lục trong túi hồ sơ")
    sign(case, VILLAGE, 2, at="18/10 10:00")
    assert queries.list_originals(case)[1].note == ""


def test_what_comes_to_the_counter_with_the_result_is_signed_for_by_that(case: int) -> None:
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=BEGUN)
    sign(case, VILLAGE, 1, 2)
    actions.hand_over(case=case, by=VILLAGE, at=AT)
    sign(case, OFFICER, 1, 2)
    actions.put_to_sign(case=case, by=OFFICER, at=AT)
    sign(case, CHIEF, 1, 2)
    actions.sign_off(case=case, by=CHIEF, at=AT)
    actions.bring(case=case, by=CLERK, at=AT)
    assert where(case) == {DEED: ("KEPT", CITY, "clerk"), PLAN: ("KEPT", CITY, "clerk")}


def test_one_can_stay_behind(case: int) -> None:
    actions.hand_over(case=case, commune=COMMUNE, originals=[2], by=CLERK, at=BEGUN)
    assert where(case) == {DEED: ("KEPT", CITY, "clerk"), PLAN: ("SENT", COMMUNE, "")}


def test_originals_are_handed_on_without_the_case(case: int) -> None:
    actions.send_originals(case=case, originals=[1], to=TAX, note="Đối chiếu", by=CLERK, at=AT)
    assert where(case)[DEED] == ("SENT", TAX, "")
    assert seen(case).seat == CITY
    for to in (CITY, "GL-KHONG"):
        with pytest.raises(errors.AgencyMissing):
            actions.send_originals(case=case, originals=[2], to=to, by=CLERK, at=AT)
    with pytest.raises(errors.NothingKept):
        actions.send_originals(case=case, originals=[1], to=WORKS, by=CLERK, at=AT)


def to_counter(case: int) -> int:
    """Signed and brought, with the originals that were signed for on the way."""
    actions.hand_over(case=case, commune=COMMUNE, originals=[1], by=CLERK, at=BEGUN)
    sign(case, VILLAGE, 1)
    actions.hand_over(case=case, by=VILLAGE, at=AT)
    actions.put_to_sign(case=case, by=OFFICER, at=AT)
    actions.sign_off(case=case, by=CHIEF, at=AT)
    actions.bring(case=case, by=CLERK, at=AT)
    return case


def test_the_result_is_not_given_while_an_original_is_not_accounted_for(case: int) -> None:
    to_counter(case)  # the office never signed for the deed
    with pytest.raises(errors.OriginalsAstray) as refused:
        actions.give(case=case, by=CLERK, at=AT)
    assert DEED in str(refused.value)
    assert PLAN not in str(refused.value)
    assert seen(case).state == "READY"
    sign(case, OFFICER, 1)
    actions.give(case=case, by=CLERK, at=AT)
    assert where(case) == {DEED: ("BACK", CITY, ""), PLAN: ("BACK", CITY, "")}


def test_with_a_stated_reason_it_is_given_and_the_original_stays_in_the_lists(case: int) -> None:
    to_counter(case)
    actions.give(case=case, astray="Chi nhánh VPĐK giữ để chỉnh lý", by=CLERK, at=AT)
    deed, plan = queries.list_originals(case)
    assert (deed.custody, deed.note) == (Custody.SENT, "Chi nhánh VPĐK giữ để chỉnh lý")
    assert plan.custody is Custody.BACK
    sign(case, OFFICER, 1, at="19/10 09:00")
    actions.return_originals(case=case, originals=[1], to="Rơ Châm H’Yưn", by=CLERK, at=hour("19/10 10:00"))
    assert where(case)[DEED] == ("BACK", CITY, "")
    assert seen(case).state == "GIVEN"


def test_after_a_withdrawal_the_originals_still_go_back(case: int) -> None:
    actions.withdraw(case=case, reason="x", by=CLERK, at=AT)
    actions.return_originals(case=case, originals=[1, 2], by=CLERK, at=AT)
    assert {custody for custody, _agency, _keeper in where(case).values()} == {"BACK"}
    with pytest.raises(errors.NotYours):
        sign(case, CLERK, 1)


@pytest.mark.parametrize("by", [STRANGER, BUILDER, VILLAGE])
def test_nobody_signs_for_what_did_not_come_to_their_agency(case: int, by: Actor) -> None:
    with pytest.raises(errors.NotYours):
        sign(case, by, 1)
    with pytest.raises(errors.NotYours):
        actions.take_originals(case=case, names=["x"], by=by, at=AT)


def test_only_the_counter_gives_originals_back(case: int) -> None:
    with pytest.raises(errors.NotYours):
        actions.return_originals(case=case, originals=[1], by=OFFICER, at=AT)


def test_an_original_has_a_name(case: int) -> None:
    with pytest.raises(errors.OriginalMissing):
        actions.take_originals(case=case, names=[" ", ""], by=CLERK, at=AT)


def test_who_has_an_original_finds_its_case_and_nothing_else_of_it(case: int) -> None:
    with pytest.raises(errors.CaseNotFound):
        seen(case, by=BUILDER)
    actions.send_originals(case=case, originals=[1], to=WORKS, by=CLERK, at=AT)
    assert queries.is_only_asked(seen(case, by=BUILDER), BUILDER)
    sign(case, BUILDER, 1)
    actions.send_originals(case=case, originals=[1], to=CITY, by=BUILDER, at=AT)
    with pytest.raises(errors.CaseNotFound):
        seen(case, by=BUILDER)


def test_the_story_names_the_originals(case: int) -> None:
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=BEGUN)
    sign(case, VILLAGE, 2, reason="Thiếu bìa đỏ")
    names = Names({2: "Xác nhận"}, {CITY: "UBND Pleiku", COMMUNE: "UBND Hoa Lư"}, {}, {})
    with translation.override("vi"):
        kept, went, signed = tell_all(queries.get_story(case).happenings, names)[1:]
    assert kept.sentence == f"UBND Pleiku giữ bản chính: {DEED}; {PLAN}."
    assert went.hint.endswith(f"Bản chính giao kèm: {DEED}; {PLAN}.")
    assert (signed.sentence, signed.quote) == (f"UBND Hoa Lư ký nhận bản chính: {PLAN}.", "Thiếu bìa đỏ")


def test_a_case_without_originals_asks_nothing(case: int) -> None:
    plain = to_office(procedure())
    actions.put_to_sign(case=plain, by=OFFICER, at=AT)
    actions.sign_off(case=plain, by=CHIEF, at=AT)
    actions.bring(case=plain, by=CLERK, at=AT)
    actions.give(case=plain, by=CLERK, at=AT)
    assert seen(plain).state == "GIVEN"


def test_originals_are_where_the_events_tell(case: int) -> None:
    to_counter(case)
    happened = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")
    made = custody([Event(each.verb, each.occurred_at, each.data) for each in happened])
    names = ("place", "name", "agency", "keeper", "since", "custody", "sender", "note", "along")
    rows = m.Original.objects.filter(case=case).order_by("place")
    assert [[getattr(row, name) for name in names] for row in rows] == [
        [getattr(one, name) for name in names] for one in made
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_original SET name = 'khác' WHERE case_id = %s",
        "UPDATE cases_original SET place = place + 5 WHERE case_id = %s",
        "UPDATE cases_original SET custody = 'SENT' WHERE case_id = %s",
        "UPDATE cases_original SET keeper = '' WHERE case_id = %s",
        "DELETE FROM cases_original WHERE case_id = %s",
    ],
)
def test_an_original_stays_in_the_database(case: int, statement: str) -> None:
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [case])
