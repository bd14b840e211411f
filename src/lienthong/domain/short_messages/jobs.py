"""Messages go out one by one; what became of them is asked three times a day."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from lienthong.connectors.sms import client as sms
from lienthong.connectors.sms import errors as sms_errors
from lienthong.connectors.zalo import client as zalo
from lienthong.connectors.zalo import errors as zalo_errors
from lienthong.domain.parties.queries import reach_of
from lienthong.domain.short_messages import actions
from lienthong.domain.short_messages.exchange import code_of, sms_of, zns_of
from lienthong.domain.short_messages.facts import CodeDue, ShortMessageDue
from lienthong.domain.short_messages.queries import Channel, Row, State, get_message, list_to_ask
from lienthong.domain.short_messages.rules import NOBODY, UNCONNECTED, ways
from lienthong.spine import clock
from lienthong.spine.outbox.handlers import CALLS, on
from lienthong.spine.schedule import daily

_SEND: Final[Mapping[Channel, Callable[[Row, str], str]]] = {
    Channel.ZALO: lambda row, phone: zalo.send(zns_of(row, phone)),
    Channel.SMS: lambda row, phone: sms.send(sms_of(row, phone)),
}
_CLIENTS: Final[Mapping[Channel, Any]] = {Channel.ZALO: zalo, Channel.SMS: sms}
_NO: Final = (
    zalo_errors.Refused,
    zalo_errors.NotConnected,
    sms_errors.Refused,
    sms_errors.NotConnected,
    ValueError,
)
_SILENT: Final = (zalo_errors.Silent, sms_errors.Silent)


@on(ShortMessageDue, key="short_messages.send", queue=CALLS)
def send(fact: ShortMessageDue, at: datetime) -> None:
    """Whom Zalo does not know is told by SMS, if they agreed. Silence is tried again by the outbox, and ends among its
    dead letters; a refusal waits for a person.
    """
    row = get_message(fact.message)
    if row is None or row.state is not State.WAITING or row.attempt != fact.attempt:
        return
    reach = reach_of(row.party, clock.local(at).date())
    fault = UNCONNECTED if reach else NOBODY
    if reach:
        consented = [channel for channel in Channel if channel.value in reach.consents]
        for channel in ways(consented, actions.connected()):
            try:
                reference = _SEND[channel](row, reach.phone)
            except _NO as no:
                fault = f"{channel.value}: {str(no) or type(no).__name__}"
            else:
                actions.take(message=row.id, attempt=row.attempt, channel=channel, reference=reference, at=at)
                return
    actions.refuse(message=row.id, attempt=row.attempt, fault=fault)


@on(CodeDue, key="short_messages.send_code", queue=CALLS)
def send_code(fact: CodeDue, at: datetime) -> None:
    """One that was asked for anew meanwhile, or is past its time, is not sent. A refusal ends among the dead letters,
    with the gateway's words.
    """
    if message := code_of(fact.trial, at):
        sms.send(message)


def ask(at: datetime) -> int:
    """Asks what became of those that were taken; gives of how many it is known now. A line that is silent is left
    alone until the next time.
    """
    known, silent = 0, set[Channel]()
    for row in list_to_ask(at):
        if row.channel is None or row.channel in silent:
            continue
        try:
            report, words = _CLIENTS[row.channel].report(row.reference)
        except _SILENT:
            silent.add(row.channel)
            continue
        except _NO:
            continue
        if report.value:
            known += 1
            arrived = report.value == State.DELIVERED.value
            actions.report(message=row.id, reference=row.reference, arrived=arrived, fault=words, at=at)
    return known


@daily("short_messages.ask_morning", at=time(7, 15))
def ask_in_the_morning(day: date, at: datetime) -> None:
    del day
    ask(at)


@daily("short_messages.ask_noon", at=time(11, 45))
def ask_at_noon(day: date, at: datetime) -> None:
    del day
    ask(at)


@daily("short_messages.ask_evening", at=time(17, 30))
def ask_in_the_evening(day: date, at: datetime) -> None:
    del day
    ask(at)
