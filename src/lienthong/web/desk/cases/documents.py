"""The documents of the register that belong to a case: its result, a letter of apology; and beginning one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Purpose, State, about_of
from lienthong.domain.documents.permissions import can_draft, can_see
from lienthong.domain.documents.queries import NUMBERED, DocumentRow, list_about
from lienthong.web.desk.cases.page import CasePage
from lienthong.web.desk.documents.page import word_of
from lienthong.web.ui.parts import Link

BEGIN: Final = {
    Purpose.RESULT: gettext_lazy("Write the result as a document"),
    Purpose.APOLOGY: gettext_lazy("Write a letter of apology"),
}
_OPEN: Final = frozenset(
    {State.RECEIVED, State.HANDLING, State.TO_SIGN, State.WAITING_PAPERS, State.WAITING_DUTY}
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One document; without ``url`` this person may know of it and not open it yet."""

    row: DocumentRow
    url: str
    tag: str
    word: str | Promise


@dataclass(frozen=True, slots=True)
class OfRegister:
    rows: Sequence[Shown]
    begin: Sequence[Link]


def documents_of(page: CasePage) -> OfRegister | None:
    """None where there is nothing to show and nothing to begin."""
    if page.is_only_asked:
        return None
    rows = [_shown(page, row) for row in list_about([about_of(page.row.id, purpose) for purpose in Purpose])]
    by, seat = page.desk.by, page.row.seat
    may_begin = page.row.state in _OPEN and by.may(Permission.HANDLE, seat) and can_draft(by, seat)
    begin = [Link(words, new_url(page.row.id, purpose)) for purpose, words in BEGIN.items() if may_begin]
    return OfRegister(rows, begin) if rows or begin else None


def new_url(case: int, purpose: Purpose) -> str:
    return f"{reverse('desk:document_new')}?{urlencode({'case': case, 'purpose': purpose.value})}"


def _shown(page: CasePage, row: DocumentRow) -> Shown:
    is_seen = can_see(page.desk.by, agency=row.agency, people=row.people, is_issued=row.state in NUMBERED)
    return Shown(row, reverse("desk:document", args=[row.id]) if is_seen else "", *word_of(row))
