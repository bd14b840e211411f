"""What a progress report says, in the words of official papers: Vietnamese in every language of the pages."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_FLOOR, Decimal

from lienthong.domain.plans.queries import Figures, Kind, LateRow, PlanRow, Progress, Span, TargetProgress
from lienthong.spine.causes.queries import name_causes
from lienthong.spine.money import format_number

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")
SIGNS = {">=": "≥", "<=": "≤"}
_PARTS = (
    ("on_time", "hoàn thành đúng hạn"),
    ("late", "hoàn thành trễ hạn"),
    ("sent", "đã nộp, chờ duyệt"),
    ("overdue", "quá hạn"),
    ("returned", "bị trả lại"),
    ("ahead", "đang thực hiện"),
)
_COMPARED = (
    ("due", "đến hạn"),
    ("on_time", "hoàn thành đúng hạn"),
    ("late", "hoàn thành trễ hạn"),
    ("overdue", "quá hạn"),
)


def name_span(span: Span) -> str:
    """“quý III năm 2021”, “6 tháng đầu năm 2021”, “năm 2021”, else from which day to which."""
    match span.kind:
        case Kind.QUARTER:
            return f"quý {ROMAN[span.number]} năm {span.year}"
        case Kind.HALF:
            return f"6 tháng {'đầu' if span.number == 1 else 'cuối'} năm {span.year}"
        case Kind.NINE:
            return f"9 tháng đầu năm {span.year}"
        case Kind.YEAR:
            return f"năm {span.year}"
        case _:
            return f"từ ngày {span.first:%d/%m/%Y} đến ngày {span.last:%d/%m/%Y}"


def name_plan(plan: PlanRow) -> str:
    """What is carried out: “Kế hoạch cải cách hành chính”, or the programme of several years."""
    if plan.is_programme:
        return f"Chương trình cải cách hành chính giai đoạn {plan.year} - {plan.last_year}"
    return "Kế hoạch cải cách hành chính"


def cite_plan(plan: PlanRow, issuer: str) -> str:
    """By its decision; the plan of an agency below has a number of its own."""
    of = f"số {plan.number} ngày {plan.issued_on:%d/%m/%Y} của {issuer}"
    if plan.is_below and not plan.is_programme:
        return f"Kế hoạch {of} về cải cách hành chính năm {plan.year}"
    year = "" if plan.is_programme else f" năm {plan.year}"
    return f"Quyết định {of} ban hành {name_plan(plan)}{year}"


def say_plan(figures: Figures) -> str:
    laid = f"Kế hoạch giao {format_number(figures.laid)} nghĩa vụ còn hiệu lực."
    return f"{laid} {say_figures(figures, 'nghĩa vụ')}"


def say_figures(figures: Figures, noun: str) -> str:
    """“Trong kỳ có 36 báo cáo đến hạn: 26 hoàn thành đúng hạn, 8 quá hạn.”"""
    said = f"Trong kỳ không có {noun} nào đến hạn"
    if figures.due:
        told = (
            (format_number(getattr(figures, name)), words) for name, words in _PARTS if getattr(figures, name)
        )
        parts = ", ".join(f"{count} {words}" for count, words in told)
        said = f"Trong kỳ có {format_number(figures.due)} {noun} đến hạn: {parts}"
    before = (
        (figures.caught_up, f"{noun} đến hạn từ trước kỳ đã hoàn thành trễ trong kỳ"),
        (figures.carried, f"{noun} quá hạn từ trước kỳ chưa hoàn thành"),
        (figures.excused, f"{noun} đến hạn trong kỳ được xác định không áp dụng"),
    )
    return "; ".join([said, *(f"{format_number(count)} {words}" for count, words in before if count)]) + "."


def say_before(progress: Progress) -> str:
    """How many fell due, were done on time or late and are overdue, with the difference to the period before."""
    before, now = progress.before, progress.owed
    if before is None:
        return "Chưa có số liệu kỳ trước để so sánh, vì kỳ trước kết thúc trước ngày ban hành kế hoạch."
    told = "; ".join(
        f"{words} {format_number(getattr(now, name))} (kỳ trước {format_number(getattr(before, name))}, "
        f"{_differ(getattr(now, name) - getattr(before, name))})"
        for name, words in _COMPARED
    )
    days = f"từ ngày {progress.before_first:%d/%m/%Y} đến ngày {progress.before_last:%d/%m/%Y}"
    return f"So với kỳ trước ({days}), tính cả báo cáo theo yêu cầu: {told}."


def _differ(count: int) -> str:
    if not count:
        return "không đổi"
    return f"tăng {format_number(count)}" if count > 0 else f"giảm {format_number(-count)}"


def say_causes(late: Iterable[LateRow]) -> str:
    """Of the duties that are late, how many for which cause; "" where none is."""
    counts, names = Counter(row.cause for row in late), name_causes()
    silent = counts.pop("", 0)
    told = [f"{_small(names.get(cause, cause))} ({count})" for cause, count in counts.most_common()]
    if silent:
        told.append(f"chưa giải trình ({silent})")
    whole = sum(counts.values()) + silent
    return f"Nguyên nhân của {format_number(whole)} nghĩa vụ chậm: {', '.join(told)}." if told else ""


def say_cause(row: LateRow, names: Mapping[str, str]) -> str:
    """``names`` of causes, by code."""
    words = names.get(row.cause, row.cause)
    return ": ".join(part for part in (words, row.explanation) if part) or "Chưa giải trình"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def say_outcome(row: LateRow) -> str:
    if row.is_done and row.evidence_on:
        return f"Hoàn thành trễ, văn bản ngày {row.evidence_on:%d/%m/%Y}"
    return "Chưa hoàn thành"


def say_measures(row: LateRow) -> str:
    parts = []
    if row.reminded:
        parts.append(f"nhắc {row.reminded} lần")
    if row.letters:
        parts.append(f"công văn đôn đốc số {', '.join(row.letters)}")
    elif row.escalated:
        parts.append(f"báo cấp trên {row.escalated} lần")
    if row.returned:
        parts.append(f"trả lại {row.returned} lần")
    return _capital("; ".join(parts))


def demand_of(target: TargetProgress) -> str:
    unit = "%" if target.unit == "%" else f" {target.unit}".rstrip()
    return f"{SIGNS.get(target.comparator, target.comparator)} {_number(target.demanded)}{unit}"


def value_of(target: TargetProgress) -> str:
    """A share to one place, downwards: what misses a demand never looks as if it reached it."""
    if target.stated:
        return f"{target.met}/{target.stated} cơ quan"
    if not target.value:
        return ""
    if target.unit != "%":
        return _number(target.value)
    return f"{_number(str(Decimal(target.value).quantize(Decimal('0.1'), ROUND_FLOOR)))}%"


def _number(text: str) -> str:
    value = Decimal(text)
    whole = value == value.to_integral_value()
    return format_number(value.quantize(Decimal(1)) if whole else value.normalize())


def judge(target: TargetProgress) -> str:
    if target.until is None:
        return "Chưa có số liệu"
    if target.is_reached:
        return "Đạt"
    if target.missing:
        return f"Chưa đạt, còn thiếu {format_number(target.missing)} {target.counted}".rstrip()
    return "Chưa đạt"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
