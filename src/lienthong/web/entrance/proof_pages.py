"""Second factors: asked for after the password, confirmed before delicate changes, added and removed by their
owner.
"""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.views import ReauthenticateView
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from lienthong.domain.accounts import actions, queries
from lienthong.spine import clock
from lienthong.web.entrance.access import View, actor_of, public, signed_in
from lienthong.web.entrance.duties import during_duties


class _Recorded:
    """Puts the ledger row of a change into the change's own transaction."""

    request: HttpRequest
    what = ""
    kind = ""

    def form_valid(self, form: Any) -> HttpResponse:
        by = actor_of(self.request)
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            actions.note_second_factor(
                account=by.account, what=self.what, kind=self.kind, by=by, at=clock.now()
            )
        return response


class AddApplication(_Recorded, totp.ActivateTOTPView):  # type: ignore[misc]
    what, kind = "added", "totp"


class RemoveApplication(_Recorded, totp.DeactivateTOTPView):  # type: ignore[misc]
    what, kind = "removed", "totp"


class AddPasskey(_Recorded, passkeys.AddWebAuthnView):  # type: ignore[misc]
    what, kind = "added", "webauthn"


class RemovePasskey(_Recorded, passkeys.RemoveWebAuthnView):  # type: ignore[misc]
    what, kind = "removed", "webauthn"


class NewRecoveryCodes(_Recorded, recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    what, kind = "renewed", "recovery_codes"


def _page(view: type, template: str) -> View:
    shown: View = view.as_view(template_name=f"entrance/proofs/{template}.html")  # type: ignore[attr-defined]
    return during_duties(signed_in(shown))


@during_duties
@signed_in
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The unused codes. The library's own page would note the looking, which is a write on a GET."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    kept = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    if kept is None:
        raise Http404
    context = {
        "unused_codes": kept.wrap().get_unused_codes(),
        "total_count": settings.MFA_RECOVERY_CODE_COUNT,
    }
    return render(request, "entrance/proofs/recovery.html", context)


@during_duties
@signed_in
def proofs(request: HttpRequest) -> HttpResponse:
    """The person's second factors and what can be done with each."""
    rows = queries.list_proofs(actor_of(request).account)
    context = {
        "authenticator": next((row for row in rows if row.kind == "totp"), None),
        "recovery": next((row for row in rows if row.kind == "recovery_codes"), None),
        "passkeys": [row for row in rows if row.kind == "webauthn"],
    }
    return render(request, "entrance/proofs/list.html", context)


@during_duties
@signed_in
def passkey_list(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Where the library goes after a change of passkeys; they stand on the page of all second factors."""
    return redirect("mfa_index")


urlpatterns = [
    path(
        "sign-in/second-step/",
        public(base.AuthenticateView.as_view(template_name="entrance/proofs/second_step.html")),
        name="mfa_authenticate",
    ),
    path("confirm/password/", _page(ReauthenticateView, "confirm"), name="account_reauthenticate"),
    path("confirm/code/", _page(base.ReauthenticateView, "confirm"), name="mfa_reauthenticate"),
    path(
        "confirm/passkey/",
        _page(passkeys.ReauthenticateWebAuthnView, "confirm_passkey"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("profile/proofs/", proofs, name="mfa_index"),
    path("profile/proofs/application/", _page(AddApplication, "application"), name="mfa_activate_totp"),
    path(
        "profile/proofs/application/remove/",
        _page(RemoveApplication, "application_remove"),
        name="mfa_deactivate_totp",
    ),
    path("profile/proofs/recovery/", recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "profile/proofs/recovery/new/",
        _page(NewRecoveryCodes, "recovery_new"),
        name="mfa_generate_recovery_codes",
    ),
    path("profile/proofs/passkeys/", passkey_list, name="mfa_list_webauthn"),
    path("profile/proofs/passkeys/add/", _page(AddPasskey, "passkey_add"), name="mfa_add_webauthn"),
    path(
        "profile/proofs/passkeys/<int:pk>/name/",
        _page(passkeys.EditWebAuthnView, "passkey_name"),
        name="mfa_edit_webauthn",
    ),
    path(
        "profile/proofs/passkeys/<int:pk>/remove/",
        _page(RemovePasskey, "passkey_remove"),
        name="mfa_remove_webauthn",
    ),
]
