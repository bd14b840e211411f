"""The explanation of a due date as one Vietnamese text, as it stands on a record."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import groupby

from lienthong.spine.calendar.rules.steps import Step, StepKind
from lienthong.spine.calendar.rules.values import Unit

UNITS = {
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CALENDAR_DAY: "ngày",
    Unit.MONTH: "tháng",
}
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def explain(steps: Iterable[Step]) -> str:
    """Sentences in the order of the steps; neighbours of one kind share a sentence.

    A single stretch that counted goes without saying.
    """
    whole = tuple(steps)
    broken = sum(step.kind is StepKind.COUNTED for step in whole) > 1
    told = (step for step in whole if broken or step.kind is not StepKind.COUNTED)
    sentences = (_SENTENCES[kind](list(group)) for kind, group in groupby(told, key=lambda step: step.kind))
    return " ".join(f"{sentence}." for sentence in sentences)


def _started(steps: list[Step]) -> str:
    step = steps[0]
    hours = step.unit is Unit.WORKING_HOUR
    begins = "tính ngay từ" if hours else "tính từ ngày tiếp theo của"
    return f"Hạn {step.amount} {UNITS[step.unit or Unit.WORKING_DAY]}, {begins} {_when(step.first)}"


def _counted(steps: list[Step]) -> str:
    return "; ".join(f"Đã tính {_amount(step)}, {_span(step)}" for step in steps)


def _off(steps: list[Step]) -> str:
    return "Không tính ngày nghỉ: " + "; ".join(f"{_span(step)} {_named(step)}" for step in steps)


def _make_up(steps: list[Step]) -> str:
    return "Có tính ngày làm bù: " + "; ".join(f"{_span(step)} {_named(step)}" for step in steps)


def _suspended(steps: list[Step]) -> str:
    return "; ".join(f"Tạm dừng {_span(step)}: {_named(step)}" for step in steps)


def _paused(steps: list[Step]) -> str:
    return "; ".join(f"Không tính {_span(step)}: {step.name or 'chờ bổ sung'}" for step in steps)


def _year_unknown(steps: list[Step]) -> str:
    years = ", ".join(str(step.amount) for step in steps)
    return (
        f"Lịch năm {years} chưa được nạp: mới biết ngày nghỉ hằng tuần và ngày lễ dương lịch cố định, "
        "chưa có Tết Nguyên đán, Giỗ Tổ, nghỉ bù và hoán đổi"
    )


_SENTENCES: dict[StepKind, Callable[[list[Step]], str]] = {
    StepKind.STARTED: _started,
    StepKind.AHEAD: lambda steps: (
        f"Chậm nhất {steps[0].amount} ngày làm việc trước {_when(steps[0].first)}, tính lùi từ ngày liền trước"
    ),
    StepKind.HANDED_IN: lambda steps: f"Hồ sơ nhận lúc {_when(steps[0].first)}",
    StepKind.RESTARTED: lambda steps: f"Tính lại từ đầu khi bổ sung {_when(steps[0].first)}",
    StepKind.COUNTED_AS: lambda steps: f"{steps[0].name} nên coi là nhận ngày {_date(steps[0].first)}",
    StepKind.OPENED: lambda steps: f"Ngoài giờ làm việc nên bắt đầu từ {_when(steps[0].first)}",
    StepKind.MONTH_END: lambda steps: (
        f"Không có ngày tương ứng nên lấy ngày cuối tháng {_date(steps[0].first)}"
    ),
    StepKind.COUNTED: _counted,
    StepKind.PAUSED: _paused,
    StepKind.SUSPENDED: _suspended,
    StepKind.OFF: _off,
    StepKind.MAKE_UP: _make_up,
    StepKind.WEEKLY_REST: lambda steps: f"Không tính {steps[0].amount} ngày nghỉ hằng tuần",
    StepKind.ENDS_ON_DAY_OFF: lambda steps: f"Ngày cuối {_date(steps[0].first)} là ngày nghỉ, không chuyển",
    StepKind.MOVED: lambda steps: (
        f"Ngày cuối {_date(steps[0].first)} là ngày nghỉ, "
        f"chuyển sang ngày làm việc tiếp theo {_date(steps[0].last)}"
    ),
    StepKind.YEAR_UNKNOWN: _year_unknown,
    StepKind.ENDS: lambda steps: f"Đến hạn {_due(steps[0].first)}",
}


def _named(step: Step) -> str:
    """The name with its decision, and a warning when nobody confirmed it."""
    notes = [step.basis.decision] if step.basis.decision else []
    notes += [] if step.basis.confirmed else ["chưa xác nhận"]
    return f"{step.name} ({', '.join(notes)})" if notes else step.name


def _amount(step: Step) -> str:
    if step.unit is not Unit.WORKING_HOUR:
        return f"{step.amount} {UNITS[step.unit or Unit.WORKING_DAY]}"
    hours, rest = divmod(step.amount, 3600)
    parts = [f"{hours} giờ"] if hours else []
    parts += [f"{rest // 60} phút"] if rest >= 60 else []
    parts += [f"{rest % 60} giây"] if rest % 60 else []
    return " ".join(parts) + " làm việc"


def _span(step: Step) -> str:
    first, last = step.first, step.last
    if last is None or first == last:
        return _when(first)
    if isinstance(first, datetime):
        return f"từ {_when(first)} đến {_when(last)}"
    if first.year == last.year:
        return f"{first:%d/%m}–{last:%d/%m/%Y}"
    return f"{first:%d/%m/%Y}–{last:%d/%m/%Y}"


def _when(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return f"{_clock(moment)} ngày {moment:%d/%m/%Y}"
    return f"{moment:%d/%m/%Y}"


def _due(moment: date | datetime) -> str:
    clock = f"{_clock(moment)} " if isinstance(moment, datetime) else ""
    return f"{clock}{WEEKDAYS[moment.weekday()]} ngày {moment:%d/%m/%Y}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _date(day: date | datetime | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
