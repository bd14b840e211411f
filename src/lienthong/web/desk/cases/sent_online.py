"""What an applicant filled in and attached at home, opened by those who handle the case; every look is written down."""

from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from lienthong.domain.applications import actions
from lienthong.domain.applications.queries import BroughtRow, Whole, find_of_case, get_whole, list_brought
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Channel
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import UnknownParty
from lienthong.spine import clock
from lienthong.web.desk.cases.page import CasePage, case_page
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import download, show
from lienthong.web.ui.parts import Link


@dataclass(frozen=True, slots=True)
class SentOnline:
    """The form's address, and the files of each paper with theirs."""

    form: str
    papers: list[tuple[str, list[Link]]]


def sent_of(page: CasePage) -> SentOnline | None:
    """None for a case that did not come from the portal."""
    whole = _whole(page)
    if whole is None or whole.row.paper is None:
        return None
    case = page.row.id
    papers = [
        (
            one.paper.name,
            [Link(file.name, reverse("desk:sent_file", args=[case, file.id])) for file in one.files],
        )
        for one in whole.papers
        if one.files
    ]
    return SentOnline(reverse("desk:sent_form", args=[case]), papers)


def _whole(page: CasePage) -> Whole | None:
    if page.row.channel != Channel.ONLINE or page.is_only_asked:
        return None
    row = find_of_case(page.row.id)
    return get_whole(row, page.desk.day) if row else None


@requires(Permission.FOLLOW)
def form(request: HttpRequest, case: int) -> HttpResponse:
    page = case_page(request, case)
    whole = _whole(page)
    if whole is None or whole.row.paper is None:
        raise Http404
    _note(page, _("Form filled in online"))
    return show(whole.row.paper, use=actions.FILLED)


@requires(Permission.FOLLOW)
def file(request: HttpRequest, case: int, file: int) -> HttpResponse:
    page = case_page(request, case)
    whole = _whole(page)
    found = next((one for one in whole.attachments if one.id == file), None) if whole else None
    if found is None:
        raise Http404
    _note(page, found.name)
    return cast(HttpResponse, download(found.file, may_read=lambda row: row.use == actions.ATTACHED.name))


def _note(page: CasePage, what: str) -> None:
    """Raises Http404 for somebody who may not read how the applicant is reached, which stands in these papers."""
    try:
        parties.read(
            party=page.row.applicant,
            parts=[parties.Part.CONTACTS],
            reason=what,
            by=page.desk.by,
            at=clock.now(),
        )
    except UnknownParty as unread:
        raise Http404 from unread


@requires(Permission.FOLLOW)
def brought(request: HttpRequest, case: int, brought: int) -> HttpResponse:
    """What was sent later, because the case asked for it."""
    page = case_page(request, case)
    found = next((one for one in _brought(page) if one.id == brought), None)
    if found is None:
        raise Http404
    _note(page, found.name)
    return cast(HttpResponse, download(found.file, may_read=lambda row: row.use == actions.ATTACHED.name))


def _brought(page: CasePage) -> list[BroughtRow]:
    return list_brought(page.row.id) if page.row.rounds and not page.is_only_asked else []


def brought_of(page: CasePage) -> list[Link]:
    """The files that came from home after papers were asked for."""
    case = page.row.id
    return [Link(one.name, reverse("desk:brought_file", args=[case, one.id])) for one in _brought(page)]


urlpatterns = [
    path("<int:case>/brought/<int:brought>/", brought, name="brought_file"),
    path("<int:case>/sent/form.pdf", form, name="sent_form"),
    path("<int:case>/sent/<int:file>/", file, name="sent_file"),
]
