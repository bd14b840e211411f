"""Looking for documents of both registers by any field and by what is written in them; kept, and taken away."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from lienthong.domain.correspondence import actions
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.exchange import write_pages, write_sheet
from lienthong.domain.documents.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.fulltext.queries import list_passages
from lienthong.spine.pdf.errors import PaperTookTooLong, PaperTooLarge
from lienthong.web.desk.documents.found import COLUMNS, Found, known, layout_of, of_document, of_incoming
from lienthong.web.desk.documents.page import Desk, desk_of
from lienthong.web.desk.documents.seeking import IN, OUT, SeekForm, words_in
from lienthong.web.desk.registers import send_sheet
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.parts import Key, Link
from lienthong.web.ui.words import write_counter

MOST: Final = 25
MOST_TAKEN: Final = 1_000


@dataclass(frozen=True)
class Search:
    """``most`` of each register."""

    desk: Desk
    form: SeekForm
    words: str
    most: int

    @property
    def text(self) -> str:
        return str(self.form.cleaned_data.get("q", "")) if self.form.is_valid() else ""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return known(correspondence.get_columns(self.desk.by.account))

    @cached_property
    def rows(self) -> tuple[list[documents.DocumentRow], list[correspondence.IncomingRow]]:
        if not self.words or not self.form.is_valid():
            return [], []
        out, came = self.form.wanted(OUT), self.form.wanted(IN)
        by, today = self.desk.by, self.desk.day
        return (
            documents.find_documents(out, by=by, limit=self.most) if out else [],
            correspondence.find_incoming(came, today, by=by, limit=self.most) if came else [],
        )

    @property
    def is_cut(self) -> bool:
        return self.most in {len(rows) for rows in self.rows}

    def found(self) -> list[Found]:
        """The newest first, with the passages that hold the words of the text."""
        out, came = self.rows
        files = [*(row.file for row in out), *(file for row in came for file in row.files)]
        passages = list_passages(files, self.text) if self.text else {}
        people = self.desk.people(row.handler for row in came)
        signers = correspondence.get_signers({row.sending for row in came if row.sending})
        shown = [
            *(of_document(row, passages) for row in out),
            *(of_incoming(row, people, signers, passages) for row in came),
        ]
        return sorted(shown, key=lambda one: one.day, reverse=True)


def _search(request: HttpRequest, most: int) -> Search:
    words = words_in(request.GET)
    return Search(desk_of(request), SeekForm(QueryDict(words)), words, most)


@requires(Permission.FOLLOW)
def search(request: HttpRequest) -> HttpResponse:
    asked = _search(request, MOST)
    found = asked.found()
    counted = ngettext("%(count)s document found.", "%(count)s documents found.", len(found))
    context = {
        "seek": asked.form,
        "asked": asked.words,
        "lines": [(one, one.written(asked.columns)) for one in found],
        "heads": [COLUMNS[column][0] for column in asked.columns],
        "columns": [(code, row[0], code in asked.columns) for code, row in COLUMNS.items()],
        "kept": [
            (row, row.query == asked.words) for row in correspondence.list_searches(asked.desk.by.account)
        ],
        "asked_words": list(QueryDict(asked.words).items()),
        "lead": counted % {"count": write_counter(len(found))} if asked.words else "",
        "is_cut": asked.is_cut,
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(_("Look for documents"))],
        "keys": [
            Key("J / K", pgettext("key", "next, previous row")),
            Key("Enter", pgettext("key", "open")),
            Key("F", pgettext("key", "search")),
        ],
    }
    return render(request, "desk/documents/search.html", context)


@requires(Permission.FOLLOW)
def workbook(request: HttpRequest) -> HttpResponse:
    asked = _search(request, MOST_TAKEN)
    return send_sheet(write_sheet(layout_of(asked.columns), _lines(asked)), "van-ban-tim-thay.xlsx")


@requires(Permission.FOLLOW)
def paper(request: HttpRequest) -> HttpResponse:
    """Raises Http404 for what no paper holds."""
    asked = _search(request, MOST_TAKEN)
    desk = asked.desk
    try:
        content = write_pages(layout_of(asked.columns), _lines(asked), desk.by.agency, 0, desk.day)
    except (PaperTooLarge, PaperTookTooLong) as beyond:
        raise Http404 from beyond
    return show_made(content, "van-ban-tim-thay.pdf")


def _lines(asked: Search) -> list[list[Any]]:
    return [[one.title, *one.cells(asked.columns)] for one in asked.found()]


@require_POST
@requires(Permission.FOLLOW)
def keep(request: HttpRequest) -> HttpResponse:
    query = words_in(request.POST)
    name, by = request.POST.get("name", ""), desk_of(request).by
    try:
        actions.keep_search(name=name, query=query, by=by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The search is kept."))
    return redirect(f"{reverse('desk:document_search')}?{query}")


@require_POST
@requires(Permission.FOLLOW)
def drop(request: HttpRequest, kept: int) -> HttpResponse:
    actions.drop_search(search=kept, by=actor_of(request))
    messages.success(request, _("The search is dropped."))
    return redirect("desk:document_search")


@require_POST
@requires(Permission.FOLLOW)
def columns(request: HttpRequest) -> HttpResponse:
    chosen = [column for column in COLUMNS if column in request.POST.getlist("column")]
    actions.choose_columns(columns=chosen, by=desk_of(request).by, at=clock.now())
    return redirect(f"{reverse('desk:document_search')}?{words_in(request.POST)}")


urlpatterns = [
    path("search/", search, name="document_search"),
    path("search.xlsx", workbook, name="document_search_workbook"),
    path("search.pdf", paper, name="document_search_paper"),
    path("search/kept/", keep, name="document_search_keep"),
    path("search/kept/<int:kept>/drop/", drop, name="document_search_drop"),
    path("search/columns/", columns, name="document_search_columns"),
]
