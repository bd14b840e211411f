"""Putting documents into a work file: found in both registers by number, content, sender; several at once."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from lienthong.domain.copies import queries as copies
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.queries import Sought
from lienthong.domain.workfiles import actions
from lienthong.domain.workfiles.permissions import Permission
from lienthong.domain.workfiles.queries import Verb
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.workfiles.page import WorkfilePage, come_late, workfile_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.words import write_counter

MOST: Final = 40
OUTGOING: Final = pgettext_lazy("work file", "Outgoing")
INCOMING: Final = pgettext_lazy("work file", "Incoming")
COPIES: Final = pgettext_lazy("work file", "Copies")
_SEEK: Final = gettext_lazy("Number, content, sender or recipient")


class SeekForm(forms.Form):
    q = forms.CharField(
        label=_SEEK, required=False, widget=forms.SearchInput({"placeholder": _SEEK, "data-key": "F"})
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A document that can be put in: ``value`` names it in the form."""

    value: str
    number: str
    day: Any
    title: str
    who: str
    register: str | Promise


@requires(Permission.KEEP)
def put(request: HttpRequest, workfile: int) -> HttpResponse:
    page = workfile_page(request, workfile, Verb.PUT)
    if Verb.PUT not in page.moves:
        return come_late(request, page, {Verb.PUT}, _("The documents lie in the file."))
    if request.method == "POST":
        return _put(request, page)
    text = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    title = _("Put documents in")
    context = {
        "title": title,
        "row": page.row,
        "seek": SeekForm({"q": text}),
        "is_filtered": bool(text),
        "found": _find(page, text),
        "back": page.url,
        "crumbs": page.crumbs(title),
    }
    return render(request, "desk/workfiles/putting.html", context)


def _put(request: HttpRequest, page: WorkfilePage) -> HttpResponse:
    """Each for itself: what was refused is said, the rest lies in the file."""
    done, note = 0, request.POST.get("note", "")[:300]
    for value in request.POST.getlist("document")[:MOST]:
        try:
            _put_one(value, note, page)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            done += 1
    if done:
        told = ngettext(
            "%(count)s document lies in the file now.", "%(count)s documents lie in the file now.", done
        )
        messages.success(request, told % {"count": write_counter(done)})
    elif not request.POST.getlist("document"):
        messages.error(request, _("Mark at least one document."))
        return redirect(request.get_full_path())
    return redirect(page.url)


def _put_one(value: str, note: str, page: WorkfilePage) -> None:
    kind, _bar, text = value.partition("-")
    number, by, at = number_in(text) or 0, page.desk.by, clock.now()
    if kind == "copy":
        actions.put_copy(workfile=page.row.id, copy=number, note=note, by=by, at=at)
    elif kind == "in":
        actions.put_incoming(workfile=page.row.id, incoming=number, note=note, by=by, at=at)
    else:
        actions.put_document(workfile=page.row.id, document=number, note=note, by=by, at=at)


def _find(page: WorkfilePage, text: str) -> list[Found]:
    """Of the year of the file and of this one, what is not in it yet; incoming only for who sees the register."""
    by = page.desk.by
    there = {(paper.document, paper.incoming) for paper in page.papers}
    copied = {paper.copy for paper in page.papers}
    years = sorted({page.row.year, page.desk.day.year}, reverse=True)
    found: list[Found] = []
    for year in years:
        sought = Sought(year, text=text)
        for row in documents.list_register(by.agency, sought, limit=MOST).rows:
            if (row.id, None) not in there and row.state is documents.State.ISSUED:
                title = f"{row.kind_name}: {row.subject}"
                found.append(
                    Found(f"out-{row.id}", row.code, row.dated, title, row.recipients, register=OUTGOING)
                )
        for one in correspondence.list_seen(sought, by=by, limit=MOST):
            if (None, one.id) not in there:
                title = f"{one.kind_name}: {one.subject}"
                found.append(
                    Found(f"in-{one.id}", one.symbol, one.dated, title, one.sender, register=INCOMING)
                )
        for copy in copies.list_seen(sought, by=by, limit=MOST):
            if copy.id not in copied:
                title = f"{copy.kind_name}: {copy.source_title}, {copy.subject}"
                who = copy.recipients_line
                found.append(Found(f"copy-{copy.id}", copy.code, copy.dated, title, who, register=COPIES))
    return sorted(found, key=lambda one: one.day, reverse=True)[:MOST]


urlpatterns = [path("files/<int:workfile>/put/", put, name="workfile_put")]
