"""What is told, how a message reads, and when an address that does not answer is left in peace. No ORM, no clock."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

BOTH_KEYS: Final = timedelta(hours=24)
"""How long messages are signed with the old secret too, after a new one was made."""
FAILING: Final = timedelta(days=3)
"""After how long without a message taken an address is paused."""
PATIENCE: Final = 5
REST: Final = timedelta(minutes=1)
"""After so many failures one after the other an address is called at most once in so long."""
KEPT: Final = timedelta(days=30)
"""How long a message that was taken can be looked at."""


class Kind(StrEnum):
    """What a message tells of; the words are promised to receivers."""

    TEST = "test"
    RECEIVED = "case.received"
    MOVED = "case.moved"
    SUPPLEMENT_ASKED = "case.supplement_asked"
    SUPPLEMENT_RECEIVED = "case.supplement_received"
    PAUSED = "case.paused"
    RESUMED = "case.resumed"
    REAPPOINTED = "case.reappointed"
    SIGNED = "case.result_signed"
    READY = "case.result_ready"
    RETURNED = "case.result_returned"
    WITHDRAWN = "case.withdrawn"
    STOPPED = "case.stopped"
    DENIED = "case.denied"


KIND_LABELS: Final[dict[Kind, Promise]] = {
    Kind.TEST: pgettext_lazy("message", "Test message"),
    Kind.RECEIVED: pgettext_lazy("message", "Case received"),
    Kind.MOVED: pgettext_lazy("message", "Case moved to another step"),
    Kind.SUPPLEMENT_ASKED: pgettext_lazy("message", "Further papers asked for"),
    Kind.SUPPLEMENT_RECEIVED: pgettext_lazy("message", "Further papers brought"),
    Kind.PAUSED: pgettext_lazy("message", "Waiting for a financial duty"),
    Kind.RESUMED: pgettext_lazy("message", "Handled again after the financial duty"),
    Kind.REAPPOINTED: pgettext_lazy("message", "Another day promised"),
    Kind.SIGNED: pgettext_lazy("message", "Result signed"),
    Kind.READY: pgettext_lazy("message", "Result at the one-stop"),
    Kind.RETURNED: pgettext_lazy("message", "Result returned to the applicant"),
    Kind.WITHDRAWN: pgettext_lazy("message", "Case withdrawn"),
    Kind.STOPPED: pgettext_lazy("message", "Handling stopped"),
    Kind.DENIED: pgettext_lazy("message", "Case refused"),
}

KIND_OF: Final[Mapping[str, Kind]] = {
    "RECEIVED": Kind.RECEIVED,
    "HANDED_OVER": Kind.MOVED,
    "SENT_BACK": Kind.MOVED,
    "PUT_TO_SIGN": Kind.MOVED,
    "SUPPLEMENT_ASKED": Kind.SUPPLEMENT_ASKED,
    "SUPPLEMENT_RECEIVED": Kind.SUPPLEMENT_RECEIVED,
    "PAUSED": Kind.PAUSED,
    "RESUMED": Kind.RESUMED,
    "REAPPOINTED": Kind.REAPPOINTED,
    "SIGNED": Kind.SIGNED,
    "BROUGHT": Kind.READY,
    "GIVEN": Kind.RETURNED,
    "WITHDRAWN": Kind.WITHDRAWN,
    "STOPPED": Kind.STOPPED,
    "DENIED": Kind.DENIED,
}
"""By the verb of a case's event; what is not here stays inside the house, or happens before a case has a number."""


class Paused(StrEnum):
    """Why an address hears nothing for the time being."""

    BY_HAND = "BY_HAND"
    FAILING = "FAILING"
    GONE = "GONE"


def write(*, key: str, kind: Kind, at: datetime, subject: str, data: Mapping[str, Any]) -> str:
    """The message as it is sent, each time the same."""
    told = {"id": key, "type": kind.value, "time": at, "subject": subject, "data": dict(data)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)


def rest_after(failures: int) -> timedelta:
    return REST if failures >= PATIENCE else timedelta(0)


def must_pause(failing_since: datetime, now: datetime) -> bool:
    return now - failing_since >= FAILING
