"""The forms of sign-in, in our words. What they check is django-allauth's."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_PASSWORD = 128


def _code_input() -> forms.TextInput:
    return forms.TextInput(
        {"autocomplete": "one-time-code", "inputmode": "numeric", "size": "12", "autofocus": True}
    )


def _password(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": autocomplete, "spellcheck": "false"}),
    )


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Sign-in name or work e-mail"),
            max_length=254,
            widget=forms.TextInput(
                {
                    "autocomplete": "username webauthn",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                    "autofocus": True,
                }
            ),
        )
        self.fields["password"] = _password(
            _("Password"), "current-password", _("Pasting from a password manager works.")
        )
        self.order_fields(["login", "password"])


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password(_("Your password"), "current-password")


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits from the authenticator application, or one of your recovery codes."),
        max_length=20,
        widget=_code_input(),
    )


class ConfirmCodeForm(MfaReauthenticateForm):  # type: ignore[misc]
    code = forms.CharField(
        label=_("Code"), help_text=CodeForm.base_fields["code"].help_text, max_length=20, widget=_code_input()
    )


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    code = forms.CharField(
        label=_("Code that the application shows"),
        help_text=_("Six digits."),
        max_length=8,
        widget=_code_input(),
    )


class _Sturdy:
    """A forged or broken answer of a device is refused in words; the library lets some of them through as
    faults.
    """

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (KeyError, TypeError, ValueError, AttributeError):
            raise get_adapter().validation_error("incorrect_code") from None


class PasskeySignInForm(_Sturdy, LoginWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyStepForm(_Sturdy, AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyConfirmForm(_Sturdy, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(
        label=_("What to call this device"),
        help_text=_("For example: office computer."),
        max_length=60,
        required=False,
    )
    passwordless = forms.BooleanField(
        label=_("Let this device sign in by itself, without the password"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        try:
            typed: dict[str, Any] = super().clean()
        except (KeyError, TypeError, ValueError, AttributeError):
            raise get_adapter().validation_error("incorrect_code") from None
        return typed


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("What to call this device"), max_length=60)


class LoginNameForm(forms.Form):
    login = forms.CharField(
        label=_("Sign-in name or work e-mail"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


class NewPasswordForm(forms.Form):
    password = _password(
        _("New password"),
        "new-password",
        _("At least 12 characters. A few words that do not belong together are easy to keep in mind."),
    )
    again = _password(_("The same password again"), "new-password")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("password") and typed.get("again") and typed["password"] != typed["again"]:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        return typed


class ChangePasswordForm(NewPasswordForm):
    """``user`` proves itself with the password it has."""

    current = _password(_("The password you have now"), "current-password")
    field_order = ("current", "password", "again")

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():
            del self.fields["current"]

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise forms.ValidationError(_("This is not the password you have now."))
        return current
