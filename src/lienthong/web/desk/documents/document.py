"""One document: what to do now, the page as it will be signed, its story, its versions."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.queries import case_in, get_case
from lienthong.domain.correspondence.errors import IncomingNotFound
from lienthong.domain.correspondence.permissions import can_register as can_send
from lienthong.domain.correspondence.queries import get_incoming, incoming_in
from lienthong.domain.documents import actions
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.exchange import Told, tell_all
from lienthong.domain.documents.permissions import Permission, can_see
from lienthong.domain.documents.queries import URGENCIES, DocumentRow, Mending, State, Verb
from lienthong.spine import clock
from lienthong.spine.files.queries import get_file, open_content
from lienthong.spine.signatures.errors import NotReadable
from lienthong.spine.signatures.outside import show_page
from lienthong.web.desk.copies.of_document import copies_of
from lienthong.web.desk.documents.attachments import lines_of
from lienthong.web.desk.documents.page import DocumentPage, document_page, note_look, word_of
from lienthong.web.desk.workfiles.page import in_files
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show
from lienthong.web.ui.parts import Fact, Knot, Link
from lienthong.web.ui.words import in_vietnamese, write_day, write_moment, write_name

BUTTONS: Final[dict[Verb, str | Promise]] = {
    Verb.WRITTEN: gettext_lazy("Go on writing"),
    Verb.ATTACHED: gettext_lazy("Attachments"),
    Verb.SUBMITTED: gettext_lazy("Submit it"),
    Verb.INITIALLED: gettext_lazy("Initial it"),
    Verb.SIGNED: gettext_lazy("Read and sign"),
    Verb.NUMBERED: gettext_lazy("Number and seal"),
    Verb.SEALED: gettext_lazy("Seal it"),
    Verb.RETURNED: gettext_lazy("Return it"),
    Verb.TAKEN_BACK: gettext_lazy("Take it back"),
    Verb.COMMENTED: gettext_lazy("Comment"),
    Verb.CANCELLED: gettext_lazy("Cancel the number"),
    Verb.DROPPED: gettext_lazy("Drop the draft"),
}
FIRST: Final = (Verb.SIGNED, Verb.INITIALLED, Verb.NUMBERED, Verb.SEALED, Verb.SUBMITTED)
BESIDE: Final = (Verb.ATTACHED, Verb.WRITTEN, Verb.RETURNED)
SLUGS: Final = {
    Verb.SUBMITTED: "submit",
    Verb.INITIALLED: "initial",
    Verb.RETURNED: "return",
    Verb.TAKEN_BACK: "take-back",
    Verb.COMMENTED: "comment",
    Verb.CANCELLED: "cancel",
    Verb.DROPPED: "drop",
}
MENDINGS: Final[dict[Mending, str | Promise]] = {
    Mending.REPLACES: gettext_lazy("Replace it: its content is wrong"),
    Mending.CORRECTS: gettext_lazy("Correct its form by a letter"),
}
MENDS: Final[dict[Mending, str | Promise]] = {
    Mending.REPLACES: gettext_lazy("Replaces"),
    Mending.CORRECTS: gettext_lazy("Corrects"),
}
MENDED: Final[dict[Mending, str | Promise]] = {
    Mending.REPLACES: gettext_lazy("Replaced by"),
    Mending.CORRECTS: gettext_lazy("Corrected by"),
}
PAGES: Final = {
    Verb.WRITTEN: "document_write",
    Verb.ATTACHED: "document_attachments",
    Verb.SIGNED: "document_sign",
    Verb.NUMBERED: "document_issue",
    Verb.SEALED: "document_issue",
}


@requires(Permission.FOLLOW)
def document(request: HttpRequest, document: int) -> HttpResponse:
    page = document_page(request, document)
    row = page.row
    first = next((verb for verb in FIRST if verb in page.moves), None)
    beside = [verb for verb in BESIDE if verb in page.moves]
    others = [verb for verb in page.moves if verb is not first and verb not in beside]
    told = tell_all(page.story, page.people)[::-1]
    tag, word = word_of(row)
    context = {
        "page": page,
        "row": row,
        "tag": tag,
        "word": word,
        "lead": lead(page),
        "first": button_of(row, first) if first else None,
        "beside": [button_of(row, verb) for verb in beside],
        "others": [*(button_of(row, verb) for verb in others), *_mendings(page)],
        "sending": _sending(page),
        "copies": copies_of(page.desk.by, row.agency, may_be=row.state is State.ISSUED, document=row.id),
        "sheets": sheets(page),
        "attached": lines_of(page),
        "slip": slip(page),
        "knots": [_knot(one, is_now=place == 0) for place, one in enumerate(told)],
        "facts": _facts(page),
        "crumbs": page.crumbs(),
    }
    return render(request, "desk/documents/document.html", context)


@requires(Permission.FOLLOW)
def paper(request: HttpRequest, document: int) -> HttpResponse:
    """The newest bytes, as they are. Of a case's document it is written down who opens it."""
    page = document_page(request, document)
    note_look(page)
    return show(page.row.file, use=actions.PAPER)


@requires(Permission.FOLLOW)
def sheet(request: HttpRequest, document: int, number: int) -> HttpResponse:
    """A page as a picture, drawn from the very bytes that are signed, or were; the first one is noted as a look."""
    page = document_page(request, document)
    if number == 1:
        note_look(page)
    kept = get_file(page.row.file)
    if kept is None:
        raise Http404
    with open_content(kept) as content:
        try:
            picture = show_page(content.read(), number - 1)
        except NotReadable as unread:
            raise Http404 from unread
    if not picture.png:
        raise Http404
    return HttpResponse(picture.png, content_type="image/png")


