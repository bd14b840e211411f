"""Changes of second factors reach the ledger. A signal is the only place where the library tells of them."""

from typing import Any

from allauth.mfa import signals
from django.dispatch import Signal
from django.http import HttpRequest

from lienthong.domain.accounts import actions
from lienthong.spine import clock
from lienthong.web.entrance import hats


def listen() -> None:
    for signal, what in _told():
        signal.connect(_note(what), weak=False, dispatch_uid=f"entrance.{what}")


def _told() -> tuple[tuple[Signal, str], ...]:
    return (
        (signals.authenticator_added, "added"),
        (signals.authenticator_removed, "removed"),
        (signals.authenticator_reset, "renewed"),
    )


def _note(what: str) -> Any:
    def receive(*, request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
        by = hats.build(request, user.public_id, user.full_name)
        kind = str(authenticator.type)
        actions.note_second_factor(account=user.public_id, what=what, kind=kind, by=by, at=clock.now())

    return receive
