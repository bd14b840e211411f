"""With a PIN, a device or a telephone: the leader reads and signs one document; the clerk numbers and seals it."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.connectors.trust.client import current_helpers, current_status, current_trust
from lienthong.domain.documents import actions
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.errors import NotNow
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import State, Verb
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import get_file
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.errors import CertificateRefused
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.queries import KeyRow, list_keys
from lienthong.spine.signatures.trust import check_certificate
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.documents import device, telephone
from lienthong.web.desk.documents.attachments import lines_of
from lienthong.web.desk.documents.document import sheets, slip
from lienthong.web.desk.documents.page import DocumentPage, come_late, document_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.words import write_day

SIGNED: Final = gettext_lazy("Signed. The clerk gives number and day.")
ISSUED: Final = gettext_lazy("Issued: numbered, entered in the register and signed for the agency.")


class PinForm(forms.Form):
    pin = forms.CharField(
        label=gettext_lazy("PIN of the key"),
        max_length=64,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "off", "inputmode": "numeric", "size": "14"}),
    )


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at before the signature; ``is_good`` None: only to be known."""

    words: str
    hint: str = ""
    is_good: bool | None = True


@requires(Permission.FOLLOW)
def sign(request: HttpRequest, document: int) -> HttpResponse:
    page = document_page(request, document, Verb.SIGNED)
    if Verb.SIGNED not in page.moves:
        return come_late(request, page, {Verb.SIGNED}, str(SIGNED))
    form, fault = _form(request), ""
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            asked = _sign(request, page, form)
        except NotNow:
            return come_late(request, page, {Verb.SIGNED}, str(SIGNED))
        except Refusal as refusal:
            fault = str(refusal)
        else:
            if asked:
                return redirect("desk:document_telephone", asked)
            messages.success(request, str(SIGNED))
            return redirect("desk:documents")
    if fault and form.is_bound:
        form.add_error("pin", fault)
    key = key_in_use(holders.account(page.desk.by.account))
    context = _context(page, form, key) | {
        "fault": fault if not form.is_bound else "",
        "begin": reverse("desk:document_sign_begin", args=[document]),
        "title": _("Read and sign"),
        "slip": slip(page),
        "button": _("Sign"),
        "may_return": Verb.RETURNED in page.moves,
    }
    return render(request, "desk/documents/signing.html", context)


def _form(request: HttpRequest) -> PinForm:
    """Bound where a PIN was typed, and neither a device nor a telephone signs."""
    is_elsewhere = "made" in request.POST or "telephone" in request.POST
    return PinForm(request.POST if request.method == "POST" and not is_elsewhere else None)


def _sign(request: HttpRequest, page: DocumentPage, form: PinForm) -> UUID | None:
    """With the PIN, or with what the device at the desk has made; else gives the question that is on the telephone.
    Raises a Refusal.
    """
    read = actions.Read(page.row.id, number_in(request.POST.get("version", "")) or 0)
    given: dict[str, Any] = {"helpers": current_helpers(), "by": page.desk.by, "at": clock.now()}
    if form.is_bound:
        actions.sign(read=read, pin=form.cleaned_data["pin"], **given)
        return None
    if key := telephone.key_asked(request):
        return actions.ask(key=key, read=[read], **given)
    device.finish(request, page)
    return None


def key_in_use(holder: holders.Holder) -> KeyRow | None:
    """The one that was taken into use last: kept here, on a device at the desk, or with a service."""
    return next(iter(list_keys(holder)), None)


