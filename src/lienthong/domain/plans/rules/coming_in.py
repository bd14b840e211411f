"""Which documents may be handed in: kinds and sizes of files, and none that is secret.

Decree 30/2020 (article 15.2) and the law on state secrets keep secret documents off machines joined to the Internet.
Secret documents are numbered in series of their own, whose signs carry the degree: ``12/M-UBND``, ``05/BC-SNV(TM)``.
"""

import re
from enum import StrEnum

from lienthong.spine.files.rules import MB, FileType, Use

EVIDENCE_USE = Use(
    "plans.evidence",
    (FileType.PDF, FileType.DOCX, FileType.XLSX, FileType.PNG, FileType.JPEG),
    25 * MB,
)


class Degree(StrEnum):
    """How a document is marked: not at all, Mật, Tối mật, Tuyệt mật."""

    OPEN = ""
    CONFIDENTIAL = "M"
    GRAVE = "TM"
    UTMOST = "TUM"


_MARKED = re.compile(
    r"/\s*(?:M|TM|TUM)(?=[-/. ]|$)"  # the degree opens the sign
    r"|-\s*M(?=[-/. ]|$)"  # or stands in it
    r"|\(\s*(?:M|TM|TUM|MẬT|TỐI MẬT|TUYỆT MẬT)\s*\)"
    r"|\b(?:TỐI|TUYỆT)\s+MẬT\b|-\s*MẬT\b",
    re.IGNORECASE,
)


def is_secret(number: str, degree: str = "") -> bool:
    """True when it was said to be secret, or its number says so."""
    return bool(degree.strip()) or _MARKED.search(number) is not None
