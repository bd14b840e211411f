"""The register of documents: in the order of issuing, sought without accents, as a workbook, as a book to print."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.exchange import write_book, write_workbook
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import KINDS, Cursor, DocumentRow, Page, Sought, State
from lienthong.spine import clock
from lienthong.spine.pdf.errors import PaperTookTooLong, PaperTooLarge
from lienthong.web.desk.documents.page import TAGS, Desk, desk_of, word_of
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.paging import Paging
from lienthong.web.ui.parts import Key, Link
from lienthong.web.ui.words import write_counter

PAGE: Final = 50
MOST_PRINTED: Final = 5_000
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Filters(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Number, content, recipient"),
        required=False,
        widget=forms.SearchInput(
            {"placeholder": gettext_lazy("Number, content, recipient"), "data-key": "F"}
        ),
    )
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("filter of documents", "Kind"),
        required=False,
        widget=forms.Select({"lang": "vi"}),
    )
    state = forms.ChoiceField(label=pgettext_lazy("filter of documents", "State"), required=False)


@dataclass(frozen=True)
class Register:
    request: HttpRequest
    desk: Desk

    @cached_property
    def sought(self) -> Sought:
        given = self.request.GET
        year = given.get("year", "")
        is_year = year.isascii() and year.isdigit() and len(year) == 4
        return Sought(
            year=int(year) if is_year else self.desk.day.year,
            kind=given.get("kind", "")[:10],
            text=given.get("q", "")[:200].replace("\x00", "").strip(),
            state=given.get("state", "")[:12],
        )

    @cached_property
    def page(self) -> Page:
        return documents.list_register(
            self.desk.by.agency, self.sought, cursor=_cursor(self.request), limit=PAGE
        )

    @cached_property
    def count(self) -> int:
        return documents.count_register(self.desk.by.agency, self.sought)

    @property
    def is_filtered(self) -> bool:
        return bool(self.sought.text or self.sought.kind or self.sought.state)

    def url(self, **changes: str) -> str:
        query = self.request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"

    def paging(self) -> Paging:
        rows, page = self.page.rows, self.page
        words = ngettext("%(count)s document", "%(count)s documents", self.count) % {
            "count": write_counter(str(self.count))
        }
        return Paging(
            self.url(before=_place(rows[0])) if page.has_before and rows else "",
            self.url(after=_place(rows[-1])) if page.has_after and rows else "",
            words,
        )

    def words(self) -> str:
        """The same question, for the workbook and the book."""
        sought = self.sought
        told = {"year": str(sought.year), "kind": sought.kind, "q": sought.text, "state": sought.state}
        return urlencode({name: value for name, value in told.items() if value})


@requires(Permission.FOLLOW)
def register(request: HttpRequest) -> HttpResponse:
    found = Register(request, desk_of(request))
    context = {
        "agency": found.desk.agency_name,
        "year": str(found.sought.year),
        "filters": _filters(found),
        "lines": [(row, *word_of(row)) for row in found.page.rows],
        "ways": found.paging(),
        "is_filtered": found.is_filtered,
        "clear": f"?year={found.sought.year}",
        "count": found.count,
        "words": found.words(),
        "is_too_long": found.count > MOST_PRINTED,
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(_("Register of documents"))],
        "keys": [
            Key("J / K", pgettext("key", "next, previous row")),
            Key("Enter", pgettext("key", "open")),
            Key("F", pgettext("key", "search")),
            Key("?", pgettext("key", "all keys")),
        ],
    }
    return render(request, "desk/documents/register.html", context)


@requires(Permission.FOLLOW)
def workbook(request: HttpRequest) -> HttpResponse:
    found = Register(request, desk_of(request))
    rows = documents.iter_register(found.desk.by.agency, found.sought)
    answer = HttpResponse(write_workbook(rows), content_type=_SHEET)
    name = f"so-van-ban-di-{found.sought.year}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


@requires(Permission.FOLLOW)
def book(request: HttpRequest) -> HttpResponse:
    """Raises Http404 for more lines than one book takes."""
    found = Register(request, desk_of(request))
    if found.count > MOST_PRINTED:
        raise Http404
    rows = documents.iter_register(found.desk.by.agency, found.sought)
    try:
        content = write_book(rows, found.desk.by.agency, found.sought.year, found.desk.day)
    except (PaperTooLarge, PaperTookTooLong) as beyond:
        raise Http404 from beyond
    return show_made(content, f"so-van-ban-di-{found.sought.year}.pdf")


def _filters(found: Register) -> Filters:
    given = found.request.GET.copy()
    given["year"] = str(found.sought.year)
    form = Filters(given)
    years = documents.list_years(found.desk.by.agency, clock.local(found.desk.now).year)
    form.fields["year"].choices = [(str(year), str(year)) for year in {*years, found.sought.year}]  # type: ignore[attr-defined]
    every = [("", pgettext("filter of documents", "all"))]
    form.fields["kind"].choices = [*every, *((kind.value, row.name) for kind, row in KINDS.items())]  # type: ignore[attr-defined]
    states = (State.ISSUED, State.NUMBERED, State.CANCELLED)
    form.fields["state"].choices = [*every, *((one.value, str(TAGS[one][1])) for one in states)]  # type: ignore[attr-defined]
    return form


def _place(row: DocumentRow) -> str:
    return f"{row.dated}_{row.entry}"


def _cursor(request: HttpRequest) -> Cursor | None:
    """Where the page before ended, or the one after began; nonsense begins at the beginning."""
    given = request.GET.get("after") or request.GET.get("before", "")
    day, _bar, entry = given.partition("_")
    try:
        dated = date.fromisoformat(day)
    except ValueError:
        return None
    if not (entry.isascii() and entry.isdigit() and len(entry) <= 18):
        return None
    return Cursor(dated, int(entry), is_before="after" not in request.GET)


urlpatterns = [
    path("register/", register, name="document_register"),
    path("register.xlsx", workbook, name="document_workbook"),
    path("register.pdf", book, name="document_book"),
]
