"""Coming in and going out: name or e-mail and password, a passkey, or an identity provider."""

from typing import Any

from allauth.account import views
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn.internal import flows
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.web.entrance import stash
from lienthong.web.entrance.access import public, signed_in
from lienthong.web.entrance.duties import during_duties
from lienthong.web.entrance.identity import list_providers


class SignIn(views.LoginView):  # type: ignore[misc]
    template_name = "entrance/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {
            "draft": stash.kept(self.request),
            "providers": list_providers(),
            "back": self.request.GET.get("next"),
        }
        return {**super().get_context_data(**kwargs), **own}


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]
    """The page's own address is kept through the passkey, as it is through the password."""

    def form_valid(self, form: Any) -> HttpResponse:
        proof = form.cleaned_data["credential"]
        login = Login(user=proof.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, proof, login)  # type: ignore[no-any-return]


@public
def lost_device(request: HttpRequest) -> HttpResponse:
    """What to do without the telephone or key: recovery codes, or the administrator of one's agency."""
    return render(request, "entrance/lost_device.html")


urlpatterns = [
    path("sign-in/", public(SignIn.as_view()), name="account_login"),
    path("sign-in/passkey/", public(PasskeySignIn.as_view()), name="mfa_login_webauthn"),
    path("sign-in/lost-device/", lost_device, name="lost_device"),
    path(
        "sign-in/closed/",
        public(views.AccountInactiveView.as_view(template_name="entrance/closed.html")),
        name="account_inactive",
    ),
    path(
        "sign-out/",
        during_duties(signed_in(views.LogoutView.as_view(template_name="entrance/sign_out.html"))),
        name="account_logout",
    ),
]
