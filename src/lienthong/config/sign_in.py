"""Sign-in, second factor and sessions: the settings of django-allauth and of our own entrance, in one place.

All times here are technical and real. Why allauth does names, passwords, codes and passkeys but not OpenID
Connect is said in docs/adr/0011-sign-in.md.
"""

from typing import Any

from lienthong.config.environment import environment

ENV = environment()
_PRODUCTION = ENV.mode == "production"
_ORIGIN = ENV.public_origin or f"http://localhost:{ENV.port}"

AUTH_USER_MODEL = "accounts.Account"
APPS = ["allauth.account", "allauth.mfa", "allauth.usersessions"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:start"
LOGOUT_REDIRECT_URL = "account_login"
CSRF_FAILURE_VIEW = "lienthong.web.entrance.errors.stale_form"

# Passwords: length and common words decide; composition and rotation are the owner's choice (rules.py says
# why).
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": "lienthong.domain.accounts.rules.CommonWordsValidator"},
]
if ENV.password_composition:
    AUTH_PASSWORD_VALIDATORS.append({"NAME": "lienthong.domain.accounts.rules.CompositionValidator"})
LIENTHONG_PASSWORD_ROTATION_DAYS = ENV.password_rotation_days
LIENTHONG_PAGE_LINK = f"{_ORIGIN}{{path}}"
LIENTHONG_PASSWORD_LINK = f"{_ORIGIN}/account/password/{{token}}/"

ACCOUNT_ADAPTER = "lienthong.web.entrance.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are proved by the link in the invitation
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False  # a cookie without date; our own limits end the session
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
ACCOUNT_FORMS = {
    "login": "lienthong.web.entrance.forms.SignInForm",
    "reauthenticate": "lienthong.web.entrance.forms.ConfirmPasswordForm",
}
LOCKED_SECONDS = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",  # a whole office may stand behind one address at half past seven
    "login_failed": f"40/5m/ip,5/{LOCKED_SECONDS}s/key",
    "reauthenticate": "10/m/user",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "check_signatures": "60/m/ip",
    "begin_application": "60/m/ip",  # a one-stop lends its computers
    "attach_to_application": "120/m/ip",
    "resume_application": "20/m/ip,200/d/ip",
    "register": "10/h/ip,30/d/ip",
    "ask_own_data": "3/d/user",
    "ask_code": "5/h/user",
    "erase_own_account": "5/h/user",
    "follow_case": "20/m/ip,400/d/ip",
    "follow_question": "10/h/ip",  # as often the puzzle before a look-up is answered by hand
    "act_from_home": "30/m/ip,400/d/ip",
    "pay_order": "10/m/ip,200/d/ip",
    "post_wish": "10/m/ip,200/d/ip",
}

LIENTHONG_SECOND_FACTOR = ENV.second_factor or ("required" if _PRODUCTION else "offered")
MFA_ADAPTER = "lienthong.web.entrance.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Lienthong"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_RECOVERY_CODE_COUNT = 10
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _PRODUCTION  # http://localhost is a secure place for a browser only
MFA_FORMS = {
    "authenticate": "lienthong.web.entrance.forms.CodeForm",
    "reauthenticate": "lienthong.web.entrance.forms.ConfirmCodeForm",
    "activate_totp": "lienthong.web.entrance.forms.ActivateForm",
    "add_webauthn": "lienthong.web.entrance.forms.PasskeyForm",
    "login_webauthn": "lienthong.web.entrance.forms.PasskeySignInForm",
    "authenticate_webauthn": "lienthong.web.entrance.forms.PasskeyStepForm",
    "reauthenticate_webauthn": "lienthong.web.entrance.forms.PasskeyConfirmForm",
    "edit_webauthn": "lienthong.web.entrance.forms.PasskeyNameForm",
}

LIENTHONG_IDLE_SECONDS = ENV.session_idle_minutes * 60
LIENTHONG_SESSION_SECONDS = ENV.session_hours * 3600

# Rate counters are shared by all page workers and hosts; they may be lost in a crash, so the table is
# unlogged.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_counters",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = _PRODUCTION
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

LIENTHONG_TRUSTED_PROXIES = ENV.trusted_proxies
LIENTHONG_METRICS_ALLOWED = ENV.metrics_allowed
LIENTHONG_IDENTITY_PROVIDERS = ENV.identity_providers
LIENTHONG_FORM_WITH_FILES_BYTES = 12_000_000
LIENTHONG_WRITTEN_ON_GET = frozenset(
    {
        "django_session",
        "usersessions_usersession",
        "accounts_accesstoken",  # the day on which it was last used
        "rate_counters",
        "readings_reading",
    }
)
LIENTHONG_MAIL_URL = ENV.mail_url
LIENTHONG_MAIL_FROM = ENV.mail_from
