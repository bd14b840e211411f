"""Counted back from a day that must not be missed, on a paper calendar."""

from datetime import date, time

import pytest

from lienthong.spine.calendar.errors import AmountRefused
from lienthong.spine.calendar.rules.due import ahead_of, same_day_by, working_days_until
from lienthong.spine.calendar.rules.steps import StepKind
from lienthong.spine.calendar.rules.values import CountingRule
from tests.spine.calendar.cast import day, local, reference


@pytest.mark.parametrize(
    ("before", "amount", "last"),
    [
        ("15/11/2021", 5, "08/11/2021"),  # Fri 12, Thu 11, Wed 10, Tue 9, Mon 8
        ("01/10/2021", 5, "24/09/2021"),  # Thu 30, Wed 29, Tue 28, Mon 27, Fri 24
        ("14/11/2021", 1, "12/11/2021"),  # a Sunday: the Friday before
        ("06/09/2021", 2, "31/08/2021"),  # Wed 1/9; 2 and 3/9 are National Day: 1/9, 31/8
        ("01/03/2021", 10, "08/02/2021"),  # Tết 10-16/02
        ("02/05/2019", 1, "26/04/2019"),  # 27-28 weekend, 29/4-1/5 off; worked for it on Saturday 4/5
        ("06/05/2019", 1, "04/05/2019"),  # that Saturday counts
    ],
)
def test_the_last_day_in_time(before: str, amount: int, last: str) -> None:
    assert ahead_of(reference(), day=day(before), amount=amount).at == local(f"{last} 17:00")


@pytest.mark.parametrize(
    ("received", "due", "counted_as"),
    [
        ("15/10/2021 14:59", "15/10/2021 17:00", ""),  # a Friday
        ("15/10/2021 15:00", "15/10/2021 17:00", ""),
        ("15/10/2021 15:01", "18/10/2021 17:00", "18/10/2021"),
        ("16/10/2021 09:00", "18/10/2021 17:00", "18/10/2021"),
    ],
)
def test_what_must_be_done_on_the_day_says_when_it_counts_as_another(
    received: str, due: str, counted_as: str
) -> None:
    told = same_day_by(reference(), received_at=local(received), rule=CountingRule(cut_off=time(15)))
    assert told.at == local(due)
    assert [step.first for step in told.steps if step.kind is StepKind.COUNTED_AS] == (
        [day(counted_as)] if counted_as else []
    )


def test_the_sum_says_what_was_not_counted() -> None:
    told = ahead_of(reference(), day=date(2021, 9, 6), amount=2).explanation
    assert told == (
        "Chậm nhất 2 ngày làm việc trước 06/09/2021, tính lùi từ ngày liền trước. "
        "Không tính ngày nghỉ: 02/09/2021 Quốc khánh (Bộ luật Lao động 2019 (45/2019/QH14), Điều 112); "
        "03/09/2021 Quốc khánh (Thông báo 4875/TB-LĐTBXH). "
        "Không tính 2 ngày nghỉ hằng tuần. Đến hạn 17:00 thứ Ba ngày 31/08/2021."
    )


def test_an_amount_that_is_none_is_refused() -> None:
    with pytest.raises(AmountRefused):
        ahead_of(reference(), day=date(2021, 9, 6), amount=0)


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [("15/10/2021", "18/10/2021", 1), ("15/10/2021", "15/10/2021", 0), ("18/10/2021", "08/10/2021", -6)],
)
def test_working_days_between_two_days(after: str, until: str, days: int) -> None:
    assert working_days_until(reference(), day(after), day(until)) == days
