"""Signing keys: one's own, and for the clerk the agency's. Enrolled under a PIN that nobody else ever learns."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lienthong.connectors.remote_signing import client as service
from lienthong.connectors.trust.client import current_authority, current_status, current_trust
from lienthong.domain.documents import actions
from lienthong.domain.documents.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.errors import CertificateRefused, PinTooShort
from lienthong.spine.signatures.permissions import can_use
from lienthong.spine.signatures.queries import KeyRow, get_key, list_keys
from lienthong.spine.signatures.trust import check_certificate, holder_of
from lienthong.web.desk.documents.page import Desk, desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import write_day, write_name


def _pin(label: Any, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": "new-password", "size": "14"})
    return forms.CharField(label=label, max_length=64, strip=False, widget=widget, **options)


class EnrolForm(forms.Form):
    pin = _pin(
        gettext_lazy("A PIN of your own"),
        help_text=gettext_lazy("At least 6 characters. Nobody can read it or give it back to you."),
    )
    again = _pin(gettext_lazy("The same PIN again"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("pin") and typed.get("again") and typed["pin"] != typed["again"]:
            self.add_error("again", _("The two PINs differ. Type the same one twice."))
        return typed


class EndForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("signing key", "Reason"),
        max_length=300,
        help_text=gettext_lazy("For example: the device was lost, the person moves on."),
        widget=forms.Textarea({"rows": "2"}),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A key as its holder sees it."""

    row: KeyRow
    tag: str
    word: str | Promise
    hint: str
    facts: tuple[Fact, ...]


@requires(Permission.FOLLOW)
def keys(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    own, agency = holders.account(desk.by.account), holders.agency(desk.by.agency)
    is_clerk = can_use(desk.by, agency)
    context = {
        "own": _shown_all(own),
        "own_before": [_fact_of_ended(row) for row in list_keys(own, ended=True) if row.ended_at],
        "may_enrol": can_use(desk.by, own) and current_authority() is not None,
        "may_use_device": can_use(desk.by, own),
        "has_service": service.is_connected(),
        "is_clerk": is_clerk,
        "agency": _shown_all(agency) if is_clerk else [],
        "agency_name": desk.agency_name,
        "has_authority": current_authority() is not None,
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(_("Signing keys"))],
    }
    return render(request, "desk/documents/keys.html", context)


@requires(Permission.FOLLOW)
def enrol(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not can_use(desk.by, holders.account(desk.by.account)):
        raise Http404
    return _enrol(request, desk, actions.enrol_own, _("Make a key of my own"))


@requires(Permission.REGISTER)
def enrol_agency(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not can_use(desk.by, holders.agency(desk.by.agency)):
        raise Http404
    return _enrol(request, desk, actions.enrol_agency, _("Make a key of the agency"))


def _enrol(request: HttpRequest, desk: Desk, act: Any, title: str) -> HttpResponse:
    form = EnrolForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(pin=form.cleaned_data["pin"], by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error("pin" if isinstance(refusal, PinTooShort) else None, str(refusal))
        else:
            messages.success(request, _("The key is ready. Keep the PIN to yourself."))
            return redirect("desk:keys")
    lead = _("The authority of the demonstration issues the certificate. A key that was in use before ends.")
    return _form(request, form, title, lead, "primary")


@requires(Permission.FOLLOW)
def end(request: HttpRequest, key: int) -> HttpResponse:
    desk = desk_of(request)
    row = get_key(key)
    if row is None or not can_use(desk.by, row.holder):
        raise Http404
    if row.ended_at:
        messages.success(request, _("The key is out of use."))
        return redirect("desk:keys")
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.end(key=key, reason=form.cleaned_data["reason"], by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("The key is out of use."))
            return redirect("desk:keys")
    lead = _("For good: the key is destroyed. What it signed stays valid.")
    return _form(request, form, _("End the key"), lead, "final")


def _form(request: HttpRequest, form: forms.Form, title: str, lead: str, kind: str) -> HttpResponse:
    crumbs = [
        Link(_("Documents"), reverse("desk:documents")),
        Link(_("Signing keys"), reverse("desk:keys")),
        Link(title),
    ]
    context = {"form": form, "title": title, "lead": lead, "kind": kind, "crumbs": crumbs}
    return render(request, "desk/documents/key.html", context)


def _shown_all(holder: holders.Holder) -> list[Shown]:
    return [_shown(row) for row in list_keys(holder)]


def _shown(row: KeyRow) -> Shown:
    said = holder_of(row.certificate)
    facts = (
        Fact(_("Holder"), write_name(row.name), hint=said.organisation),
        Fact(_("Valid"), f"{write_day(said.since)} – {write_day(said.until)}"),
        Fact(_("Certificate issued by"), said.issuer),
        Fact(pgettext("certificate", "Serial number"), row.serial),
        Fact(_("In use since"), write_day(clock.local(row.enrolled_at))),
    )
    tag, word, hint = _status(row)
    return Shown(row, tag, word, hint, facts)


def _status(row: KeyRow) -> tuple[str, str | Promise, str]:
    """Ready, locked, or why its certificate must not sign now."""
    if row.is_locked:
        words = _("Five wrong PINs locked it. End it and make a new one.")
        return "invalid_signature", pgettext("signing key", "Locked"), words
    trust = current_trust()
    believed = trust.knowing(row.chain)
    try:
        check_certificate(row.certificate, believed, clock.real_now(), current_status())
    except CertificateRefused as refusal:
        return "invalid_signature", pgettext("signing key", "Cannot sign"), str(refusal)
    return "done", pgettext("signing key", "Ready to sign"), ""


def _fact_of_ended(row: KeyRow) -> Fact:
    ended = write_day(clock.local(row.ended_at)) if row.ended_at else ""
    reason = _("replaced by a new key") if row.reason == "replaced" else row.reason
    return Fact(f"{_('Ended')} {ended}", reason, hint=row.serial)


urlpatterns = [
    path("keys/", keys, name="keys"),
    path("keys/new/", enrol, name="key_enrol"),
    path("keys/agency/", enrol_agency, name="key_enrol_agency"),
    path("keys/<int:key>/end/", end, name="key_end"),
]
