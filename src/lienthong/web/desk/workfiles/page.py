"""What the pages of work files share: who looks under which hat, words of state, the crumbs."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.workfiles import queries as workfiles
from lienthong.domain.workfiles.errors import NotNow, WorkfileNotFound
from lienthong.domain.workfiles.permissions import Permission, can_approve, can_archive, sees_all
from lienthong.domain.workfiles.queries import (
    ClearState,
    HappeningRow,
    ListState,
    OverState,
    PaperRow,
    State,
    Verb,
    WorkfileRow,
)
from lienthong.spine.actor import Actor
from lienthong.spine.pdf.errors import PaperTookTooLong, PaperTooLarge
from lienthong.web.desk.hats import Hat, come_late_to, hat_of
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import in_vietnamese

TAGS: Final[dict[State, tuple[str, str | Promise]]] = {
    State.OPEN: ("in_progress", pgettext_lazy("work file state", "Open")),
    State.CLOSED: ("not_started", pgettext_lazy("work file state", "Closed, to be handed over")),
    State.HANDED: ("submitted", pgettext_lazy("work file state", "Before the archivist")),
    State.ARCHIVED: ("done", pgettext_lazy("work file state", "In the archive")),
    State.CLEARED: ("not_applicable", pgettext_lazy("work file state", "Cleared by decision")),
}
LIST_TAGS: Final[dict[ListState, tuple[str, str | Promise]]] = {
    ListState.DRAFT: ("half_done", pgettext_lazy("list of files", "Being drafted")),
    ListState.SUBMITTED: ("submitted", pgettext_lazy("list of files", "Before who approves")),
    ListState.APPROVED: ("done", pgettext_lazy("list of files", "Approved")),
}
OVER_TAGS: Final[dict[OverState, tuple[str, str | Promise]]] = {
    OverState.WAITING: ("submitted", pgettext_lazy("hand-over", "Waits for the archivist")),
    OverState.DONE: ("done", pgettext_lazy("hand-over", "Taken in")),
    OverState.WITHDRAWN: ("not_applicable", pgettext_lazy("hand-over", "Taken back")),
}
CLEAR_TAGS: Final[dict[ClearState, tuple[str, str | Promise]]] = {
    ClearState.WAITING: ("submitted", pgettext_lazy("clearance", "Waits for a decision")),
    ClearState.APPROVED: ("done", pgettext_lazy("clearance", "Agreed")),
    ClearState.REFUSED: ("returned", pgettext_lazy("clearance", "Refused")),
    ClearState.WITHDRAWN: ("not_applicable", pgettext_lazy("clearance", "Withdrawn")),
}


@dataclass(frozen=True)
class Desk(Hat):
    """What this hat may do with work files."""

    @property
    def may_archive(self) -> bool:
        return can_archive(self.by, self.by.agency)

    @property
    def may_approve(self) -> bool:
        return can_approve(self.by, self.by.agency)

    @property
    def sees_all(self) -> bool:
        return sees_all(self.by, self.by.agency)


@dataclass(frozen=True)
class WorkfilePage:
    """One work file on a person's desk."""

    desk: Desk
    row: WorkfileRow

    @property
    def url(self) -> str:
        return reverse("desk:workfile", args=[self.row.id])

    @cached_property
    def moves(self) -> list[Verb]:
        return workfiles.list_moves(self.row, by=self.desk.by)

    @cached_property
    def papers(self) -> list[PaperRow]:
        return workfiles.list_papers(self.row.id)

    @cached_property
    def story(self) -> list[HappeningRow]:
        return workfiles.list_happenings(self.row.id)

    def crumbs(self, *after: str) -> list[Link]:
        name = in_vietnamese(f"{self.row.code}/{self.row.year}")
        trail = [*base_crumbs(), *([Link(name, self.url)] if after else [Link(name)])]
        return [*trail, *map(Link, after)]


def base_crumbs(*after: str) -> list[Link]:
    trail = [Link(_("Documents"), reverse("desk:documents"))]
    return [*trail, Link(_("Work files"), reverse("desk:workfiles")), *map(Link, after)]


def desk_of(request: HttpRequest) -> Desk:
    """Raises Http404 for somebody who wears no hat of an agency where they keep work files."""
    return hat_of(request, Desk, Permission.KEEP)


def workfile_page(request: HttpRequest, workfile: int, verb: Verb | None = None) -> WorkfilePage:
    """Raises Http404 for what is none of one's business, and where ``verb`` is never this person's to do."""
    desk = desk_of(request)
    try:
        row = workfiles.get_workfile(workfile, by=desk.by)
    except WorkfileNotFound as absent:
        raise Http404(str(absent)) from absent
    if verb and not workfiles.is_theirs(row, verb, by=desk.by):
        raise Http404
    return WorkfilePage(desk, row)


def come_late(request: HttpRequest, page: WorkfilePage, verbs: Collection[Verb], done: str) -> HttpResponse:
    newest = workfiles.list_happenings(page.row.id)[-1]
    return come_late_to(request, page.url, newest, verbs, by=page.desk.by, done=done, refusal=NotNow())


def in_files(by: Actor, *, document: int = 0, incoming: int = 0, copy: int = 0) -> list[Fact]:
    """The work files in which a document or copy lies, of those that this person sees."""
    rows = workfiles.list_where(document=document, incoming=incoming, copy=copy, by=by)
    return [
        Fact(
            _("In the work file"),
            in_vietnamese(f"{row.code}/{row.year} {row.title}"),
            url=reverse("desk:workfile", args=[row.id]),
        )
        for row in rows
    ]


def as_paper(content: bytes, name: str) -> HttpResponse:
    return show_made(content, name)


BEYOND: Final = (PaperTooLarge, PaperTookTooLong)
