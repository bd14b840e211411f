"""Papers to try, invented, and what a reader of their PDF finds."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from lienthong.spine.pdf import Block, Column, OfficialPaper, Paragraph, Signature, Table, typeset

DAY = date(2021, 2, 3)
SIGNATURE = Signature("Phó Giám đốc", "Rơ Châm H’Yến", ("KT. GIÁM ĐỐC",))
COLUMNS = (Column("TT", 0.4, "center"), Column("Nhiệm vụ", 3), Column("Thời hạn", 1, "center"))


def report(*body: Block, **more: Any) -> OfficialPaper:
    given: dict[str, Any] = {
        "kind": "Báo cáo",
        "number": "05/BC-SNV",
        "abstract": "Kết quả cải cách hành chính quý I năm 2021",
        "superior": "Ủy ban nhân dân tỉnh Gia Lai",
        "signature": SIGNATURE,
        "recipients": ("UBND tỉnh;", "Lưu: VT, CCHC."),
    }
    return OfficialPaper(agency="Sở Nội vụ", place="Gia Lai", day=DAY, body=body, **(given | more))


def letter(*body: Block, **more: Any) -> OfficialPaper:
    given = {"kind": "", "number": "12/SNV-CCHC", "abstract": "đôn đốc nhiệm vụ quá hạn"}
    return report(*body, **({"addressees": ("Sở Tư pháp",)} | given | more))


def rows(count: int) -> Sequence[Sequence[str]]:
    return [
        (str(n), f"Nhiệm vụ thứ {n}: rà soát văn bản quy phạm pháp luật", "30/11/2021")
        for n in range(1, count + 1)
    ]


def table(count: int) -> Table:
    return Table(COLUMNS, rows(count))


def printed(paper: OfficialPaper) -> bytes:
    return typeset(paper.template, paper.data())


def reader(paper: OfficialPaper) -> PdfReader:
    return PdfReader(BytesIO(printed(paper)))


def words_of(paper: OfficialPaper) -> str:
    """All that can be read, white space as single spaces."""
    return _one_line(page.extract_text() for page in reader(paper).pages)


def words_by_page(paper: OfficialPaper) -> list[str]:
    return [_one_line([page.extract_text()]) for page in reader(paper).pages]


def of(text: str) -> Paragraph:
    return Paragraph(text)


def _one_line(texts: Any) -> str:
    return " ".join(" ".join(texts).replace("\u200b", "").split())
