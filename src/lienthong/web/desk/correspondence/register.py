"""The register of incoming documents: in the order of arrival, sought without accents, as a workbook, as a book."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.exchange import Names, write_book, write_workbook
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import Cursor, IncomingRow, Page, Sought
from lienthong.domain.documents.queries import KINDS
from lienthong.spine.pdf.errors import PaperTookTooLong, PaperTooLarge
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.correspondence.page import TAGS, Desk, base_crumbs, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.paging import Paging
from lienthong.web.ui.parts import Key
from lienthong.web.ui.words import write_counter

PAGE: Final = 50
MOST_PRINTED: Final = 5_000
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SEEK: Final = gettext_lazy("Number, content, sender")


class Filters(forms.Form):
    q = forms.CharField(
        label=_SEEK, required=False, widget=forms.SearchInput({"placeholder": _SEEK, "data-key": "F"})
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
        year = number_in(given.get("year", "")) or 0
        return Sought(
            year=year if 1900 < year < 10_000 else self.desk.day.year,
            kind=given.get("kind", "")[:10],
            text=given.get("q", "")[:200].replace("\x00", "").strip(),
            state=given.get("state", "")[:12],
        )

    @cached_property
    def page(self) -> Page:
        return correspondence.list_register(
            self.desk.by.agency, self.sought, cursor=_cursor(self.request), limit=PAGE
        )

    @cached_property
    def count(self) -> int:
        return correspondence.count_register(self.desk.by.agency, self.sought)

    @property
    def is_filtered(self) -> bool:
        return bool(self.sought.text or self.sought.kind or self.sought.state)

    def rows(self) -> list[IncomingRow]:
        return list(correspondence.iter_register(self.desk.by.agency, self.sought))

    def names(self, rows: Iterable[IncomingRow]) -> Names:
        return Names(self.desk.people(row.lead or row.holder for row in rows))

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
            self.url(before=str(rows[0].number)) if page.has_before and rows else "",
            self.url(after=str(rows[-1].number)) if page.has_after and rows else "",
            words,
        )

    def words(self) -> str:
        """The same question, for the workbook and the book."""
        sought = self.sought
        told = {"year": str(sought.year), "kind": sought.kind, "q": sought.text, "state": sought.state}
        return urlencode({name: value for name, value in told.items() if value})


def _register(request: HttpRequest) -> Register:
    """Raises Http404 for who sees only what they are in."""
    desk = desk_of(request)
    if not desk.sees_all:
        raise Http404
    return Register(request, desk)


@requires(Permission.REGISTER, Permission.INSTRUCT)
def register(request: HttpRequest) -> HttpResponse:
    found = _register(request)
    people = found.names(found.page.rows)
    context = {
        "agency": found.desk.agency_name,
        "year": str(found.sought.year),
        "filters": _filters(found),
        "lines": [(row, *TAGS[row.state], people.receiver(row)) for row in found.page.rows],
        "ways": found.paging(),
        "is_filtered": found.is_filtered,
        "clear": f"?year={found.sought.year}",
        "count": found.count,
        "words": found.words(),
        "is_too_long": found.count > MOST_PRINTED,
        "crumbs": base_crumbs(_("Register of incoming documents")),
        "keys": [
            Key("J / K", pgettext("key", "next, previous row")),
            Key("Enter", pgettext("key", "open")),
            Key("F", pgettext("key", "search")),
            Key("?", pgettext("key", "all keys")),
        ],
    }
    return render(request, "desk/correspondence/register.html", context)


@requires(Permission.REGISTER, Permission.INSTRUCT)
def workbook(request: HttpRequest) -> HttpResponse:
    found = _register(request)
    rows = found.rows()
    answer = HttpResponse(write_workbook(rows, found.names(rows)), content_type=_SHEET)
    name = f"so-van-ban-den-{found.sought.year}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


@requires(Permission.REGISTER, Permission.INSTRUCT)
def book(request: HttpRequest) -> HttpResponse:
    """Raises Http404 for more lines than one book takes."""
    found = _register(request)
    if found.count > MOST_PRINTED:
        raise Http404
    rows, desk, year = found.rows(), found.desk, found.sought.year
    try:
        content = write_book(rows, found.names(rows), desk.by.agency, year, desk.day)
    except (PaperTooLarge, PaperTookTooLong) as beyond:
        raise Http404 from beyond
    return show_made(content, f"so-van-ban-den-{year}.pdf")


def _filters(found: Register) -> Filters:
    given = found.request.GET.copy()
    given["year"] = str(found.sought.year)
    form = Filters(given)
    years = {*correspondence.list_years(found.desk.by.agency, found.desk.day.year), found.sought.year}
    form.fields["year"].choices = [(str(year), str(year)) for year in sorted(years, reverse=True)]  # type: ignore[attr-defined]
    every = [("", pgettext("filter of documents", "all"))]
    form.fields["kind"].choices = [*every, *((kind.value, row.name) for kind, row in KINDS.items())]  # type: ignore[attr-defined]
    form.fields["state"].choices = [*every, *((one.value, str(told[1])) for one, told in TAGS.items())]  # type: ignore[attr-defined]
    return form


def _cursor(request: HttpRequest) -> Cursor | None:
    """Where the page before ended, or the one after began; nonsense begins at the beginning."""
    number = number_in(request.GET.get("after") or request.GET.get("before", ""))
    if not number or number > 2_000_000_000:
        return None
    return Cursor(number, is_before="after" not in request.GET)


urlpatterns = [
    path("incoming/register/", register, name="incoming_register"),
    path("incoming/register.xlsx", workbook, name="incoming_workbook"),
    path("incoming/register.pdf", book, name="incoming_book"),
]
