"""Files from outside on their way to a signature: made harmless, and shown as they are."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from lienthong.spine.signatures.cleaning import MOST_PAGES
from lienthong.spine.signatures.confined import TooMuchWork, run_confined
from lienthong.spine.signatures.errors import (
    ActiveContent,
    ContentRefused,
    Locked,
    NotReadable,
    PagesMissing,
    SignedAlready,
    TooManyPages,
)

_WAIT: Final = 60.0
_COPY_CPU: Final = 20
"""Seconds of computing: a copy is of a whole bundle of scans, and its last page is drawn."""
_WHAT: Final[dict[str, Any]] = {
    "script": _("scripts"),
    "program": _("calls of other programs"),
    "form": _("forms that send or load data"),
    "file": _("other files"),
    "media": _("sound, film or moving pages"),
    "layer": _("layers that can be shown and hidden"),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as PNG; ``png`` is empty when the paper has no such page."""

    pages: int
    png: bytes


def clean(content: bytes) -> bytes:
    """The same pages in a file of our own, without history, fields or anything that acts by itself.

    Raises a ContentRefused: NotReadable, Locked, SignedAlready, TooManyPages, ActiveContent.
    """
    try:
        said, made = run_confined("clean", {}, content, seconds=_WAIT)
    except TooMuchWork as fault:
        raise NotReadable from fault
    if "refused" in said:
        raise _refusal(said["refused"], said["what"])
    return made


@dataclass(frozen=True, slots=True)
class Copied:
    """The pages alone: a signature of the file that was copied is only its picture here. ``of`` is how many pages that
    file has; ``is_signed`` that it bears signatures.
    """

    content: bytes
    pages: int
    of: int
    is_signed: bool


def copy_pages(content: bytes, pages: Sequence[int] = (), *, below: bytes = b"") -> Copied:
    """``pages`` from 1, all of them when none is named, upright, in a file of our own in which nothing of the others
    is left. ``below`` is a PDF of one page that is set right under the last words, or on a page of its own where it
    finds no room.

    Raises NotReadable, Locked, TooManyPages, ActiveContent; PagesMissing for a page that is not there.
    """
    told = {"pages": list(pages), "below": b64encode(below).decode()}
    try:
        said, made = run_confined("copy", told, content, seconds=_WAIT, cpu=_COPY_CPU)
    except TooMuchWork as fault:
        raise NotReadable from fault
    if "refused" in said:
        raise _refusal(said["refused"], said["what"])
    return Copied(made, said["pages"], said["of"], said["is_signed"])


def show_page(paper: bytes, page: int, *, width: int = 1_000) -> Picture:
    """A page of the very bytes to be signed, ``page`` from 0. Raises NotReadable."""
    try:
        said, made = run_confined("draw", {"page": page, "width": width}, paper, seconds=_WAIT)
    except TooMuchWork as fault:
        raise NotReadable from fault
    return Picture(said["pages"], made)


def read_words(content: bytes, *, is_pdf: bool) -> str:
    """The text of a PDF, its pages parted by form feeds, or of a Word file; "" where there is none to be read."""
    try:
        said, made = run_confined("read", {"is_pdf": is_pdf}, content)
    except TooMuchWork:
        return ""
    return made.decode("utf-8", "replace") if said["is_read"] else ""


def _refusal(why: str, what: str) -> ContentRefused:
    if why == "ACTIVE":
        return ActiveContent(what=_WHAT[what])
    if why == "MISSING":
        return PagesMissing(pages=what)
    if why == "PAGES":
        return TooManyPages(most=MOST_PAGES)
    return {"LOCKED": Locked, "SIGNED": SignedAlready}.get(why, NotReadable)()
