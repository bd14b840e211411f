"""One incoming document: what to do now, the document itself, its story, its files."""

from typing import Final, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.exchange import Told, tell_all
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import State, Status, Verb
from lienthong.domain.documents.queries import URGENCIES, list_about
from lienthong.spine import clock
from lienthong.spine.files.queries import FileRow, get_file, get_files, open_content
from lienthong.spine.files.rules import FileType
from lienthong.spine.files.telling import warnings_of
from lienthong.spine.signatures.errors import NotReadable
from lienthong.spine.signatures.outside import show_page
from lienthong.web.desk.copies.of_document import copies_of
from lienthong.web.desk.correspondence.amending import Line, lines_of
from lienthong.web.desk.correspondence.page import TAGS, IncomingPage, due_of, incoming_page
from lienthong.web.desk.workfiles.page import in_files
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import download
from lienthong.web.ui.parts import Evidence, Fact, Knot, Link
from lienthong.web.ui.words import in_vietnamese, write_day, write_moment, write_name

BUTTONS: Final[dict[Verb, str | Promise]] = {
    Verb.SUBMITTED: gettext_lazy("Put it before the leader"),
    Verb.INSTRUCTED: gettext_lazy("Give the instruction"),
    Verb.ASSIGNED: gettext_lazy("Assign who handles it"),
    Verb.REPLYING: gettext_lazy("Write the reply"),
    Verb.NOTED: gettext_lazy("Write a note"),
    Verb.CLOSED: gettext_lazy("Close it without a reply"),
    Verb.FILED: gettext_lazy("File it"),
    Verb.GIVEN_BACK: gettext_lazy("Give it back to the clerk"),
    Verb.RETURNED: gettext_lazy("Return it to its sender"),
    Verb.CORRECTED: gettext_lazy("Correct the entry"),
}
FIRST: Final = {
    State.REGISTERED: Verb.SUBMITTED,
    State.TO_INSTRUCT: Verb.INSTRUCTED,
    State.TO_ASSIGN: Verb.ASSIGNED,
    State.IN_HAND: Verb.REPLYING,
    State.ANSWERED: Verb.FILED,
    State.CLOSED: Verb.FILED,
}
BESIDE: Final = (Verb.NOTED, Verb.CLOSED)
SLUGS: Final = {
    Verb.SUBMITTED: "submit",
    Verb.INSTRUCTED: "instruct",
    Verb.ASSIGNED: "assign",
    Verb.NOTED: "note",
    Verb.CLOSED: "close",
    Verb.FILED: "file",
    Verb.GIVEN_BACK: "give-back",
    Verb.RETURNED: "return",
}


@requires(Permission.FOLLOW)
def one(request: HttpRequest, incoming: int) -> HttpResponse:
    page = incoming_page(request, incoming)
    row = page.row
    moves = [verb for verb in page.moves if verb in BUTTONS]
    first = FIRST.get(row.state) if FIRST.get(row.state) in moves else None
    beside = [verb for verb in BESIDE if verb in moves]
    others = [verb for verb in moves if verb is not first and verb not in beside]
    told = tell_all(page.story, page.people)[::-1]
    tag, word = TAGS[row.state]
    due_tag, due_word = due_of(row, page.desk.day)
    context = {
        "page": page,
        "row": row,
        "tag": tag,
        "word": word,
        "due_tag": due_tag,
        "due_word": due_word,
        "lead": lead(page),
        "first": button_of(page, first) if first else None,
        "beside": [button_of(page, verb) for verb in beside],
        "others": [button_of(page, verb) for verb in others],
        "instruction": page.last(Verb.INSTRUCTED),
        "sheets": sheets(page),
        "files": files_of(page),
        "replies": _replies(page),
        "recall": _recall(page),
        "mends": _mends(page),
        "amendments": _amendments(page),
        "copies": copies_of(page.desk.by, row.agency, may_be=_may_be_copied(page), incoming=row.id),
        "knots": [_knot(one, is_now=place == 0) for place, one in enumerate(told)],
        "facts": _facts(page),
        "crumbs": page.crumbs(),
    }
    return render(request, "desk/correspondence/incoming.html", context)


@requires(Permission.FOLLOW)
def file(request: HttpRequest, incoming: int, file: int) -> HttpResponse:
    """One of its files, as it came."""
    row = incoming_page(request, incoming).row
    return cast(HttpResponse, download(file, may_read=lambda kept: kept.id in row.files))


@requires(Permission.FOLLOW)
def sheet(request: HttpRequest, incoming: int, number: int) -> HttpResponse:
    """A page of its first PDF as a picture."""
    page = incoming_page(request, incoming)
    kept = _shown(page)
    if kept is None:
        raise Http404
    return picture(kept, number)


def picture(kept: FileRow, number: int) -> HttpResponse:
    """Raises Http404 where there is no such page, or none can be drawn."""
    with open_content(kept) as content:
        try:
            drawn = show_page(content.read(), number - 1)
        except NotReadable as unread:
            raise Http404 from unread
    if not drawn.png:
        raise Http404
    return HttpResponse(drawn.png, content_type="image/png")


