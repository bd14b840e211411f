"""The report on how a plan went in a period, as an official paper. Papers are Vietnamese in every language of pages."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from lienthong.domain.organisations.queries import Level, get_agency
from lienthong.domain.plans.queries import Figures, LateRow, PlanRow, Progress, ReportRow, TargetProgress
from lienthong.domain.plans.rules.reporting import Kind, Span
from lienthong.spine import clock
from lienthong.spine.money import format_number
from lienthong.spine.pdf import Appendix, Block, Column, Heading, OfficialPaper, Paragraph, Signature, Table

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")
HEADS = {
    "results": "KẾT QUẢ NỔI BẬT",
    "shortcomings": "TỒN TẠI, HẠN CHẾ",
    "causes": "NGUYÊN NHÂN",
    "directions": "PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM KỲ TỚI",
    "proposals": "KIẾN NGHỊ, ĐỀ XUẤT",
}
SIGNS = {">=": "≥", "<=": "≤"}
COUNTS = (
    ("due", "Đến hạn"),
    ("on_time", "Đúng hạn"),
    ("late", "Trễ hạn"),
    ("sent", "Chờ duyệt"),
    ("overdue", "Quá hạn"),
    ("returned", "Bị trả lại"),
    ("ahead", "Đang làm"),
)
_COMMITTEE = ("Ủy ban nhân dân tỉnh ", "UBND tỉnh ")


@dataclass(frozen=True, slots=True)
class _Office:
    """Who reports, as the head of a paper names it."""

    name: str
    superior: str
    place: str
    sign: str


def progress_paper(plan: PlanRow, report: ReportRow, progress: Progress, today: dt.date) -> OfficialPaper:
    """Number and day are empty until it is signed."""
    day = clock.local(report.finished_at).date() if report.finished_at else today
    office = _office(report.author, day)
    return OfficialPaper(
        agency=office.name,
        superior=office.superior,
        number=f"/BC-{office.sign}",
        place=office.place,
        day=day,
        kind="Báo cáo",
        abstract=f"Kết quả thực hiện Kế hoạch cải cách hành chính {name_span(report.span)}",
        body=list(_body(plan, report, progress, office)),
        signature=Signature("Thủ trưởng cơ quan"),
        recipients=(f"{_addressee(plan, report, day)};", "Lưu: VT."),
        appendices=list(_appendices(progress)),
        is_draft=True,
    )


def name_span(span: Span) -> str:
    """“quý III năm 2021”, “6 tháng đầu năm 2021”, “năm 2021”, else from which day to which."""
    match span.kind:
        case Kind.QUARTER:
            return f"quý {ROMAN[span.number]} năm {span.year}"
        case Kind.HALF:
            return f"6 tháng {'đầu' if span.number == 1 else 'cuối'} năm {span.year}"
        case Kind.YEAR:
            return f"năm {span.year}"
        case _:
            return f"từ ngày {span.first:%d/%m/%Y} đến ngày {span.last:%d/%m/%Y}"


def _office(code: str, day: dt.date) -> _Office:
    """A department stands under the province's committee, a committee under nobody."""
    agency = get_agency(code, day)
    above = get_agency(agency.parent, day) if agency and agency.parent else None
    sign = code.partition("-")[2] or code
    if agency is None:
        return _Office(code, "", "", sign)
    if agency.level == Level.PROVINCE:
        superior = above.name if above else ""
        return _Office(agency.name, superior, _bare(superior or agency.name), sign)
    return _Office(agency.name, "", _bare(agency.name), "UBND")


def _bare(name: str) -> str:
    for words in (*_COMMITTEE, "Ủy ban nhân dân huyện ", "Ủy ban nhân dân thị xã ", "Ủy ban nhân dân "):
        if name.startswith(words):
            return name.removeprefix(words)
    return name


def _addressee(plan: PlanRow, report: ReportRow, day: dt.date) -> str:
    """The monitor reports to who issued the plan, everybody else to the monitor."""
    code = plan.agency if report.author == plan.monitor else plan.monitor
    agency = get_agency(code, day)
    return agency.name if agency else code


