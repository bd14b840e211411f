"""Passwords: forgotten, chosen on the link of a letter, replaced by their owner."""

from allauth.core import ratelimit
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from lienthong.domain.accounts import actions, queries
from lienthong.domain.accounts.errors import LinkSpent, PasswordRefused
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of, public, signed_in
from lienthong.web.entrance.address import client_address
from lienthong.web.entrance.duties import during_duties
from lienthong.web.entrance.forms import ChangePasswordForm, LoginNameForm, NewPasswordForm


@public
def forgotten(request: HttpRequest) -> HttpResponse:
    """Says the same whether the account exists or not; only its owner's mailbox knows."""
    form = LoginNameForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "entrance/password/forgotten.html", {"form": form})
    login = form.cleaned_data["login"]
    if refused := ratelimit.consume_or_429(request, action="reset_password", key=login.lower()):
        return refused  # type: ignore[no-any-return]
    actions.ask_reset(login=login, by=_nobody(request), at=clock.now())
    return render(request, "entrance/password/asked.html")


@public
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    account = queries.account_of_link(token)
    if account is None:
        return render(request, "entrance/password/spent.html", status=410)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST":
        if refused := ratelimit.consume_or_429(request, action="reset_password_from_key"):
            return refused  # type: ignore[no-any-return]
        if form.is_valid() and _set_by_link(request, form, token):
            return redirect("password_set")
    return render(request, "entrance/password/choose.html", {"form": form, "account": account})


@public
def done(request: HttpRequest) -> HttpResponse:
    return render(request, "entrance/password/set.html")


@during_duties
@signed_in
def change(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid() and _replace(request, form):
        return render(request, "entrance/password/changed.html")
    return render(request, "entrance/password/change.html", {"form": form})


def _set_by_link(request: HttpRequest, form: NewPasswordForm, token: str) -> bool:
    try:
        actions.set_password_by_link(
            token=token, password=form.cleaned_data["password"], by=_nobody(request), at=clock.now()
        )
    except (PasswordRefused, LinkSpent) as refused:
        form.add_error("password", str(refused))
        return False
    return True


def _replace(request: HttpRequest, form: ChangePasswordForm) -> bool:
    by = actor_of(request)
    try:
        fingerprint = actions.replace_password(
            account=by.account,
            password=form.cleaned_data["password"],
            but=request.session.session_key or "",
            by=by,
            at=clock.now(),
        )
    except PasswordRefused as refused:
        form.add_error("password", str(refused))
        return False
    old_key = request.session.session_key or ""
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = fingerprint  # this session goes on, under a new key
    actions.note_session_renamed(old_key=old_key, new_key=request.session.session_key or "")
    return True


def _nobody(request: HttpRequest) -> Actor:
    return Actor(account="", name="", origin=f"web {client_address(request)}")


urlpatterns = [
    path("account/password/forgotten/", forgotten, name="account_reset_password"),
    path("account/password/set/", done, name="password_set"),
    path("account/password/change/", change, name="account_change_password"),
    path("account/password/<str:token>/", by_link, name="password_by_link"),
]
