"""A register as every room's page shows it: what is asked for, page by page, as a workbook, as a book to print."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final, Protocol

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from lienthong.domain.documents.actions import CLOSED_BOOK, close_register
from lienthong.domain.documents.permissions import can_register
from lienthong.domain.documents.queries import KINDS, ClosingRow, Cursor, Page, Sought, find_closing
from lienthong.domain.documents.queries import Book as Kept
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.pdf.errors import PaperTookTooLong, PaperTooLarge
from lienthong.web.desk.hats import Hat
from lienthong.web.entrance.downloads import show, show_made
from lienthong.web.ui.paging import Paging
from lienthong.web.ui.parts import Key
from lienthong.web.ui.words import write_counter

PAGE: Final = 50
MOST_PRINTED: Final = 5_000
MANY: Final = 500
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Filters(forms.Form):
    """``seek`` are the words that stand in the box of the search."""

    q = forms.CharField(required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("filter of documents", "Kind"),
        required=False,
        widget=forms.Select({"lang": "vi"}),
    )
    state = forms.ChoiceField(label=pgettext_lazy("filter of documents", "State"), required=False)

    def __init__(self, given: Any, seek: str | Promise) -> None:
        super().__init__(given)
        self.fields["q"].label = seek  # type: ignore[assignment]
        self.fields["q"].widget = forms.SearchInput({"placeholder": seek, "data-key": "F"})


class Numbered(Protocol):
    @property
    def dated(self) -> date | None: ...
    @property
    def entry(self) -> int | None: ...


def write_number_place(row: Numbered) -> str:
    """Where a line stands whose number was given on a day."""
    return f"{row.dated}_{row.entry}"


def read_number_place(text: str) -> tuple[date, int]:
    """Raises ValueError."""
    day, _bar, entry = text.partition("_")
    if not (entry.isascii() and entry.isdigit() and len(entry) <= 18):
        raise ValueError(text)
    return date.fromisoformat(day), int(entry)


@dataclass(frozen=True, slots=True)
class Book[Row]:
    """Where a register's lines come from, and where a line stands in it. ``name`` is that of its files, ``route`` what
    the names of its addresses begin with.
    """

    kept: Kept
    name: str
    route: str
    turn: Callable[[str, Sought, Cursor | None, int], Page[Row]]
    count: Callable[[str, Sought, int | None], int]
    years: Callable[[str, int], list[int]]
    write_place: Callable[[Row], str]
    read_place: Callable[[str], tuple[Any, ...]]
    """Raises ValueError."""
    kinds: Sequence[tuple[str, str]] = field(
        default_factory=lambda: [(kind.value, row.name) for kind, row in KINDS.items()]
    )
    """What one may narrow it to."""


@dataclass(frozen=True)
class Register[Row, H: Hat]:
    request: HttpRequest
    desk: H
    book: Book[Row]

    def url(self, what: str) -> str:
        return reverse(f"desk:{self.book.route}_{what}")

    @cached_property
    def sought(self) -> Sought:
        given = self.request.GET
        year = given.get("year", "")
        is_year = year.isascii() and year.isdigit() and len(year) == 4 and int(year) > 1900
        return Sought(
            year=int(year) if is_year else self.desk.day.year,
            kind=given.get("kind", "")[:10],
            text=given.get("q", "")[:200].replace("\x00", "").strip(),
            state=given.get("state", "")[:12],
        )

    @cached_property
    def page(self) -> Page[Row]:
        return self.book.turn(self.desk.by.agency, self.sought, self._cursor(), PAGE)

    @cached_property
    def count(self) -> int:
        """Of a word no more than ``MANY`` and one: what is frequent is not counted out."""
        return self.book.count(self.desk.by.agency, self.sought, MANY + 1 if self.sought.text else None)

    @property
    def has_many(self) -> bool:
        return bool(self.sought.text) and self.count > MANY

    def _cursor(self) -> Cursor | None:
        """Where the page before ended, or the one after began; nonsense begins at the beginning."""
        given = self.request.GET
        try:
            place = self.book.read_place(given.get("after") or given.get("before", ""))
        except ValueError:
            return None
        return Cursor(place, is_before="after" not in given)

    def _url(self, **changes: str) -> str:
        query = self.request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}"

    def paging(self) -> Paging:
        rows, page, place = self.page.rows, self.page, self.book.write_place
        words = ngettext("%(count)s document", "%(count)s documents", self.count)
        if self.has_many:
            words = _("more than %(count)s documents")
        words %= {"count": write_counter(str(MANY if self.has_many else self.count))}
        return Paging(
            self._url(before=place(rows[0])) if page.has_before and rows else "",
            self._url(after=place(rows[-1])) if page.has_after and rows else "",
            words,
        )

    def words(self) -> str:
        """The same question, for the workbook and the book."""
        sought = self.sought
        told = {"year": str(sought.year), "kind": sought.kind, "q": sought.text, "state": sought.state}
        return urlencode({name: value for name, value in told.items() if value})

    def filters(self, seek: str | Promise, states: Iterable[tuple[str, str | Promise]]) -> Filters:
        given = self.request.GET.copy()
        given["year"] = str(self.sought.year)
        form = Filters(given, seek)
        years = {*self.book.years(self.desk.by.agency, self.desk.day.year), self.sought.year}
        every = [("", pgettext("filter of documents", "all"))]
        choices = {
            "year": [(str(year), str(year)) for year in sorted(years, reverse=True)],
            "kind": [*every, *self.book.kinds],
            "state": [*every, *((code, str(word)) for code, word in states)],
        }
        for name, offered in choices.items():
            form.fields[name].choices = offered  # type: ignore[attr-defined]
        return form

    def context(self) -> dict[str, Any]:
        """What the page of every register shows but its lines."""
        sought = self.sought
        return {
            "agency": self.desk.agency_name,
            "year": str(sought.year),
            "ways": self.paging(),
            "is_filtered": bool(sought.text or sought.kind or sought.state),
            "clear": f"?year={sought.year}",
            "count": self.count,
            "words": self.words(),
            "is_too_long": self.has_many or self.count > MOST_PRINTED,
            "book_url": self.url("book"),
            "sheet_url": self.url("workbook"),
            "close_url": self.url("register_close"),
            "closed_url": self.url("register_closed"),
            "closing": self.closing,
            "may_close": self.may_close and not (sought.text or sought.kind or sought.state),
            "keys": [
                Key("J / K", pgettext("key", "next, previous row")),
                Key("Enter", pgettext("key", "open")),
                Key("F", pgettext("key", "search")),
                Key("?", pgettext("key", "all keys")),
            ],
        }

    @cached_property
    def closing(self) -> ClosingRow | None:
        return find_closing(self.desk.by.agency, self.book.kept, self.sought.year)

    @property
    def may_close(self) -> bool:
        """The clerk's, once the year is over; a filter closes nothing."""
        is_over = self.sought.year < self.desk.day.year and self.count > 0
        return is_over and self.closing is None and can_register(self.desk.by, self.desk.by.agency)

    def close(self, write: Callable[[], bytes]) -> HttpResponse:
        """Keeps the whole book; pressed twice, it is kept once. Raises Http404 for who is not the clerk."""
        if not can_register(self.desk.by, self.desk.by.agency):
            raise Http404
        year, by, at = self.sought.year, self.desk.by, clock.now()
        lines = self.book.count(by.agency, Sought(year), None)
        try:
            close_register(register=self.book.kept, year=year, lines=lines, write=write, by=by, at=at)
        except (Refusal, PaperTooLarge, PaperTookTooLong) as refusal:
            messages.error(self.request, str(refusal))
        else:
            done = _("The register of %(year)s is closed; its book is kept as it stands.") % {"year": year}
            messages.success(self.request, done)
        return redirect(f"{self.url('register')}?year={year}")

    def show_closed(self) -> HttpResponse:
        """Raises Http404 for a register that is not closed."""
        if self.closing is None:
            raise Http404
        return show(self.closing.file, use=CLOSED_BOOK)

    def as_workbook(self, content: bytes) -> HttpResponse:
        return send_sheet(content, f"{self.book.name}-{self.sought.year}.xlsx")

    def as_book(self, write: Callable[[], bytes]) -> HttpResponse:
        """Raises Http404 for more lines than one book takes."""
        if self.book.count(self.desk.by.agency, self.sought, MOST_PRINTED + 1) > MOST_PRINTED:
            raise Http404
        try:
            content = write()
        except (PaperTooLarge, PaperTookTooLong) as beyond:
            raise Http404 from beyond
        return show_made(content, f"{self.book.name}-{self.sought.year}.pdf")


def send_sheet(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=SHEET)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer
