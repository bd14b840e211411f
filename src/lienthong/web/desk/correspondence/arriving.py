"""What another agency sent: read with its signatures judged, then registered, refused or given back."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.correspondence import actions, errors
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import SendingRow, Status, organ_of
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow, get_file, get_files
from lienthong.spine.files.rules import FileType
from lienthong.spine.files.telling import warnings_of
from lienthong.web.desk.correspondence.amending import lines_of
from lienthong.web.desk.correspondence.incoming import picture
from lienthong.web.desk.correspondence.judged import judge, judge_attached
from lienthong.web.desk.correspondence.page import (
    STATUS_TAGS,
    Desk,
    base_crumbs,
    clerks_desk,
    sending_of,
)
from lienthong.web.desk.correspondence.registering import FIELDS, SentForm, letter_of
from lienthong.web.desk.hats import ReasonForm
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import download
from lienthong.web.ui.parts import Evidence, Fact, Link
from lienthong.web.ui.words import in_vietnamese, write_day, write_moment, write_name

STEPS: Final[dict[str, Status]] = {
    "refuse": Status.REFUSED,
    "agree": Status.AGREED,
    "decline": Status.DECLINED,
}
TITLES: Final[dict[Status, str | Promise]] = {
    Status.REFUSED: gettext_lazy("Refuse it with a reason"),
    Status.AGREED: gettext_lazy("Give it back"),
    Status.DECLINED: gettext_lazy("Keep it, with a reason"),
}
DONE: Final[dict[Status, str | Promise]] = {
    Status.REFUSED: gettext_lazy("Refused; the sender reads your reason."),
    Status.AGREED: gettext_lazy("Given back; the sender is told."),
    Status.DECLINED: gettext_lazy("It stays here; the sender reads your reason."),
}
ACTS: Final[dict[Status, Callable[..., object]]] = {
    Status.REFUSED: actions.refuse,
    Status.AGREED: actions.agree,
    Status.DECLINED: actions.decline,
}


@requires(Permission.REGISTER)
def arriving(request: HttpRequest, sending: int) -> HttpResponse:
    """The paper, its signatures, and the form that registers it; once registered, that is where it is."""
    desk = clerks_desk(request)
    row = sending_of(desk, sending, recipient=True)
    made = correspondence.find_registered(sending)
    if made and row.status is not Status.ASKED_BACK:
        return redirect("desk:incoming_one", incoming=made)
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            incoming = actions.register_sent(
                sending=sending, letter=_letter(form, row, desk), by=desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(FIELDS.get(type(refusal)) if type(refusal) in _ASKED else None, str(refusal))
        else:
            messages.success(request, _("Registered; the sender is told. Put it before the leader today."))
            return redirect("desk:incoming_one", incoming=incoming)
    return render(request, "desk/correspondence/arriving.html", _context(desk, row, form, made))


_ASKED: Final = frozenset({errors.SubjectMissing, errors.DueBeforeToday})


def _form(request: HttpRequest, row: SendingRow) -> SentForm:
    if request.method == "POST":
        return SentForm(request.POST)
    pages = correspondence.count_pages(row.id)
    return SentForm(initial={"subject": row.subject, "urgency": row.urgency.value, "pages": pages})


def _letter(form: SentForm, row: SendingRow, desk: Desk) -> actions.Letter:
    sender = sender_of(desk, row)
    return letter_of(form, row, sender=sender, day=desk.day)


def _context(desk: Desk, row: SendingRow, form: SentForm, made: int | None) -> dict[str, Any]:
    steps = correspondence.list_steps(row, by=desk.by)
    tag, word = STATUS_TAGS[row.status]
    judged = judge(_kept(row)) if _is_pdf(row) else None
    is_open = row.status in {Status.SENT, Status.ARRIVED}
    return {
        "row": row,
        "form": form if is_open else None,
        "tag": tag,
        "word": word,
        "steps": [
            _button(row, status) for status in ACTS if status in steps and not (made and _ends(status))
        ],
        "refuse": _button(row, Status.REFUSED),
        "asked": _asked(row),
        "amendments": lines_of(correspondence.list_amendments([row.id]).get(row.id, [])),
        "judged": judged,
        "facts": _facts(desk, row),
        "files": _files(row, is_good=judged is not None and judged.is_good),
        "proof": reverse("desk:sending_proof", args=[row.id]) if row.is_from_outside else "",
        "sheets": [
            (number, reverse("desk:arriving_sheet", args=[row.id, number]))
            for number in range(1, correspondence.count_pages(row.id) + 1)
            if _is_pdf(row)
        ],
        "crumbs": base_crumbs(row.title),
    }


def _is_pdf(row: SendingRow) -> bool:
    return _kept(row).media_type == FileType.PDF.media_type


def _files(row: SendingRow, *, is_good: bool) -> list[Evidence]:
    """The document, then what is attached to it under its sender's own names, each with what protects it."""
    attached = get_files(row.files)
    held = judge_attached(_kept(row), list(attached.values()), is_good=is_good)
    return [
        Evidence(
            title=row.title,
            url=reverse("desk:arriving_file", args=[row.id]),
            warnings=warnings_of(_kept(row).marks),
        ),
        *(
            Evidence(
                title=in_vietnamese(attached[file].name),
                url=reverse("desk:arriving_attached", args=[row.id, file]),
                status=held[file].tag if file in held else "",
                word=held[file].word if file in held else "",
                warnings=warnings_of(attached[file].marks),
            )
            for file in row.files
            if file in attached
        ),
    ]


