"""What acts by itself in a Word file or a workbook: macros, controls, and what is fetched from elsewhere on opening."""

import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lienthong.spine.files.errors import FileRefused, HoldsMacros, ReachesOut, UnpacksTooLarge, UnsafeArchive

MOST_RELATIONS: Final = 5_000_000  # bytes of one list of relations
MOST_TEXT: Final = 60_000_000  # bytes of a text part; a thousand pages are a tenth of it
_MACROS: Final = re.compile(
    r"(vbaproject[^/]*\.bin|vbadata\.xml|/macrosheets/.*|/activex/.*)$", re.IGNORECASE
)
_HTML: Final = "aFChunk"
_WANDERS: Final = re.compile(r"^(?:https?:|ftp:|mhtml:|\\\\|//|file:/*\\\\|file://[^/])", re.IGNORECASE)
"""Addresses on a network. A template on somebody's own disk is in every second file, and finds nothing here."""
_FIELD: Final = re.compile(rb"<w:instrText[^>]*>([^<]*)</w:instrText>|<w:fldSimple[^>]*w:instr=\"([^\"]*)\"")
_DDE: Final = re.compile(rb"\bDDE(?:AUTO)?\b", re.IGNORECASE)


def refuse_active(archive: zipfile.ZipFile) -> None:
    """Raises HoldsMacros, ReachesOut, UnsafeArchive for parts that are no XML."""
    names = archive.namelist()
    if any(_MACROS.search(name) for name in names):
        raise HoldsMacros
    for name in names:
        if fault := _fault_of(archive, name):
            raise fault


def _fault_of(archive: zipfile.ZipFile, name: str) -> FileRefused | None:
    small = name.lower()
    if small.endswith(".rels"):
        return ReachesOut() if any(map(_is_fetched, _relations(archive, name))) else None
    if small.startswith("xl/externallinks/") and b"ddeLink" in _part(archive, name, MOST_TEXT):
        return ReachesOut()
    if small.startswith("word/") and small.endswith(".xml") and _has_dde(_part(archive, name, MOST_TEXT)):
        return ReachesOut()
    return None


def _part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Only so far as any honest one goes."""
    if archive.getinfo(name).file_size > most:
        raise UnpacksTooLarge
    return archive.read(name)


def _has_dde(content: bytes) -> bool:
    """Fields are written in pieces; together they say what is called."""
    told = b"".join(first or second for first, second in _FIELD.findall(content))
    return bool(_DDE.search(told))


def _relations(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str, bool]]:
    """Kind, target, and whether the target lies outside."""
    try:
        found = list(fromstring(_part(archive, name, MOST_RELATIONS)))
    except (ParseError, DefusedXmlException, ValueError) as fault:
        raise UnsafeArchive from fault
    for one in found:
        kind = one.get("Type", "").rsplit("/", 1)[-1]
        yield kind, one.get("Target", ""), one.get("TargetMode") == "External"


def _is_fetched(relation: tuple[str, str, bool]) -> bool:
    """A link that somebody must click is a link; anything else is fetched when the file is opened."""
    kind, target, is_outside = relation
    if kind == _HTML:
        return True
    return is_outside and kind != "hyperlink" and bool(_WANDERS.match(target.strip()))
