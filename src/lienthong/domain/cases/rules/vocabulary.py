"""The closed lists of the room: stored codes, each with a label apart."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.cases.rules.moves import State


class Channel(StrEnum):
    """How it came; the State counts by it. ON_BEHALF: an officer filed it online for somebody at the counter."""

    COUNTER = "COUNTER"
    ONLINE = "ONLINE"
    POST = "POST"
    ON_BEHALF = "ON_BEHALF"


class ReturnBy(StrEnum):
    """How the result reaches the applicant."""

    COUNTER = "COUNTER"
    POST = "POST"
    ELECTRONIC = "ELECTRONIC"


CHANNEL_LABELS: dict[Channel, Promise] = {
    Channel.COUNTER: _("At the counter"),
    Channel.ONLINE: _("Online"),
    Channel.POST: _("By public post"),
    Channel.ON_BEHALF: _("Online, filed by an officer for the applicant"),
}
RETURN_LABELS: dict[ReturnBy, Promise] = {
    ReturnBy.COUNTER: _("At the one-stop"),
    ReturnBy.POST: _("By public post"),
    ReturnBy.ELECTRONIC: _("As an electronic document"),
}
STATE_LABELS: dict[State, Promise] = {
    State.FILED: pgettext_lazy("case", "Filed online, not answered"),
    State.TURNED_AWAY: pgettext_lazy("case", "Not received"),
    State.RECEIVED: pgettext_lazy("case", "Received"),
    State.HANDLING: pgettext_lazy("case", "Being handled"),
    State.WAITING_PAPERS: pgettext_lazy("case", "Waiting for papers"),
    State.WAITING_DUTY: pgettext_lazy("case", "Waiting for a financial duty"),
    State.TO_SIGN: pgettext_lazy("case", "Waiting for the signature"),
    State.SIGNED: pgettext_lazy("case", "Result signed"),
    State.READY: pgettext_lazy("case", "Result at the one-stop"),
    State.GIVEN: pgettext_lazy("case", "Result given"),
    State.WITHDRAWN: pgettext_lazy("case", "Withdrawn"),
    State.STOPPED: pgettext_lazy("case", "Stopped"),
    State.DENIED: pgettext_lazy("case", "Refused"),
}
