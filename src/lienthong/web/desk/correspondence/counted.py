"""The very documents behind a figure of a report, page by page; of one's own agency only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext

from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import (
    Cursor,
    Handled,
    HandledBy,
    IncomingRow,
    Page,
    SendingRow,
    Sent,
)
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.queries import DocumentRow, Issued, IssuedBy
from lienthong.domain.plans.permissions import Permission as Plans
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.correspondence.page import STATUS_TAGS, TAGS, base_crumbs, due_of
from lienthong.web.desk.correspondence.reported import PAPER, Reported, Side, labels_of, reported
from lienthong.web.desk.correspondence.reports import TITLES
from lienthong.web.desk.documents.page import word_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.paging import Paging
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_day

PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """``who`` is who sent it or to whom it went, ``note`` its due day; ``place`` where it stands in the list."""

    url: str
    number: str
    subject: str
    kind: str
    who: str
    day: str
    note: str
    tag: str
    word: str | Promise
    place: str


@requires(Permission.REGISTER, Permission.INSTRUCT, Plans.MONITOR)
def counted(request: HttpRequest, side: Side) -> HttpResponse:
    """Raises Http404 for figures of other agencies and for who does not see every document that they count."""
    found = reported(request, side)
    column, key = _column(request, side), request.GET.get("key")
    own = found.desk.by.agency
    if not found.may_open or found.agency != own or (found.is_of_agencies and key != own):
        raise Http404
    if key is not None and "\x00" in key:
        raise Http404
    page = _page(found, column, key, _cursor(request, column))
    title = labels_of(side)[column][0]
    context = {
        "title": str(title),
        "period": found.period,
        "narrowed": next((line.name for line in found.lines if line.key == key), "")
        if key is not None
        else "",
        "rows": page.rows,
        "ways": _ways(found, column, key, page),
        "back": found.url(),
        "is_incoming": side is Side.INCOMING,
        "crumbs": [*base_crumbs(), Link(TITLES[side](), found.url()), Link(str(title))],
    }
    return render(request, "desk/correspondence/counted.html", context)


def _column(request: HttpRequest, side: Side) -> str:
    asked = request.GET.get("column", next(iter(labels_of(side))))
    if asked not in labels_of(side):
        raise Http404
    return asked


def _page(found: Reported, column: str, key: str | None, cursor: Cursor | None) -> Page[Shown]:
    asked = found.asked
    if found.side is Side.INCOMING:
        page = correspondence.pick_handled(
            asked,
            Handled(column),
            HandledBy(found.by),
            key,
            today=found.desk.day,
            cursor=cursor,
            limit=PAGE,
        )
        return _shown(page, lambda row: _incoming(row, found))
    by = IssuedBy(found.by)
    if column in set(Issued):
        rows = documents.pick_issued(asked, Issued(column), by, key, cursor=cursor, limit=PAGE)
        return _shown(rows, _issued)
    if column in {Sent.DOCUMENTS, PAPER}:
        is_sent = column == Sent.DOCUMENTS
        rows = correspondence.pick_documents(asked, by, key, is_sent=is_sent, cursor=cursor, limit=PAGE)
        return _shown(rows, _issued)
    sent = correspondence.pick_sent(asked, Sent(column), by, key, cursor=cursor, limit=PAGE)
    names = found.desk.names({row.recipient for row in sent.rows})
    return _shown(sent, lambda row: _sending(row, names))


def _shown[Row](page: Page[Row], show: Callable[[Row], Shown]) -> Page[Shown]:
    return Page([show(row) for row in page.rows], page.has_before, page.has_after)


def _incoming(row: IncomingRow, found: Reported) -> Shown:
    _tag, due = due_of(row, found.desk.day)
    return Shown(
        url=reverse("desk:incoming_one", args=[row.id]),
        number=row.arrival,
        subject=row.subject,
        kind=row.title,
        who=row.sender,
        day=write_day(row.registered_on),
        note=" · ".join(filter(None, (write_day(row.due) if row.due else "", due))),
        tag=TAGS[row.state][0],
        word=TAGS[row.state][1],
        place=f"{row.year}_{row.number}",
    )


def _issued(row: DocumentRow) -> Shown:
    tag, word = word_of(row)
    dated = row.dated
    return Shown(
        url=reverse("desk:document", args=[row.id]),
        number=row.code,
        subject=row.subject,
        kind=row.kind_name,
        who=row.recipients,
        day=write_day(dated) if dated else "",
        note=row.drafter_name,
        tag=tag,
        word=word,
        place=f"{dated:%Y%m%d}_{row.entry}" if dated else "",
    )


def _sending(row: SendingRow, names: dict[str, str]) -> Shown:
    return Shown(
        url=reverse("desk:document", args=[row.document]),
        number=row.code,
        subject=row.subject,
        kind=row.title,
        who=row.outside or names.get(row.recipient, row.recipient),
        day=write_day(row.dated),
        note=row.signer_name,
        tag=STATUS_TAGS[row.status][0],
        word=STATUS_TAGS[row.status][1],
        place=str(row.id),
    )


def _cursor(request: HttpRequest, column: str) -> Cursor | None:
    """Where the page before ended, or the one after began; nonsense begins at the beginning."""
    given = request.GET.get("after") or request.GET.get("before", "")
    numbers = [number_in(part) for part in given.split("_")]
    is_sending = column in set(Sent) - {Sent.DOCUMENTS}
    if not all(numbers) or len(numbers) != (1 if is_sending else 2) or max(n or 0 for n in numbers) >= 2**62:
        return None
    place: tuple[Any, ...] = tuple(numbers)
    if column in {*Issued, Sent.DOCUMENTS, PAPER}:
        place = (_day(numbers[0] or 0), numbers[1])
    if column in set(Handled) and max(n or 0 for n in numbers) > 2_000_000_000:
        return None
    return Cursor(place, is_before="after" not in request.GET) if all(place) else None


def _day(number: int) -> date | None:
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        return None


def _ways(found: Reported, column: str, key: str | None, page: Page[Shown]) -> Paging:
    words = {"column": column} | ({"key": key} if key is not None else {})
    said = ngettext("%(count)s document shown", "%(count)s documents shown", len(page.rows))
    return Paging(
        found.url("counted", **words, before=page.rows[0].place) if page.has_before and page.rows else "",
        found.url("counted", **words, after=page.rows[-1].place) if page.has_after and page.rows else "",
        said % {"count": len(page.rows)},
    )


urlpatterns = [
    path(f"reports/{side}/counted/", counted, {"side": side}, name=f"{side}_counted") for side in Side
]
