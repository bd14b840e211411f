"""What clerks say of sendings that have a side outside the house goes out on the axis."""

from datetime import datetime

from lienthong.domain.axis import actions
from lienthong.domain.correspondence.facts import SendingAmended, SendingMoved
from lienthong.domain.correspondence.queries import Status, find_amendment, find_sending, get_word, organ_of
from lienthong.spine.outbox.handlers import on


@on(SendingAmended, key="axis.update")
def sending_amended(fact: SendingAmended, at: datetime) -> None:
    row, amended = find_sending(fact.sending), find_amendment(fact.amendment)
    if row and amended and row.is_to_outside:
        actions.update(sending=row, amended=amended, at=at)


@on(SendingMoved, key="axis.tell")
def sending_moved(fact: SendingMoved, at: datetime) -> None:
    """Nothing of sendings within the house, nor of what the side outside said itself."""
    row = find_sending(fact.sending)
    if row is None or not row.outside:
        return
    word = get_word(fact.word)
    if organ_of(word.agency):
        return
    if row.is_from_outside:
        actions.answer(sending=row, word=word, number=fact.word, at=at)
    elif word.status is Status.SENT:
        actions.carry(document=row.document, sender=row.sender, at=at)
    elif word.status is Status.ASKED_BACK:
        actions.ask_back(sending=row, word=word, number=fact.word, at=at)
