"""The register of copies: in the order of making, sought without accents, as a workbook, as a book to print."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.copies import queries as copies
from lienthong.domain.copies.exchange import write_book, write_workbook
from lienthong.domain.copies.queries import KINDS, CopyRow, State
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import Book as Kept
from lienthong.domain.documents.queries import Sought
from lienthong.web.desk.copies.page import TAGS, Desk, base_crumbs, registers_desk
from lienthong.web.desk.registers import Book, Register, read_number_place, write_number_place
from lienthong.web.entrance.access import requires

_SEEK: Final = gettext_lazy("Number, document, recipient")
_STATES: Final = (State.MADE, State.NUMBERED, State.CANCELLED)


BOOK: Final = Book[CopyRow](
    Kept.COPIES,
    "so-dang-ky-ban-sao",
    "copy",
    lambda agency, sought, cursor, limit: copies.list_register(agency, sought, cursor=cursor, limit=limit),
    copies.count_register,
    copies.list_years,
    write_number_place,
    read_number_place,
    [(kind.value, row.name) for kind, row in KINDS.items()],
)


def _register(request: HttpRequest) -> Register[CopyRow, Desk]:
    return Register(request, registers_desk(request), BOOK)


@requires(Permission.FOLLOW)
def register(request: HttpRequest) -> HttpResponse:
    found = _register(request)
    context = found.context() | {
        "title": _("Register of copies %(year)s") % {"year": found.sought.year},
        "filters": found.filters(_SEEK, ((one.value, TAGS[one][1]) for one in _STATES)),
        "lines": [(row, *TAGS[row.state]) for row in found.page.rows],
        "crumbs": base_crumbs(_("Register of copies")),
    }
    return render(request, "desk/copies/register.html", context)


@requires(Permission.FOLLOW)
def workbook(request: HttpRequest) -> HttpResponse:
    found = _register(request)
    return found.as_workbook(write_workbook(copies.iter_register(found.desk.by.agency, found.sought)))


@requires(Permission.FOLLOW)
def book(request: HttpRequest) -> HttpResponse:
    """Raises Http404 for more lines than one book takes."""
    found = _register(request)
    agency, sought, day = found.desk.by.agency, found.sought, found.desk.day
    return found.as_book(lambda: write_book(copies.iter_register(agency, sought), agency, sought.year, day))


@require_POST
@requires(Permission.REGISTER)
def close(request: HttpRequest) -> HttpResponse:
    """Of the year that the address names."""
    found = _register(request)
    agency, sought = found.desk.by.agency, Sought(found.sought.year)
    rows = copies.iter_register(agency, sought)
    return found.close(lambda: write_book(rows, agency, sought.year, found.desk.day))


@requires(Permission.FOLLOW)
def closed(request: HttpRequest) -> HttpResponse:
    return _register(request).show_closed()


urlpatterns = [
    path("register/close/", close, name="copy_register_close"),
    path("register/closed.pdf", closed, name="copy_register_closed"),
    path("register/", register, name="copy_register"),
    path("register.xlsx", workbook, name="copy_workbook"),
    path("register.pdf", book, name="copy_book"),
]
