"""A line is told what happened, one message after the other; what came of each try is noted with it."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from lienthong.domain.national import models as m
from lienthong.domain.national.errors import NothingChosen
from lienthong.domain.national.queries.lines import within_reach
from lienthong.domain.national.queries.whole import Whole
from lienthong.domain.national.rules import Fault, State
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.queries import PersonalData
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.rules import pause_after

WHY = "Đồng bộ hồ sơ lên Cổng Dịch vụ công quốc gia"
MOST_AT_ONCE = 500


def take_turn(line: int) -> m.Line | None:
    """The line, locked until the caller's transaction ends; None when another has it or it has nothing to tell now."""
    now = clock.real_now()
    row = m.Line.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=line).first()
    if row is None or row.state != State.WAITING or (row.again_at and row.again_at > now):
        return None
    return row


def read_person(whole: Whole, *, by: Actor, at: datetime) -> PersonalData:
    """Who applies, for the message; who looked is written down as always."""
    parts = [parties.Part.NUMBERS, parties.Part.CONTACTS]
    return parties.read(party=whole.told.row.applicant, parts=parts, reason=WHY, by=by, at=at)


def note_told(row: m.Line, *, through: int, status: str) -> None:
    """The portal took everything up to ``through``; noted in the transaction that holds the line."""
    now = clock.real_now()
    row.told, row.status, row.held, row.told_at, row.tried_at = through, status, True, now, now
    row.tries, row.fault, row.words, row.again_at = 0, "", "", None
    row.state = State.TOLD.value if row.told == row.wanted else State.WAITING.value
    row.save()


def note_failure(row: m.Line, fault: Fault, words: str) -> None:
    """Tried again after a growing pause; after the last one a person decides, unless the line itself is down."""
    now = clock.real_now()
    row.tries, row.fault, row.words, row.tried_at = row.tries + 1, fault.value, words[:500], now
    pause = pause_after(row.tries)
    if pause is None and fault is Fault.SILENT:
        row.tries, pause = row.tries - 1, pause_after(row.tries - 1)
    row.again_at = now + pause if pause else None
    row.state = State.WAITING.value if pause else State.DEAD.value
    row.save()


@transaction.atomic
def fail(*, line: int, words: str) -> None:
    """Our own fault, whose transaction was undone."""
    if row := m.Line.objects.select_for_update(no_key=True).filter(pk=line).first():
        note_failure(row, Fault.OURS, words)


@transaction.atomic
def tell_anew(*, case: int) -> None:
    """What is told of a case changed without an event: it is told once more as it stands."""
    rows = m.Line.objects.filter(case=case, state=State.TOLD.value).exclude(day=None)
    rows.update(state=State.WAITING.value, round=F("round") + 1)


@transaction.atomic
def send_again(*, lines: Sequence[int], by: Actor, at: datetime) -> int:
    """Tells these cases as they stand now, whatever was told; how many. Raises NothingChosen for none in reach."""
    rows = (
        within_reach(by)
        .filter(pk__in=list(lines)[:MOST_AT_ONCE])
        .select_for_update(of=("self",), no_key=True)
    )
    found = list(rows.order_by("pk"))
    if not found:
        raise NothingChosen
    for row in found:
        row.round, row.state, row.tries, row.again_at = row.round + 1, State.WAITING.value, 0, None
    m.Line.objects.bulk_update(found, ["round", "state", "tries", "again_at"])
    record(
        by=by,
        verb="national.send_again",
        subject=f"case:{found[0].case_id}" if len(found) == 1 else "cases:many",
        agency=by.agency or settings.LIENTHONG_PROVINCE,
        at=at,
        details={"count": len(found), "numbers": ", ".join(row.number for row in found[:10])},
    )
    return len(found)
