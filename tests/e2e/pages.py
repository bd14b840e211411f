"""The list of pages, taken from the addresses themselves; what no page is, with its reason; an example in each gap."""

import re
from collections.abc import Callable
from enum import StrEnum

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from lienthong.config.demo import PASSWORD, PEOPLE
from lienthong.config.roles import ROLES
from lienthong.domain.accounts import queries as accounts
from tests.consistency.test_routes import ROUTES
from tests.factories.province import SLUG


class NoPage(StrEnum):
    """Why an address is no page that a person reads."""

    SENT_TO = "forms are sent there: a plain visit is refused"
    LEADS_ON = "leads on to another address"
    TAKEN_AWAY = "a file to take away"
    FOR_MACHINES = "read by machines"
    ELSEWHERE = "there only where identity providers are set up"


SKIPPED: dict[str, NoPage] = {
    "healthz": NoPage.FOR_MACHINES,
    "readyz": NoPage.FOR_MACHINES,
    "metrics": NoPage.FOR_MACHINES,
    "sign-in/passkey/": NoPage.LEADS_ON,
    "profile/proofs/passkeys/": NoPage.LEADS_ON,
    "sign-in/with/<slug:provider>/": NoPage.SENT_TO,
    "sign-in/with/<slug:provider>/back/": NoPage.ELSEWHERE,
    "draft/send/": NoPage.SENT_TO,
    "draft/drop/": NoPage.SENT_TO,
    "session/stay/": NoPage.SENT_TO,
    "profile/hat/": NoPage.SENT_TO,
    "profile/sessions/<int:session>/end/": NoPage.SENT_TO,
    "profile/sessions/end-others/": NoPage.SENT_TO,
    "language/": NoPage.SENT_TO,
    "plans/<slug:slug>/plan.<str:kind>": NoPage.TAKEN_AWAY,
    "uploads/plans/": NoPage.SENT_TO,
    "api/v1/openapi.json": NoPage.FOR_MACHINES,
    "api/v1/plans/": NoPage.FOR_MACHINES,
    "api/v1/plans/<slug>": NoPage.FOR_MACHINES,
    "api/v1/plans/<slug>/tasks": NoPage.FOR_MACHINES,
    "api/v1/agencies/": NoPage.FOR_MACHINES,
    "api/v1/agencies/<code>": NoPage.FOR_MACHINES,
    "api/v1/": NoPage.FOR_MACHINES,
    "api/v1/^.*$": NoPage.FOR_MACHINES,
}

EXAMPLES: dict[str, str] = {
    "<slug:slug>": SLUG,
    "<slug>": SLUG,
    "<str:ref>": "I.1",
    "<str:code>": "GL-SNV",
    "<code>": "GL-SNV",
    "<str:kind>": "docx",
    "<slug:provider>": "none",
    "<int:session>": "1",
}
"""One for each gap of a route. A gap that means different things in different routes gets a name of its own there."""


def _after_password(client: Client) -> str:
    """Somebody with a second factor, between the two steps."""
    client.logout()
    TOTP.activate(accounts.get_user(_account("platform_administrator")), generate_totp_secret())
    client.post("/sign-in/", {"login": _username("platform_administrator"), "password": PASSWORD})
    return "/sign-in/second-step/"


def _link_of_letter(client: Client) -> str:
    token = accounts.link_token(_account("citizen"), accounts.INVITATION)
    return f"/account/password/{token}/"


def _with_application(address: str) -> Callable[[Client], str]:
    def prepare(client: Client) -> str:
        user = accounts.get_user(_account("plan_monitor"))
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
        return address

    return prepare


def _with_passkey(address: str) -> Callable[[Client], str]:
    def prepare(client: Client) -> str:
        row = Authenticator.objects.create(
            user=accounts.get_user(_account("plan_monitor")),
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "máy cơ quan", "credential": {}},
        )
        return address.format(key=row.pk)

    return prepare


def _form_sent_too_late(client: Client) -> str:
    """A form that was sent after the session had ended waits until its writer has signed in again."""
    client.logout()
    client.post("/profile/hat/", {"note": "Ý kiến viết cả buổi sáng"})
    client.post("/sign-in/", {"login": _username("plan_monitor"), "password": PASSWORD})
    return "/draft/"


STATES: dict[str, Callable[[Client], str]] = {
    "sign-in/second-step/": _after_password,
    "account/password/<str:token>/": _link_of_letter,
    "confirm/code/": _with_application("/confirm/code/"),
    "confirm/passkey/": _with_passkey("/confirm/passkey/"),
    "profile/proofs/application/remove/": _with_application("/profile/proofs/application/remove/"),
    "profile/proofs/recovery/": _with_application("/profile/proofs/recovery/"),
    "profile/proofs/recovery/new/": _with_application("/profile/proofs/recovery/new/"),
    "profile/proofs/passkeys/<int:pk>/name/": _with_passkey("/profile/proofs/passkeys/{key}/name/"),
    "profile/proofs/passkeys/<int:pk>/remove/": _with_passkey("/profile/proofs/passkeys/{key}/remove/"),
    "draft/": _form_sent_too_late,
}
"""Pages that are there in a certain state only: brings it about and tells the address."""

PAGES = [route for route in ROUTES if route not in SKIPPED]


def address_of(route: str) -> str:
    """Raises KeyError naming the gap that has no example yet."""
    return "/" + re.sub("<[^>]+>", lambda gap: EXAMPLES[gap[0]], route)


def fitting_role(route: str) -> str:
    """The first role that may see the page; "" for a page that is everybody's."""
    access = ROUTES[route].access
    if access == "public":
        return ""
    if access == "signed_in":
        return "plan_monitor"
    return next(role.name for role in ROLES if access in role.permissions)


def signed_in(role: str) -> Client:
    """A browser in which the demonstration's person of ``role`` has signed in; a stranger's for ""."""
    client = Client()
    if role:
        answer = client.post("/sign-in/", {"login": _username(role), "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
    return client


def _username(role: str) -> str:
    return next(person.username for person in PEOPLE if person.role == role)


def _account(role: str) -> str:
    account = accounts.find_account(_username(role))
    assert account
    return account.id
