"""The clerk enters what came: what stands on it, its files, by when it is owed; and puts right what was mistyped.

The form goes to the upload process, which keeps the files first and answers with the form itself when something is
missing: nothing that was typed or sent is lost. Of a secret document nothing is kept.
"""

from datetime import date
from typing import Any, BinaryIO, Final, cast
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.correspondence import actions, errors
from lienthong.domain.correspondence.actions import FILE, Letter
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import IncomingRow, SendingRow, Verb
from lienthong.domain.documents.queries import KINDS, Kind, Urgency
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import MB
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.correspondence.page import (
    Desk,
    IncomingPage,
    base_crumbs,
    clerks_desk,
    come_late,
    incoming_page,
)
from lienthong.web.desk.hats import key_of, urgencies
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField

MOST_FILES: Final = 12
FIELDS: Final[dict[type[Refusal], str]] = {
    errors.SenderMissing: "sender",
    errors.SubjectMissing: "subject",
    errors.FromTheFuture: "dated",
    errors.DueBeforeToday: "due",
    errors.RegisteredAlready: "symbol",
    errors.SecretIncoming: "degree",
}
"""Which field a refusal speaks of."""
DEGREES: Final = (
    ("", pgettext_lazy("degree", "Not secret")),
    ("MAT", pgettext_lazy("degree", "Confidential")),
    ("TOI_MAT", pgettext_lazy("degree", "Secret")),
    ("TUYET_MAT", pgettext_lazy("degree", "Top secret")),
)


class SentForm(forms.Form):
    """What the clerk adds to a document that another agency of the house sent."""

    subject = forms.CharField(
        label=gettext_lazy("Abstract"),
        max_length=2_000,
        help_text=gettext_lazy("What it is about, as it stands on it."),
        widget=forms.Textarea({"rows": "2"}),
    )
    urgency = urgencies()
    pages = forms.IntegerField(
        label=gettext_lazy("Number of pages"),
        min_value=1,
        max_value=5_000,
        initial=1,
        widget=forms.TextInput({"size": "5", "inputmode": "numeric", "autocomplete": "off"}),
    )
    due = DayField(
        label=gettext_lazy("To be answered by"),
        required=False,
        help_text=gettext_lazy("Leave it empty when the document asks for no day."),
    )


