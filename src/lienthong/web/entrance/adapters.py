"""Where django-allauth asks us: our words, our addresses, our sessions, secrets encrypted at rest."""

import base64
import hashlib
import time
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lienthong.domain.accounts import queries
from lienthong.spine import log
from lienthong.spine.qr import draw_qr
from lienthong.web.entrance import metrics, sessions
from lienthong.web.entrance.address import client_address

logger = log.get_logger("lienthong.sign_in")
FRESH_SECONDS = 5 * 60
_WRONG = _(
    "The name or the password is not right. Check both; small and capital letters differ in the password."
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG,
        "email_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("Type the password you have now."),
        "incorrect_code": _("This code is not right or was used already. Wait for the next one and type it."),
        "rate_limited": _("Too many tries. Wait a few minutes, then go on."),
        "too_many_login_attempts": _("Too many tries. Wait 15 minutes, or choose a new password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say for themselves what was done; only errors without a page come through."""
        if kwargs.get("message"):
            super().add_message(*args, **kwargs)

    def send_mail(self, *_args: Any, **_more: Any) -> None:
        raise RuntimeError("letters are written by domain.accounts, never inside a request")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            metrics.SIGN_INS.labels("locked").inc()
            logger.warning("sign_in_locked", address=client_address(request))
            raise _locked_until(self._free_again_at(request, credentials)) from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        metrics.SIGN_INS.labels("refused").inc()
        logger.warning("sign_in_refused", address=client_address(request))

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        sessions.begin(request)
        metrics.SIGN_INS.labels("done").inc()
        logger.info("signed_in", account=user.public_id, address=client_address(request))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002
        """Not within five minutes of signing in: the person has just proved itself."""
        return time.time() - int(self.request.session.get(sessions.BEGAN, 0)) > FRESH_SECONDS

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only the passkey script asks for JSON; a form fetched by htmx is a page."""
        return request.headers.get("Accept") == "application/json"

    def _free_again_at(self, request: HttpRequest, credentials: dict[str, Any]) -> float:
        """Unix time at which the oldest counted failure no longer counts."""
        key, free = self._get_login_attempts_cache_key(request, **credentials), 0.0
        for rate in ratelimit.get_rates(app="allauth.account", action="login_failed"):
            name = ratelimit.get_cache_key(
                request, app="allauth.account", action="login_failed", rate=rate, key=key
            )
            failures = cache.get(name, [])
            if len(failures) >= rate.amount:
                free = max(free, failures[-1] + rate.duration)
        return free


def _locked_until(free: float) -> ValidationError:
    at = timezone.localtime(datetime.fromtimestamp(free, timezone.get_current_timezone()))
    minutes = max(1, round((at - timezone.localtime()).total_seconds() / 60 + 0.5))
    message = _(
        "Too many wrong tries, so this sign-in rests until %(time)s (%(minutes)d minutes). "
        "A passkey works at once, and “Forgotten password” too."
    )
    return ValidationError(
        message, code="too_many_login_attempts", params={"time": f"{at:%H:%M}", "minutes": minutes}
    )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _(
            "Officials need a second factor. Add another one first, then remove this one."
        ),
        "cannot_generate_recovery_codes": _("Add a second factor first; recovery codes stand in for it."),
    }

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def build_totp_svg(self, url: str) -> str:
        return draw_qr(url)

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Where a second factor is required, the last one stays."""
        user = authenticator.user
        if settings.LIENTHONG_SECOND_FACTOR != "required" or user.kind != queries.Kind.OFFICIAL:
            return True
        proofs = queries.list_proofs(user.public_id)
        return any(proof.id != authenticator.pk and proof.kind != "recovery_codes" for proof in proofs)

    def _get_site_name(self) -> str:
        return "Lienthong"


def _cipher() -> Fernet:
    key = hashlib.sha256(b"second-factor:" + settings.LIENTHONG_DATA_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
