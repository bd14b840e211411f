"""The documents of the register that belong to a case: the one that signed it, and beginning one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Purpose, State, about_of
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.permissions import Permission as Documents
from lienthong.domain.documents.permissions import can_draft
from lienthong.spine import clock
from lienthong.web.desk.cases.page import CasePage
from lienthong.web.ui.parts import Link

MOST_DRAFTED: Final = 3
BEGIN: Final = {
    Purpose.RESULT: gettext_lazy("Write the result as a document"),
    Purpose.APOLOGY: gettext_lazy("Write a letter of apology"),
}
_OPEN: Final = frozenset(
    {State.RECEIVED, State.HANDLING, State.TO_SIGN, State.WAITING_PAPERS, State.WAITING_DUTY}
)


@dataclass(frozen=True, slots=True)
class OfRegister:
    """``signed`` are told by the story itself; those on their way are shown where one begins another."""

    signed: Sequence[Link]
    begin: Sequence[Link]


def documents_of(page: CasePage) -> OfRegister:
    by, seat = page.desk.by, page.row.seat
    if page.is_only_asked:
        return OfRegister((), ())
    told = [one for one in page.story.happenings if "document_id" in one.data and one.agency == by.agency]
    signed = [
        Link(str(one.data["document"]), reverse("desk:document", args=[one.data["document_id"]]))
        for one in told
        if by.may(Documents.FOLLOW, by.agency)
    ]
    may_begin = page.row.state in _OPEN and by.may(Permission.HANDLE, seat) and can_draft(by, seat)
    begin = [Link(words, new_url(page.row.id, purpose)) for purpose, words in BEGIN.items() if may_begin]
    return OfRegister(signed, begin)


def new_url(case: int, purpose: Purpose) -> str:
    return f"{reverse('desk:document_new')}?{urlencode({'case': case, 'purpose': purpose.value})}"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document that will be the result, on its way to the signature, with who put their initials under it when."""

    link: Link
    kind: str
    initials: Sequence[tuple[str, str, datetime]]


def drafted_of(page: CasePage) -> list[Drafted]:
    """For who reads the agency's documents: the result as it is being written, the newest first."""
    by, seat = page.desk.by, page.row.seat
    if by.agency != seat or not by.may(Documents.FOLLOW, seat):
        return []
    rows = documents.list_about([about_of(page.row.id, Purpose.RESULT)])
    return [_drafted(row) for row in rows[:MOST_DRAFTED] if row.agency == seat]


def _drafted(row: documents.DocumentRow) -> Drafted:
    told = [one for one in documents.list_happenings(row.id) if one.verb is documents.Verb.INITIALLED]
    link = Link(row.subject, reverse("desk:document", args=[row.id]))
    initials = [(one.name, one.position, clock.local(one.occurred_at)) for one in told]
    return Drafted(link, str(documents.KINDS[row.kind].name), initials)
