"""Sign-in, second factor and sessions: the settings of django-allauth and of our own entrance, in one place."""

from typing import Any

from lienthong.config.environment import environment

ENV = environment()

AUTH_USER_MODEL = "accounts.Account"
APPS = [
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
