"""The use of the public post as .xlsx: the three shares with their definitions, then agency by agency and procedure."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from lienthong.domain.cases.queries import Definition, PostUse

HEADS: Final = (
    "STT", "Cơ quan", "Mã thủ tục", "Tên thủ tục", "Hồ sơ tiếp nhận", "Trong đó qua bưu chính", "Kết quả trả",
    "Trong đó qua bưu chính",
)  # fmt: skip
SHARES: Final = (
    "Chỉ tiêu",
    "Số đếm",
    "Trên tổng",
    "Tỷ lệ (%)",
    "Yêu cầu (%)",
    "Đếm gì",
    "Trên tổng gì",
    "Căn cứ",
)


def write_post_use(
    use: PostUse, definitions: Sequence[Definition], names: Mapping[str, str], *, since: date, until: date
) -> bytes:
    made = BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet("Bưu chính công ích"), book.add_format({"bold": True})
        sheet.set_column(1, len(HEADS) - 1, 24)
        title = f"Sử dụng bưu chính công ích từ {since:%d/%m/%Y} đến {until:%d/%m/%Y}"
        sheet.write_string(0, 0, title, bold)
        shares = [_share(use, one) for one in definitions]
        _write(sheet, 2, SHARES, bold, shares)
        lines = [
            (place, names.get(one.agency, one.agency), one.procedure, one.title, one.use.received,
             one.use.received_by_post, one.use.returned, one.use.returned_by_post)
            for place, one in enumerate(use.lines, 1)
        ]  # fmt: skip
        _write(sheet, 5 + len(shares), HEADS, bold, lines)
    return made.getvalue()


def _share(use: PostUse, told: Definition) -> tuple[str | float, ...]:
    part = use.shares()[told.share]
    percent = "" if part.percent is None else round(part.percent, 2)
    counts = (told.name, part.count, part.of, percent, told.required)
    return (*counts, told.counted, told.among, f"{told.source}, áp dụng từ {told.since:%d/%m/%Y}")


def _write(
    sheet: Worksheet, top: int, heads: Sequence[str], bold: object, rows: Sequence[Sequence[str | float]]
) -> None:
    for column, words in enumerate(heads):
        sheet.write_string(top, column, words, bold)
    for line, row in enumerate(rows, top + 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, column, value)
            else:
                sheet.write_number(line, column, value)
