"""The report on how a plan went in a period, as an official paper. Papers are Vietnamese in every language of pages."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lienthong.domain.organisations.queries import get_agency
from lienthong.domain.plans.exchange.papers.reported import (
    ROMAN,
    cite_plan,
    demand_of,
    judge,
    name_plan,
    name_span,
    say_before,
    say_cause,
    say_causes,
    say_figures,
    say_measures,
    say_outcome,
    say_plan,
    value_of,
)
from lienthong.domain.plans.queries import Figures, PlanRow, Progress, ProgressLine, ReportRow
from lienthong.spine import clock
from lienthong.spine.causes.queries import name_causes
from lienthong.spine.money import format_number
from lienthong.spine.pdf import Appendix, Block, Column, Heading, OfficialPaper, Paragraph, Signature, Table

HEADS = {
    "results": "KẾT QUẢ NỔI BẬT",
    "shortcomings": "TỒN TẠI, HẠN CHẾ",
    "causes": "NGUYÊN NHÂN",
    "directions": "PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM KỲ TỚI",
    "proposals": "KIẾN NGHỊ, ĐỀ XUẤT",
}
COUNTS = (
    ("due", "Đến hạn"),
    ("on_time", "Đúng hạn"),
    ("late", "Trễ hạn"),
    ("sent", "Chờ duyệt"),
    ("overdue", "Quá hạn"),
    ("returned", "Bị trả lại"),
    ("ahead", "Đang làm"),
)
COMMITTEE = "Ủy ban nhân dân "
PLACES = ("tỉnh ", "thành phố ", "huyện ", "thị xã ")
HEADED_BY = (
    ("Sở ", "Giám đốc"),
    ("Văn phòng ", "Chánh Văn phòng"),
    ("Thanh tra ", "Chánh Thanh tra"),
    ("Ban ", "Trưởng ban"),
)


@dataclass(frozen=True, slots=True)
class _Office:
    """Who reports, as the head and the foot of a paper name it."""

    name: str
    superior: str
    place: str
    sign: str
    signature: Signature


def progress_paper(plan: PlanRow, report: ReportRow, progress: Progress, today: dt.date) -> OfficialPaper:
    """Number and day are empty until it is signed. Of a finished report nothing depends on what became known later."""
    day = clock.local(report.finished_at).date() if report.finished_at else today
    office = _office(plan, report, day)
    addressee = _addressee(plan, report, progress, day)
    return OfficialPaper(
        agency=office.name,
        superior=office.superior,
        number=f"/BC-{office.sign}",
        place=office.place,
        day=day,
        kind="Báo cáo",
        abstract=f"Kết quả thực hiện {name_plan(plan)} {name_span(report.span)}",
        body=list(_body(plan, report, progress, office)),
        signature=office.signature,
        recipients=(f"{addressee};", "Lưu: VT."),
        appendices=list(_appendices(progress)),
        is_draft=True,
    )


def _office(plan: PlanRow, report: ReportRow, day: dt.date) -> _Office:
    """A department stands under the province's committee, a committee under nobody."""
    code, known = report.author, report.finished_at
    agency = get_agency(code, day, known)
    name = agency.name if agency else code
    if name.startswith(COMMITTEE):
        signature = Signature("Chủ tịch", authority=("TM. Ủy ban nhân dân",))
        return _Office(name, "", _bare(name), "UBND", signature)
    superior = _name(agency.parent, day, known) if agency and agency.parent else ""
    title = next((title for words, title in HEADED_BY if name.startswith(words)), "Thủ trưởng cơ quan")
    place = _bare(superior or _name(plan.agency, day, known))
    return _Office(name, superior, place, code.partition("-")[2] or code, Signature(title))


def _name(code: str, day: dt.date, known: dt.datetime | None) -> str:
    agency = get_agency(code, day, known)
    return agency.name if agency else code


def _bare(name: str) -> str:
    """“Pleiku” of “Ủy ban nhân dân thành phố Pleiku”; a commune is named with its kind."""
    bare = name.removeprefix(COMMITTEE)
    return next((bare.removeprefix(kind) for kind in PLACES if bare.startswith(kind)), bare)


def _addressee(plan: PlanRow, report: ReportRow, progress: Progress, day: dt.date) -> str:
    """The monitor reports to who issued the plan, everybody else to the monitor; nobody to themselves."""
    monitor = progress.monitor or plan.monitor
    code = plan.agency if report.author == monitor else monitor
    agency = get_agency(code, day, report.finished_at)
    if agency and code == report.author and agency.parent:
        return _name(agency.parent, day, report.finished_at)
    return agency.name if agency else code


