"""What is done with short messages."""

from lienthong.domain.short_messages.actions.proving import ask_code, prove
from lienthong.domain.short_messages.actions.telling import (
    Told,
    connected,
    forget,
    refuse,
    report,
    send_again,
    take,
    tell,
)

__all__ = [
    "Told",
    "ask_code",
    "connected",
    "forget",
    "prove",
    "refuse",
    "report",
    "send_again",
    "take",
    "tell",
]
