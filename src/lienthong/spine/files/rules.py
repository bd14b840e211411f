"""What may be accepted for what, and how a name is cleaned."""

import unicodedata
from dataclasses import dataclass
from enum import Enum, StrEnum

MB = 1_000_000
MOST_MEMBERS = 10_000
MOST_UNPACKED = 300 * MB
MOST_RATIO = 100  # unpacked to packed; office documents stay below 40
RATIO_FROM = 5 * MB  # a small archive may repeat itself
MOST_PIXELS = 50_000_000
LONGEST_NAME = 200
_OOXML = "application/vnd.openxmlformats-officedocument"


class FileType(Enum):
    """The types that the platform knows, each with its media type and the endings of its names."""

    PDF = "application/pdf", (".pdf",)
    DOCX = f"{_OOXML}.wordprocessingml.document", (".docx",)
    XLSX = f"{_OOXML}.spreadsheetml.sheet", (".xlsx",)
    PPTX = f"{_OOXML}.presentationml.presentation", (".pptx",)
    DOC = "application/msword", (".doc",)
    XLS = "application/vnd.ms-excel", (".xls",)
    PPT = "application/vnd.ms-powerpoint", (".ppt",)
    RAR = "application/vnd.rar", (".rar",)
    SEVEN_ZIP = "application/x-7z-compressed", (".7z",)
    ZIP = "application/zip", (".zip",)
    PNG = "image/png", (".png",)
    JPEG = "image/jpeg", (".jpg", ".jpeg")
    XML = "application/xml", (".xml",)
    EDXML = "application/vnd.edxml", (".edxml",)
    CSV = "text/csv", (".csv",)
    TEXT = "text/plain", (".txt",)
    TYPST = "text/vnd.typst", (".typ",)

    def __init__(self, media_type: str, endings: tuple[str, ...]) -> None:
        self.media_type = media_type
        self.endings = endings

    @classmethod
    def of_name(cls, name: str) -> "FileType | None":
        """The type that ``name`` promises by its ending, or None."""
        return next((one for one in cls if name.lower().endswith(one.endings)), None)


class Mark(StrEnum):
    """What who downloads a file must know: it holds macros or other files, it fetches something when it is opened, or
    nobody here has looked inside.
    """

    MACROS = "MACROS"
    OBJECTS = "OBJECTS"
    REACHES_OUT = "REACHES_OUT"
    UNSEEN = "UNSEEN"


FROM_OTHERS = (
    FileType.PDF,
    FileType.DOCX,
    FileType.XLSX,
    FileType.PPTX,
    FileType.ZIP,
    FileType.PNG,
    FileType.JPEG,
    FileType.DOC,
    FileType.XLS,
    FileType.PPT,
    FileType.RAR,
    FileType.SEVEN_ZIP,
)
"""What agencies send each other."""


@dataclass(frozen=True, slots=True)
class Use:
    """What one kind of upload may be. ``name`` is stored with each file accepted for it. ``as_it_came``: another house
    sent it and cannot be asked to save it anew; what would be refused for being active is kept with a mark.
    """

    name: str
    types: tuple[FileType, ...]
    max_bytes: int = 25 * MB
    as_it_came: bool = False

    @property
    def endings(self) -> str:
        return ", ".join(ending for one in self.types for ending in one.endings)


def clean_name(name: str) -> str:
    """The name as kept and offered again: one line of NFC without path, control or direction marks."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(letter for letter in base if unicodedata.category(letter)[0] != "C")
    stem, dot, ending = " ".join(seen.split()).lstrip(". ").rpartition(".")
    if not dot:
        return ending[:LONGEST_NAME] or "file"
    return f"{stem[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}"[:LONGEST_NAME]
