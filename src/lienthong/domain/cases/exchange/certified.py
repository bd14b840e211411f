"""The book of certifications of a period, as a paper and as a workbook. No cell is ever a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from lienthong.domain.cases.queries.certified import CertificationRow, list_certified
from lienthong.domain.cases.queries.layouts import get_layout
from lienthong.domain.cases.queries.wording import Words, head_words
from lienthong.domain.cases.rules.certifying import Certified
from lienthong.domain.cases.rules.forms import Kind
from lienthong.domain.cases.rules.periods import Period
from lienthong.domain.organisations.queries import get_names, get_path
from lienthong.domain.parties.queries import list_parties
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.money import format_number
from lienthong.spine.pdf import typeset_form

MOST_LINES: Final = 2_000
TITLES: Final = {
    Certified.COPY: "Sổ chứng thực bản sao từ bản chính",
    Certified.SIGNATURE: "Sổ chứng thực chữ ký, chứng thực điểm chỉ",
}
HEADS: Final = {
    Certified.COPY: (
        "Số chứng thực", "Ngày, tháng, năm chứng thực", "Họ tên của người yêu cầu chứng thực",
        "Tên của bản chính giấy tờ, văn bản", "Họ tên, chức danh người ký chứng thực",
        "Số bản sao đã được chứng thực", "Phí chứng thực (đồng)", "Ghi chú",
    ),
    Certified.SIGNATURE: (
        "Số chứng thực", "Ngày, tháng, năm chứng thực",
        "Họ tên, số giấy tờ tùy thân của người yêu cầu chứng thực",
        "Tên của giấy tờ, văn bản đã chứng thực chữ ký/điểm chỉ", "Họ tên, chức danh người ký chứng thực",
        "Số lượng giấy tờ, văn bản đã được chứng thực chữ ký/điểm chỉ", "Phí chứng thực (đồng)", "Ghi chú",
    ),
}  # fmt: skip
SHARES: Final = (0.8, 1.1, 2.0, 2.6, 2.0, 1.0, 1.1, 1.4)
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class Book:
    """One book of one agency over a period, lines in the order of their numbers."""

    agency: str
    kind: Certified
    period: Period
    lines: Sequence[CertificationRow]
    papers: Mapping[int, str]

    @property
    def volumes(self) -> str:
        return "; ".join(dict.fromkeys(line.volume for line in self.lines))

    @property
    def days(self) -> str:
        return f"(Từ ngày {self.period.first:%d/%m/%Y} đến ngày {self.period.last:%d/%m/%Y})"

    @property
    def closing(self) -> str:
        """What the law wants told when a book is closed: how many, and the money."""
        held = [line for line in self.lines if line.cancelled_at is None]
        copies, fees = sum(line.copies for line in held), sum(line.fee for line in held)
        gone = len(self.lines) - len(held)
        words = f"Tổng số: {len(held)} việc, {format_number(copies)} bản, {format_number(fees)} đồng"
        return f"{words}; {gone} số đã hủy." if gone else f"{words}."

    def cells(self) -> list[list[str | int]]:
        return [self._cells(line) for line in self.lines]

    def _cells(self, line: CertificationRow) -> list[str | int]:
        day = f"{clock.local(line.certified_at):%d/%m/%Y}" if line.certified_at else ""
        paper = self.papers.get(line.party or 0, "")
        return [
            line.number or 0,
            day,
            f"{line.requester}, {paper}" if paper else line.requester,
            line.paper,
            ", ".join(filter(None, (line.signer_name, line.signer_title))),
            line.copies,
            line.fee,
            _remark(line),
        ]


def read_book(agency: str, kind: Certified, period: Period, *, by: Actor) -> Book:
    """Numbers of people's papers as far as this reader sees them at the desk."""
    lines = list_certified(agency, kind, period, limit=MOST_LINES, newest_first=False)
    people = sorted({line.party for line in lines if line.party})
    found = {party.id: party for party in list_parties(people, by)} if people else {}
    papers = {one: next((number.number for number in party.numbers), "") for one, party in found.items()}
    return Book(agency, kind, period, lines, papers)


def write_certified(book: Book, *, now: datetime) -> bytes:
    """On the form of the period's last day. Raises NoForm, PaperTooLarge, TemplateTooGreedy."""
    layout = get_layout(Kind.CERTIFIED, book.period.last)
    path = get_path(book.agency, book.period.last)[::-1] or [book.agency]
    names = get_names(path[:2], book.period.last)
    superior = names.get(path[1], "") if len(path) > 1 else ""
    name = names.get(book.agency, book.agency)
    words: Words = head_words(layout, day=clock.local(now).date(), agency=name, superior=superior) | {
        "title": TITLES[book.kind],
        "volume": f"Quyển số: {book.volumes}" if book.lines else "",
        "period": book.days,
        "heads": list(HEADS[book.kind]),
        "shares": list(SHARES),
        "rows": [[_said(cell) for cell in row] for row in book.cells()],
        "closing": book.closing,
    }
    return typeset_form(layout.source, words, seconds=60, memory=2_000_000_000)


def write_certified_xlsx(book: Book, *, agency: str) -> bytes:
    target = BytesIO()
    with Workbook(target, _OPTIONS) as written:
        written.set_calc_mode("manual")
        base: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        title = written.add_format(base | {"bold": True, "font_size": 14})
        head = written.add_format(base | {"bold": True, "border": 1, "align": "center", "text_wrap": True})
        text = written.add_format(base | {"border": 1, "text_wrap": True, "quote_prefix": True})
        count = written.add_format(base | {"border": 1, "num_format": "#,##0"})
        plain = written.add_format(base)
        page = written.add_worksheet("So chung thuc")
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        for column, share in enumerate(SHARES):
            page.set_column(column, column, 14 * share)
        for row, words in enumerate((agency, TITLES[book.kind].upper(), book.days)):
            page.write_string(row, 0, words, title if row == 1 else plain)
        for column, words in enumerate(HEADS[book.kind]):
            page.write_string(4, column, words, head)
        for row, cells in enumerate(book.cells(), 5):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    page.write_number(row, column, cell, count)
                else:
                    page.write_string(row, column, cell, text)
        page.write_string(6 + len(book.lines), 0, book.closing, plain)
        page.repeat_rows(4)
        page.freeze_panes(5, 1)
    return target.getvalue()


def _said(cell: str | int) -> str:
    return format_number(cell) if isinstance(cell, int) else cell


def _remark(line: CertificationRow) -> str:
    if line.cancelled_at:
        return f"Hủy số: {line.cancelled_reason}"
    told = [f"Miễn phí: {line.exempt}" if line.exempt else ""]
    if line.further_days:
        told.append(f"Nhận {clock.local(line.received_at):%d/%m/%Y}: {line.why}")
    return "; ".join(words for words in told if words)
