"""What tests of progress reports do in a browser: begin one, read its form, finish it, read its papers."""

import re
from html import unescape
from io import BytesIO

from django.http.response import HttpResponseBase
from django.test import Client
from docx import Document
from pypdf import PdfReader

from lienthong.domain.plans import queries
from tests.factories.province import SLUG

AT = f"/plans/{SLUG}/reports/"
THIRD = "QUARTER-3-2021"


def text(answer: HttpResponseBase) -> str:
    content = answer.content.decode()  # type: ignore[attr-defined]
    return unescape(re.sub(r"\s+", " ", content)).replace("\u00a0", " ")


def begun(browser: Client, period: str = THIRD, agency: str = "GL", **given: str) -> str:
    """The address of the draft."""
    answer = browser.post(f"{AT}new/", {"agency": agency, "period": period, **given})
    assert answer.status_code == 302, text(answer)
    return answer.headers["Location"]


def form_of(browser: Client, address: str) -> dict[str, str]:
    """What the form of a draft would send as it stands."""
    page = browser.get(address).content.decode()
    boxes = re.findall(r'<textarea name="(\w+)"[^>]*>\s?(.*?)</textarea>', page, re.DOTALL)
    marks = re.findall(r'name="(seen-\w+)" id="\S+" value="(\w+)"', page)
    return {name: unescape(words) for name, words in boxes} | dict(marks)


def report_at(address: str) -> queries.ReportRow:
    return queries.get_report(int(address.rstrip("/").rsplit("/", 1)[1]))


def finished(browser: Client, address: str) -> HttpResponseBase:
    seen = re.search(r'name="seen" value="(\w+)"', text(browser.get(f"{address}finish/")))
    assert seen
    return browser.post(f"{address}finish/", {"seen": seen[1]})


def body(browser: Client, address: str) -> str:
    """The page without what differs from visit to visit."""
    return text(browser.get(address)).partition('<main class="page"')[2].partition("</main>")[0]


def words_of_word(browser: Client, address: str) -> str:
    word = Document(BytesIO(browser.get(f"{address}paper.docx").content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in word.paragraphs] + cells)


def words_of_pdf(browser: Client, address: str) -> str:
    pages = PdfReader(BytesIO(browser.get(f"{address}paper.pdf").content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
