"""A citizen opens an account: by telephone with a password, or by e-mail, whose letter leads to the password."""

from typing import Any, Final

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from lienthong.domain.accounts import actions, queries
from lienthong.domain.accounts.errors import NameTaken, PasswordRefused
from lienthong.domain.parties.queries import normal_email, normal_phone
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.entrance.address import client_address
from lienthong.web.entrance.forms import NewPasswordForm

REGISTERING: Final = "registering"
"""In the session: name and telephone, until the password is chosen on the next page."""


class WhoForm(forms.Form):
    full_name = forms.CharField(
        label=gettext_lazy("Your full name"),
        help_text=gettext_lazy("As on your citizen card."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name", "size": "32"}),
    )
    reached = forms.CharField(
        label=gettext_lazy("Mobile number or e-mail address"),
        help_text=gettext_lazy("With it you sign in from now on."),
        max_length=254,
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "size": "28"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def clean_reached(self) -> str:
        """A telephone or an address in the one form in which it is kept."""
        told = self.cleaned_data["reached"]
        found = normal_email(told) if "@" in told else normal_phone(told)
        if not found or found.startswith("+"):
            raise forms.ValidationError(
                _("“%(told)s” is neither a mobile number such as 0905118277 nor an e-mail address.")
                % {"told": told}
            )
        return found


@public
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    if not actor_of(request).is_anonymous:
        return redirect("my")
    form = WhoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="register")
        return refused or _go_on(request, form)
    return render(request, "portal/mine/register.html", {"form": form})


def _go_on(request: HttpRequest, form: WhoForm) -> HttpResponse:
    name, reached = clean(form.cleaned_data["full_name"]), form.cleaned_data["reached"]
    if "@" in reached:
        actions.register_by_letter(full_name=name, email=reached, by=_nobody(request), at=clock.now())
        return render(request, "portal/mine/letter.html", {"email": reached})
    if queries.find_account(reached):
        form.add_error("reached", _taken())
        return render(request, "portal/mine/register.html", {"form": form})
    request.session[REGISTERING] = {"name": name, "phone": reached}
    return redirect("register_password")


def _taken() -> str:
    return _("This number has an account already. Sign in with it; if the password is lost, call 1022.")


@public
@never_cache
def password(request: HttpRequest) -> HttpResponse:
    """The second page: nothing is opened before a good password is chosen."""
    told = request.session.get(REGISTERING)
    if not actor_of(request).is_anonymous:
        return redirect("my")
    if not isinstance(told, dict):
        return redirect("register")
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="register")
        if refused:
            return refused
        if account := _open(request, form, told):
            del request.session[REGISTERING]
            return _enter(request, account)
    return render(request, "portal/mine/password.html", {"form": form, "phone": told["phone"]})


def _open(request: HttpRequest, form: NewPasswordForm, told: dict[str, str]) -> str:
    """The new account; "" when the form says why not."""
    try:
        return actions.register(
            full_name=told["name"],
            phone=told["phone"],
            password=form.cleaned_data["password"],
            by=_nobody(request),
            at=clock.now(),
        )
    except PasswordRefused as refusal:
        form.add_error("password", str(refusal))
    except NameTaken:
        form.add_error(None, _taken())
    return ""


def _enter(request: HttpRequest, account: str) -> HttpResponse:
    user = queries.get_user(account)
    record_authentication(request, user, method="password")
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=reverse("my")))
    return answer


def _nobody(request: HttpRequest) -> Actor:
    return Actor(account="", name="", origin=f"web {client_address(request)}")


urlpatterns = [
    path("register/", register, name="register"),
    path("register/password/", password, name="register_password"),
]
