"""With a key that a signing service keeps: it is taken into use, and asks on the person's telephone before it signs.

Pages never speak with the service while a document is signed: a job does, and the page that waits looks every two
seconds how far it is.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lienthong.connectors.remote_signing import client as service
from lienthong.domain.documents import actions
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.errors import RequestNotFound
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import RequestRow, RequestState, Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.permissions import can_use
from lienthong.web.desk.documents.page import desk_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

TAGS: Final[dict[RequestState, tuple[str, str | Promise]]] = {
    RequestState.NEW: ("in_progress", pgettext_lazy("telephone", "On its way to the service")),
    RequestState.WAITING: ("to_sign", pgettext_lazy("telephone", "Waits for your telephone")),
    RequestState.MADE: ("in_progress", pgettext_lazy("telephone", "The signature is being entered")),
    RequestState.DONE: ("done", pgettext_lazy("telephone", "Over")),
    RequestState.DECLINED: ("overdue", pgettext_lazy("telephone", "Declined on the telephone")),
    RequestState.WITHDRAWN: (
        "not_applicable",
        pgettext_lazy("telephone", "Withdrawn. If the telephone still asks, decline there too"),
    ),
    RequestState.LAPSED: ("overdue", pgettext_lazy("telephone", "Not answered in time")),
    RequestState.LOST: (
        "overdue",
        pgettext_lazy("telephone", "It was confirmed, but the signature did not arrive. Sign again"),
    ),
    RequestState.VOID: (
        "overdue",
        pgettext_lazy("telephone", "The key or the position with which it was asked has ended meanwhile"),
    ),
}


class ServiceForm(forms.Form):
    user = forms.CharField(
        label=gettext_lazy("Your name at the signing service"),
        max_length=100,
        help_text=gettext_lazy("What you sign in to its app with: mostly the number of your identity card."),
        widget=forms.TextInput({"autocomplete": "off", "size": "24"}),
    )


class AgencyServiceForm(ServiceForm):
    user = forms.CharField(
        label=gettext_lazy("The agency's name at the signing service"),
        max_length=100,
        help_text=gettext_lazy("Mostly its tax code."),
        widget=forms.TextInput({"autocomplete": "off", "size": "24"}),
    )


@requires(Permission.FOLLOW)
def enrol(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not (service.is_connected() and can_use(desk.by, holders.account(desk.by.account))):
        raise Http404
    form = ServiceForm(request.POST if request.method == "POST" else None)
    return _enrol(request, form, desk.by, actions.enrol_telephone, _("Sign by telephone"))


@requires(Permission.REGISTER)
def enrol_agency(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    if not (service.is_connected() and can_use(desk.by, holders.agency(desk.by.agency))):
        raise Http404
    form = AgencyServiceForm(request.POST if request.method == "POST" else None)
    title = _("Sign for the agency by telephone")
    return _enrol(request, form, desk.by, actions.enrol_agency_telephone, title)


def _enrol(
    request: HttpRequest, form: forms.Form, by: Actor, act: Callable[..., int], title: str
) -> HttpResponse:
    if form.is_valid():
        try:
            act(user=form.cleaned_data["user"], by=by, at=clock.now())
        except Refusal as refusal:
            form.add_error("user", str(refusal))
        else:
            messages.success(request, _("Taken into use. From now on the question comes to the telephone."))
            return redirect("desk:keys")
    crumbs = [
        Link(_("Documents"), reverse("desk:documents")),
        Link(_("Signing keys"), reverse("desk:keys")),
        Link(title),
    ]
    context = {"form": form, "title": title, "crumbs": crumbs, "is_stand_in": service.is_stand_in()}
    return render(request, "desk/documents/telephone_enrol.html", context)


@never_cache
@requires(Permission.FOLLOW)
def waiting(request: HttpRequest, question: UUID) -> HttpResponse:
    row = _found(question, desk_of(request).by)
    return render(request, "desk/documents/telephone.html", _context(row))


@require_POST
@requires(Permission.FOLLOW)
def look(request: HttpRequest, question: UUID) -> HttpResponse:
    """Asked by the page itself, which stays as it is while nothing has changed; by a button where no script runs."""
    row = _found(question, desk_of(request).by)
    if row.is_open:
        actions.wake()
    if "HX-Request" not in request.headers:
        return redirect("desk:document_telephone", question)
    if request.POST.get("seen") == _seen(row):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "desk/documents/telephone.html", _context(row))


@require_POST
@requires(Permission.FOLLOW)
def withdraw(request: HttpRequest, question: UUID) -> HttpResponse:
    try:
        actions.withdraw(key=question, by=desk_of(request).by, at=clock.now())
    except RequestNotFound as absent:
        raise Http404(str(absent)) from absent
    return redirect("desk:document_telephone", question)


def key_asked(request: HttpRequest) -> UUID | None:
    """Of a form that asks for a question on the telephone."""
    try:
        return UUID(request.POST.get("telephone", ""))
    except ValueError:
        return None


def _found(key: UUID, by: Actor) -> RequestRow:
    try:
        return documents.get_request(key, by=by)
    except RequestNotFound as absent:
        raise Http404(str(absent)) from absent


def _seen(row: RequestRow) -> str:
    """How the page shows it."""
    return f"{row.state} {row.is_silent} {row.is_confirmed} {len(row.items)} {row.signed}"


def _context(row: RequestRow) -> dict[str, object]:
    tag, word = TAGS[row.state]
    single = row.items[0].row.id if len(row.items) == 1 else 0
    again = "desk:document_issue" if row.verb is Verb.SEALED else "desk:document_sign"
    return {
        "request_row": row,
        "title": _title(row),
        "seen": _seen(row),
        "again": reverse(again, args=[single]) if single and not row.signed else "",
        "tag": tag,
        "word": word,
        "done": pgettext("document state", "Issued") if row.verb is Verb.SEALED else _("Signed"),
        "until": clock.local(row.until),
        "may_withdraw": row.state in {RequestState.NEW, RequestState.WAITING},
        "is_stand_in": service.is_stand_in(),
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(_("By telephone"))],
    }


def _title(row: RequestRow) -> str:
    if row.state is RequestState.MADE:
        return _("Confirmed")
    if row.is_open:
        return _("Confirm on your telephone")
    if row.state is not RequestState.DONE:
        return _("Nothing was signed")
    if row.verb is Verb.SEALED:
        words = ngettext("%(count)s document issued", "%(count)s documents issued", row.signed)
    else:
        words = ngettext("%(count)s document signed", "%(count)s documents signed", row.signed)
    return words % {"count": row.signed}


urlpatterns = [
    path("keys/telephone/", enrol, name="key_enrol_telephone"),
    path("keys/agency/telephone/", enrol_agency, name="key_enrol_agency_telephone"),
    path("telephone/<uuid:question>/", waiting, name="document_telephone"),
    path("telephone/<uuid:question>/look/", look, name="document_telephone_look"),
    path("telephone/<uuid:question>/withdraw/", withdraw, name="document_telephone_withdraw"),
]