@requires(Permission.REGISTER)
def issue(request: HttpRequest, document: int) -> HttpResponse:
    page = document_page(request, document, Verb.NUMBERED)
    verbs = {Verb.NUMBERED, Verb.SEALED}
    if not verbs & set(page.moves):
        return come_late(request, page, {Verb.SEALED}, str(ISSUED))
    form, fault = _form(request), ""
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            asked = _issue(request, page, form)
        except NotNow:
            return come_late(request, page, {Verb.SEALED}, str(ISSUED))
        except Refusal as refusal:
            fault = str(refusal)
            page = document_page(request, document, Verb.NUMBERED)
        else:
            if asked:
                return redirect("desk:document_telephone", asked)
            messages.success(request, str(ISSUED))
            return redirect(page.url)
    if fault and form.is_bound:
        form.add_error("pin", fault)
    key = key_in_use(holders.agency(page.row.agency))
    is_numbered = page.row.state is State.NUMBERED
    context = _context(page, form, key) | {
        "fault": fault if not form.is_bound else "",
        "begin": reverse("desk:document_issue_begin", args=[document]),
        "title": _("Seal it") if is_numbered else _("Number and seal"),
        "button": _("Sign for the agency") if is_numbered else _("Give the number and sign for the agency"),
        "may_return": Verb.RETURNED in page.moves,
    }
    return render(request, "desk/documents/signing.html", context)


def _issue(request: HttpRequest, page: DocumentPage, form: PinForm) -> UUID | None:
    """As ``_sign``."""
    given: dict[str, Any] = {"helpers": current_helpers(), "by": page.desk.by, "at": clock.now()}
    if form.is_bound:
        actions.issue(document=page.row.id, pin=form.cleaned_data["pin"], **given)
        return None
    if key := telephone.key_asked(request):
        return actions.ask_seal(key=key, documents=[page.row.id], **given)
    device.finish(request, page)
    return None


def _context(page: DocumentPage, form: PinForm, key: KeyRow | None) -> dict[str, Any]:
    return {
        "page": page,
        "row": page.row,
        "form": form,
        "sheets": sheets(page),
        "attached": lines_of(page),
        "slip": {},
        "checks": [*_checks(page), _certificate(key)],
        "has_key": key is not None,
        "bridge": device.bridge() if key and key.kind is TokenKind.BRIDGE else "",
        "handle": key.handle if key else "",
        "telephone": uuid4() if key and key.kind is TokenKind.REMOTE else "",
        "waits": documents.find_open_request(page.row.id, by=page.desk.by),
        "crumbs": page.crumbs(_("Signature")),
    }


def _checks(page: DocumentPage) -> list[Check]:
    row = page.row
    kept = get_file(row.file)
    digest = f"{kept.digest[:8]} … {kept.digest[-8:]}" if kept else ""
    signatory = documents.find_signatory(row.signer, row.agency, row.kind, page.desk.day)
    has_right = signatory is not None and signatory.block == page.version.block
    basis = (signatory.basis if signatory else "") or _("the head's own right")
    return [
        Check(_("This is the very file that is signed."), _("Fingerprint %(digest)s") % {"digest": digest}),
        Check(
            _("All nine parts are there; signed as %(block)s.") % {"block": page.version.block},
            basis if has_right else _("This right does not hold today."),
            is_good=has_right,
        ),
        *_with_it(page),
        Check(_("Number and day come after the signature, never before."), is_good=None),
    ]


def _with_it(page: DocumentPage) -> list[Check]:
    """That other files go with it, which stand below the pages."""
    if not (count := len(page.row.attached)):
        return []
    words = ngettext(
        "%(count)s file goes with it: read it too.", "%(count)s files go with it: read them too.", count
    )
    return [Check(words % {"count": count}, _("They stand below the pages of the document."), is_good=None)]


def _certificate(key: KeyRow | None) -> Check:
    if key is None:
        return Check(_("No key is enrolled here yet."), is_good=False)
    real = clock.real_now()
    trust = current_trust()
    believed = trust.knowing(key.chain)
    try:
        check_certificate(key.certificate, believed, real, current_status())
    except CertificateRefused as refusal:
        return Check(str(refusal), is_good=False)
    words = _("The certificate holds until %(day)s and is not revoked.") % {"day": write_day(key.until)}
    return Check(words, _("checked at %(time)s") % {"time": f"{clock.local(real):%H:%M}"})


urlpatterns = [
    path("<int:document>/sign/", sign, name="document_sign"),
    path("<int:document>/issue/", issue, name="document_issue"),
]