def _body(plan: PlanRow, report: ReportRow, progress: Progress, office: _Office) -> Iterable[Block]:
    span = report.span
    days = f"từ ngày {span.first:%d/%m/%Y} đến ngày {span.last:%d/%m/%Y}"
    period = f"{name_span(span)} ({days}; " if span.number else f"{days} ("
    issuer = _name(plan.agency, plan.issued_on, report.finished_at)
    yield Paragraph(
        f"Thực hiện {cite_plan(plan, issuer)}, {office.name} báo cáo kết quả thực hiện {period}"
        f"số liệu tính đến hết ngày {progress.day:%d/%m/%Y}) như sau:"
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
    yield Heading("2. Báo cáo theo yêu cầu và phần việc phối hợp", 2)
    yield Paragraph(f"Báo cáo theo yêu cầu: {_inside(say_figures(progress.requests, 'báo cáo'))}")
    yield Paragraph(f"Phần việc phối hợp: {_inside(say_figures(progress.contributions, 'phần việc'))}")
    yield Heading("3. Chậm tiến độ và so với kỳ trước", 2)
    yield Paragraph(say_causes(progress.late) or "Không có nghĩa vụ nào chậm tiến độ.")
    yield Paragraph(say_before(progress))
    if progress.targets:
        yield Heading("4. Các chỉ tiêu của kế hoạch", 2)
        yield _targets(progress)


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _by_area(progress: Progress) -> Table:
    columns = [Column("Lĩnh vực", 3.2), *(Column(title, 1, "center") for _name, title in COUNTS)]
    rows = [[_area(line), *_counts(line.figures)] for line in progress.areas if line.figures.due]
    return Table(columns, [*rows, ["Tổng cộng", *_counts(progress.plan)]])


def _area(line: ProgressLine) -> str:
    return f"{line.code}. {line.name}" if line.name else line.code or "Khác"


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
    return Table(
        columns, [(one.ref, one.name, demand_of(one), value_of(one), judge(one)) for one in progress.targets]
    )


def _appendices(progress: Progress) -> Iterable[Appendix]:
    parts: list[tuple[str, Iterable[Block]]] = []
    if progress.agencies:
        told = Paragraph("Gồm nghĩa vụ theo kế hoạch và báo cáo theo yêu cầu.")
        parts.append(("KẾT QUẢ THỰC HIỆN THEO CƠ QUAN", [told, _by_agency(progress)]))
    if progress.late:
        title = "DANH MỤC NGHĨA VỤ CHẬM TIẾN ĐỘ, NGUYÊN NHÂN VÀ BIỆN PHÁP"
        parts.append((title, [*_cut(progress), _late(progress)]))
    for place, (title, blocks) in enumerate(parts, 1):
        number = ROMAN[place] if len(parts) > 1 else ""
        yield Appendix(title, list(blocks), number=number, is_across=True)


def _cut(progress: Progress) -> Iterable[Block]:
    if progress.is_cut:
        yield Paragraph(f"Danh mục ghi {format_number(len(progress.late))} nghĩa vụ có thời hạn sớm nhất.")


def _by_agency(progress: Progress) -> Table:
    columns = [
        Column("TT", 0.5, "center"),
        Column("Cơ quan", 3.4),
        *(Column(title, 0.9, "center") for _name, title in COUNTS),
        Column("Kỳ trước, hoàn thành trễ trong kỳ", 1.2, "center"),
        Column("Kỳ trước, còn quá hạn", 1, "center"),
    ]
    rows = [
        [
            str(place),
            line.name,
            *_counts(line.figures),
            str(line.figures.caught_up),
            str(line.figures.carried),
        ]
        for place, line in enumerate(progress.agencies, 1)
    ]
    return Table(columns, rows)


def _late(progress: Progress) -> Table:
    names = name_causes()
    columns = (
        Column("TT", 0.4, "center"),
        Column("Nhiệm vụ", 0.75, "center"),
        Column("Nghĩa vụ", 2.4),
        Column("Cơ quan", 1.5),
        Column("Thời hạn", 0.95, "center"),
        Column("Kết quả", 1.25),
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
            say_cause(row, names),
            say_measures(row),
        )
        for place, row in enumerate(progress.late, 1)
    ]
    return Table(columns, rows)
