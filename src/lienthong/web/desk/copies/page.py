"""What the pages of copies share: who looks under which hat, words of state, the crumbs."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.copies import queries as copies
from lienthong.domain.copies.errors import CopyNotFound, NotNow
from lienthong.domain.copies.permissions import sees_register
from lienthong.domain.copies.queries import CopyRow, HappeningRow, Medium, State, Verb
from lienthong.domain.documents.permissions import Permission
from lienthong.web.desk.hats import Hat, come_late_to, hat_of
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import in_vietnamese

TAGS: Final[dict[State, tuple[str, str | Promise]]] = {
    State.ASKED: ("submitted", pgettext_lazy("copy state", "To be ordered")),
    State.ORDERED: ("in_progress", pgettext_lazy("copy state", "Ordered, to be numbered")),
    State.NUMBERED: ("in_progress", pgettext_lazy("copy state", "Numbered, to be made")),
    State.MADE: ("done", pgettext_lazy("copy state", "Made")),
    State.REFUSED: ("not_applicable", pgettext_lazy("copy state", "Refused")),
    State.WITHDRAWN: ("not_applicable", pgettext_lazy("copy state", "Taken back")),
    State.CANCELLED: ("not_applicable", pgettext_lazy("copy state", "Number cancelled")),
}
MEDIA: Final[dict[Medium, str | Promise]] = {
    Medium.ELECTRONIC: gettext_lazy("Electronic, with the agency's digital signature"),
    Medium.PAPER: gettext_lazy("On paper, to be printed, signed and stamped"),
}


@dataclass(frozen=True)
class Desk(Hat):
    """What this hat may do with copies."""

    @property
    def sees_register(self) -> bool:
        return sees_register(self.by, self.by.agency)


@dataclass(frozen=True)
class CopyPage:
    """One copy on a person's desk."""

    desk: Desk
    row: CopyRow

    @property
    def url(self) -> str:
        return reverse("desk:copy", args=[self.row.id])

    @cached_property
    def moves(self) -> list[Verb]:
        return copies.list_moves(self.row, by=self.desk.by)

    @cached_property
    def story(self) -> list[HappeningRow]:
        return copies.list_happenings(self.row.id)

    @property
    def source_url(self) -> str:
        return source_url(self.row.document, self.row.incoming)

    def crumbs(self, *after: str) -> list[Link]:
        name = in_vietnamese(self.row.name)
        return [*base_crumbs(), *([Link(name, self.url)] if after else [Link(name)]), *map(Link, after)]


def base_crumbs(*after: str) -> list[Link]:
    trail = [Link(_("Documents"), reverse("desk:documents")), Link(_("Copies"), reverse("desk:copies"))]
    return [*trail, *map(Link, after)]


def source_url(document: int | None, incoming: int | None) -> str:
    if document:
        return reverse("desk:document", args=[document])
    return reverse("desk:incoming_one", args=[incoming])


def desk_of(request: HttpRequest) -> Desk:
    """Raises Http404 for somebody who wears no hat of an agency whose documents they follow."""
    return hat_of(request, Desk, Permission.FOLLOW)


def registers_desk(request: HttpRequest) -> Desk:
    """Raises Http404 for who does not see the register."""
    desk = desk_of(request)
    if not desk.sees_register:
        raise Http404
    return desk


def copy_page(request: HttpRequest, copy: int, verb: Verb | None = None) -> CopyPage:
    """Raises Http404 for a copy that is none of one's business, and where ``verb`` is never this person's to do."""
    desk = desk_of(request)
    try:
        row = copies.get_copy(copy, by=desk.by)
    except CopyNotFound as absent:
        raise Http404(str(absent)) from absent
    if verb and not copies.is_theirs(row, verb, by=desk.by):
        raise Http404
    return CopyPage(desk, row)


def come_late(request: HttpRequest, page: CopyPage, verbs: Collection[Verb], done: str) -> HttpResponse:
    """Pressed twice, the second press finds what the first one did; else somebody else was quicker."""
    newest = copies.list_happenings(page.row.id)[-1]
    return come_late_to(request, page.url, newest, verbs, by=page.desk.by, done=done, refusal=NotNow())