def _body(plan: PlanRow, report: ReportRow, progress: Progress, office: _Office) -> Iterable[Block]:
    span = report.span
    yield Paragraph(
        f"Thực hiện Quyết định số {plan.number} ngày {plan.issued_on:%d/%m/%Y} của {plan.issuer} ban hành Kế hoạch "
        f"cải cách hành chính năm {plan.year}, {office.name} báo cáo kết quả thực hiện {name_span(span)} "
        f"(từ ngày {span.first:%d/%m/%Y} đến ngày {span.last:%d/%m/%Y}; số liệu tính đến hết ngày "
        f"{progress.day:%d/%m/%Y}) như sau:"
    )
    yield Heading("I. TÌNH HÌNH THỰC HIỆN")
    yield from _standing(progress)
    written = [(box, report.words.get(box, "").strip()) for box in HEADS]
    for place, (box, text) in enumerate([one for one in written if one[1]], 2):
        yield Heading(f"{ROMAN[place]}. {HEADS[box]}")
        yield from (Paragraph(line.strip()) for line in text.splitlines() if line.strip())


def _standing(progress: Progress) -> Iterable[Block]:
    yield Heading("1. Nghĩa vụ theo kế hoạch", 2)
    yield Paragraph(say_plan(progress.plan))
    if any(line.figures.due for line in progress.areas):
        yield _by_area(progress)
    yield Heading("2. Báo cáo đột xuất, theo yêu cầu và phần việc phối hợp", 2)
    yield Paragraph(f"Báo cáo theo yêu cầu: {_say(progress.requests)}")
    yield Paragraph(f"Phần việc phối hợp: {_say(progress.contributions)}")
    yield Heading("3. So với kỳ trước", 2)
    yield Paragraph(say_before(progress))
    if progress.targets:
        yield Heading("4. Các chỉ tiêu của kế hoạch", 2)
        yield _targets(progress)


def say_plan(figures: Figures) -> str:
    laid = f"Kế hoạch giao {format_number(figures.laid)} nghĩa vụ còn hiệu lực."
    return f"{laid} {_capital(_say(figures))}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _say(figures: Figures) -> str:
    if not figures.due:
        said = "không có nghĩa vụ đến hạn trong kỳ"
    else:
        parts = [f"{getattr(figures, name)} {words}" for name, words in _WORDS if getattr(figures, name)]
        said = f"trong kỳ có {format_number(figures.due)} nghĩa vụ đến hạn: {', '.join(parts)}"
    if figures.carried:
        said += f"; {figures.carried} nghĩa vụ quá hạn từ trước kỳ chưa hoàn thành"
    if figures.excused:
        said += f"; {figures.excused} nghĩa vụ không áp dụng"
    return said + "."


_WORDS = (
    ("on_time", "hoàn thành đúng hạn"),
    ("late", "hoàn thành trễ hạn"),
    ("sent", "đã nộp, chờ duyệt"),
    ("overdue", "quá hạn"),
    ("returned", "bị trả lại"),
    ("ahead", "đang thực hiện"),
)


def say_before(progress: Progress) -> str:
    """How many fell due, were done on time and are overdue, with the difference to the period before."""
    before = progress.before
    if before is None:
        return "Chưa có kỳ trước để so sánh: kế hoạch chưa được ban hành."
    now = progress.plan
    rows = ((now.due, before.due, "đến hạn"), (now.on_time, before.on_time, "đúng hạn"))
    rows = (*rows, (now.late, before.late, "trễ hạn"), (now.overdue, before.overdue, "quá hạn"))
    said = "; ".join(
        f"{words} {one} (kỳ trước {other}, {_differ(one - other)})" for one, other, words in rows
    )
    return (
        f"Kỳ trước từ ngày {progress.before_first:%d/%m/%Y} đến ngày {progress.before_last:%d/%m/%Y}: {said}."
    )


def _differ(count: int) -> str:
    if not count:
        return "không đổi"
    return f"tăng {count}" if count > 0 else f"giảm {-count}"


def _by_area(progress: Progress) -> Table:
    columns = [
        Column("Lĩnh vực", 3.2),
        *(Column(title, 1, "center") for _name, title in COUNTS),
    ]
    rows = [
        [f"{line.code}. {line.name}", *_counts(line.figures)] for line in progress.areas if line.figures.due
    ]
    return Table(columns, [*rows, ["Tổng cộng", *_counts(progress.plan)]])


def _counts(figures: Figures) -> list[str]:
    return [format_number(getattr(figures, name)) for name, _title in COUNTS]


