"""One part of an application: one thing a page, kept at every step whether it is whole or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from lienthong.domain.applications import actions
from lienthong.domain.applications.errors import AlreadySent
from lienthong.domain.applications.queries import Known, Line, Part, get_mine, known_for, tell_part
from lienthong.domain.procedures.exchange import Fault, answers_of, find_faults
from lienthong.spine import clock
from lienthong.web.portal.apply.boxes import PartForm, part_form
from lienthong.web.portal.apply.page import Page, held, page_of

LATER: Final = "later"


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several entries of a part, as the list of them shows it."""

    number: int
    lines: Sequence[Line]
    url: str


@held
def part(request: HttpRequest, page: Page, sheet: str, part: str) -> HttpResponse:
    if page.row.sent_at:
        return redirect("application_sent", key=page.row.key)
    asked = page.part(sheet, part)
    if asked.page.is_repeated:
        return _entries(request, page, asked)
    given = answers_of(asked.page, page.row.content.of(asked.sheet))
    if request.method != "POST":
        return _show(request, page, asked, part_form(asked, given, _known(page, asked)))
    return _take(request, page, asked, None)


def _known(page: Page, asked: Part) -> Mapping[str, Known]:
    """What need not be typed by who is signed in; nothing on a page that its person went through already."""
    is_seen = f"{asked.sheet}/{asked.page.name}" in page.row.content.seen
    if not page.row.account or page.row.account != page.by.account or is_seen:
        return {}
    return known_for(asked, page.whole, get_mine(page.by.account, page.today), page.today)


@held
def entry(request: HttpRequest, page: Page, sheet: str, part: str, number: int) -> HttpResponse:
    """One of several entries; the number behind the last one is a new one."""
    if page.row.sent_at:
        return redirect("application_sent", key=page.row.key)
    asked = page.part(sheet, part)
    entries = answers_of(asked.page, page.row.content.of(asked.sheet))
    if not asked.page.is_repeated or not 1 <= number <= min(len(entries) + 1, asked.page.most):
        raise Http404
    if request.method != "POST":
        given = entries[number - 1] if number <= len(entries) else {}
        return _show(request, page, asked, part_form(asked, given), number)
    if request.POST.get("do") == "remove":
        left = [one for place, one in enumerate(entries, 1) if place != number]
        return _keep(request, page, asked, left, is_seen=False) or redirect(page.url_of_part(asked))
    return _take(request, page, asked, number)


def _entries(request: HttpRequest, page: Page, asked: Part) -> HttpResponse:
    """The list of entries; going on from here says that there are no more."""
    entries = answers_of(asked.page, page.row.content.of(asked.sheet))
    faults = [one for one in asked.faults if len(one.path) < 3]
    if request.method == "POST":
        refused = _keep(request, page, asked, entries, is_seen=not asked.faults)
        if refused or not asked.faults:
            return refused or redirect(_onward(request, page, asked))
    told = tell_part(page.whole, asked)
    context = {
        "page": page,
        "row": page.row,
        "part": asked,
        "faults": faults if request.method == "POST" else [],
        "entries": [_entry(page, asked, number, lines) for number, lines in enumerate(told.entries, 1)],
        "may_add": len(entries) < asked.page.most,
        "add_url": _entry_url(page, asked, len(entries) + 1),
        "from_check": _is_from_check(request),
    }
    return render(request, "portal/apply/entries.html", context)


def _entry(page: Page, asked: Part, number: int, lines: Sequence[Line]) -> Entry:
    return Entry(number, lines, _entry_url(page, asked, number))


def _entry_url(page: Page, asked: Part, number: int) -> str:
    return reverse("application_entry", args=[page.row.key, asked.sheet, asked.page.name, number])


def _take(request: HttpRequest, page: Page, asked: Part, number: int | None) -> HttpResponse:
    """What was typed is kept; the page comes back when something is wrong, or when an answer asks for more."""
    form = _typed(request, asked)
    form.is_valid()
    more = [one.name for one in form.asked if one.name not in request.POST.get("asked", "").split()]
    faults = _faults(page, asked, form)
    is_whole = not more and not form.errors and not faults
    refused = _keep(
        request, page, asked, _with(page, asked, number, form.answers), is_seen=is_whole and number is None
    )
    if refused:
        return refused
    if request.POST.get("do") == LATER:
        return redirect(page.url)
    if more:
        return _show(request, page, asked, part_form(asked, form.answers), number, is_more=True)
    if not is_whole:
        form.blame(faults)
        return _show(request, page, asked, form, number)
    return redirect(page.url_of_part(asked) if number else _onward(request, page, asked))


def _typed(request: HttpRequest, asked: Part) -> PartForm:
    """The boxes that fit what was typed: an answer may bring in others, which are asked for next."""
    first = PartForm(asked, {}, request.POST)
    for _round in range(3):  # a condition may hang on a field that another condition brought
        first.is_valid()
        form = PartForm(asked, first.answers, request.POST)
        if [one.name for one in form.asked] == [one.name for one in first.asked]:
            break
        first = form
    return form


def _faults(page: Page, asked: Part, form: PartForm) -> list[Fault]:
    return find_faults(asked.page.schema, form.answers, page.today)


def _with(page: Page, asked: Part, number: int | None, given: Mapping[str, Any]) -> Any:
    if number is None:
        return given
    entries = list(answers_of(asked.page, page.row.content.of(asked.sheet)))
    entries[number - 1 : number] = [given]
    return entries


def _keep(request: HttpRequest, page: Page, asked: Part, given: Any, *, is_seen: bool) -> HttpResponse | None:
    """None when it is kept; else the way on, for who sent the application from elsewhere meanwhile."""
    try:
        actions.answer(
            application=page.row.key,
            sheet=asked.sheet,
            page=asked.page.name,
            given=given,
            is_seen=is_seen,
            at=clock.now(),
        )
    except AlreadySent as refusal:
        messages.error(request, str(refusal))
        return redirect("application_sent", key=page.row.key)
    return None


def _onward(request: HttpRequest, page: Page, asked: Part) -> str:
    """To what was left open, or back to checking for who came from there."""
    fresh = page_of(request, page.row.key)
    if _is_from_check(request) and not fresh.next_step:
        return page.check_url
    return fresh.after(page.url_of_part(asked))


def _is_from_check(request: HttpRequest) -> bool:
    return "check" in request.GET


def _show(
    request: HttpRequest,
    page: Page,
    asked: Part,
    form: PartForm,
    number: int | None = None,
    *,
    is_more: bool = False,
) -> HttpResponse:
    names = [name for name, _url, _done in page.steps]
    context = {
        "page": page,
        "row": page.row,
        "part": asked,
        "form": form,
        "asked": " ".join(one.name for one in form.asked),
        "number": number,
        "only": next(iter(form)) if len(form.fields) == 1 else None,
        "is_more": is_more,
        "place": names.index(asked.page.title) + 1 if asked.page.title in names else 0,
        "total": len(names),
        "kept_at": clock.local(page.row.kept_at),
        "back": page.url_of_part(asked) if number else page.url,
    }
    return render(request, "portal/apply/part.html", context)


urlpatterns = [
    path("applications/<uuid:key>/<slug:sheet>/<slug:part>/", part, name="application_part"),
    path("applications/<uuid:key>/<slug:sheet>/<slug:part>/<int:number>/", entry, name="application_entry"),
]
