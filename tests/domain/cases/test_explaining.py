"""Why a case is late: causes from the list, each with whose part it is; units' time against their shares; contested."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases.actions import noting
from lienthong.domain.cases.exchange import CauseSheet, write_causes
from lienthong.domain.cases.queries import Asked, Period
from lienthong.domain.cases.rules.lateness import Part, shares
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.procedures.queries import get_handling
from lienthong.spine.actor import platform
from tests.domain.cases.running import (
    BOSS,
    CHIEF,
    CITY,
    CLERK,
    COMMUNE,
    HEAD,
    LAND,
    LOADED,
    OFFICER,
    OTHER,
    STRANGER,
    TAX,
    VILLAGE,
    hour,
    procedure,
    province,
    received,
    seen,
    someone,
    to_office,
    told,
)

pytestmark = pytest.mark.django_db
MONTH = Period(date(2021, 10, 15), date(2021, 11, 14))
CHAIR = someone("chair", COMMUNE, *HEAD)


@pytest.fixture(autouse=True)
def _province() -> None:
    province()


def at_commune() -> int:
    """Received on 15/10, at the commune from 15/10 10:00 until 22/10 16:00 instead of two days; due 29/10."""
    case = received(procedure(LAND))
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=hour("15/10 10:00"))
    actions.hand_over(case=case, by=VILLAGE, at=hour("22/10 16:00"))
    return case


def explain(case: int, *causes: tuple[str, str], when: str = "01/11 09:00") -> None:
    actions.explain(case=case, causes=causes, note="Chờ xác minh", by=BOSS, at=hour(when))


# Seconds over, shares by hand: the remainders of 1/3 and 2/3 go to the larger one.
@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ([0, 0], [0, 0]),
        ([3_600], [100]),
        ([1, 2], [33, 67]),
        ([1, 1, 1], [34, 33, 33]),
        ([5, 0, 5], [50, 0, 50]),
    ],
)
def test_shares_add_up_to_a_hundred(over: list[int], expected: list[int]) -> None:
    assert shares([Part("x", "", given=10, used=10 + one) for one in over]) == expected


def test_each_unit_stands_with_what_it_was_given_and_used() -> None:
    case = at_commune()
    row, story = seen(case, now=hour("01/11 09:00")), queries.get_story(case)
    parts = story.parts(row, get_handling(row.version), queries.Days(CITY, hour("01/11 09:00")))
    told_ = {(part.agency, part.unit): part for part in parts}
    commune = next(part for key, part in told_.items() if key[0] == COMMUNE)
    assert commune.given == 2 * 8 * 3_600
    # 15/10 10:00-17:00 less the noon break of the summer hours, five whole days, 22/10 until 16:00
    assert commune.used > 5 * 8 * 3_600
    assert sum(part.share for part in parts) == 100


def test_causes_are_named_with_whose_part_they_are_and_keep_the_time_of_each() -> None:
    case = at_commune()
    explain(case, ("COMPLEX", COMMUNE), ("STAFF", CITY))
    one = queries.get_story(case).explained
    assert one is not None
    assert [(named.cause, named.agency) for named in one.causes] == [("COMPLEX", COMMUNE), ("STAFF", CITY)]
    assert one.causes[0].words == "Hồ sơ phức tạp, phải xác minh thực địa"
    data = queries.get_story(case).happenings[-1].data
    assert {part["agency"] for part in data["parts"]} == {CITY, COMMUNE}
    assert sum(part["share"] for part in data["parts"]) == 100


def test_a_case_in_its_time_is_not_explained() -> None:
    case = to_office(procedure())
    with pytest.raises(errors.NotLate):
        explain(case, ("STAFF", CITY), when="18/10 09:00")
    assert not seen(case, now=hour("18/10 09:00")).is_late
    assert seen(case, now=hour("25/10 09:00")).is_late


def test_one_that_was_signed_late_is_explained_afterwards_too() -> None:
    case = to_office(procedure())
    actions.put_to_sign(case=case, by=OFFICER, at=hour("25/10 08:00"))
    actions.sign_off(case=case, by=CHIEF, at=hour("25/10 09:00"))
    explain(case, ("CROWDED", CITY), when="26/10 09:00")
    assert told(case)[-1] == "EXPLAINED"


@pytest.mark.parametrize("causes", [(), (("NO SUCH", CITY),), (("MONEY", CITY),)])
def test_only_causes_of_the_list_for_cases_are_taken(causes: tuple[tuple[str, str], ...]) -> None:
    case = to_office(procedure())
    with pytest.raises(errors.CauseMissing):
        explain(case, *causes)


def test_an_agency_that_had_nothing_to_do_with_it_has_no_part() -> None:
    case = to_office(procedure())
    with pytest.raises(errors.PartUnknown):
        explain(case, ("STAFF", TAX))


def test_who_neither_holds_nor_directs_does_not_explain() -> None:
    case = to_office(procedure())
    for by in (OFFICER, CLERK, STRANGER):
        with pytest.raises(errors.NotYours):
            actions.explain(case=case, causes=[("STAFF", CITY)], by=by, at=hour("01/11 09:00"))
    actions.take(case=case, by=OFFICER, at=hour("18/10 09:00"))
    actions.explain(case=case, causes=[("STAFF", CITY)], by=OFFICER, at=hour("01/11 09:00"))
    assert told(case)[-1] == "EXPLAINED"


def test_who_is_named_contests_once_and_both_words_stand() -> None:
    case = at_commune()
    explain(case, ("COMPLEX", COMMUNE))
    actions.contest(case=case, reason="Hồ sơ về đến xã ngày 18/10", by=CHAIR, at=hour("02/11 09:00"))
    one = queries.get_story(case).explained
    assert one is not None
    assert one.contested == {COMMUNE: "Hồ sơ về đến xã ngày 18/10"}
    with pytest.raises(errors.NotNow):
        actions.contest(case=case, reason="Lần nữa", by=CHAIR, at=hour("02/11 10:00"))
    with pytest.raises(errors.NotYours):
        actions.contest(case=case, reason="Của người khác", by=BOSS, at=hour("02/11 10:00"))


def test_named_anew_the_last_time_counts_and_may_be_contested_anew() -> None:
    case = at_commune()
    explain(case, ("COMPLEX", COMMUNE))
    actions.contest(case=case, reason="Không phải", by=CHAIR, at=hour("02/11 09:00"))
    explain(case, ("STAFF", COMMUNE), when="03/11 09:00")
    one = queries.get_story(case).explained
    assert one is not None
    assert ([named.cause for named in one.causes], one.contested) == (["STAFF"], {})
    actions.contest(case=case, reason="Vẫn không phải", by=CHAIR, at=hour("03/11 10:00"))


def test_it_moves_neither_the_case_nor_its_day() -> None:
    case = at_commune()
    before = seen(case, now=hour("01/11 09:00"))
    explain(case, ("COMPLEX", COMMUNE))
    assert seen(case, now=hour("01/11 09:00")) == before


def test_heads_of_who_is_named_are_told() -> None:
    case = at_commune()
    chair = accounts.open_account(username="chair", full_name="Rơ Châm Yên", by=CLERK, at=LOADED)
    organisations.assign(
        account=chair,
        agency=COMMUNE,
        title="Chủ tịch",
        role="division_head",
        on=LOADED.date(),
        by=CLERK,
        at=LOADED,
    )
    explain(case, ("COMPLEX", COMMUNE))
    happening = queries.get_story(case).happenings[-1].id
    noting.tell_of(happening=happening, by=platform("job"), at=hour("01/11 09:00"))
    assert "có phần trễ" in list_notices(chair)[0].title


def test_the_board_sums_late_cases_by_unit_and_cause() -> None:
    first, second, silent = at_commune(), at_commune(), to_office(procedure())
    explain(first, ("COMPLEX", COMMUNE), ("STAFF", CITY))
    explain(second, ("COMPLEX", COMMUNE))
    received(procedure(), hour("01/11 08:00"))  # in its time
    board = queries.get_cause_board(Asked(MONTH, hour("02/11 08:00")))
    lines = {line.key: (line.cases, dict(line.counts)) for line in board.lines}
    assert lines == {COMMUNE: (2, {"COMPLEX": 2}), CITY: (2, {"STAFF": 1, queries.SILENT: 1})}
    assert (board.total.cases, dict(board.total.counts)) == (3, {"COMPLEX": 2, "STAFF": 1, queries.SILENT: 1})
    assert [code for code, _words in board.columns] == ["COMPLEX", "STAFF", queries.SILENT]
    assert next(line for line in board.lines if line.key == COMMUNE).over > 0
    assert seen(silent).owner == CITY


def test_as_known_on_an_earlier_day_it_is_not_explained_yet() -> None:
    explain(at_commune(), ("COMPLEX", COMMUNE), when="03/11 09:00")
    known = queries.get_cause_board(Asked(MONTH, hour("05/11 08:00"), hour("02/11 23:59")))
    assert dict(known.total.counts) == {queries.SILENT: 1}
    now = queries.get_cause_board(Asked(MONTH, hour("05/11 08:00")))
    assert dict(now.total.counts) == {"COMPLEX": 1}


def test_of_other_units_nothing_is_counted() -> None:
    at_commune()
    board = queries.get_cause_board(Asked(MONTH, hour("02/11 08:00"), units=frozenset({OTHER})))
    assert (board.lines, board.total.cases) == ([], 0)


def test_the_workbook_tells_the_same_figures() -> None:
    explain(at_commune(), ("COMPLEX", COMMUNE))
    board = queries.get_cause_board(Asked(MONTH, hour("02/11 08:00")))
    sheet = CauseSheet("UBND thành phố Pleiku", MONTH, hour("02/11 08:00"), board)
    page = load_workbook(BytesIO(write_causes(sheet))).active
    assert page is not None
    assert [cell.value for cell in page[6]][:3] == [
        "Đơn vị", "Hồ sơ trễ hạn", "Hồ sơ phức tạp, phải xác minh thực địa",
    ]  # fmt: skip
    assert [cell.value for cell in page[8]][:3] == ["Tổng cộng", 1, 1]