def _targets(progress: Progress) -> Table:
    columns = (
        Column("Nhiệm vụ", 0.8, "center"),
        Column("Chỉ tiêu", 3),
        Column("Mức phải đạt", 1, "center"),
        Column("Kết quả", 1, "center"),
        Column("Đánh giá", 1.7),
    )
    rows = [(one.ref, one.name, demand_of(one), value_of(one), judge(one)) for one in progress.targets]
    return Table(columns, rows)


def demand_of(target: TargetProgress) -> str:
    unit = "%" if target.unit == "%" else f" {target.unit}".rstrip()
    return f"{SIGNS.get(target.comparator, target.comparator)} {_number(target.demanded)}{unit}"


def value_of(target: TargetProgress) -> str:
    if target.stated:
        return f"{target.met}/{target.stated} cơ quan"
    if not target.value:
        return ""
    shown = Decimal(target.value)
    if target.unit == "%":
        shown = shown.quantize(Decimal("0.1"), ROUND_FLOOR)
    return f"{_number(str(shown))}{'%' if target.unit == '%' else ''}"


def _number(text: str) -> str:
    value = Decimal(text)
    return format_number(
        value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    )


def judge(target: TargetProgress) -> str:
    if target.until is None:
        return "Chưa có số liệu"
    if target.is_reached:
        return "Đạt"
    if target.missing:
        return f"Chưa đạt, còn thiếu {format_number(target.missing)} {target.counted}".rstrip()
    return "Chưa đạt"


def _appendices(progress: Progress) -> Iterable[Appendix]:
    parts: list[tuple[str, Table]] = []
    if progress.agencies:
        parts.append(("KẾT QUẢ THỰC HIỆN THEO CƠ QUAN", _by_agency(progress)))
    if progress.late:
        parts.append(("DANH MỤC NGHĨA VỤ CHẬM TIẾN ĐỘ, NGUYÊN NHÂN VÀ BIỆN PHÁP", _late(progress)))
    for place, (title, table) in enumerate(parts, 1):
        yield Appendix(title, [table], number=ROMAN[place], is_across=True)


def _by_agency(progress: Progress) -> Table:
    columns = [
        Column("TT", 0.4, "center"),
        Column("Cơ quan", 3),
        *(Column(title, 0.9, "center") for _name, title in COUNTS),
        Column("Tồn từ trước", 0.9, "center"),
    ]
    rows = [
        [str(place), line.name, *_counts(line.figures), str(line.figures.carried)]
        for place, line in enumerate(progress.agencies, 1)
    ]
    return Table(columns, rows)


def _late(progress: Progress) -> Table:
    columns = (
        Column("TT", 0.35, "center"),
        Column("Nhiệm vụ", 0.7, "center"),
        Column("Nghĩa vụ", 2.6),
        Column("Cơ quan", 1.4),
        Column("Thời hạn", 0.8, "center"),
        Column("Kết quả", 1.1),
        Column("Nguyên nhân", 1.7),
        Column("Biện pháp đã làm", 1.5),
    )
    rows = [
        (
            str(place),
            row.ref or "Theo yêu cầu",
            row.title,
            row.name,
            f"{row.due:%d/%m/%Y}",
            say_outcome(row),
            say_cause(row),
            say_measures(row),
        )
        for place, row in enumerate(progress.late, 1)
    ]
    return Table(columns, rows)


def say_outcome(row: LateRow) -> str:
    if row.is_done and row.evidence_on:
        return f"Hoàn thành trễ, văn bản ngày {row.evidence_on:%d/%m/%Y}"
    return "Chưa hoàn thành"


def say_cause(row: LateRow) -> str:
    words = _CAUSE_WORDS.get(row.cause, "")
    return ": ".join(part for part in (words, row.explanation) if part) or "Chưa giải trình"


_CAUSE_WORDS: Mapping[str, str] = {
    "GUIDANCE": "Chờ hướng dẫn của cấp trên",
    "COORDINATION": "Chờ cơ quan phối hợp",
    "DATA": "Chưa có số liệu, tài liệu",
    "STAFF": "Thiếu hoặc thay đổi nhân sự",
    "MONEY": "Chưa được cấp kinh phí",
    "DISASTER": "Thiên tai, dịch bệnh",
    "SYSTEM": "Sự cố điện, mạng, hệ thống",
    "CHANGED": "Yêu cầu thay đổi",
    "OVERLOOKED": "Cơ quan sơ suất",
    "OTHER": "Nguyên nhân khác",
}
"""Official words of ``rules.causes``: papers are Vietnamese in every language of the pages."""


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