class LetterForm(SentForm):
    """A document that came from outside, as the clerk reads it off."""

    sender = forms.CharField(
        label=gettext_lazy("Who sent it"),
        max_length=300,
        help_text=gettext_lazy("Agency or person, with its whole name."),
        widget=forms.TextInput({"size": "48"}),
    )
    symbol = forms.CharField(
        label=gettext_lazy("Its number and symbol"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("As on the document, for example 123/STC-NS; empty when it has none."),
        widget=forms.TextInput({"size": "24", "autocomplete": "off"}),
    )
    dated = DayField(label=gettext_lazy("Day on the document"))
    kind = forms.ChoiceField(
        label=pgettext_lazy("document", "Kind of document"),
        choices=[(kind.value, row.name) for kind, row in KINDS.items()],
        initial=Kind.LETTER.value,
        widget=forms.Select({"lang": "vi"}),
    )
    arrived_on = DayField(label=gettext_lazy("Day it came"))
    degree = forms.ChoiceField(
        label=gettext_lazy("Secrecy"),
        choices=DEGREES,
        required=False,
        help_text=gettext_lazy(
            "Secret documents may not come in here, neither their files nor their abstracts."
        ),
    )

    field_order = (
        "sender", "symbol", "dated", "kind", "subject", "urgency", "degree", "arrived_on", "pages", "due",
    )  # fmt: skip

    def letter(self, files: tuple[int, ...] = ()) -> Letter:
        given = dict(self.cleaned_data)
        is_secret = bool(given.pop("degree"))
        given.pop("reason", None)
        told = {"kind": Kind(given["kind"]), "urgency": Urgency(given["urgency"])}
        return Letter(**given | told, files=files, is_secret=is_secret)


class CorrectForm(LetterForm):
    reason = forms.CharField(
        label=gettext_lazy("Why it is corrected"), max_length=1_000, widget=forms.Textarea({"rows": "2"})
    )


def letter_of(form: SentForm, row: SendingRow, *, sender: str, day: date) -> Letter:
    """Of what came through the house: sender, number and day are what was sent."""
    given = dict(form.cleaned_data)
    given["urgency"] = Urgency(given["urgency"])
    return Letter(sender=sender, symbol=row.code, dated=row.dated, kind=row.kind, arrived_on=day, **given)


@requires(Permission.REGISTER)
def new(request: HttpRequest) -> HttpResponse:
    desk = clerks_desk(request)
    return _page(request, LetterForm(initial={"arrived_on": desk.day}), uuid4(), [])


@require_POST
@requires(Permission.REGISTER)
def upload(request: HttpRequest) -> HttpResponse:
    """Called in the upload process when the whole form is here."""
    desk, key, form = clerks_desk(request), key_of(request), LetterForm(request.POST)
    if _is_secret(form):
        return _page(request, LetterForm(initial={"arrived_on": desk.day}), uuid4(), [], is_secret=True)
    files, faults = _files(request, desk)
    if form.is_valid() and not faults:
        try:
            made = actions.register(
                key=key,
                letter=form.letter(tuple(file.id for file in files)),
                despite_twin="despite" in request.POST,
                by=desk.by,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(FIELDS.get(type(refusal)), str(refusal))
            return _page(request, form, key, files, is_twin=isinstance(refusal, errors.RegisteredAlready))
        messages.success(request, _("Registered. Put it before the leader today."))
        return redirect("desk:incoming_one", incoming=made)
    for fault in faults:
        form.add_error(None, fault)
    return _page(request, form, key, files)


def _is_secret(form: LetterForm) -> bool:
    """Asked before any file is kept, whatever else is wrong with the form."""
    form.is_valid()
    given, day = form.cleaned_data, clock.today()
    told = Letter(
        sender=str(given.get("sender", "")),
        symbol=str(given.get("symbol", "")),
        subject=str(given.get("subject", "")),
        dated=day,
        arrived_on=day,
        kind=Kind.LETTER,
        is_secret=bool(form.data.get("degree")),
    )
    try:
        actions.refuse_secret(told)
    except errors.SecretIncoming:
        return True
    return False


def _files(request: HttpRequest, desk: Desk) -> tuple[list[FileRow], list[str]]:
    """Those kept before, then those sent now; and why some of the latter were refused."""
    before = [number_in(text) for text in request.POST.getlist("file")]
    kept = actions.own_files([file for file in before if file], desk.by)
    faults = []
    for one in request.FILES.getlist("upload")[: MOST_FILES - len(kept)]:
        try:
            content = cast(BinaryIO, one)
            kept.append(
                actions.receive_file(content=content, name=one.name or "", by=desk.by, at=clock.now())
            )
        except Refusal as refusal:
            faults.append(f"{one.name}: {refusal}")
    return kept, faults


def _page(
    request: HttpRequest,
    form: LetterForm,
    key: UUID,
    files: list[FileRow],
    *,
    is_twin: bool = False,
    is_secret: bool = False,
) -> HttpResponse:
    title = _("Register a document")
    context = {
        "form": form,
        "title": title,
        "key": key,
        "files": files,
        "is_twin": is_twin,
        "secret": str(errors.SecretIncoming()) if is_secret else "",
        "use": FILE,
        "megabytes": FILE.max_bytes // MB,
        "action": settings.LIENTHONG_STREAM_ORIGIN + reverse("desk:incoming_upload"),
        "back": reverse("desk:incoming"),
        "crumbs": base_crumbs(title),
    }
    answer = render(request, "desk/correspondence/registering.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@requires(Permission.REGISTER)
def correct(request: HttpRequest, incoming: int) -> HttpResponse:
    page = incoming_page(request, incoming, Verb.CORRECTED)
    done = _("Corrected; what stood there before is kept in the story.")
    if Verb.CORRECTED not in page.moves:
        return come_late(request, page, {Verb.CORRECTED}, done)
    form = _correct_form(request, page)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(
                incoming=incoming,
                letter=form.letter(),
                reason=form.cleaned_data["reason"],
                by=page.desk.by,
                at=clock.now(),
            )
        except errors.NotNow:
            return come_late(request, page, {Verb.CORRECTED}, done)
        except Refusal as refusal:
            form.add_error(FIELDS.get(type(refusal)), str(refusal))
        else:
            messages.success(request, done)
            return redirect(page.url)
    title = _("Correct the entry")
    context = {"form": form, "title": title, "back": page.url, "crumbs": page.crumbs(title)}
    return render(request, "desk/correspondence/registering.html", context)


def _correct_form(request: HttpRequest, page: IncomingPage) -> CorrectForm:
    form = CorrectForm(request.POST) if request.method == "POST" else CorrectForm(initial=_told(page.row))
    fixed = ("sender", "symbol", "dated", "kind") if page.row.sending else ()
    for name in ("arrived_on", *fixed):
        form.fields[name].disabled = True
        form.initial = {**_told(page.row), **form.initial}
    return form


def _told(row: IncomingRow) -> dict[str, Any]:
    names = ("sender", "symbol", "dated", "kind", "subject", "urgency", "pages", "due", "arrived_on")
    return {name: getattr(row, name) for name in names}


urlpatterns = [
    path("incoming/new/", new, name="incoming_new"),
    path("incoming/<int:incoming>/correct/", correct, name="incoming_correct"),
]
uploads = [path("uploads/incoming/", upload, name="incoming_upload")]
