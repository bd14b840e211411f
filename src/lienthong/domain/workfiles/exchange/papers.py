"""What is printed of work files (Decree 30/2020/NĐ-CP, Appendix V): the list of a year, the inventory of files and of
the papers in one, the minutes of a hand-over, the list of what is cleared.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from lienthong.domain.documents.queries import letterhead
from lienthong.domain.workfiles.exchange.workbook import LAYOUT, cells
from lienthong.domain.workfiles.queries import (
    ClearanceRow,
    ClearState,
    HandOverRow,
    LineRow,
    ListingRow,
    ListState,
    OverState,
    PaperRow,
    WorkfileRow,
)
from lienthong.spine import clock
from lienthong.spine.pdf import Appendix, Block, Column, OfficialPaper, Paragraph, Signature, Table, typeset

_LIST: Final = tuple(Column(heading.title, heading.share) for heading in LAYOUT.headings[1:])
_FILES: Final = (
    Column("TT", 0.5, "center"),
    Column("Số và ký hiệu hồ sơ", 1.3),
    Column("Tiêu đề hồ sơ", 4),
    Column("Thời gian tài liệu", 1.6, "center"),
    Column("Thời hạn bảo quản", 1.1),
    Column("Số văn bản", 0.8, "right"),
    Column("Số tờ", 0.7, "right"),
    Column("Ghi chú", 1.2),
)
_PAPERS: Final = (
    Column("TT", 0.5, "center"),
    Column("Số, ký hiệu văn bản", 1.6),
    Column("Ngày tháng năm", 1.1, "center"),
    Column("Tên loại và trích yếu nội dung", 4),
    Column("Tác giả", 1.8),
    Column("Số trang", 0.7, "right"),
    Column("Ghi chú", 1.2),
)


def print_list(listing: ListingRow, lines: Sequence[LineRow], day: date) -> bytes:
    """The list of a year; a draft says that it is none that was approved. Raises PaperTooLarge, PaperTookTooLong."""
    head = letterhead(listing.agency, day)
    rows: list[list[str]] = []
    for unit in dict.fromkeys(line.unit for line in lines):
        rows.append([unit])
        rows += [[str(cell or "") for cell in cells(line)[1:]] for line in lines if line.unit == unit]
    for_good = sum(line.years is None for line in lines)
    told = (
        f"Danh mục này có {len(lines)} hồ sơ, bao gồm: {for_good} hồ sơ bảo quản vĩnh viễn;"
        f" {len(lines) - for_good} hồ sơ bảo quản có thời hạn."
    )
    is_approved = listing.state is ListState.APPROVED
    decided = clock.local(listing.decided_at).date() if listing.decided_at else day
    abstract = f"Danh mục hồ sơ năm {listing.year}" + ("" if is_approved else " (dự thảo, chưa được duyệt)")
    return _print(
        head.name,
        head.superior,
        head.place,
        decided if is_approved else day,
        abstract,
        [Table(_LIST, rows), Paragraph(told)],
        Signature(listing.decided_title, listing.decided_name if is_approved else ""),
    )


def print_papers(row: WorkfileRow, papers: Sequence[PaperRow], day: date) -> bytes:
    """The inventory of what lies in one file. Raises PaperTooLarge, PaperTookTooLong."""
    head = letterhead(row.agency, day)
    told = (
        f"Hồ sơ số {row.code}, {row.unit}, thời hạn bảo quản: {row.kept}. Mục lục này có {len(papers)} văn bản,"
        f" {sum(paper.pages for paper in papers)} trang."
    )
    return _print(
        head.name,
        head.superior,
        head.place,
        day,
        "Mục lục văn bản, tài liệu",
        [Paragraph(row.title), Table(_PAPERS, _paper_lines(papers)), Paragraph(told)],
        Signature("Người lập hồ sơ", row.keeper_name),
    )


def _paper_lines(papers: Sequence[PaperRow]) -> list[list[str]]:
    return [
        [
            str(place),
            paper.symbol,
            f"{paper.dated:%d/%m/%Y}",
            paper.title,
            paper.author,
            str(paper.pages),
            paper.note,
        ]
        for place, paper in enumerate(papers, 1)
    ]


def file_lines(files: Sequence[WorkfileRow]) -> list[list[str]]:
    return [
        [
            str(place),
            f"{row.code}/{row.year}",
            row.title,
            f"{row.opened_on:%d/%m/%Y}" + (f" - {row.ended_on:%d/%m/%Y}" if row.ended_on else ""),
            row.kept,
            str(row.papers),
            str(row.pages),
            "",
        ]
        for place, row in enumerate(files, 1)
    ]


def print_minutes(over: HandOverRow, files: Sequence[WorkfileRow], day: date) -> bytes:
    """The minutes of a hand-over with the inventory of its files: two copies are signed.

    Of one that waits it is the giver's draft. Raises PaperTooLarge, PaperTookTooLong.
    """
    head = letterhead(over.agency, day)
    is_done = over.state is OverState.DONE
    at = over.taken_at or over.given_at
    kept = [row for row in files if row.id in over.received] if is_done else list(files)
    back = len(files) - len(kept)
    paper = OfficialPaper(
        agency=head.name,
        superior=head.superior,
        number=f"{over.id:02}/BB-{head.sign}",
        place=head.place,
        day=clock.local(at).date(),
        kind="Biên bản",
        abstract="Giao nhận hồ sơ, tài liệu",
        body=_minutes(over, kept, back),
        signature=Signature("Đại diện bên nhận", over.taken_name),
        recipients=(f"Bên giao: {over.given_name};", "Lưu: hồ sơ nộp lưu."),
        appendices=[
            Appendix("Mục lục hồ sơ, tài liệu nộp lưu", [Table(_FILES, file_lines(kept))], is_across=True)
        ],
        is_draft=not is_done,
    )
    return typeset(paper.template, paper.data())


def _minutes(over: HandOverRow, kept: Sequence[WorkfileRow], back: int) -> list[Block]:
    years = sorted({row.opened_on.year for row in kept} | {row.ended_on.year for row in kept if row.ended_on})
    span = f"{years[0]} - {years[-1]}" if len(set(years)) > 1 else "".join(map(str, years[:1]))
    told = [
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        f"BÊN GIAO: {over.unit}. Đại diện: {over.given_name}, {over.given_title}.",
        f"BÊN NHẬN: Lưu trữ cơ quan. Đại diện: {over.taken_name}, {over.taken_title}.",
        f"1. Tên khối tài liệu giao nộp: hồ sơ công việc của {over.unit}.",
        f"2. Thời gian của hồ sơ, tài liệu: {span}.",
        f"3. Số lượng hồ sơ, tài liệu điện tử: {len(kept)} hồ sơ, {sum(row.papers for row in kept)} văn bản,"
        f" {sum(row.pages for row in kept)} trang.",
        "4. Tình trạng tài liệu giao nộp: văn bản nằm trong sổ đăng ký của cơ quan, giữ nguyên chữ ký số."
        + (f" {back} hồ sơ trả lại bên giao để hoàn thiện." if back else ""),
        "5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo.",
        "Biên bản này được lập thành hai bản, mỗi bên giữ một bản.",
    ]
    return [*map(Paragraph, told), _signers(over)]


def _signers(over: HandOverRow) -> Table:
    heads = (Column("Đại diện bên giao", 1, "center"), Column("Đại diện bên nhận", 1, "center"))
    return Table(heads, [[over.given_name, over.taken_name]])


def print_clearance(row: ClearanceRow, files: Sequence[WorkfileRow], day: date) -> bytes:
    """The list of files whose time is over, with who proposed and who decided. Raises PaperTooLarge,
    PaperTookTooLong.
    """
    head = letterhead(row.agency, day)
    lines = file_lines(files)
    for line, one in zip(lines, files, strict=True):
        line[-1] = f"Giữ đến hết {one.kept_until:%d/%m/%Y}" if one.kept_until else ""
    told = [f"Người đề xuất: {row.proposed_name}, {_day(row.proposed_at)}. Lý do: {row.reason}"]
    if row.state in {ClearState.APPROVED, ClearState.REFUSED}:
        word = "Đồng ý" if row.state is ClearState.APPROVED else "Không đồng ý"
        answer = f" {row.answer}" if row.answer else ""
        told.append(f"Người quyết định: {row.decided_name}, {_day(row.decided_at)}. {word}.{answer}")
    return _print(
        head.name,
        head.superior,
        head.place,
        day,
        "Danh mục tài liệu hết thời hạn bảo quản",
        [*map(Paragraph, told), Table(_FILES, lines)],
        Signature(row.decided_title, row.decided_name),
    )


def _day(at: datetime | None) -> str:
    return f"{clock.local(at):%d/%m/%Y}" if at else ""


def _print(
    agency: str,
    superior: str,
    place: str,
    day: date,
    abstract: str,
    body: Sequence[Block],
    signature: Signature,
) -> bytes:
    paper = OfficialPaper(
        agency=agency,
        superior=superior,
        number="",
        place=place,
        day=day,
        abstract=abstract,
        body=body,
        signature=signature,
    )
    note = f"{signature.title}: {signature.name}" if signature.name else f"In ngày {day:%d/%m/%Y}"
    return typeset("official_register", paper.data() | {"note": note})
