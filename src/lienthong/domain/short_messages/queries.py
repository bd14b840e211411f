"""Which messages wait, were refused or did not arrive; what is still to be asked of those that went out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count

from lienthong.domain.parties.queries import phone_of
from lienthong.domain.short_messages.models import ShortMessage, Trial
from lienthong.domain.short_messages.rules import (
    AGAIN,
    CHANNEL_LABELS,
    FAULT_LABELS,
    MOST_TRIES,
    SENTENCES,
    STATE_LABELS,
    VALID,
    Channel,
    Occasion,
    State,
)

__all__ = [
    "CHANNEL_LABELS",
    "FAULT_LABELS",
    "SENTENCES",
    "STATE_LABELS",
    "Channel",
    "Occasion",
    "Row",
    "State",
    "count_by_state",
    "get_message",
    "list_open",
    "list_to_ask",
    "waits_for_code",
]

SHOWN: Final = 100
ASKED_FOR: Final = timedelta(days=3)
"""Networks keep what became of a message for about this long."""
MOST_ASKED: Final = 500


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    party: int
    key: str
    subject: str
    code: str
    occasion: Occasion
    state: State
    attempt: int
    channel: Channel | None
    reference: str
    fault: str
    made_at: datetime
    sent_at: datetime | None

    @property
    def may_be_sent_again(self) -> bool:
        return self.state in AGAIN


def get_message(message: int) -> Row | None:
    row = ShortMessage.objects.filter(pk=message).first()
    return _row(row) if row else None


def list_open() -> list[Row]:
    """What did not go out or did not arrive, the newest first; bounded."""
    rows = ShortMessage.objects.exclude(state__in=[State.SENT.value, State.DELIVERED.value]).order_by("-id")
    return [_row(row) for row in rows[:SHOWN]]


def count_by_state() -> dict[State, int]:
    counted = ShortMessage.objects.order_by().values_list("state").annotate(n=Count("id"))
    return {State(state): n for state, n in counted}


def list_to_ask(at: datetime) -> list[Row]:
    """Taken lately, and nothing is known of them since; the oldest first."""
    rows = ShortMessage.objects.filter(state=State.SENT.value, sent_at__gt=at - ASKED_FOR).order_by("sent_at")
    return [_row(row) for row in rows[:MOST_ASKED]]


def waits_for_code(party: int, at: datetime) -> str:
    """The number to which a code was sent that may still be typed; "" without one."""
    row = Trial.objects.filter(party=party, tries__lt=MOST_TRIES, made_at__gte=at - VALID).first()
    return phone_of(row.contact) if row else ""


def _row(row: ShortMessage) -> Row:
    return Row(
        id=row.pk,
        party=row.party,
        key=row.key,
        subject=row.subject,
        code=row.code,
        occasion=Occasion(row.occasion),
        state=State(row.state),
        attempt=row.attempt,
        channel=Channel(row.channel) if row.channel else None,
        reference=row.reference,
        fault=row.fault,
        made_at=row.made_at,
        sent_at=row.sent_at,
    )
