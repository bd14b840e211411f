"""A status that came from outside: what became of a document of ours, or that its sender asks one of theirs back."""

from datetime import datetime
from typing import Final

from lienthong.connectors.axis.messages import Status, StatusCode
from lienthong.domain.axis import models as m
from lienthong.domain.axis.actions import wording
from lienthong.domain.axis.actions.delivering import ask_back, outside_actor
from lienthong.domain.axis.queries.codes import houses_of, same_organ
from lienthong.domain.axis.rules import LegState
from lienthong.domain.correspondence import actions as correspondence
from lienthong.domain.correspondence.queries import Status as Standing
from lienthong.domain.correspondence.queries import find_sending, organ_of
from lienthong.spine import clock

_ANSWERS: Final = frozenset({Standing.AGREED, Standing.DECLINED})
"""Of an asking back, or of an update."""


class Unknown(Exception):
    """It speaks of a document that never went by here."""


def hear(row: m.Message, status: Status, at: datetime) -> None:
    """A word that comes twice or late changes nothing. Raises Unknown, Unfit."""
    if status.code is StatusCode.ASKED_BACK:
        day = clock.local(at).date()
        for agency in houses_of(row.recipients, day).values():
            ask_back(row, row.document, agency, status.description or wording.RECALLED, at)
        return
    carried = m.Carried.objects.filter(message__document=row.document, message__neighbour=None)
    speakers = same_organ(row.sender)
    heard = False
    for one in carried.select_related("message"):
        sending = find_sending(one.sending)
        if sending and organ_of(sending.recipient) in speakers:
            heard = True
            by = outside_actor(row.sender, row.sender_name)
            told, words = Standing(status.code.value), status.description
            if told not in _ANSWERS or not correspondence.answer_amendment(
                sending=sending.id, status=told, reason=words, said_at=status.at, at=at
            ):
                correspondence.hear(sending=sending.id, status=told, reason=words, by=by, at=at)
            _acknowledged(one.message, speakers)
    if not heard:
        raise Unknown(wording.NO_SUCH_DOCUMENT.format(document=row.document))


def _acknowledged(message: m.Message, speakers: frozenset[str]) -> None:
    """Its recipient speaks of it: whoever carried it there has delivered it."""
    legs = m.Leg.objects.filter(message=message, recipients__overlap=sorted(speakers))
    legs.exclude(state=LegState.DEAD.value).filter(done_at=None).update(
        state=LegState.DONE.value, done_at=clock.real_now()
    )
