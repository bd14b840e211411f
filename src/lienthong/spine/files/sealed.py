"""Old office files and foreign archives, as other houses send them every day: told by their outermost signs, kept as
they came, and never opened, unpacked or drawn here.

The directory of an old office file (OLE2) lies in records of 128 bytes wherever its tables say. Those tables are not
followed: every record of the file is looked at. So no table can lead in a circle or hide a stream from us that Word
would find.
"""

import mmap
import re
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lienthong.spine.files.rules import FileType, Mark

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINS: Final = {
    FileType.RAR: (b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"),
    FileType.SEVEN_ZIP: (b"7z\xbc\xaf\x27\x1c",),
}
_MAIN: Final = {
    FileType.DOC: ("WordDocument",),
    FileType.XLS: ("Workbook", "Book"),
    FileType.PPT: ("PowerPoint Document",),
}
_MACROS: Final = ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros")
_OBJECTS: Final = ("\x01Ole10Native", "Package")
_RECORD: Final = 128
_NAME: Final = 64
SEALED: Final = frozenset({*_BEGINS, *_MAIN})


def marks_of(path: Path, promised: FileType) -> frozenset[Mark] | None:
    """What is to be told of it; None when the content is no ``promised``."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if promised in _BEGINS:
            is_true = content[:8].startswith(_BEGINS[promised])
            return frozenset({Mark.UNSEEN}) if is_true else None
        if content[:8] != _OLE or not _has(content, _MAIN[promised]):
            return None
        told = {Mark.UNSEEN}
        if _has(content, _MACROS):
            told.add(Mark.MACROS)
        if _has(content, _OBJECTS):
            told.add(Mark.OBJECTS)
        return frozenset(told)


def _has(content: mmap.mmap, names: Iterable[str]) -> bool:
    return any(_holds_record(content, name) for name in names)


def _holds_record(content: mmap.mmap, name: str) -> bool:
    """A record begins with the name in UTF-16, in any case, and says how long it is, with the NUL behind it."""
    written = name.encode("utf-16-le") + b"\0\0"
    for found in re.finditer(re.escape(written), content, re.IGNORECASE):
        at = found.start()
        if at % _RECORD == 0 and at + _RECORD <= len(content):
            (length,) = struct.unpack_from("<H", content, at + _NAME)
            if length == len(written):
                return True
    return False
