"""The copies of a document on the document's own page, and where one more is asked for."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from lienthong.domain.copies import queries as copies
from lienthong.domain.copies.permissions import can_ask
from lienthong.domain.copies.queries import CopyRow
from lienthong.spine.actor import Actor
from lienthong.web.desk.copies.page import TAGS


@dataclass(frozen=True, slots=True)
class Line:
    row: CopyRow
    url: str
    tag: str
    word: str | Promise


@dataclass(frozen=True, slots=True)
class Copies:
    """``new`` is where one is asked for, "" where none can be: it is not issued, or was taken back."""

    lines: list[Line]
    new: str


def copies_of(by: Actor, agency: str, *, may_be: bool, document: int = 0, incoming: int = 0) -> Copies:
    """Of a document that this person was found to see; ``may_be``: it may be copied, as far as its page knows. Nothing
    for an agency that is not theirs.
    """
    if not can_ask(by, agency):
        return Copies([], "")
    rows = copies.list_of(document=document, incoming=incoming)
    lines = [Line(row, reverse("desk:copy", args=[row.id]), *TAGS[row.state]) for row in rows]
    where = ("desk:copy_of_document", document) if document else ("desk:copy_of_incoming", incoming)
    return Copies(lines, reverse(where[0], args=[where[1]]) if may_be else "")
