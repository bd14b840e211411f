"""The documents of the register that belong to a case: the one that signed it, and beginning one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Purpose, State
from lienthong.domain.documents.permissions import Permission as Documents
from lienthong.domain.documents.permissions import can_draft
from lienthong.web.desk.cases.page import CasePage
from lienthong.web.ui.parts import Link

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
