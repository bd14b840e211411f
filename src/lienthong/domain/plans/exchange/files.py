"""A plan's file, told by its content and not by its name, to a reading."""

from lienthong.domain.plans.errors import FileTooLarge, NotAPlan, UnreadableFile, UnsupportedFile
from lienthong.domain.plans.exchange import docx, xlsx
from lienthong.domain.plans.exchange.archive import Archive
from lienthong.domain.plans.rules.agencies import Directory
from lienthong.domain.plans.rules.flattened import read_text
from lienthong.domain.plans.rules.plan import read_plan
from lienthong.domain.plans.rules.reading import PlanReading
from lienthong.domain.plans.rules.source import Source

MAX_TEXT = 16 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"
_BYTE_ORDER = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def read_file(name: str, content: bytes, directory: Directory) -> PlanReading:
    """Read a plan from the text of a legal page, a .docx or an .xlsx file.

    Raises NotAPlan, or one of its kinds, with one sentence on what is wrong.
    """
    return read_plan(read_source(name, content), directory)


def read_source(name: str, content: bytes) -> Source:
    """Lines and rows of a file. Raises NotAPlan as ``read_file`` does."""
    if content.startswith(_ZIP):
        return _read_office(content)
    if content.startswith((_OLD_OFFICE, _PDF)) or name.lower().endswith((".doc", ".xls", ".pdf")):
        raise UnsupportedFile()
    if name.lower().endswith((".docx", ".xlsx")):
        raise UnreadableFile()
    return read_text(_decoded(content))


def _read_office(content: bytes) -> Source:
    archive = Archive.open(content)
    if docx.MAIN_PART in archive:
        return docx.read(archive)
    if xlsx.MAIN_PART in archive:
        return xlsx.read(archive, content)
    raise UnsupportedFile()


def _decoded(content: bytes) -> str:
    """UTF-8, or UTF-16 with its mark; text with control characters is no text."""
    encoding = next((code for mark, code in _BYTE_ORDER.items() if content.startswith(mark)), "utf-8")
    if len(content) > MAX_TEXT:
        raise FileTooLarge()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise UnreadableFile() from fault
    if "\x00" in text:
        raise NotAPlan()
    return text