def _ends(status: Status) -> bool:
    """What is registered is returned from its own page."""
    return status is Status.REFUSED


def _button(row: SendingRow, status: Status) -> Link:
    slug = next(slug for slug, one in STEPS.items() if one is status)
    return Link(TITLES[status], reverse("desk:arriving_deed", args=[row.id, slug]))


def _asked(row: SendingRow) -> str:
    """Why the sender asks for it back."""
    if row.status is not Status.ASKED_BACK:
        return ""
    words = correspondence.list_words(row.id)
    return next((one.reason for one in reversed(words) if one.status is Status.ASKED_BACK), "")


def sender_of(desk: Desk, row: SendingRow) -> str:
    return row.outside or desk.names([row.sender]).get(row.sender, row.sender)


def _facts(desk: Desk, row: SendingRow) -> list[Fact]:
    sender = sender_of(desk, row)
    outside = [Fact(_("Code on the axis"), organ_of(row.sender))] if row.is_from_outside else []
    return [
        Fact(_("Who sent it"), write_name(sender)),
        *outside,
        Fact(_("Its number and day"), f"{row.code} · {write_day(row.dated)}"),
        Fact(_("Signed by"), write_name(row.signer_name)),
        Fact(_("Sent at"), write_moment(clock.local(row.recorded_at))),
        Fact(_("Digest of the file (SHA-256)"), row.digest[:16] + "…"),
    ]


def _kept(row: SendingRow) -> FileRow:
    kept = get_file(row.file)
    if kept is None:
        raise Http404
    return kept


@requires(Permission.REGISTER)
def paper(request: HttpRequest, sending: int) -> HttpResponse:
    """The very bytes that were sealed."""
    row = sending_of(clerks_desk(request), sending, recipient=True)
    return download(row.file, may_read=lambda kept: kept.digest == row.digest)  # type: ignore[return-value]


@requires(Permission.REGISTER)
def attached(request: HttpRequest, sending: int, file: int) -> HttpResponse:
    row = sending_of(clerks_desk(request), sending, recipient=True)
    return download(file, may_read=lambda kept: kept.id in row.files)  # type: ignore[return-value]


@requires(Permission.REGISTER)
def sheet(request: HttpRequest, sending: int, number: int) -> HttpResponse:
    return picture(_kept(sending_of(clerks_desk(request), sending, recipient=True)), number)


@requires(Permission.REGISTER)
def deed(request: HttpRequest, sending: int, word: str) -> HttpResponse:
    """Refuse, give back or keep: what the table does not allow now leads back to where it stands."""
    if (status := STEPS.get(word)) is None:
        raise Http404
    desk = clerks_desk(request)
    row = sending_of(desk, sending, recipient=True)
    back = reverse("desk:incoming_waiting")
    if status not in correspondence.list_steps(row, by=desk.by) and row.status is not Status.SENT:
        if request.method == "POST":
            messages.info(request, _stands(row))
        return redirect(back)
    needs_reason = status is not Status.AGREED
    form = ReasonForm(request.POST or None) if needs_reason else forms.Form(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            ACTS[status](sending=sending, **form.cleaned_data, by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(DONE[status]))
            return redirect(back)
    title = str(TITLES[status])
    context = {
        "row": row,
        "form": form if needs_reason else None,
        "title": title,
        "asked": _asked(row),
        "back": reverse("desk:arriving", args=[sending]),
        "crumbs": base_crumbs(row.title, title),
    }
    return render(request, "desk/correspondence/answering.html", context)


def _stands(row: SendingRow) -> str:
    return _("It stands so: %(status)s.") % {"status": STATUS_TAGS[row.status][1]}


urlpatterns = [
    path("arriving/<int:sending>/", arriving, name="arriving"),
    path("arriving/<int:sending>/document.pdf", paper, name="arriving_file"),
    path("arriving/<int:sending>/files/<int:file>/", attached, name="arriving_attached"),
    path("arriving/<int:sending>/pages/<int:number>.png", sheet, name="arriving_sheet"),
    path("arriving/<int:sending>/<slug:word>/", deed, name="arriving_deed"),
]
