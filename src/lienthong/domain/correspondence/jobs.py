"""Whom the room's facts are told to, and what its own side does when something was sent to it."""

from datetime import datetime

from lienthong.domain.correspondence import actions
from lienthong.domain.correspondence.actions import noting, reading
from lienthong.domain.correspondence.facts import IncomingMoved, SendingAmended, SendingMoved
from lienthong.domain.correspondence.rules.moves import Verb
from lienthong.domain.correspondence.rules.statuses import Status
from lienthong.spine.actor import platform
from lienthong.spine.outbox.handlers import PAPERS, on


@on(IncomingMoved, key="correspondence.tell_of")
def tell_of_move(fact: IncomingMoved, at: datetime) -> None:
    noting.tell_of(happening=fact.happening, by=platform("job"), at=at)


@on(SendingMoved, key="correspondence.tell_of_word")
def tell_of_word(fact: SendingMoved, at: datetime) -> None:
    noting.tell_of_word(word=fact.word, by=platform("job"), at=at)


@on(SendingAmended, key="correspondence.tell_of_amendment")
def tell_of_amendment(fact: SendingAmended, at: datetime) -> None:
    noting.tell_of_amendment(amendment=fact.amendment, by=platform("job"), at=at)


def _was_sent(fact: SendingMoved) -> bool:
    return fact.status == Status.SENT


@on(SendingMoved, key="correspondence.arrive", when=_was_sent)
def arrive(fact: SendingMoved, at: datetime) -> None:
    actions.arrive(sending=fact.sending, by=platform("job"), at=at)


def _was_registered(fact: IncomingMoved) -> bool:
    return fact.verb == Verb.REGISTERED


@on(IncomingMoved, key="correspondence.read_texts", when=_was_registered)
def read_texts(fact: IncomingMoved, at: datetime) -> None:
    reading.read_texts(incoming=fact.incoming, by=platform("job"), at=at)


@on(IncomingMoved, key="correspondence.recognise_texts", when=_was_registered, queue=PAPERS)
def recognise_texts(fact: IncomingMoved, at: datetime) -> None:
    """Of scanned pages, beside what is typeset: it takes seconds a page. Reads what nobody has read yet first."""
    reading.read_texts(incoming=fact.incoming, by=platform("job"), at=at)
    reading.recognise_texts(incoming=fact.incoming, by=platform("job"), at=at)
