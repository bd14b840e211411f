"""The register of incoming documents: in the order of arrival, sought without accents, as a workbook, as a book."""

from collections.abc import Iterable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.exchange import Names, write_book, write_workbook
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import IncomingRow
from lienthong.domain.documents.queries import Book as Kept
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.correspondence.page import TAGS, Desk, base_crumbs, desk_of
from lienthong.web.desk.registers import Book, Register
from lienthong.web.entrance.access import requires

_SEEK: Final = gettext_lazy("Number, content, sender")


def _read_place(text: str) -> tuple[int]:
    number = number_in(text)
    if not number or number > 2_000_000_000:
        raise ValueError(text)
    return (number,)


BOOK: Final = Book[IncomingRow](
    Kept.INCOMING,
    "so-van-ban-den",
    "incoming",
    lambda agency, sought, cursor, limit: correspondence.list_register(
        agency, sought, cursor=cursor, limit=limit
    ),
    correspondence.count_register,
    correspondence.list_years,
    lambda row: str(row.number),
    _read_place,
)


def _register(request: HttpRequest) -> Register[IncomingRow, Desk]:
    """Raises Http404 for who sees only what they are in."""
    desk = desk_of(request)
    if not desk.sees_all:
        raise Http404
    return Register(request, desk, BOOK)


def _rows(found: Register[IncomingRow, Desk]) -> list[IncomingRow]:
    return list(correspondence.iter_register(found.desk.by.agency, found.sought))


def _names(desk: Desk, rows: Iterable[IncomingRow]) -> Names:
    return Names(desk.people(row.lead or row.holder for row in rows))


@requires(Permission.REGISTER, Permission.INSTRUCT)
def register(request: HttpRequest) -> HttpResponse:
    found = _register(request)
    people = _names(found.desk, found.page.rows)
    context = found.context() | {
        "title": _("Register of incoming documents %(year)s") % {"year": found.sought.year},
        "filters": found.filters(_SEEK, ((one.value, told[1]) for one, told in TAGS.items())),
        "lines": [(row, *TAGS[row.state], people.receiver(row)) for row in found.page.rows],
        "crumbs": base_crumbs(_("Register of incoming documents")),
    }
    return render(request, "desk/correspondence/register.html", context)


@requires(Permission.REGISTER, Permission.INSTRUCT)
def workbook(request: HttpRequest) -> HttpResponse:
    found = _register(request)
    rows = _rows(found)
    return found.as_workbook(write_workbook(rows, _names(found.desk, rows)))


@requires(Permission.REGISTER, Permission.INSTRUCT)
def book(request: HttpRequest) -> HttpResponse:
    """Raises Http404 for more lines than one book takes."""
    found = _register(request)
    desk, year = found.desk, found.sought.year

    def write() -> bytes:
        rows = _rows(found)
        return write_book(rows, _names(desk, rows), desk.by.agency, year, desk.day)

    return found.as_book(write)


@require_POST
@requires(Permission.REGISTER)
def close(request: HttpRequest) -> HttpResponse:
    """Of the year that the address names."""
    found = _register(request)
    desk, year = found.desk, found.sought.year

    def write() -> bytes:
        rows = list(correspondence.iter_register(desk.by.agency, correspondence.Sought(year)))
        return write_book(rows, _names(desk, rows), desk.by.agency, year, desk.day)

    return found.close(write)


@requires(Permission.REGISTER, Permission.INSTRUCT)
def closed(request: HttpRequest) -> HttpResponse:
    return _register(request).show_closed()


urlpatterns = [
    path("incoming/register/close/", close, name="incoming_register_close"),
    path("incoming/register/closed.pdf", closed, name="incoming_register_closed"),
    path("incoming/register/", register, name="incoming_register"),
    path("incoming/register.xlsx", workbook, name="incoming_workbook"),
    path("incoming/register.pdf", book, name="incoming_book"),
]
