"""An issued document is sent to agencies, once to each; refused, asked back, given back or kept there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.actions.common import happen, hold, said
from lienthong.domain.correspondence.actions.saying import hold_sending, say
from lienthong.domain.correspondence.errors import (
    NothingToSend,
    NotNow,
    RecipientMissing,
    RecipientUnfit,
    SendingNotFound,
)
from lienthong.domain.correspondence.permissions import can_register
from lienthong.domain.correspondence.queries.one import find_registered
from lienthong.domain.correspondence.rules import statuses
from lienthong.domain.correspondence.rules.moves import State, Verb
from lienthong.domain.correspondence.rules.parties import LONGEST, organ_of, party_of
from lienthong.domain.correspondence.rules.statuses import Side, Status
from lienthong.domain.documents.queries import DocumentRow, Mending, get_issued, mended_in
from lienthong.domain.organisations.queries import codes_in_force
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.queries import get_file

_WORDS: Final = {Mending.REPLACES: "Thay thế", Mending.CORRECTS: "Đính chính"}


@transaction.atomic
def send(
    *,
    document: int,
    recipients: Sequence[str],
    outside: Mapping[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """To each that has not got it yet; returns how many those were. A second press sends nothing. ``outside``: names
    of agencies of other houses by their ids on the axis.

    Raises NothingToSend, RecipientMissing, RecipientUnfit.
    """
    row = get_issued(document, by.agency) if can_register(by, by.agency) else None
    if row is None:
        raise NothingToSend
    wanted = dict.fromkeys(sorted(set(recipients)), "")
    _refuse_unfit(wanted, row.agency, clock.local(at).date())
    wanted |= _parties(outside or {})
    if not wanted:
        raise RecipientMissing
    return sum(_send(row, recipient, name, by, at) for recipient, name in wanted.items())


def _refuse_unfit(wanted: Mapping[str, str], sender: str, day: date) -> None:
    unfit = [code for code in wanted if code == sender or code not in codes_in_force(wanted, day)]
    if unfit:
        raise RecipientUnfit(name=", ".join(unfit))


def _parties(outside: Mapping[str, str]) -> dict[str, str]:
    """Raises RecipientUnfit for an id that no message could bear."""
    for organ in outside:
        if not 0 < len(organ) <= LONGEST:
            raise RecipientUnfit(name=organ)
    return {party_of(organ): (name or organ)[:300] for organ, name in sorted(outside.items())}


def _send(row: DocumentRow, recipient: str, name: str, by: Actor, at: datetime) -> bool:
    """False where it was sent before. PostgreSQL decides between two presses at once."""
    kept = get_file(row.file)
    if kept is None or row.dated is None:
        raise NothingToSend
    m.Sending.objects.bulk_create(
        [
            m.Sending(
                document_id=row.id,
                sender=row.agency,
                recipient=recipient,
                outside=name,
                note=_note(row),
                file=row.file,
                files=list(row.attached),
                digest=kept.digest,
                kind=row.kind.value,
                code=row.code,
                subject=row.subject,
                urgency=row.urgency.value,
                dated=row.dated,
                signer_name=row.signer_name,
                status=Status.SENT.value,
                account=by.account,
                moved_at=at,
                recorded_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    found = m.Sending.objects.select_for_update(no_key=True).get(document=row.id, recipient=recipient)
    if m.Word.objects.filter(sending=found).exists():
        return False
    say(found, Status.SENT, "", by=by, at=at)
    return True


def _note(row: DocumentRow) -> str:
    """What it is to an earlier document, in the words of the axis: its recipients may have that one."""
    mended = mended_in(row.about)
    earlier = get_issued(mended[1], row.agency) if mended else None
    if mended is None or earlier is None:
        return ""
    return f"{_WORDS[mended[0]]} {earlier.title} ngày {earlier.dated:%d/%m/%Y}."


@transaction.atomic
def arrive(*, sending: int, by: Actor, at: datetime) -> None:
    """The recipient's side has it; its clerk has not looked yet. Nothing where the clerk was quicker, and of a
    recipient outside the house, whose own software says so.
    """
    row = hold_sending(sending)
    if row and row.status == Status.SENT and not organ_of(row.recipient):
        say(row, Status.ARRIVED, "", by=by, at=at)


@transaction.atomic
def refuse(*, sending: int, reason: str, by: Actor, at: datetime) -> None:
    """By the recipient's clerk, before it is registered. Raises SendingNotFound, NotNow, ReasonMissing."""
    row = _held(sending, Side.RECIPIENT, by)
    told = said(reason)
    if row.status == Status.SENT:
        say(row, Status.ARRIVED, "", by=by, at=at)
    _refuse_not_now(row, Status.REFUSED)
    if find_registered(sending):
        raise NotNow
    say(row, Status.REFUSED, told, by=by, at=at)


@transaction.atomic
def ask_back(*, sending: int, reason: str, by: Actor, at: datetime) -> None:
    """By the sender’s clerk; the recipient’s clerk decides, and until then nothing is done with it there.

    Raises SendingNotFound, NotNow, ReasonMissing.
    """
    row = _held(sending, Side.SENDER, by)
    told = said(reason)
    _refuse_not_now(row, Status.ASKED_BACK, Side.SENDER)
    say(row, Status.ASKED_BACK, told, by=by, at=at)


@transaction.atomic
def agree(*, sending: int, by: Actor, at: datetime) -> None:
    """The recipient's clerk gives it back; what it became there is withdrawn. Raises SendingNotFound, NotNow."""
    registered = find_registered(sending)
    if registered:
        reason = _last_reason(sending)
        held = hold(registered, Verb.WITHDRAWN, by=by, at=at)
        row = _held(sending, Side.RECIPIENT, by)
        _refuse_not_now(row, Status.AGREED)
        ended = clock.local(held.at).date()
        happen(held, Verb.WITHDRAWN, {"reason": reason}, note=reason, ended_on=ended, holder="")
    else:
        row = _held(sending, Side.RECIPIENT, by)
        _refuse_not_now(row, Status.AGREED)
    say(row, Status.AGREED, "", by=by, at=at)


@transaction.atomic
def decline(*, sending: int, reason: str, by: Actor, at: datetime) -> None:
    """The recipient's clerk keeps it, and why. Raises SendingNotFound, NotNow, ReasonMissing."""
    row = _held(sending, Side.RECIPIENT, by)
    told = said(reason)
    _refuse_not_now(row, Status.DECLINED)
    say(row, Status.DECLINED, told, by=by, at=at)
    ended = m.Incoming.objects.filter(
        sending=row, state__in=[State.ANSWERED.value, State.CLOSED.value, State.FILED.value]
    )
    if ended.exists() and statuses.allows(Status.DONE, Status(row.status), Side.RECIPIENT):
        say(row, Status.DONE, "", by=by, at=at)


def _held(sending: int, side: Side, by: Actor) -> m.Sending:
    row = hold_sending(sending)
    if row is None or not can_register(by, row.sender if side is Side.SENDER else row.recipient):
        raise SendingNotFound
    return row


def _refuse_not_now(row: m.Sending, status: Status, side: Side = Side.RECIPIENT) -> None:
    if not statuses.allows(status, Status(row.status), side):
        raise NotNow


def _last_reason(sending: int) -> str:
    asked = m.Word.objects.filter(sending=sending, status=Status.ASKED_BACK.value).order_by("-id").first()
    return asked.reason if asked else ""
