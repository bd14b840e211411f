"""Signing in with an identity provider, and linking its identity to an account.

Known identity: signed in. Unknown, and the provider may open accounts: a new account. Unknown otherwise: the
person signs in by other means and links the identity from the profile. Addresses and names never link
anything.
"""

import dataclasses
from functools import cache
from pathlib import Path

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from lienthong.connectors.oidc import client
from lienthong.connectors.oidc.messages import (
    Fault,
    IdentityRefused,
    Pending,
    Provider,
    Vouched,
    read_providers,
)
from lienthong.domain.accounts import actions, queries
from lienthong.domain.accounts.errors import AlreadyLinked
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import NoSuchBirth
from lienthong.domain.parties.exchange import read_birth
from lienthong.spine import clock, log
from lienthong.spine.actor import Actor, platform
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.entrance.address import client_address
from lienthong.web.entrance.guard import writes_on_get

logger = log.get_logger("lienthong.identity")
PENDING = "identity_pending"


def list_providers() -> list[Provider]:
    return list(_providers(settings.LIENTHONG_IDENTITY_PROVIDERS).values())


@cache
def _providers(file: str) -> dict[str, Provider]:
    return read_providers(Path(file)) if file else {}


def _provider(key: str) -> Provider:
    try:
        return _providers(settings.LIENTHONG_IDENTITY_PROVIDERS)[key]
    except KeyError:
        raise Http404 from None


@require_POST
@public
def begin(request: HttpRequest, provider: str) -> HttpResponse:
    """Sends the person to the provider; the session remembers the question and where to return to."""
    chosen = _provider(provider)
    try:
        url, pending = client.begin(chosen, _way_back(request, chosen))
    except IdentityRefused as refused:
        return _refuse(request, chosen, refused.fault)
    request.session[PENDING] = dataclasses.asdict(pending) | {"next": request.POST.get("next", "")}
    return HttpResponseRedirect(url)


@require_GET
@writes_on_get
@public
def back(request: HttpRequest, provider: str) -> HttpResponse:
    """The protocol's way back is a GET: the one page that may write on it. Its question is used up first."""
    chosen = _provider(provider)
    asked = request.session.pop(PENDING, None)
    if not asked or asked["provider"] != chosen.key:
        return _refuse(request, chosen, Fault.STATE)
    after = asked.pop("next")
    try:
        vouched = client.finish(chosen, Pending(**asked), request.GET.dict(), _way_back(request, chosen))
    except IdentityRefused as refused:
        return _refuse(request, chosen, refused.fault)
    if not actor_of(request).is_anonymous:
        return _link(request, chosen, vouched)
    return _sign_in(request, chosen, vouched, after)


def _sign_in(request: HttpRequest, provider: Provider, vouched: Vouched, after: str) -> HttpResponse:
    account = queries.find_identity(vouched.issuer, vouched.subject)
    if account is None and provider.opens and vouched.name:
        account = _open(request, provider, vouched)
    if account is None:
        return render(request, "entrance/identity/unknown.html", {"provider": provider}, status=403)
    actions.note_identity_used(issuer=vouched.issuer, subject=vouched.subject, level=vouched.level)
    _make_sure(account, provider, vouched)
    user = queries.get_user(account)
    record_authentication(request, user, method="identity", provider=provider.key, level=vouched.level)
    safe = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    login = Login(user=user, redirect_url=after if safe else None)
    return perform_login(request, login)  # type: ignore[no-any-return]


def _open(request: HttpRequest, provider: Provider, vouched: Vouched) -> str:
    by = Actor(account="", name=provider.label, origin=f"web {client_address(request)}")
    return actions.open_from_identity(
        issuer=vouched.issuer,
        subject=vouched.subject,
        label=provider.label,
        level=vouched.level,
        full_name=vouched.name,
        kind=vouched.kind or queries.Kind.CITIZEN,
        by=by,
        at=clock.now(),
    )


def _link(request: HttpRequest, provider: Provider, vouched: Vouched) -> HttpResponse:
    by = actor_of(request)
    try:
        actions.link_identity(
            account=by.account,
            issuer=vouched.issuer,
            subject=vouched.subject,
            label=provider.label,
            level=vouched.level,
            by=by,
            at=clock.now(),
        )
    except AlreadyLinked as refused:
        context = {"provider": provider, "refusal": str(refused)}
        return render(request, "entrance/identity/refused.html", context, status=409)
    _make_sure(by.account, provider, vouched)
    return redirect("profile")


def _make_sure(account: str, provider: Provider, vouched: Vouched) -> None:
    """A provider that tells the number of the card says whose the citizen's account is. Where our records know the
    number otherwise it stays open, and an officer looks at the card.
    """
    row = queries.get_account(account)
    if not vouched.number or row is None or row.kind != queries.Kind.CITIZEN:
        return
    try:
        draft = parties.Draft(
            name=vouched.name,
            numbers=(parties.Number("CCCD", vouched.number),),
            birth=_birth(vouched.birth),
        )
        parties.vouch(
            account=account,
            draft=draft,
            provider=provider.label,
            level=vouched.level,
            by=platform("identity"),
            at=clock.now(),
        )
    except Refusal as refusal:
        logger.warning("identity_not_made_sure", provider=provider.key, why=refusal.code)


def _birth(told: str) -> parties.Birth | None:
    """As providers write it: 12/05/1990 or 1990-05-12; what cannot be read is not known."""
    try:
        return read_birth("/".join(reversed(told.split("-"))))
    except NoSuchBirth:
        return None


def _refuse(request: HttpRequest, provider: Provider, fault: Fault) -> HttpResponse:
    logger.warning("identity_refused", provider=provider.key, fault=fault.value)
    status = 502 if fault == Fault.UNREACHABLE else 403
    context = {"provider": provider, "fault": fault.value}
    return render(request, "entrance/identity/refused.html", context, status=status)


def _way_back(request: HttpRequest, provider: Provider) -> str:
    return request.build_absolute_uri(reverse("identity_back", args=[provider.key]))


urlpatterns = [
    path("sign-in/with/<slug:provider>/", begin, name="identity_begin"),
    path("sign-in/with/<slug:provider>/back/", back, name="identity_back"),
]
