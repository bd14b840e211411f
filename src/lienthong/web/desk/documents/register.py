"""The register of documents: in the order of issuing, sought without accents, as a workbook, as a book to print."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.correspondence.permissions import sees_all
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.exchange import write_book, write_workbook
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import DocumentRow, State
from lienthong.web.desk.documents.page import TAGS, Desk, desk_of, word_of
from lienthong.web.desk.registers import Book, Register, read_number_place, write_number_place
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

_SEEK: Final = gettext_lazy("Number, content, recipient")
_STATES: Final = (State.ISSUED, State.NUMBERED, State.CANCELLED)


BOOK: Final = Book[DocumentRow](
    documents.Book.OUTGOING,
    "so-van-ban-di",
    "document",
    lambda agency, sought, cursor, limit: documents.list_register(agency, sought, cursor=cursor, limit=limit),
    documents.count_register,
    documents.list_years,
    write_number_place,
    read_number_place,
)


def _register(request: HttpRequest) -> Register[DocumentRow, Desk]:
    return Register(request, desk_of(request), BOOK)


@requires(Permission.FOLLOW)
def register(request: HttpRequest) -> HttpResponse:
    found = _register(request)
    context = found.context() | {
        "title": _("Register of documents %(year)s") % {"year": found.sought.year},
        "filters": found.filters(_SEEK, ((one.value, TAGS[one][1]) for one in _STATES)),
        "lines": [(row, *word_of(row)) for row in found.page.rows],
        "may_report": sees_all(found.desk.by, found.desk.by.agency),
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(_("Register of documents"))],
    }
    return render(request, "desk/documents/register.html", context)


@requires(Permission.FOLLOW)
def workbook(request: HttpRequest) -> HttpResponse:
    found = _register(request)
    return found.as_workbook(write_workbook(documents.iter_register(found.desk.by.agency, found.sought)))


@requires(Permission.FOLLOW)
def book(request: HttpRequest) -> HttpResponse:
    """Raises Http404 for more lines than one book takes."""
    found = _register(request)
    agency, sought, day = found.desk.by.agency, found.sought, found.desk.day
    rows = documents.iter_register(agency, sought)
    return found.as_book(lambda: write_book(rows, agency, sought.year, day))


@require_POST
@requires(Permission.REGISTER)
def close(request: HttpRequest) -> HttpResponse:
    """Of the year that the address names."""
    found = _register(request)
    agency, sought = found.desk.by.agency, documents.Sought(found.sought.year)
    rows = documents.iter_register(agency, sought)
    return found.close(lambda: write_book(rows, agency, sought.year, found.desk.day))


@requires(Permission.FOLLOW)
def closed(request: HttpRequest) -> HttpResponse:
    return _register(request).show_closed()


urlpatterns = [
    path("register/close/", close, name="document_register_close"),
    path("register/closed.pdf", closed, name="document_register_closed"),
    path("register/", register, name="document_register"),
    path("register.xlsx", workbook, name="document_workbook"),
    path("register.pdf", book, name="document_book"),
]
