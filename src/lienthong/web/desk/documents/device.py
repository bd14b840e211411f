"""With a device at the officer's own desk: its certificate is taken into use, and it signs through the bridge.

The page speaks to the bridge, a program on the officer's machine; the PIN is typed there and comes nowhere near here.
"""

import base64
import binascii
from collections.abc import Callable
from functools import partial
from typing import Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.connectors.trust.client import current_helpers
from lienthong.domain.documents import actions
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.actions import Started
from lienthong.domain.documents.errors import NotNow
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.errors import TokenSilent
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.permissions import can_use
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.documents.page import DocumentPage, desk_of, document_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

_SALT: Final = "documents.device"
_PATIENCE: Final = 600
"""Seconds between what goes to the device and what comes back: a PIN is typed meanwhile."""


class DeviceForm(forms.Form):
    """Filled in by the page's script from what the bridge tells."""

    handle = forms.CharField(max_length=200, widget=forms.HiddenInput)
    certificate = forms.CharField(max_length=20_000, widget=forms.HiddenInput)

    def clean_certificate(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["certificate"], validate=True)
        except (binascii.Error, ValueError) as fault:
            raise forms.ValidationError(gettext_lazy("The device's certificate cannot be read.")) from fault


@requires(Permission.FOLLOW)
def enrol(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not can_use(desk.by, holders.account(desk.by.account)):
        raise Http404
    return _enrol(request, desk.by, actions.enrol_device, _("Use the device at my desk"))


@requires(Permission.REGISTER)
def enrol_agency(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not can_use(desk.by, holders.agency(desk.by.agency)):
        raise Http404
    return _enrol(request, desk.by, actions.enrol_agency_device, _("Use the agency's device at my desk"))


def _enrol(request: HttpRequest, by: Actor, act: Callable[..., int], title: str) -> HttpResponse:
    form = DeviceForm(request.POST if request.method == "POST" else None)
    faults: list[str] = []
    if request.method == "POST":
        faults = _enrolled(form, by, act)
        if not faults:
            messages.success(request, _("The device is taken into use. Its key and its PIN stay with you."))
            return redirect("desk:keys")
    crumbs = [
        Link(_("Documents"), reverse("desk:documents")),
        Link(_("Signing keys"), reverse("desk:keys")),
        Link(title),
    ]
    context = {"title": title, "faults": faults, "crumbs": crumbs, "bridge": bridge()}
    return render(request, "desk/documents/device.html", context)


def _enrolled(form: DeviceForm, by: Actor, act: Callable[..., int]) -> list[str]:
    """Why not; nothing when it is done."""
    if not form.is_valid():
        return [_("No certificate came from the device. Plug it in, start its program and look again.")]
    given = form.cleaned_data
    try:
        act(certificate=given["certificate"], handle=given["handle"], by=by, at=clock.now())
    except Refusal as refusal:
        return [str(refusal)]
    except ValueError:
        return [_("The device's certificate cannot be read.")]
    return []


@require_POST
@requires(Permission.FOLLOW)
def begin(request: HttpRequest, document: int) -> HttpResponse:
    """For the page's script: what the device must sign, and what it must bring back with it."""
    page = document_page(request, document, Verb.SIGNED)
    read = actions.Read(document, number_in(request.POST.get("version", "")) or 0)
    return _begun(page, partial(actions.begin, read=read, kind=TokenKind.BRIDGE))


@require_POST
@requires(Permission.REGISTER)
def begin_seal(request: HttpRequest, document: int) -> HttpResponse:
    """As ``begin``, with the agency's device; the number is given here."""
    page = document_page(request, document, Verb.NUMBERED)
    return _begun(page, partial(actions.begin_seal, document=document, kind=TokenKind.BRIDGE))


def _begun(page: DocumentPage, act: Callable[..., Started]) -> HttpResponse:
    try:
        started = act(helpers=current_helpers(), by=page.desk.by, at=clock.now())
    except Refusal as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=409)
    items = [
        {"name": name, "content": base64.b64encode(part.content).decode()}
        for name, part in zip(_names(page, started), started.parts, strict=True)
    ]
    return JsonResponse({"certificate": started.handle, "items": items, "started": _sealed(started)})


def _names(page: DocumentPage, started: Started) -> list[str]:
    """What the officer is shown by the bridge: the document, then what goes with it."""
    titles = {one.file: f"{page.row.title}: {one.title}" for one in page.version.content.attachments}
    document = f"{page.row.title} {page.row.subject}".strip()
    return [titles.get(part.file, document)[:200] for part in started.parts]


@require_POST
@requires(Permission.FOLLOW)
def take(request: HttpRequest, document: int) -> HttpResponse:
    """For the page's script: one of many that the device has signed. Sent twice it is taken once."""
    page = document_page(request, document)
    by = page.desk.by
    if not any(documents.is_theirs(page.row, verb, by=by) for verb in (Verb.SIGNED, Verb.SEALED)):
        raise Http404
    try:
        finish(request, page)
    except NotNow as late:
        newest = documents.list_happenings(document)[-1]
        if newest.verb not in (Verb.SIGNED, Verb.SEALED) or newest.account != by.account:
            return JsonResponse({"refusal": str(late)}, status=409)
    except Refusal as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=409)
    return JsonResponse({})


def finish(request: HttpRequest, page: DocumentPage) -> None:
    """Raises a Refusal."""
    started = _opened(request.POST.get("started", ""))
    try:
        made = [base64.b64decode(one, validate=True) for one in request.POST.get("made", "").split(",")]
    except (binascii.Error, ValueError) as fault:
        raise TokenSilent from fault
    if started.document != page.row.id:
        raise TokenSilent
    actions.finish(started=started, made=made, helpers=current_helpers(), by=page.desk.by, at=clock.now())


def bridge() -> str:
    """Where the page finds the program on the officer's own machine."""
    return str(settings.LIENTHONG_BRIDGE)


def _sealed(started: Started) -> str:
    """It travels through the browser and back: signed, so that nothing in it can be changed there."""
    return signing.dumps(started.told(), salt=_SALT, compress=True)


def _opened(text: str) -> Started:
    try:
        told = signing.loads(text, salt=_SALT, max_age=_PATIENCE)
    except signing.BadSignature as fault:
        raise TokenSilent from fault
    return Started.of(told)


urlpatterns = [
    path("keys/device/", enrol, name="key_enrol_device"),
    path("keys/agency/device/", enrol_agency, name="key_enrol_agency_device"),
    path("<int:document>/sign/begin/", begin, name="document_sign_begin"),
    path("<int:document>/issue/begin/", begin_seal, name="document_issue_begin"),
    path("<int:document>/device/take/", take, name="document_device_take"),
]
