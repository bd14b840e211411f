"""Invented plans of any size, with a fixed seed, as the text of a legal page, a Word file or a workbook.

    python bench/synthetic_plan.py 4000 var/bench/plans

The tables it draws can be laid out in the ways officials do: any order of columns, with or without a column
of ordinal numbers, areas as rows of their own or as a merged first column, blank or merged cells that go on
downwards.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import docx
import xlsxwriter
from docx.document import Document
from docx.table import Table

SEED = 20210715
USUAL = ("title", "output", "lead", "coordinating", "deadline")
HEADERS = {
    "ordinal": "STT",
    "title": "Nội dung nhiệm vụ",
    "output": "Sản phẩm",
    "lead": "Cơ quan chủ trì",
    "coordinating": "Cơ quan phối hợp",
    "deadline": "Thời gian hoàn thành",
}
AREAS = (
    "Cải cách thể chế",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy",
    "Cải cách chế độ công vụ",
    "Cải cách tài chính công",
    "Xây dựng và phát triển Chính quyền điện tử",
    "Công tác chỉ đạo, điều hành",
)
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
LEADS = (
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Văn phòng UBND tỉnh",
    "Sở Thông tin và Truyền thông",
    "Sở Khoa học và Công nghệ; Sở Giáo dục và Đào tạo",
    "Sở, ban, ngành tỉnh, UBND cấp huyện",
)
COORDINATING = (
    "Sở, ban, ngành tỉnh, UBND cấp huyện",
    "Sở, ban, ngành tỉnh; UBND cấp huyện; UBND cấp xã",
    "Các đơn vị: Tư pháp, Nội vụ; Văn phòng UBND tỉnh.",
    "Bưu điện tỉnh",
    "Sở Tài chính và các cơ quan liên quan",
)
DEADLINES = (
    "Trong năm 2021",
    "Quý II, III năm 2021",
    "Trước ngày 30/11/2021",
    "- Ban hành kế hoạch trong quý I/2021;\n- Báo cáo trước ngày 15/12/2021",
    "Thường xuyên trong năm",
    "Báo cáo định kỳ hàng quý trong năm",
    "Theo thời gian quy định của Bộ Nội vụ",
)
VERBS = ("Rà soát", "Triển khai", "Kiểm tra", "Xây dựng", "Tổ chức thực hiện", "Báo cáo", "Hoàn thiện")
THINGS = (
    "danh mục thủ tục hành chính thuộc thẩm quyền theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018",
    "hệ thống quản lý văn bản và điều hành",
    "đề án vị trí việc làm theo Nghị định số 62/2020/NĐ- CP",
    "công tác theo dõi thi hành pháp luật",
    "kế hoạch đào tạo, bồi dưỡng cán bộ, công chức, viên chức",
)
OUTPUTS = (
    "Quyết định của UBND tỉnh",
    "1. Kế hoạch của UBND tỉnh.\n2. Báo cáo kết quả thực hiện.",
    "- Văn bản triển khai;\n- Báo cáo kết quả thực hiện.",
    "Tỷ lệ hồ sơ được giải quyết đúng hạn phải đạt từ 95% trở lên",
    "100% hồ sơ được số hóa",
)
HEAD = (
    "KẾ HOẠCH",
    "CẢI CÁCH HÀNH CHÍNH NĂM 2021 CỦA TỈNH GIA LAI",
    "(Kèm theo Quyết định số: 999/QĐ-UBND ngày 28 tháng 12 năm 2020 của UBND tỉnh)",
    "I. MỤC TIÊU",
    "1. Nâng cao chất lượng phục vụ người dân.",
    "2. Hoàn thành 100% nhiệm vụ được giao.",
    "II. NHIỆM VỤ",
    "1. Cải cách thể chế",
    "a) Theo dõi thi hành pháp luật.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Sở Nội vụ theo dõi, đôn đốc.",
    "PHỤ LỤC",
    "(Kèm theo Quyết định số: 999/QĐ-UBND ngày 28 tháng 12 năm 2020 của UBND tỉnh)",
)


@dataclass(frozen=True)
class Task:
    """One row of the appendix; a blank cell goes on with the one above, MERGED says so outright."""

    number: int | None
    title: str
    output: str = "Báo cáo kết quả thực hiện"
    lead: str = ""
    coordinating: str = ""
    deadline: str = ""


@dataclass(frozen=True)
class Area:
    """A field of reform with its tasks."""

    numeral: str
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Layout:
    """How a table is drawn.

    ``area_column``: areas stand in a merged first column, not in rows of their own.
    """

    columns: tuple[str, ...] = USUAL
    header: bool = True
    area_column: bool = False
    merged: bool = False
    head: tuple[str, ...] = field(default=HEAD)


MERGED = "\u2191"
"""The cell is merged with the one above."""


def make_plan(count: int, seed: int = SEED) -> tuple[Area, ...]:
    """An invented plan of ``count`` tasks over the seven areas."""
    rng = random.Random(seed)
    sizes = [count // len(AREAS) + (place < count % len(AREAS)) for place in range(len(AREAS))]
    return tuple(
        Area(numeral, title, tuple(_task(rng, number) for number in range(1, size + 1)))
        for numeral, title, size in zip(NUMERALS, AREAS, sizes, strict=True)
        if size
    )


def _task(rng: random.Random, number: int) -> Task:
    return Task(
        number,
        f"{rng.choice(VERBS)} {rng.choice(THINGS)}, đợt {rng.randint(1, 99)}",
        rng.choice(OUTPUTS),
        rng.choice(LEADS) if number == 1 or rng.random() > 0.2 else "",
        rng.choice(COORDINATING),
        rng.choice(DEADLINES),
    )


def cell(task: Task, column: str, columns: Sequence[str]) -> str:
    """The words of one cell; the number stands in its own column or before the title."""
    if column == "ordinal":
        return str(task.number) if task.number is not None else ""
    text = str(getattr(task, column))
    if column == "title" and "ordinal" not in columns and task.number is not None and text != MERGED:
        return f"{task.number}. {text}"
    return text


def as_text(areas: Sequence[Area], head: Sequence[str] = HEAD) -> str:
    """The flattened text of a legal page."""
    lines = [*head]
    for area in areas:
        for place, task in enumerate(area.tasks):
            lines.append("\t" if place else f"\t{area.numeral}. {area.title}")
            lines += [f"\t{cell(task, column, USUAL)}" for column in USUAL]
            lines.append("")
    return "\n".join([*lines, "", ""])


def grid(areas: Sequence[Area], layout: Layout) -> Iterator[list[str]]:
    """The rows of a table, area rows with their heading in the first cell alone."""
    columns = layout.columns
    first = ["Lĩnh vực"] if layout.area_column else []
    if layout.header:
        yield first + [HEADERS[column] for column in columns]
    for area in areas:
        heading = f"{area.numeral}. {area.title}"
        if not layout.area_column:
            yield [heading] + [""] * (len(columns) - 1)
        for place, task in enumerate(area.tasks):
            before = [MERGED if place else heading] if layout.area_column else []
            yield before + [cell(task, column, columns) for column in columns]


def as_docx(areas: Sequence[Area], layout: Layout | None = None) -> bytes:
    """A Word file with real merged cells."""
    layout = layout or Layout()
    document = docx.Document()
    for line in layout.head:
        document.add_paragraph(line)
    rows = list(grid(areas, layout))
    _draw(document, rows, spanning=not layout.area_column)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _draw(document: Document, rows: list[list[str]], *, spanning: bool) -> None:
    table: Table = document.add_table(rows=len(rows), cols=len(rows[0]))
    width = len(rows[0])
    cells = list(table._cells)
    tops: dict[int, int] = {}
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text != MERGED:
                tops[column] = number
                cells[number * width + column].text = text
            elif number + 1 == len(rows) or rows[number + 1][column] != MERGED:
                cells[tops[column] * width + column].merge(cells[number * width + column])
        if spanning and width > 1 and row[0] and not any(row[1:]):
            cells[number * width].merge(cells[number * width + width - 1])


def as_xlsx(areas: Sequence[Area], layout: Layout | None = None) -> bytes:
    """A workbook of one sheet with real merged cells."""
    layout = layout or Layout()
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Phụ lục")
    for number, line in enumerate(layout.head):
        sheet.write_string(number, 0, line)
    rows = list(grid(areas, layout))
    for number, row in enumerate(rows):
        _write_row(sheet, len(layout.head), number, rows, row, spanning=not layout.area_column)
    book.close()
    return file.getvalue()


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet,
    offset: int,
    number: int,
    rows: list[list[str]],
    row: list[str],
    *,
    spanning: bool,
) -> None:
    at = offset + number
    if spanning and len(row) > 1 and row[0] and not any(row[1:]):
        sheet.merge_range(at, 0, at, len(row) - 1, row[0])
        return
    for column, text in enumerate(row):
        last = number
        while last + 1 < len(rows) and rows[last + 1][column] == MERGED:
            last += 1
        if text == MERGED or not text:
            continue
        if last > number:
            sheet.merge_range(at, column, offset + last, column, text)
        else:
            sheet.write(at, column, int(text) if text.isdecimal() else text)


def main() -> None:
    """Write plan.txt, plan.docx and plan.xlsx of a given size into a folder."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    areas = make_plan(count)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.txt").write_text(as_text(areas), encoding="utf-8")
    (folder / "plan.docx").write_bytes(as_docx(areas))
    (folder / "plan.xlsx").write_bytes(as_xlsx(areas, Layout(columns=("ordinal", *USUAL))))


if __name__ == "__main__":
    main()
