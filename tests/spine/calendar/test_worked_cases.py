"""Cases reckoned by hand on a paper calendar; office hours 07:00-11:30 and 13:30-17:00."""

import pytest

from lienthong.spine.calendar.rules.due import hand_over_by
from lienthong.spine.calendar.rules.values import Pause, Unit
from tests.spine.calendar.cast import almanac, ask, day, local, reference, shown

H, W, D, M = Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH


@pytest.mark.parametrize(
    ("begins", "amount", "unit", "due"),
    [
        # Tết 10-16/02: Mon 8, Tue 9, Wed 17, Thu 18, Fri 19
        ("05/02/2021 09:00", 5, W, "19/02/2021 17:00"),
        # 21/4 is Giỗ Tổ
        ("20/04/2021 09:00", 1, W, "22/04/2021 17:00"),
        # 30/4, 1/5, 2/5 off, 3/5 in place of 1/5
        ("29/04/2021 09:00", 2, W, "05/05/2021 17:00"),
        # 29/4 swapped off, 30/4, 1/5 off; Saturday 4/5 worked
        ("26/04/2024 09:00", 2, W, "03/05/2024 17:00"),
        ("26/04/2024 09:00", 3, W, "04/05/2024 17:00"),
        ("26/04/2024 09:00", 4, W, "06/05/2024 17:00"),
        # Saturday 5/1/2019 worked for 31/12/2018; Saturday 4/5/2019 for 29/4/2019
        ("04/01/2019 09:00", 1, W, "05/01/2019 17:00"),
        ("26/04/2019 09:00", 1, W, "02/05/2019 17:00"),
        ("03/05/2019 09:00", 1, W, "04/05/2019 17:00"),
        # Saturday 26/4/2025 worked for Friday 2/5
        ("25/04/2025 09:00", 1, W, "26/04/2025 17:00"),
        ("29/04/2025 09:00", 1, W, "05/05/2025 17:00"),
        # Saturday 10/1/2026 worked for Friday 2/1; Saturday 22/8/2026 for Monday 31/8
        ("31/12/2025 09:00", 1, W, "05/01/2026 17:00"),
        ("09/01/2026 09:00", 1, W, "10/01/2026 17:00"),
        ("21/08/2026 09:00", 1, W, "22/08/2026 17:00"),
        ("28/08/2026 09:00", 1, W, "03/09/2026 17:00"),
        # Culture Day, a Tuesday
        ("23/11/2026 09:00", 1, W, "25/11/2026 17:00"),
        # National Day has a second day since 2021: 3/9/2021; 1/9/2022
        ("01/09/2021 09:00", 1, W, "06/09/2021 17:00"),
        ("31/08/2022 09:00", 1, W, "05/09/2022 17:00"),
        # on the last working day of a year, and over it: 3/1/2022 in place of 1/1
        ("30/12/2021 09:00", 1, W, "31/12/2021 17:00"),
        ("30/12/2021 09:00", 2, W, "04/01/2022 17:00"),
        # the one-stop's eight hours: one whole office day
        ("15/10/2021 07:00", 8, H, "15/10/2021 17:00"),
        ("15/10/2021 16:00", 8, H, "18/10/2021 16:00"),
        ("09/02/2021 16:00", 2, H, "17/02/2021 08:00"),
        ("03/05/2024 16:30", 1, H, "04/05/2024 07:30"),
        # calendar days run through days off and are not moved
        ("28/04/2021 09:00", 3, D, "01/05/2021 17:00"),
        ("05/02/2021 09:00", 10, D, "15/02/2021 17:00"),
        # months end on the day of the same number, or on the last of the month
        ("15/10/2021", 1, M, "15/11/2021 17:00"),
        ("31/01/2021", 1, M, "28/02/2021 17:00"),
        ("31/01/2024", 1, M, "29/02/2024 17:00"),
        ("30/11/2021", 3, M, "28/02/2022 17:00"),
        ("31/10/2021", 14, M, "31/12/2022 17:00"),
        ("29/02/2024", 12, M, "28/02/2025 17:00"),
    ],
)
def test_a_limit_falls_due(begins: str, amount: int, unit: Unit, due: str) -> None:
    assert shown(ask(begins, amount, unit).at) == due


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ("14/10/2021 14:55", "14/10/2021 17:00"),  # Thursday
        ("14/10/2021 15:00", "14/10/2021 17:00"),
        ("14/10/2021 15:01", "15/10/2021 07:00"),
        ("14/10/2021 15:05", "15/10/2021 07:00"),
        ("15/10/2021 15:05", "18/10/2021 07:00"),  # Friday
        ("16/10/2021 09:00", "18/10/2021 07:00"),  # Saturday
        ("09/02/2021 16:00", "17/02/2021 07:00"),  # before Tết
        ("03/05/2024 15:30", "04/05/2024 07:00"),  # before a make-up Saturday
    ],
)
def test_papers_received_after_three_are_handed_over_next_morning(received: str, by: str) -> None:
    rule = almanac().rule("hand_over", local(received).date())
    assert shown(hand_over_by(reference(), received_at=local(received), rule=rule).at) == by


@pytest.mark.parametrize(
    ("code", "on", "due", "other"),
    [
        # received Mon 11/10; Tue 12 and Wed 13 are used; asked Wed 13 at closing, answered Sat 23
        (
            "service_index",
            "23/06/2022",
            "27/10/2021 17:00",
            "29/10/2021 17:00",
        ),  # three days remain: 25, 26, 27
        ("one_stop", "11/10/2021", "29/10/2021 17:00", "27/10/2021 17:00"),  # five days anew: 25 to 29
    ],
)
def test_a_supplement_pauses_or_restarts_the_clock_by_rule(code: str, on: str, due: str, other: str) -> None:
    wait = Pause(local("13/10/2021 17:00"), local("23/10/2021 10:00"), "chờ bổ sung hồ sơ")
    answer = ask("11/10/2021 09:00", 5, W, rule=almanac().rule(code, day(on)), pauses=[wait])
    assert shown(answer.at) == due
    assert shown(answer.other) == other
    assert "23/10/2021" in answer.explanation


def test_an_explanation_reads_as_a_sum() -> None:
    assert ask("05/02/2021 09:00", 5, W).explanation == (
        "Hạn 5 ngày làm việc, tính từ ngày tiếp theo của 09:00 ngày 05/02/2021. "
        "Không tính ngày nghỉ: 10/02–16/02/2021 Tết Nguyên đán (Thông báo 4875/TB-LĐTBXH). "
        "Không tính 2 ngày nghỉ hằng tuần. "
        "Đến hạn 17:00 thứ Sáu ngày 19/02/2021."
    )


def test_a_make_up_day_that_counts_is_named_with_its_decision() -> None:
    explanation = ask("26/04/2024 09:00", 3, W).explanation
    assert "Có tính ngày làm bù: 04/05/2024" in explanation
    assert "1570/TB-BLĐTBXH" in explanation


def test_an_unconfirmed_day_is_called_so() -> None:
    assert "Công văn 12729/VPCP-KGVX, chưa xác nhận" in ask("09/01/2026 09:00", 1, W).explanation