def _mendings(page: DocumentPage) -> list[Link]:
    """For who may draft: begin what replaces it, or the letter that corrects its form."""
    row, new = page.row, reverse("desk:document_new")
    if row.state is not State.ISSUED or not page.desk.may_draft:
        return []
    return [Link(words, f"{new}?{mending}={row.id}") for mending, words in MENDINGS.items()]


def _sending(page: DocumentPage) -> Link | None:
    """Where the clerk sends it to agencies of the house, and sees what became of it there."""
    row, by = page.row, page.desk.by
    if row.state is not State.ISSUED or not can_send(by, row.agency):
        return None
    return Link(_("Send it to agencies"), reverse("desk:document_sent", args=[row.id]))


def lead(page: DocumentPage) -> str:
    """The sentence on top: whose turn it is, and to do what."""
    row, people = page.row, page.people
    told = {
        State.DRAFT: _("It is being written by %(name)s.") % {"name": row.drafter_name},
        State.TO_INITIAL: _("It waits for the initials of %(name)s.") % {"name": people.get(row.holder, "")},
        State.TO_SIGN: _("It waits for the signature of %(name)s.") % {"name": row.signer_name},
        State.SIGNED: _("It is signed. The clerk gives number and day and signs for the agency."),
        State.NUMBERED: _("It has its number. The clerk signs for the agency."),
        State.ISSUED: _("It is issued. Nothing is to be done."),
        State.CANCELLED: _("Its number is cancelled; the document must not be used."),
        State.DROPPED: _("The draft was dropped."),
    }
    return told[row.state]


def button_of(row: DocumentRow, verb: Verb) -> Link:
    if verb in PAGES:
        return Link(BUTTONS[verb], reverse(f"desk:{PAGES[verb]}", args=[row.id]))
    return Link(BUTTONS[verb], reverse("desk:document_deed", args=[row.id, SLUGS[verb]]))


def sheets(page: DocumentPage) -> list[tuple[int, str]]:
    """The pages of the paper as pictures: number and address, which changes with the bytes."""
    row = page.row
    return [
        (number, f"{reverse('desk:document_sheet', args=[row.id, number])}?f={row.file}")
        for number in range(1, page.version.pages + 1)
    ]


def slip(page: DocumentPage) -> dict[str, str]:
    """The one-page submission of this version; nothing before it was submitted."""
    submitted = page.last(Verb.SUBMITTED)
    if submitted is None:
        return {}
    bases = page.version.content.bases
    return {"why": submitted.data["why"], "law": bases, "proposal": submitted.data["proposal"]}


def _knot(told: Told, *, is_now: bool) -> Knot:
    one = told.happening
    return Knot(
        when=write_moment(clock.local(one.occurred_at)),
        what=format_html("<b>{}.</b>{} {}", told.deed, told.rest, write_name(one.name)),
        state="now" if is_now and told.tone == "past" else told.tone,
        quote=told.quote,
    )


def _own_words(text: str) -> str:
    """What stands in the paper is Vietnamese in every language of the page."""
    return in_vietnamese(text)


def _facts(page: DocumentPage) -> list[Fact]:
    row = page.row
    facts = [Fact(_("Kind"), _own_words(row.kind_name))]
    if row.number and row.dated:
        facts += [Fact(_("Number"), row.code), Fact(_("Day"), write_day(row.dated))]
    facts += [
        Fact(_("Signs"), write_name(row.signer_name), hint=page.version.block),
        Fact(_("Drafted by"), write_name(row.drafter_name)),
        Fact(_("Recipients"), _own_words(row.recipients)),
        Fact(_("Version"), str(row.version)),
    ]
    facts += [*_of_case(page), *_of_incoming(page), *_of_mended(page)]
    facts += in_files(page.desk.by, document=row.id)
    if row.urgency:
        facts.append(Fact(_("Urgency"), URGENCIES[row.urgency]))
    return facts


def _of_mended(page: DocumentPage) -> list[Fact]:
    """What it replaces or corrects, and what replaces or corrects it, once that is issued."""
    row, by = page.row, page.desk.by
    facts = [
        _fact(MENDED[mending], one)
        for mending, one in documents.list_mending(row.id)
        if one.state is State.ISSUED and can_see(by, agency=one.agency, people=one.people, is_issued=True)
    ]
    found = documents.mended_in(row.about)
    mended = documents.get_issued(found[1], by.agency) if found else None
    return [*([_fact(MENDS[found[0]], mended)] if found and mended else []), *facts]


def _fact(name: str | Promise, row: DocumentRow) -> Fact:
    return Fact(name, _own_words(row.title), url=reverse("desk:document", args=[row.id]))


def _of_incoming(page: DocumentPage) -> list[Fact]:
    """The incoming document that it answers, for who may see that."""
    incoming = incoming_in(page.row.about)
    if incoming is None:
        return []
    try:
        row = get_incoming(incoming, by=page.desk.by)
    except IncomingNotFound:
        return []
    url = reverse("desk:incoming_one", args=[incoming])
    return [Fact(_("Answers"), _own_words(f"{row.title}, {row.sender}"), url=url)]


def _of_case(page: DocumentPage) -> list[Fact]:
    """The case that it is for, for who may see that."""
    found = case_in(page.row.about)
    if found is None:
        return []
    try:
        case = get_case(found[0], by=page.desk.by, now=page.desk.now)
    except CaseNotFound:
        return []
    return [Fact(_("For the case"), case.number, url=reverse("desk:case", args=[case.id]))]


urlpatterns = [
    path("<int:document>/", document, name="document"),
    path("<int:document>/document.pdf", paper, name="document_paper"),
    path("<int:document>/pages/<int:number>.png", sheet, name="document_sheet"),
]
