"""Who asks: somebody signed in, a program with a token of theirs, or anybody."""

from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from lienthong.domain.accounts.queries import Scope
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of
from lienthong.web.entrance.tokens import actor_with, bearer


class ScopeLacking(Refusal):
    message = _("This token does not open “%(scope)s”. Make one that does on the page “Access tokens”.")


class Token(HttpBearer):
    """Tells the description that a token may be sent; ``caller`` is who reads it."""

    def authenticate(self, request: HttpRequest, token: str) -> str:  # noqa: ARG002  ninja's signature
        return token


def _anybody(request: HttpRequest) -> bool:  # noqa: ARG001
    return True


OPTIONAL: Final[dict[str, Any]] = {"auth": [Token(), _anybody], "openapi_extra": {"security": [{}]}}
"""Words of an operation that answers a program with a token more than it tells the public."""


def caller(request: HttpRequest, scope: Scope) -> Actor:
    """Raises TokenInvalid for a token that is none, ScopeLacking for one that opens other parts."""
    written = bearer(request)
    if not written:
        return actor_of(request)
    actor, scopes = actor_with(request, written)
    if scope not in scopes:
        raise ScopeLacking(scope=scope.value)
    request.actor = actor  # type: ignore[attr-defined]  # so that no cache keeps the answer
    return actor
