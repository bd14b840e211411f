"""A message that comes, is routed or goes out is whole at each step or has not happened; none is lost or told twice."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from uuid import uuid4

from lienthong.connectors.axis.messages import StatusCode
from lienthong.domain.axis import actions, jobs, queries
from lienthong.domain.axis import models as m
from lienthong.domain.axis.actions import BY, TO_PARENT, TO_READ, Arrival
from lienthong.domain.axis.queries import LegState, MessageState, Wanted
from lienthong.domain.correspondence import actions as correspondence
from lienthong.domain.correspondence.models import Sending
from lienthong.domain.documents.models import Version
from lienthong.domain.organisations.actions import set_official_code
from lienthong.domain.organisations.queries import Scheme
from lienthong.spine.lanes.models import Waiting
from lienthong.spine.ledger.verification import verify
from tests.domain.axis.node import MINISTRY, SNV, edoc, status, written
from tests.domain.documents.office import AGENCY, AT, FOUNDER, LOADED
from tests.faults.correspondence import snv, to_send
from tests.faults.drain import drain
from tests.faults.harness import Swept


@dataclass(frozen=True)
class Moved:
    """One run's message from outside, as bytes and once it is taken, or a document on its way out."""

    content: bytes = b""
    key: str = ""
    number: str = ""
    document: int = 0
    leg: int = 0


@cache
def above() -> int:
    """Made before any child is forked: the office with its code, and a node above that is never called."""
    snv()
    set_official_code(
        code=AGENCY, scheme=Scheme.QCVN102, official_code=SNV, on=date(2021, 7, 1), by=FOUNDER, at=LOADED
    )
    return actions.know_parent(system="quet", name="Nút trung ương", organ="000.00.00.H21", at=AT)


def to_take(_k: int) -> Moved:
    above()
    number = uuid4().hex[:6]
    return Moved(content=written(edoc(number)), number=number)


def take(moved: Moved) -> str:
    return actions.take(
        content=BytesIO(moved.content),
        arrival=Arrival(neighbour=above(), wanted=Wanted.DOCUMENT, stated=MINISTRY),
        is_announced=lambda _digest: True,
        by=BY,
        at=AT,
    )


def taken(k: int) -> Moved:
    moved = to_take(k)
    return Moved(moved.content, take(moved), moved.number)


def read(_moved: Moved) -> None:
    jobs.read_all(AT)


def again(moved: Moved) -> None:
    """The neighbour had no answer and sends it once more; what was lent to the dead is lent anew."""
    take(moved)
    _read_lent()


def _read_lent() -> None:
    """As when the leases of the dead are over; a fault is raised, not put off."""
    for load in Waiting.objects.filter(lane=TO_READ, state="WAITING"):
        jobs.read_one(int(load.key), AT)


def once(moved: Moved, done: bool) -> None:
    """After it was sent again there is one message, one receipt, one document with its clerk."""
    del done
    rows = m.Message.objects.filter(neighbour=above(), document__contains=f",{moved.number}/")
    assert [row.state for row in rows] == [MessageState.ROUTED.value], "lost, or there twice"
    assert m.Receipt.objects.filter(message=rows[0]).count() == 1, "a message without its receipt"
    sendings = Sending.objects.filter(key__contains=f",{moved.number}/")
    assert [row.status for row in sendings] == ["01"], "not with its clerk, or twice"
    drain()
    told = m.Message.objects.filter(neighbour=None, document=rows[0].document)
    assert [row.status for row in told] == [StatusCode.ARRIVED.value], "its sender was not told, or twice"
    assert verify().is_sound


def sent_out(k: int) -> Moved:
    above()
    made, _file, first = snv()
    document = to_send(k).document
    version = Version.objects.filter(document=first).order_by("-place")[0]
    version.pk, version.document_id = None, document
    version.save(force_insert=True)
    correspondence.send(
        document=document, recipients=[], outside={MINISTRY: "Bộ Nội vụ"}, by=made.clerk, at=AT
    )
    return Moved(document=document)


def carry(moved: Moved) -> None:
    actions.carry(document=moved.document, sender=AGENCY, at=AT)


def carried_once(moved: Moved, _done: bool) -> None:
    """The fact is handled again until it is done."""
    drain()
    sending = Sending.objects.get(document=moved.document)
    carried = m.Carried.objects.filter(sending=sending.pk)
    assert carried.count() == 1, "no message carries it, or two"
    legs = m.Leg.objects.filter(message=carried[0].message_id)
    assert legs.count() == 1, "it has no way, or two"
    assert Waiting.objects.filter(lane=TO_PARENT, key=str(legs[0].pk)).count() == 1, "nobody will hand it on"
    assert verify().is_sound


def to_hand_on(k: int) -> Moved:
    moved = sent_out(k)
    carry(moved)
    drain()
    sending = Sending.objects.get(document=moved.document)
    leg = m.Leg.objects.get(message=m.Carried.objects.get(sending=sending.pk).message_id)
    return Moved(document=moved.document, leg=leg.pk)


def hand_on(moved: Moved) -> None:
    actions.note_handed(leg=moved.leg, remote=f"bnv-{moved.leg}")


def handed_or_waiting(moved: Moved, done: bool) -> None:
    leg = queries.get_leg(moved.leg)
    load = Waiting.objects.get(lane=TO_PARENT, key=str(moved.leg))
    assert leg
    assert (leg.state is LegState.TAKEN) == (load.state == "DONE"), "handed on, and still to be handed on"
    assert not done or leg.state is LegState.TAKEN, "done, answered, lost"


def to_hear(k: int) -> Moved:
    moved = to_hand_on(k)
    sending = Sending.objects.get(document=moved.document)
    message = m.Carried.objects.get(sending=sending.pk).message
    ours = edoc("1", document_id=message.document, sender=edoc().recipients[0])
    told = status(ours, StatusCode.REGISTERED, f"lần {k} {uuid4().hex}")
    key = actions.take(
        content=BytesIO(written(told)),
        arrival=Arrival(neighbour=above(), wanted=Wanted.STATUS, stated=MINISTRY),
        is_announced=lambda _digest: True,
        by=BY,
        at=AT,
    )
    return Moved(key=key, document=moved.document)


def heard_once(moved: Moved, done: bool) -> None:
    _read_lent()
    row = queries.get_message(moved.key)
    sending = Sending.objects.get(document=moved.document)
    assert row and row.state is MessageState.ROUTED, "a word was lost"
    assert sending.status == "03", "it does not stand beside the sending"
    del done


SWEPT = [
    Swept("take a message of the axis", setup=to_take, action=take, holds=once, recover=again),  # type: ignore[arg-type]
    Swept("route a message of the axis", setup=taken, action=read, holds=once, recover=again),
    Swept("carry a document out", setup=sent_out, action=carry, holds=carried_once),
    Swept("hand a message on", setup=to_hand_on, action=hand_on, holds=handed_or_waiting),
    Swept("hear a word from outside", setup=to_hear, action=read, holds=heard_once),
]
