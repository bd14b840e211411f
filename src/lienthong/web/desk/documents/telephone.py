"""With a key that a signing service keeps: it is taken into use, and asks on the person's telephone before it signs.

The page that waits asks the service every two seconds; whoever leaves it is served by a job.
"""

from collections.abc import Callable
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
from lienthong.connectors.trust.client import current_helpers
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
    RequestState.MADE: (
        "in_progress",
        pgettext_lazy("telephone", "Confirmed, the signature is being entered"),
    ),
    RequestState.DONE: ("done", pgettext_lazy("telephone", "Over")),
    RequestState.DECLINED: ("overdue", pgettext_lazy("telephone", "Declined")),
    RequestState.WITHDRAWN: ("not_applicable", pgettext_lazy("telephone", "Withdrawn")),
    RequestState.LAPSED: ("overdue", pgettext_lazy("telephone", "Not answered in time")),
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
    """Asked by the page itself, and by a button where no script runs."""
    by = desk_of(request).by
    _found(question, by)
    advance(question, by)
    if "HX-Request" not in request.headers:
        return redirect("desk:document_telephone", question)
    return render(request, "desk/documents/telephone.html", _context(_found(question, by)))


@require_POST
@requires(Permission.FOLLOW)
def withdraw(request: HttpRequest, question: UUID) -> HttpResponse:
    try:
        actions.withdraw(key=question, by=desk_of(request).by, at=clock.now())
    except RequestNotFound as absent:
        raise Http404(str(absent)) from absent
    return redirect("desk:document_telephone", question)


def advance(key: UUID, by: Actor) -> None:
    actions.advance(key=key, helpers=current_helpers(), by=by, at=clock.now())


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


def _context(row: RequestRow) -> dict[str, object]:
    tag, word = TAGS[row.state]
    title = _title(row)
    return {
        "request_row": row,
        "title": title,
        "tag": tag,
        "word": word,
        "done": pgettext("document state", "Issued") if row.verb is Verb.SEALED else _("Signed"),
        "until": clock.local(row.until),
        "may_withdraw": row.state in {RequestState.NEW, RequestState.WAITING},
        "is_stand_in": service.is_stand_in(),
        "crumbs": [Link(_("Documents"), reverse("desk:documents")), Link(_("By telephone"))],
    }


def _title(row: RequestRow) -> str:
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
