"""One's own page: name, hats, running sessions, proofs, linked identities, language."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from lienthong.domain.accounts import actions, queries
from lienthong.domain.documents.permissions import Permission as Documents
from lienthong.domain.organisations.queries import (
    SIGNING_LABELS,
    Hat,
    SigningForm,
    get_names,
    list_hats,
    list_signing_of,
)
from lienthong.spine import clock
from lienthong.web.entrance.access import actor_of, public, signed_in
from lienthong.web.entrance.hats import HAT
from lienthong.web.entrance.identity import list_providers


@dataclass(frozen=True, slots=True)
class HatChoice:
    """``key`` is what the session keeps; ``agency_name`` as of today."""

    key: int
    title: str
    agency_name: str
    is_worn: bool
    is_substitution: bool


@dataclass(frozen=True, slots=True)
class SigningShown:
    """A right to sign as its holder reads it; ``until`` is its last day, None without end."""

    agency_name: str
    form: str
    limits: str
    basis: str
    since: dt.date | None
    until: dt.date | None


@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "account": queries.get_account(actor.account),
        "hats": _hats(request),
        "signing": _signing(actor.account),
        "has_keys": bool(actor.agency) and actor.may(Documents.FOLLOW, actor.agency),
        "sessions": queries.list_sessions(actor.account),
        "this_session": request.session.session_key,
        "proofs": queries.list_proofs(actor.account),
        "identities": queries.list_identities(actor.account),
        "providers": list_providers(),
    }
    return render(request, "entrance/profile.html", context)


@require_POST
@signed_in
def wear(request: HttpRequest) -> HttpResponse:
    """Puts on another hat; only one of one's own."""
    chosen = request.POST.get("hat", "")
    if chosen not in {str(hat.key) for hat in _hats(request)}:
        raise Http404
    request.session[HAT] = int(chosen)
    return redirect("profile")


@require_POST
@signed_in
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    by = actor_of(request)
    if not actions.end_session(account=by.account, session=session, by=by, at=clock.now()):
        raise Http404
    return redirect("profile")


@require_POST
@signed_in
def end_others(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    actions.end_other_sessions(
        account=by.account, but=request.session.session_key or "", by=by, at=clock.now()
    )
    return redirect("profile")


def _signing(account: str) -> list[SigningShown]:
    rows, day = list_signing_of(account, clock.today()), clock.today()
    names = get_names({row.agency for row in rows}, day)
    return [
        SigningShown(
            names.get(row.agency, row.agency),
            str(SIGNING_LABELS[SigningForm(row.form)]),
            "; ".join(row.limits),
            row.basis,
            row.since,
            row.until - dt.timedelta(days=1) if row.until else None,
        )
        for row in rows
    ]


def _hats(request: HttpRequest) -> list[HatChoice]:
    """The first hat is worn until another one is chosen."""
    day = clock.today()
    hats = list_hats(actor_of(request).account, day)
    chosen = request.session.get(HAT)
    worn = next((hat for hat in hats if hat.position == chosen), hats[0] if hats else None)
    names = get_names([hat.agency for hat in hats], day) if hats else {}
    return [_choice(hat, names, hat is worn) for hat in hats]


def _choice(hat: Hat, names: dict[str, str], is_worn: bool) -> HatChoice:
    return HatChoice(
        hat.position, hat.title, names.get(hat.agency, hat.agency), is_worn, bool(hat.acting_for)
    )


urlpatterns = [
    path("profile/", profile, name="profile"),
    path("profile/hat/", wear, name="wear_hat"),
    path("profile/sessions/<int:session>/end/", end_session, name="end_session"),
    path("profile/sessions/end-others/", end_others, name="end_other_sessions"),
    path("language/", public(require_POST(set_language)), name="set_language"),
]
