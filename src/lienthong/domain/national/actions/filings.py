"""What was filed at the portal becomes a case at its agency, once; what cannot is kept with the reason."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from lienthong.domain.applications.actions import Brought, take_filed
from lienthong.domain.national import models as m
from lienthong.domain.national.errors import FilingNotFound, FilingSettled, ReasonMissing
from lienthong.domain.national.permissions import can_keep
from lienthong.domain.national.queries.filings import SEALED
from lienthong.domain.national.rules import FilingState, State
from lienthong.domain.organisations.queries import find_by_official_code
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.queries import get_published
from lienthong.spine import cipher, clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean_lines

NO_PROCEDURE = "Không có thủ tục {code} đang công khai ở đây."
NO_AGENCY = "Không có cơ quan nào mang mã {code}."


class Unfit(Exception):
    """It names what does not exist here; ``str`` says what, in Vietnamese."""


@transaction.atomic
def take_in(
    *,
    digest: str,
    number: str,
    procedure: str,
    agency: str,
    people: Mapping[str, Any],
    about: str,
    files: Sequence[tuple[int, str, bytes]],
    body: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> FilingState:
    """A case that the one-stop of its agency has to answer, under the portal's number; taken in twice, it is one.

    ``digest`` names it for ever. What does not fit is put into quarantine with the reason.
    """
    row = _row(digest, number, procedure, agency, body, at)
    if row.state == FilingState.TAKEN:
        return FilingState.TAKEN
    try:
        with transaction.atomic(), override("vi"):
            _become(row, people=people, about=about, files=files, by=by, at=at)
    except (Refusal, Unfit) as why:
        _quarantine(row, str(why), by=by, at=at)
    row.save()
    return FilingState(row.state)


@transaction.atomic
def quarantine(
    *, digest: str, number: str, body: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> None:
    """Kept as it came, since nobody understands it."""
    row = _row(digest, number, "", "", body, at)
    if row.state != FilingState.TAKEN:
        _quarantine(row, reason, by=by, at=at)
        row.save()


def _row(
    digest: str, number: str, procedure: str, agency: str, body: Mapping[str, Any], at: datetime
) -> m.Filing:
    """Locked when it is there already."""
    row = m.Filing.objects.select_for_update().filter(digest=digest).first()
    if row:
        return row
    told = json.dumps(body, ensure_ascii=False, default=str)
    return m.Filing(
        digest=digest,
        number=number,
        procedure=procedure[:40],
        agency=agency[:200],
        sealed=cipher.encrypt(told, use=SEALED, context=digest),
        state="",
        came_at=at,
    )


def _become(
    row: m.Filing,
    *,
    people: Mapping[str, Any],
    about: str,
    files: Sequence[tuple[int, str, bytes]],
    by: Actor,
    at: datetime,
) -> None:
    """Raises Unfit, Refusal."""
    day = clock.local(at).date()
    row.owner = find_by_official_code(row.agency, day)
    if not row.owner:
        raise Unfit(NO_AGENCY.format(code=row.agency))
    try:
        version = get_published(row.procedure, day).id
    except ProcedureNotFound as absent:
        raise Unfit(NO_PROCEDURE.format(code=row.procedure)) from absent
    brought = Brought(UUID(bytes=bytes.fromhex(row.digest[:32])), version, row.owner, people, about, files)
    row.case_id = take_filed(brought=brought, by=by, at=at).case
    row.state, row.reason, row.is_wanted = FilingState.TAKEN.value, "", False
    row.settled_at, row.sealed = at, b""
    m.Line.objects.create(
        case_id=row.case_id,
        number=row.number,
        is_theirs=True,
        procedure=row.procedure,
        owner=row.owner,
        wanted=0,
        status="1",
        held=True,
        state=State.TOLD.value,
        told_at=clock.real_now(),
    )
    _note("take_in", row, f"case:{row.case_id}", by=by, at=at)


def _quarantine(row: m.Filing, reason: str, *, by: Actor, at: datetime) -> None:
    is_new = row.state != FilingState.QUARANTINED or row.reason != reason[:500]
    row.state, row.reason, row.case_id, row.is_wanted = (
        FilingState.QUARANTINED.value,
        reason[:500],
        None,
        False,
    )
    if is_new:
        _note("quarantine", row, f"filing:{row.digest[:12]}", by=by, at=at, reason=row.reason)


@transaction.atomic
def try_again(*, filing: int, by: Actor, at: datetime) -> None:
    """Within a minute it is looked at anew. Raises FilingNotFound, FilingSettled."""
    row = _waiting(filing, by)
    row.is_wanted = True
    row.save(update_fields=["is_wanted"])
    _note("try_again", row, f"filing:{row.digest[:12]}", by=by, at=at)


@transaction.atomic
def give_back(*, filing: int, reason: str, by: Actor, at: datetime) -> None:
    """The portal tells its applicant why. Raises FilingNotFound, FilingSettled, ReasonMissing."""
    if not (told := clean_lines(reason)):
        raise ReasonMissing
    row = _waiting(filing, by)
    row.state, row.reason, row.settled_at, row.sealed = FilingState.GIVEN_BACK.value, told[:500], at, b""
    row.save(update_fields=["state", "reason", "settled_at", "sealed"])
    _note("give_back", row, f"filing:{row.digest[:12]}", by=by, at=at, reason=row.reason)


def _waiting(filing: int, by: Actor) -> m.Filing:
    row = m.Filing.objects.select_for_update().filter(pk=filing).first()
    if row is None or not can_keep(by, row.owner or settings.LIENTHONG_PROVINCE):
        raise FilingNotFound
    if row.state != FilingState.QUARANTINED:
        raise FilingSettled
    return row


@transaction.atomic
def note_answered(*, filing: int) -> None:
    """The portal has heard what became of it."""
    m.Filing.objects.filter(pk=filing).exclude(state=FilingState.QUARANTINED.value).update(answered=True)


def _note(verb: str, row: m.Filing, subject: str, *, by: Actor, at: datetime, **details: str) -> None:
    record(
        by=by,
        verb=f"national.{verb}",
        subject=subject,
        agency=row.owner or settings.LIENTHONG_PROVINCE,
        at=at,
        details={"number": row.number, "procedure": row.procedure, **details},
    )
