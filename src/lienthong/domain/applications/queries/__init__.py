"""Reads of applications, for whoever may continue them, and what was sent, for those who handle the case."""

from lienthong.domain.applications.queries.reading import (
    ApplicationRow,
    AttachmentRow,
    PaperPart,
    Whole,
    find_by_code,
    find_of_case,
    get_application,
    get_whole,
    is_open_for,
    list_of_account,
    list_open,
)
from lienthong.domain.applications.queries.wording import Line, Told, tell_part, write_answer
from lienthong.domain.applications.rules import KEPT_DAYS, MOST_FILES, Content, Part, Progress, Sheet

__all__ = [
    "KEPT_DAYS",
    "MOST_FILES",
    "ApplicationRow",
    "AttachmentRow",
    "Content",
    "Line",
    "PaperPart",
    "Part",
    "Progress",
    "Sheet",
    "Told",
    "Whole",
    "find_by_code",
    "find_of_case",
    "get_application",
    "get_whole",
    "is_open_for",
    "list_of_account",
    "list_open",
    "tell_part",
    "write_answer",
]
