"""Messages are sent; an address that fails for days is told of; old messages are swept away."""

from datetime import date, datetime, time

from lienthong.connectors.webhooks import client
from lienthong.domain.partners import actions
from lienthong.domain.partners.facts import MessageWritten, SubscriptionPaused
from lienthong.domain.partners.queries import SEND, get_letter
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import CALLS, on
from lienthong.spine.schedule import daily


@on(MessageWritten, key=SEND, queue=CALLS)
def send(fact: MessageWritten, at: datetime) -> None:
    """Sent again under the same id until it is taken, or a person decides."""
    now = clock.real_now()
    letter = get_letter(fact.message, now)
    if letter.is_done:
        return
    if letter.is_paused:
        actions.hold(message=fact.message)
        return
    if letter.rests_until and now < letter.rests_until:
        raise actions.Resting(f"until {letter.rests_until:%H:%M:%S}")
    answer = client.post(letter.url, headers=letter.headers, body=letter.body)
    if not answer.is_taken:
        raise actions.NotTaken(fact.message, answer)
    actions.note_taken(message=fact.message, answer=answer, at=at)


@on(SubscriptionPaused, key="partners.tell_keepers")
def tell_keepers(fact: SubscriptionPaused, at: datetime) -> None:
    actions.tell_keepers(subscription=fact.subscription, by=platform("job"), at=at)


@daily("partners.forget_old", at=time(1, 10))
def forget_old(day: date, at: datetime) -> None:
    del day
    actions.forget_old(now=at)
