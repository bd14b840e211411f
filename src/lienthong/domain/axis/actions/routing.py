"""A message that was taken is read once: it goes into the house, on to neighbours, or aside with its reason."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from lienthong.connectors.axis.messages import Answered, Business, Edoc, Organization, Status, StatusCode
from lienthong.domain.axis import models as m
from lienthong.domain.axis.actions import wording
from lienthong.domain.axis.actions.common import BY, lay_house_leg, lay_legs, locked, note, one_at_a_time
from lienthong.domain.axis.actions.delivering import deliver
from lienthong.domain.axis.actions.hearing import Unknown, hear
from lienthong.domain.axis.actions.telling import describe, reply
from lienthong.domain.axis.facts import MessageSetAside
from lienthong.domain.axis.queries.codes import below_of, houses_of, names_of, node_organ, speaks_for
from lienthong.domain.axis.queries.neighbours import parent
from lienthong.domain.axis.rules import MessageState, Wanted, Ways, find_ways
from lienthong.domain.correspondence.errors import SecretIncoming
from lienthong.domain.documents.queries import is_secret
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.actions import discard
from lienthong.spine.outbox.actions import state

_FIRST: Final = frozenset({Business.NEW, Business.REPLACE})
"""Messages that bring a document of their own: of one id there is one."""


@transaction.atomic
def route(*, message: int, read: Edoc | Status, at: datetime) -> None:
    """``read`` is what its bytes say. Nothing where somebody routed it before. Raises MessageNotFound."""
    row = locked(message)
    if row.state != MessageState.TAKEN:
        return
    describe(row, read)
    if not _is_theirs(row):
        reason = wording.NOT_THEIRS.format(organ=row.sender)
        set_aside(row, reason, at=at, is_told=False)
        return
    if isinstance(read, Edoc):
        one_at_a_time(f"axis {row.sender} {row.document}")
        if _is_known(row, read) or _is_secret(row, read, at):
            return
    ways = _ways(row)
    if not ways.house and not ways.neighbours:
        set_aside(row, wording.NOWHERE.format(organs=", ".join(ways.nowhere)), at=at)
        return
    try:
        with transaction.atomic():
            _go(row, read, ways, at)
    except SecretIncoming:
        destroy(row, at)
    except (Unknown, Refusal) as fault:
        set_aside(row, str(fault), at=at)
    else:
        _refuse_nowhere(row, ways, at)


@transaction.atomic
def refuse_unread(*, message: int, reason: str, at: datetime) -> None:
    """It cannot be read: kept aside with the reason, and told to whom the wire names as its sender."""
    row = locked(message)
    if row.state == MessageState.TAKEN:
        row.sender = row.stated
        set_aside(row, reason, at=at)


def _go(row: m.Message, read: Edoc | Status, ways: Ways, at: datetime) -> None:
    by_agency: dict[str, list[str]] = {}
    for organ, agency in ways.house.items():
        by_agency.setdefault(agency, []).append(organ)
    for agency, organs in by_agency.items():
        if isinstance(read, Edoc):
            deliver(row, read, agency, at)
        else:
            hear(row, read, at)
        lay_house_leg(row, agency, organs)
    lay_legs(row, ways)
    row.state = MessageState.ROUTED.value
    row.save(update_fields=["state"])


def _is_theirs(row: m.Message) -> bool:
    """Whether it came by one who may speak for its sender; what this node wrote itself came by nobody."""
    day = clock.local(row.came_at).date()
    return row.neighbour_id is None or speaks_for(row.neighbour_id, row.sender or row.stated, day)


def _ways(row: m.Message) -> Ways:
    above = parent()
    return find_ways(
        row.recipients,
        house=houses_of(row.recipients, clock.local(row.came_at).date()),
        below=below_of(row.recipients),
        above=above.id if above else None,
        origin=row.neighbour_id,
    )


def _is_known(row: m.Message, read: Edoc) -> bool:
    """The same bytes came by another way, or other bytes bear the same id for the same recipient."""
    others = m.Message.objects.filter(wanted=Wanted.DOCUMENT.value, document=row.document, sender=row.sender)
    others = others.filter(state__in=[MessageState.ROUTED.value, MessageState.QUARANTINED.value])
    if others.filter(digest=row.digest, state=MessageState.ROUTED.value).exclude(pk=row.pk).exists():
        row.state = MessageState.TWICE.value
        row.save(update_fields=["state"])
        return True
    firsts = Q(business__in=[one.value for one in _FIRST], state=MessageState.ROUTED.value)
    rivals = others.filter(firsts, recipients__overlap=row.recipients).exclude(pk=row.pk)
    if read.business in _FIRST and rivals.exists():
        reason = wording.CONFLICT.format(document=row.document)
        set_aside(row, reason, at=row.came_at, as_state=MessageState.CONFLICT)
        return True
    return False


def _is_secret(row: m.Message, read: Edoc, at: datetime) -> bool:
    told = [read.subject, f"{read.number}/{read.notation}", read.content, read.type_detail, *read.appendixes]
    if is_secret(told) or any(is_secret([one.name, one.description]) for one in read.attachments):
        destroy(row, at)
        return True
    return False


def destroy(row: m.Message, at: datetime) -> None:
    """Of a secret document nothing is kept but that it came, from whom, and its digest."""
    file, row.file, row.subject = row.file, None, ""
    row.save(update_fields=["file", "subject"])
    if file:
        discard(file=file)
    set_aside(row, wording.SECRET, at=at)


def set_aside(
    row: m.Message,
    reason: str,
    *,
    at: datetime,
    as_state: MessageState = MessageState.QUARANTINED,
    is_told: bool = True,
) -> None:
    """It waits for an operator; its sender is told why (02), unless somebody else may have written in that name."""
    row.state, row.reason = as_state.value, reason[:500]
    row.save()
    if is_told and row.wanted == Wanted.DOCUMENT:
        _refuse(row, reason, at)
    state(MessageSetAside(row.pk), subject=f"message:{row.pk}", at=at)
    note("set_aside", f"message:{row.pk}", by=BY, at=at, reason=row.reason, sender=row.sender)


def _refuse_nowhere(row: m.Message, ways: Ways, at: datetime) -> None:
    """Some recipients are reached, and others nobody knows."""
    if ways.nowhere and row.wanted == Wanted.DOCUMENT:
        organs = ", ".join(ways.nowhere)
        _refuse(row, wording.NOWHERE.format(organs=organs), at, organ=ways.nowhere[0])


def _refuse(row: m.Message, reason: str, at: datetime, organ: str = "") -> None:
    """In the name of the one recipient, else of the node. Of an update the word is 16: the document itself stands."""
    day = clock.local(at).date()
    ours = organ or (row.recipients[0] if len(row.recipients) == 1 else node_organ(day))
    us = Organization(organ_id=ours, name=names_of([ours], day).get(ours, ours))
    to = Organization(organ_id=row.sender, name=row.sender_name)
    about = Answered(organ_id=row.sender, code=row.code, dated=None, document_id=row.document or row.remote)
    code = StatusCode.DECLINED if row.business == Business.UPDATE else StatusCode.REFUSED
    reply(about=about, code=code, us=us, to=to, words=reason, at=at)
