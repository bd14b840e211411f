"""What a message says and how it goes. Sentences are short: Zalo takes 30 letters, an SMS 160 without marks."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(StrEnum):
    ZALO = "ZALO"
    SMS = "SMS"


class Occasion(StrEnum):
    RECEIVED = "RECEIVED"
    TURNED_AWAY = "TURNED_AWAY"
    SUPPLEMENT = "SUPPLEMENT"
    PAY = "PAY"
    LATE = "LATE"
    READY = "READY"
    GIVEN = "GIVEN"
    ENDED = "ENDED"
    PARCEL = "PARCEL"


class State(StrEnum):
    """WAITING: not taken by anybody yet. REFUSED: by the gateway, or nobody is reached any more. FAILED: taken, and
    reported as not arrived.
    """

    WAITING = "WAITING"
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    REFUSED = "REFUSED"
    FAILED = "FAILED"


SENTENCES: Final[Mapping[Occasion, str]] = {
    Occasion.RECEIVED: "Hồ sơ đã được tiếp nhận",
    Occasion.TURNED_AWAY: "Hồ sơ không được tiếp nhận",
    Occasion.SUPPLEMENT: "Hồ sơ cần bổ sung giấy tờ",
    Occasion.PAY: "Hồ sơ chờ nộp phí, lệ phí",
    Occasion.LATE: "Xin lỗi, hồ sơ có hẹn mới",
    Occasion.READY: "Hồ sơ đã có kết quả",
    Occasion.GIVEN: "Kết quả đã được trao",
    Occasion.ENDED: "Hồ sơ dừng giải quyết",
    Occasion.PARCEL: "Bưu gửi cần bạn xem lại",
}
CHANNEL_LABELS: Final[Mapping[Channel, str | Promise]] = {Channel.ZALO: "Zalo", Channel.SMS: "SMS"}
STATE_LABELS: Final[Mapping[State, str | Promise]] = {
    State.WAITING: pgettext_lazy("short message", "waits to be sent"),
    State.SENT: pgettext_lazy("short message", "sent"),
    State.DELIVERED: pgettext_lazy("short message", "arrived"),
    State.REFUSED: pgettext_lazy("short message", "refused"),
    State.FAILED: pgettext_lazy("short message", "did not arrive"),
}
NOBODY: Final = "NOBODY"
"""The fault of a message whose receiver took the consent or the telephone back meanwhile."""
UNCONNECTED: Final = "UNCONNECTED"
FAULT_LABELS: Final[Mapping[str, Promise]] = {
    NOBODY: _("The consent or the telephone was taken back meanwhile."),
    UNCONNECTED: _("No channel to which they agreed is connected."),
}
AGAIN: Final = frozenset({State.REFUSED, State.FAILED})
LONGEST_SMS: Final = 160
DIGITS: Final = 6
MOST_TRIES: Final = 5
VALID: Final = timedelta(minutes=10)
"""Of a code: five tries of a million in ten minutes."""


def ways(consented: Collection[Channel], connected: Collection[Channel]) -> tuple[Channel, ...]:
    """In the order in which they are tried: Zalo costs less and is written with marks."""
    return tuple(channel for channel in Channel if channel in consented and channel in connected)


def sms_text(plain_sentence: str, code: str, place: str) -> str:
    """One message without marks; where to look goes where the three would not fit."""
    told = f"{plain_sentence}. Ma ho so {code}."
    return whole if len(whole := f"{told} Xem {place}") <= LONGEST_SMS else told


def code_text(code: str) -> str:
    """Says what it is for, and that nobody asks for it."""
    return f"Ma xac nhan so dien thoai: {code}. Het han sau 10 phut. Can bo khong bao gio hoi ma nay."
