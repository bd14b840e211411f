"""What people read of a case's story, and what they are told of without asking."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions, queries
from lienthong.domain.cases.actions import noting
from lienthong.domain.cases.exchange import Names, span, tell_all
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.organisations import actions as organisations
from lienthong.spine.actor import platform
from tests.domain.cases.running import (
    BOSS,
    CHIEF,
    CITY,
    CLERK,
    LOADED,
    OFFICER,
    hour,
    procedure,
    province,
    to_office,
    to_sign,
)

pytestmark = pytest.mark.django_db
NAMES = Names(
    steps={1: "Tiếp nhận", 2: "Thụ lý", 3: "Ký duyệt"},
    agencies={CITY: "UBND thành phố Pleiku"},
    people={},
    papers={2: "Bản vẽ"},
)


@pytest.fixture(autouse=True)
def _province() -> None:
    province()


def story(case: int) -> list[str]:
    with translation.override("vi"):
        return [one.sentence for one in tell_all(queries.get_story(case).happenings, NAMES)]


def hints(case: int) -> list[str]:
    with translation.override("vi"):
        return [one.hint for one in tell_all(queries.get_story(case).happenings, NAMES)]


def test_a_simple_story_in_sentences() -> None:
    case = to_sign(procedure())
    actions.sign_off(case=case, document="15/GPXD", by=CHIEF, at=hour("20/10 16:00"))
    actions.bring(case=case, by=CLERK, at=hour("21/10 08:00"))
    actions.give(case=case, to="Rơ Châm H’Yưn", by=CLERK, at=hour("25/10 09:00"))
    assert story(case) == [
        "UBND thành phố Pleiku tiếp nhận hồ sơ, hẹn trả kết quả thứ Sáu 22/10/2021, 17:00.",
        "Chuyển sang bước “Thụ lý”, UBND thành phố Pleiku.",
        "Trình ký kết quả.",
        "UBND thành phố Pleiku ký kết quả, kết thúc thời gian giải quyết. Văn bản 15/GPXD.",
        "Kết quả đã có tại Bộ phận Một cửa.",
        "Đã trả kết quả cho Rơ Châm H’Yưn.",
    ]
    assert hints(case)[1] == "Được giao 4 giờ, đã dùng 1 giờ."


def test_what_was_asked_for_stands_in_the_story() -> None:
    case = to_office(procedure())
    actions.ask_supplement(
        case=case, items=["Ghi rõ tỷ lệ"], papers=[2], reason="Thiếu mặt bằng", by=OFFICER, at=hour("18/10 09:00")
    )  # fmt: skip
    with translation.override("vi"):
        last = tell_all(queries.get_story(case).happenings, NAMES)[-1]
    assert (last.quote, last.hint, last.tone) == ("Thiếu mặt bằng", "Cần có: Bản vẽ; Ghi rõ tỷ lệ.", "paused")


def test_a_new_promise_names_both_days_and_a_late_apology() -> None:
    case = to_office(procedure())
    actions.reappoint(
        case=case, on=date(2021, 10, 27), reason="Chờ Điện lực", by=CHIEF, at=hour("22/10 09:00")
    )
    assert story(case)[-1] == (
        "UBND thành phố Pleiku xin lỗi và hẹn lại: thứ Tư 27/10/2021, 17:00, thay cho thứ Sáu 22/10/2021, 17:00."
    )
    assert hints(case)[-1] == "Xin lỗi muộn hơn một ngày làm việc trước ngày hẹn."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 phút"),
        (59, "0 phút"),
        (1_800, "30 phút"),
        (3_600, "1 giờ"),
        (28_800, "1 ngày"),
        (79_200, "2 ngày 6 giờ"),
    ],
)
def test_time_is_written_as_people_count_it(seconds: int, words: str) -> None:
    with translation.override("vi"):
        assert span(seconds) == words


def somebody(role: str, name: str) -> str:
    account = accounts.open_account(username=name, full_name="Người Nhận", by=CLERK, at=LOADED)
    organisations.assign(
        account=account, agency=CITY, title="Chuyên viên", role=role, on=date(2021, 1, 4), by=CLERK, at=LOADED
    )
    return account


def notices(account: str) -> list[str]:
    return [row.title for row in list_notices(account)]


def test_whoever_is_given_a_case_is_told_and_nobody_of_an_own_act() -> None:
    case, holder = to_office(procedure()), somebody("specialist", "nguoi.nhan")
    actions.assign(case=case, holder=holder, by=BOSS, at=hour("15/10 11:00"))
    for one in queries.get_story(case).happenings:
        noting.tell_of(happening=one.id, by=platform("job"), at=hour("15/10 11:00"))
    assert len(notices(holder)) == 1
    assert notices(holder)[0].startswith(f"Được giao hồ sơ: {CITY}-211015-0001 Rơ Châm H’Yưn")
    assert notices("clerk") == []


def test_each_working_morning_tells_what_falls_due() -> None:
    case, head = to_office(procedure()), somebody("division_head", "truong.phong")  # due on Friday 22nd

    def told(day: str) -> list[str]:
        noting.tell_morning(day=hour(f"{day} 07:20").date(), by=platform("schedule"), at=hour(f"{day} 07:20"))
        return [title.split(":")[0] for title in notices(head)]

    assert told("20/10") == []
    assert told("21/10") == ["Hồ sơ còn 1 ngày làm việc"]
    assert told("22/10")[0] == "Hồ sơ hết hạn hôm nay"
    assert len(told("23/10")) == 2, "a Saturday tells nothing"
    assert told("25/10")[0] == "Hồ sơ quá hạn"
    assert len(told("26/10")) == 3, "told once"
    actions.ask_supplement(
        case=case, items=["x"], reason="x", override="Cần thêm", by=BOSS, at=hour("26/10 08:00")
    )
    assert len(told("27/10")) == 3, "what waits has no day"


def test_the_invented_officers_of_a_simulated_year_are_told_nothing_and_stop_nobody_else_from_hearing() -> (
    None
):
    case, head = to_office(procedure()), somebody("division_head", "truong.phong")
    invented = replace(OFFICER, account="mp.chuyenvien.GL-622-TNMT")
    actions.take(case=case, by=invented, at=hour("15/10 11:00"))
    noting.tell_morning(day=date(2021, 10, 21), by=platform("schedule"), at=hour("21/10 07:20"))
    assert [title.split(":")[0] for title in notices(head)] == ["Hồ sơ còn 1 ngày làm việc"]
    assert notices(invented.account) == []
