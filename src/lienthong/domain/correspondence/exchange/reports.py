"""Reports of a period as workbooks: how incoming documents were handled, and what became of outgoing ones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lienthong.domain.correspondence.queries import Handled, Sent
from lienthong.domain.documents.exchange import Cell, Heading, Layout, write_sheet
from lienthong.domain.documents.queries import Issued

_HANDLED: Final[dict[str, str]] = {
    Handled.CARRIED_OVER: "Kỳ trước chuyển sang",
    Handled.RECEIVED: "Đến trong kỳ",
    Handled.HANDLED: "Đã xử lý",
    Handled.BEFORE: "Trước hạn",
    Handled.ON_DAY: "Đúng hạn",
    Handled.AFTER: "Quá hạn",
    Handled.DAYLESS: "Không có hạn",
    Handled.REPLIED: "Có văn bản trả lời",
    Handled.OPEN: "Đang xử lý",
    Handled.OPEN_IN_TIME: "Trong hạn",
    Handled.OPEN_LATE: "Đã quá hạn",
    Handled.OPEN_DAYLESS: "Chưa có hạn",
}
_ISSUED: Final[dict[str, str]] = {
    Issued.ISSUED: "Đã phát hành",
    Issued.SEALED: "Đủ chữ ký số cá nhân và cơ quan",
    Issued.UNSEALED: "Chưa ký số cơ quan",
    Issued.MENDED: "Bị thay thế, đính chính",
    Issued.CANCELLED: "Số đã hủy",
    Sent.DOCUMENTS: "Gửi điện tử",
    "paper": "Không gửi điện tử",
    Sent.RECIPIENTS: "Lượt nơi nhận",
    Sent.ACKNOWLEDGED: "Đã tiếp nhận",
    Sent.SILENT: "Đã đến, chưa tiếp nhận",
    Sent.UNREACHED: "Chưa đến",
    Sent.REFUSED: "Từ chối",
    Sent.ASKED_BACK: "Đang đề nghị thu hồi",
    Sent.TAKEN_BACK: "Đã thu hồi",
}
_DAYS: Final = "Số ngày từ dự thảo đến phát hành (trung bình)"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """``key`` names the line in addresses; ``days`` from draft to number of all that were issued, together."""

    key: str
    name: str
    counts: Mapping[str, int]
    days: int = 0

    @property
    def mean_days(self) -> float | None:
        """None where nothing was issued."""
        issued = self.counts.get(Issued.ISSUED, 0)
        return round(self.days / issued, 1) if issued else None


def total_of(lines: Sequence[ReportLine], name: str) -> ReportLine:
    """Each document stands in one line."""
    counts = Counter[str]()
    for line in lines:
        counts.update(line.counts)
    return ReportLine("", name, counts, sum(line.days for line in lines))


def write_handled(lines: Sequence[ReportLine], lines_are: str, since: date, until: date) -> bytes:
    return _write("Đến", _HANDLED, lines, lines_are, since, until)


def write_issued(lines: Sequence[ReportLine], lines_are: str, since: date, until: date) -> bytes:
    return _write("Đi", _ISSUED, lines, lines_are, since, until)


def _write(
    side: str,
    columns: Mapping[str, str],
    lines: Sequence[ReportLine],
    lines_are: str,
    since: date,
    until: date,
) -> bytes:
    """The sheet is named by its days: a report without them says nothing."""
    is_out = columns is _ISSUED
    more = [Heading(_DAYS, 1, 16)] if is_out else []
    headings = (Heading(lines_are, 3, 44), *(Heading(words, 1, 13) for words in columns.values()), *more)
    layout = Layout(f"{side} {since:%d.%m.%Y}-{until:%d.%m.%Y}", "", headings)
    whole = [*lines, total_of(lines, "Cộng")]
    return write_sheet(layout, (_cells(line, columns, is_out=is_out) for line in whole))


def _cells(line: ReportLine, columns: Mapping[str, str], *, is_out: bool) -> list[Cell]:
    counted: list[Cell] = [line.name, *(line.counts.get(column, 0) for column in columns)]
    return [*counted, line.mean_days] if is_out else counted
