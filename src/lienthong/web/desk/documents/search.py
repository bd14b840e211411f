"""Looking for documents of both registers by what stands on them and by what is written in them, without accents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.permissions import Permission
from lienthong.spine.fulltext.queries import Piece, list_passages
from lienthong.web.desk.documents.page import desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Key, Link
from lienthong.web.ui.words import write_counter

MOST: Final = 25
_SEEK: Final = gettext_lazy("Words of the document, number, sender, recipient")


class SeekForm(forms.Form):
    q = forms.CharField(
        label=_SEEK, required=False, widget=forms.SearchInput({"placeholder": _SEEK, "data-key": "F"})
    )


@dataclass(frozen=True, slots=True)
class Found:
    """``pieces``: the passage in which the words stand; none where only number or abstract have them."""

    url: str
    title: str
    number: str
    day: date
    who: str
    is_incoming: bool
    pieces: Sequence[Piece]


@requires(Permission.FOLLOW)
def search(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    text = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    out = documents.search(text, by=desk.by, limit=MOST)
    came = correspondence.search(text, by=desk.by, limit=MOST)
    passages = list_passages(
        [*(row.file for row in out), *(file for row in came for file in row.files)], text
    )
    found = [*_issued(out, passages), *_incoming(came, passages)]
    found.sort(key=lambda one: one.day, reverse=True)
    counted = ngettext("%(count)s document found.", "%(count)s documents found.", len(found))
    context = {
        "seek": SeekForm({"q": text}),
        "text": text,
        "found": found,
        "lead": counted % {"count": write_counter(len(found))} if text else "",
        "is_cut": len(out) == MOST or len(came) == MOST,
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(_("Look for documents"))],
        "keys": [
            Key("J / K", pgettext("key", "next, previous row")),
            Key("Enter", pgettext("key", "open")),
            Key("F", pgettext("key", "search")),
        ],
    }
    return render(request, "desk/documents/search.html", context)


def _issued(rows: Sequence[documents.DocumentRow], passages: dict[int, list[Piece]]) -> list[Found]:
    return [
        Found(
            reverse("desk:document", args=[row.id]),
            f"{row.kind_name}: {row.subject}",
            row.code,
            row.dated,
            row.recipients,
            is_incoming=False,
            pieces=passages.get(row.file, []),
        )
        for row in rows
        if row.dated
    ]


def _incoming(rows: Sequence[correspondence.IncomingRow], passages: dict[int, list[Piece]]) -> list[Found]:
    return [
        Found(
            reverse("desk:incoming_one", args=[row.id]),
            f"{row.kind_name}: {row.subject}",
            row.symbol,
            row.registered_on,
            row.sender,
            is_incoming=True,
            pieces=next((passages[file] for file in row.files if file in passages), []),
        )
        for row in rows
    ]


urlpatterns = [path("search/", search, name="document_search")]