def lead(page: IncomingPage) -> str:
    """The sentence on top: whose turn it is, and to do what."""
    row, people = page.row, page.people
    name = {"name": people.get(row.holder, "")}
    told = {
        State.REGISTERED: _("It is registered. The clerk puts it before the leader."),
        State.TO_INSTRUCT: _("It waits for the instruction of %(name)s.") % name,
        State.TO_ASSIGN: _("%(name)s says who handles it.") % name,
        State.IN_HAND: _("It is being handled by %(name)s.") % name,
        State.ANSWERED: _("It is answered. What is left is to file it."),
        State.CLOSED: _("It was closed without a reply. What is left is to file it."),
        State.FILED: _("It is filed. Nothing more is to be done."),
        State.RETURNED: _("It went back to its sender: %(reason)s") % {"reason": row.note},
        State.WITHDRAWN: _("Its sender took it back: %(reason)s") % {"reason": row.note},
    }
    return told[row.state]


def button_of(page: IncomingPage, verb: Verb) -> Link:
    row = page.row
    if verb is Verb.REPLYING:
        return Link(BUTTONS[verb], f"{reverse('desk:document_new')}?incoming={row.id}")
    if verb is Verb.CORRECTED:
        return Link(BUTTONS[verb], reverse("desk:incoming_correct", args=[row.id]))
    return Link(BUTTONS[verb], reverse("desk:incoming_deed", args=[row.id, SLUGS[verb]]))


def sheets(page: IncomingPage) -> list[tuple[int, str]]:
    """Every page of what the house set itself; of a file from outside the first, the whole of it is a file."""
    row = page.row
    if _shown(page) is None:
        return []
    count = correspondence.count_pages(row.sending) if row.sending else 1
    return [(number, reverse("desk:incoming_sheet", args=[row.id, number])) for number in range(1, count + 1)]


def _shown(page: IncomingPage) -> FileRow | None:
    kept = get_file(page.row.files[0])
    return kept if kept and kept.media_type == FileType.PDF.media_type else None


def _may_be_copied(page: IncomingPage) -> bool:
    return page.row.state not in {State.RETURNED, State.WITHDRAWN} and _shown(page) is not None


def files_of(page: IncomingPage) -> list[Evidence]:
    found = get_files(page.row.files)
    return [
        Evidence(
            title=in_vietnamese(found[one].name),
            url=reverse("desk:incoming_file", args=[page.row.id, one]),
            warnings=warnings_of(found[one].marks),
        )
        for one in page.row.files
        if one in found
    ]


def _replies(page: IncomingPage) -> list[Link]:
    """Drafts and documents that answer it, for who is in it."""
    rows = list_about([correspondence.about_of(page.row.id)])
    return [Link(f"{row.title}: {row.subject}", reverse("desk:document", args=[row.id])) for row in rows]


def _mends(page: IncomingPage) -> str:
    """What its sender says that it is to an earlier document."""
    sent = correspondence.find_sending(page.row.sending) if page.row.sending else None
    return sent.note if sent else ""


def _amendments(page: IncomingPage) -> list[Line]:
    sending = page.row.sending
    return lines_of(correspondence.list_amendments([sending]).get(sending, [])) if sending else []


def _recall(page: IncomingPage) -> str:
    """Where the clerk answers a sender who asks for it back; "" when nobody does."""
    sending = page.row.sending
    if sending is None or correspondence.get_status(sending) is not Status.ASKED_BACK:
        return ""
    return reverse("desk:arriving", args=[sending]) if page.desk.may_register else "-"


def _knot(told: Told, *, is_now: bool) -> Knot:
    one = told.happening
    return Knot(
        when=write_moment(clock.local(one.occurred_at)),
        what=format_html("<b>{}.</b>{} {}", told.deed, told.rest, write_name(one.name)),
        state="now" if is_now and told.tone == "past" else told.tone,
        quote=told.quote,
    )


def _facts(page: IncomingPage) -> list[Fact]:
    row, people = page.row, page.people
    facts = [
        Fact(_("Who sent it"), in_vietnamese(row.sender)),
        Fact(_("Its number and day"), f"{row.symbol} · {write_day(row.dated)}".strip(" ·")),
        Fact(_("Arrival number"), row.arrival, hint=write_day(row.registered_on)),
        Fact(_("Day it came"), write_day(row.arrived_on)),
        Fact(_("Number of pages"), str(row.pages)),
    ]
    if row.urgency:
        facts.append(Fact(_("Urgency"), URGENCIES[row.urgency]))
    if row.due:
        facts.append(Fact(_("Due day"), write_day(row.due)))
    if row.lead:
        facts.append(Fact(_("Leads"), write_name(people.get(row.lead, ""))))
    if row.supporting:
        names = ", ".join(people.get(account, "") for account in row.supporting)
        facts.append(Fact(_("Supports"), write_name(names)))
    return [*facts, *in_files(page.desk.by, incoming=row.id)]


urlpatterns = [
    path("incoming/<int:incoming>/", one, name="incoming_one"),
    path("incoming/<int:incoming>/files/<int:file>/", file, name="incoming_file"),
    path("incoming/<int:incoming>/pages/<int:number>.png", sheet, name="incoming_sheet"),
]
