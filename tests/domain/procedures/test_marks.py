"""Tasks typed as lines say back what was written."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.domain.procedures.errors import MarkUnknown
from lienthong.domain.procedures.exchange.marks import read_tasks, write_tasks
from lienthong.domain.procedures.rules.record import Task
from lienthong.domain.procedures.rules.vocabulary import Pause


@pytest.mark.parametrize(
    ("line", "task"),
    [
        ("Thụ lý", Task("Thụ lý")),
        ("Ký duyệt [kết thúc]", Task("Ký duyệt", ends=True)),
        ("Ký duyệt [KET THUC]", Task("Ký duyệt", ends=True)),
        ("Trả thông báo [tạm dừng: thuế]", Task("Trả thông báo", pauses=Pause.TAX_DUTY)),
        ("Chờ [tam dung:nguoi nop]", Task("Chờ", pauses=Pause.APPLICANT)),
        ("Nhận biên lai [tính tiếp] [0,5 ngày]", Task("Nhận biên lai", Decimal("0.5"), resumes=True)),
        ("Xem xét (2)", Task("Xem xét (2)")),
    ],
)
def test_signs_are_read_with_or_without_marks(line: str, task: Task) -> None:
    assert read_tasks(f"\n {line} \n\n") == (task,)


@pytest.mark.parametrize("mark", ["xong", "tạm dừng", "tạm dừng: mưa", "", "hai ngày", "1.2.3 ngày"])
def test_an_unknown_sign_is_named(mark: str) -> None:
    with pytest.raises(MarkUnknown) as refused:
        read_tasks(f"Ký [{mark}]")
    assert f"[{mark}]" in str(refused.value)


TASKS = st.builds(
    Task,
    name=st.sampled_from(["Ký", "Thụ lý hồ sơ", "H’Nhung xem xét (01 bản)"]),
    days=st.one_of(st.none(), st.decimals(0, 999, places=1).map(lambda days: days.normalize())),
    ends=st.booleans(),
    pauses=st.one_of(st.none(), st.sampled_from(Pause)),
    resumes=st.booleans(),
)


UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(st.lists(TASKS, max_size=5).map(tuple))
def test_what_is_written_is_read_back(tasks: tuple[Task, ...]) -> None:
    assert read_tasks(write_tasks(tasks)) == tasks
