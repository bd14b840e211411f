"""What the pages of documents share: who looks under which hat, words of state, the crumbs."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.cases.queries import case_in, get_ended
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.errors import DocumentNotFound, NotNow
from lienthong.domain.documents.permissions import Permission, can_draft, can_initial, can_register
from lienthong.domain.documents.queries import DocumentRow, HappeningRow, State, Verb, VersionRow
from lienthong.domain.parties import actions as parties
from lienthong.spine import clock
from lienthong.web.desk.hats import Hat, come_late_to, hat_of
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import in_vietnamese

TAGS: Final[dict[State, tuple[str, str | Promise]]] = {
    State.DRAFT: ("half_done", pgettext_lazy("document state", "Being written")),
    State.TO_INITIAL: ("submitted", pgettext_lazy("document state", "To be initialled")),
    State.TO_SIGN: ("to_sign", pgettext_lazy("document state", "To be signed")),
    State.SIGNED: ("in_progress", pgettext_lazy("document state", "Signed, to be numbered")),
    State.NUMBERED: ("in_progress", pgettext_lazy("document state", "Numbered, to be sealed")),
    State.ISSUED: ("done", pgettext_lazy("document state", "Issued")),
    State.CANCELLED: ("not_applicable", pgettext_lazy("document state", "Number cancelled")),
    State.DROPPED: ("not_applicable", pgettext_lazy("document state", "Dropped")),
}


@dataclass(frozen=True)
class Desk(Hat):
    """What this hat may do with documents."""

    @property
    def may_draft(self) -> bool:
        return can_draft(self.by, self.by.agency)

    @property
    def may_register(self) -> bool:
        return can_register(self.by, self.by.agency)

    @property
    def may_initial(self) -> bool:
        return can_initial(self.by, self.by.agency)


@dataclass(frozen=True)
class DocumentPage:
    """One document on a person's desk."""

    desk: Desk
    row: DocumentRow

    @property
    def url(self) -> str:
        return reverse("desk:document", args=[self.row.id])

    @cached_property
    def moves(self) -> list[Verb]:
        return documents.list_moves(self.row, by=self.desk.by)

    @cached_property
    def version(self) -> VersionRow:
        return documents.get_version(self.row.id, self.row.version)

    @cached_property
    def story(self) -> list[HappeningRow]:
        return documents.list_happenings(self.row.id)

    @cached_property
    def people(self) -> dict[str, str]:
        named = {str(one.data["to"]) for one in self.story if one.data.get("to")}
        return self.desk.people({*self.row.people, self.row.signer, self.row.holder, *named})

    def last(self, *verbs: Verb) -> HappeningRow | None:
        return next((one for one in reversed(self.story) if one.verb in verbs), None)

    def crumbs(self, *after: str) -> list[Link]:
        name = in_vietnamese(self.row.title)
        trail = [Link(_("Documents"), reverse("desk:documents"))]
        return [*trail, *([Link(name, self.url)] if after else [Link(name)]), *map(Link, after)]


def desk_of(request: HttpRequest) -> Desk:
    """Raises Http404 for somebody who wears no hat of an agency whose documents they follow."""
    return hat_of(request, Desk, Permission.FOLLOW)


def document_page(request: HttpRequest, document: int, verb: Verb | None = None) -> DocumentPage:
    """Raises Http404 for a document that is none of one's business, and where ``verb`` is never this person's to do."""
    desk = desk_of(request)
    try:
        row = documents.get_document(document, by=desk.by)
    except DocumentNotFound as absent:
        raise Http404(str(absent)) from absent
    if verb and not documents.is_theirs(row, verb, by=desk.by):
        raise Http404
    return DocumentPage(desk, row)


def come_late(request: HttpRequest, page: DocumentPage, verbs: Collection[Verb], done: str) -> HttpResponse:
    """Pressed twice, the second press finds what the first one did; else somebody else was quicker."""
    newest = documents.list_happenings(page.row.id)[-1]
    return come_late_to(request, page.url, newest, verbs, by=page.desk.by, done=done, refusal=NotNow())


def word_of(row: DocumentRow) -> tuple[str, str | Promise]:
    """The tag and word of its state; a draft that others have had before came back."""
    if row.state is State.DRAFT and len(row.people) > 1:
        return "returned", pgettext_lazy("document state", "To be mended")
    return TAGS[row.state]


def note_look(page: DocumentPage) -> None:
    """Of a case's document it is written down who opens it."""
    found = case_in(page.row.about)
    case = get_ended(found[0]) if found else None
    if case:
        parties.open_file(parties=case.people, what=page.row.subject, by=page.desk.by, at=clock.now())
