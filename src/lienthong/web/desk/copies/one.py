"""One copy: what to do now, its pages, of what it is, its story."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lienthong.domain.copies.actions import COPY
from lienthong.domain.copies.exchange import Told, tell_all
from lienthong.domain.copies.queries import CopyRow, State, Verb, write_pages
from lienthong.domain.documents.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.files.queries import get_file, open_content
from lienthong.spine.signatures.errors import NotReadable
from lienthong.spine.signatures.outside import show_page
from lienthong.web.desk.copies.page import MEDIA, TAGS, CopyPage, copy_page
from lienthong.web.desk.workfiles.page import in_files
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show
from lienthong.web.ui.parts import Fact, Knot, Link
from lienthong.web.ui.words import in_vietnamese, write_day, write_moment, write_name

BUTTONS: Final[dict[Verb, str | Promise]] = {
    Verb.ORDERED: gettext_lazy("Order the copy"),
    Verb.NUMBERED: gettext_lazy("Number and make the copy"),
    Verb.MADE: gettext_lazy("Make the copy"),
    Verb.REFUSED: pgettext_lazy("copy", "Refuse it"),
    Verb.WITHDRAWN: gettext_lazy("Take it back"),
    Verb.CANCELLED: gettext_lazy("Cancel the number"),
}
FIRST: Final = (Verb.ORDERED, Verb.NUMBERED, Verb.MADE)
SLUGS: Final = {
    Verb.ORDERED: "order",
    Verb.REFUSED: "refuse",
    Verb.WITHDRAWN: "withdraw",
    Verb.CANCELLED: "cancel",
}


@requires(Permission.FOLLOW)
def copy(request: HttpRequest, copy: int) -> HttpResponse:
    page = copy_page(request, copy)
    first = next((verb for verb in FIRST if verb in page.moves), None)
    people = page.desk.people({page.row.signer, page.row.asker})
    told = tell_all(page.story, people)[::-1]
    tag, word = TAGS[page.row.state]
    context = {
        "page": page,
        "row": page.row,
        "tag": tag,
        "word": word,
        "lead": lead(page.row),
        "first": button_of(page, first) if first else None,
        "others": [button_of(page, verb) for verb in page.moves if verb is not first],
        "sheets": sheets(page.row),
        "has_file": page.row.file is not None,
        "knots": [_knot(one, is_now=place == 0) for place, one in enumerate(told)],
        "facts": facts_of(page),
        "crumbs": page.crumbs(),
    }
    return render(request, "desk/copies/copy.html", context)


@requires(Permission.FOLLOW)
def paper(request: HttpRequest, copy: int) -> HttpResponse:
    """The copy itself. Raises Http404 before it is made."""
    row = copy_page(request, copy).row
    if row.file is None:
        raise Http404
    return show(row.file, use=COPY)


@requires(Permission.FOLLOW)
def sheet(request: HttpRequest, copy: int, number: int) -> HttpResponse:
    """A page of the copy as a picture; before it is made, of what will be copied."""
    row = copy_page(request, copy).row
    kept = get_file(row.file or row.source)
    place = number if row.file or not row.pages else _place(row, number)
    if kept is None or not place >= 1:
        raise Http404
    with open_content(kept) as content:
        try:
            picture = show_page(content.read(), place - 1)
        except NotReadable as unread:
            raise Http404 from unread
    if not picture.png:
        raise Http404
    return HttpResponse(picture.png, content_type="image/png")


def _place(row: CopyRow, number: int) -> int:
    return row.pages[number - 1] if 1 <= number <= len(row.pages) else 0


def sheets(row: CopyRow) -> list[tuple[int, str]]:
    """Number and address, which changes with the bytes. Below a full page the particulars stand on one more."""
    shown = [
        (number, f"{reverse('desk:copy_sheet', args=[row.id, number])}?f={row.file or row.source}")
        for number in range(1, row.count + 1)
    ]
    return shown[:50]


def lead(row: CopyRow) -> str:
    """The sentence on top: whose turn it is, and to do what."""
    told = {
        State.ASKED: _("It waits for %(name)s, who orders copies.") % {"name": row.signer_name},
        State.ORDERED: _("It is ordered. The clerk numbers and makes it."),
        State.NUMBERED: _("It has its number. The clerk makes it."),
        State.MADE: _("It is made: print it, or give the file on.")
        if row.medium == "ELECTRONIC"
        else _("Print it; %(name)s signs by hand and the clerk stamps it.") % {"name": row.signer_name},
        State.REFUSED: _("It was refused: %(reason)s") % {"reason": row.note},
        State.WITHDRAWN: _("Who asked for it took it back: %(reason)s") % {"reason": row.note},
        State.CANCELLED: _("Its number is cancelled; the copy must not be used: %(reason)s")
        % {"reason": row.note},
    }
    return told[row.state]


def button_of(page: CopyPage, verb: Verb) -> Link:
    if verb in {Verb.NUMBERED, Verb.MADE}:
        return Link(BUTTONS[verb], reverse("desk:copy_make", args=[page.row.id]))
    return Link(BUTTONS[verb], reverse("desk:copy_deed", args=[page.row.id, SLUGS[verb]]))


def _knot(told: Told, *, is_now: bool) -> Knot:
    one = told.happening
    return Knot(
        when=write_moment(clock.local(one.occurred_at)),
        what=format_html("<b>{}.</b>{} {}", told.deed, told.rest, write_name(one.name)),
        state="now" if is_now and told.tone == "past" else told.tone,
        quote=told.quote,
    )


def facts_of(page: CopyPage) -> list[Fact]:
    row = page.row
    facts = [
        Fact(
            _("Copy of"),
            in_vietnamese(row.source_title),
            url=page.source_url,
            hint=write_day(row.source_dated),
        ),
        Fact(pgettext("document", "Issued by"), in_vietnamese(row.source_author)),
        Fact(_("Fingerprint of what was copied"), _short(row.digest), hint="SHA-256"),
        Fact(_("Form of the copy"), str(MEDIA[row.medium])),
    ]
    if row.pages:
        facts.append(Fact(_("Pages"), write_pages(row.pages)))
    if row.medium == "PAPER":
        facts.append(Fact(_("How many are printed"), str(row.sheets)))
    if row.dated:
        facts += [Fact(_("Number"), row.code), Fact(_("Day"), write_day(row.dated))]
    facts += [
        Fact(_("Orders and signs"), write_name(row.signer_name), hint=row.block),
        Fact(_("Asked for by"), write_name(row.asker_name)),
        Fact(_("What for"), in_vietnamese(row.purpose)),
        Fact(_("Recipients"), in_vietnamese(row.recipients_line)),
    ]
    if row.file_digest:
        facts.append(Fact(_("Fingerprint of the copy"), _short(row.file_digest), hint="SHA-256"))
    return [*facts, *in_files(page.desk.by, copy=row.id)]


def _short(digest: str) -> str:
    return f"{digest[:8]} … {digest[-8:]}"


urlpatterns = [
    path("<int:copy>/", copy, name="copy"),
    path("<int:copy>/copy.pdf", paper, name="copy_paper"),
    path("<int:copy>/pages/<int:number>.png", sheet, name="copy_sheet"),
]
