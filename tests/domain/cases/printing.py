"""Forms as the platform brings them, and what a reader of a paper finds: words and sheets."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from lienthong.domain.cases import actions, queries
from lienthong.domain.cases.exchange import read_forms
from lienthong.domain.procedures.rules.record import Record
from lienthong.spine.files.queries import get_file, open_content
from tests.domain.cases.running import CLERK, LOADED, PLAIN, procedure, province

FORMS = Path(__file__).parents[3] / "data" / "forms"
SHEETS = {(148, 210): "A5", (210, 297): "A4", (297, 210): "A4 across"}


def with_forms(record: Record = PLAIN) -> int:
    """The city with its procedure and the forms of every year."""
    province()
    actions.load_forms(forms=read_forms(FORMS), by=CLERK, at=LOADED)
    return procedure(record)


def content_of(paper: queries.PaperRow) -> bytes:
    kept = get_file(paper.file)
    assert kept is not None
    with open_content(kept) as content:
        return content.read()


def words_of(content: bytes) -> str:
    """All that can be read, white space as single spaces."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(" ".join(pages).replace("\u200b", "").split())


def sheet_of(content: bytes) -> str:
    width, height = PdfReader(BytesIO(content)).pages[0].mediabox[2:]
    return SHEETS[round(float(width) * 25.4 / 72), round(float(height) * 25.4 / 72)]
