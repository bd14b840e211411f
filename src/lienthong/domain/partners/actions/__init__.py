"""What is done with systems, their addresses and messages."""

from lienthong.domain.partners.actions.registering import end, end_token, give_token, register
from lienthong.domain.partners.actions.sending import (
    NotTaken,
    Resting,
    forget_old,
    hold,
    note_taken,
    send_again,
)
from lienthong.domain.partners.actions.subscribing import (
    change_subscription,
    end_subscription,
    pause,
    renew_secret,
    resume,
    subscribe,
)
from lienthong.domain.partners.actions.telling import send_test, tell_keepers, tell_of_case

__all__ = [
    "NotTaken",
    "Resting",
    "change_subscription",
    "end",
    "end_subscription",
    "end_token",
    "forget_old",
    "give_token",
    "hold",
    "note_taken",
    "pause",
    "register",
    "renew_secret",
    "resume",
    "send_again",
    "send_test",
    "subscribe",
    "tell_keepers",
    "tell_of_case",
]
