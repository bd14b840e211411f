"""Papers kept for a party, so that nobody asks for them twice while they are valid."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.parties.actions.common import day_of, held, reason_of, tell
from lienthong.domain.parties.errors import CodeUnfit, Ended, NameMissing, WrongPeriod
from lienthong.domain.parties.facts import PaperKept
from lienthong.domain.parties.models import Paper
from lienthong.domain.parties.rules.vocabulary import Origin
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """``code`` says which paper it is, in the words of the procedures; ``until`` is the first day it is not valid."""

    code: str
    title: str
    origin: Origin
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    until: date | None = None
    file: int | None = None


@transaction.atomic
def keep_paper(*, party: int, paper: PaperGiven, by: Actor, at: datetime) -> int:
    """Keeps it and returns its number. Raises UnknownParty, CodeUnfit, NameMissing, WrongPeriod."""
    row, title = held(party), clean(paper.title)
    if not _CODE.fullmatch(paper.code):
        raise CodeUnfit(code=paper.code)
    if not title:
        raise NameMissing
    since = paper.issued_on or day_of(at)
    if paper.until and paper.until <= since:
        raise WrongPeriod
    made = Paper.objects.create(
        party=row,
        code=paper.code,
        title=title,
        origin=paper.origin.value,
        number=clean(paper.number),
        issuer=clean(paper.issuer),
        issued_on=paper.issued_on,
        file_id=paper.file,
        since=since,
        until=paper.until,
        recorded_at=at,
        recorded_by=by.account,
    )
    state(PaperKept(party, made.pk), subject=f"party:{party}", at=at)
    tell("keep_paper", party, by=by, at=at, paper=made.pk, code=paper.code, origin=paper.origin.value)
    return made.pk


@transaction.atomic
def end_paper(*, paper: int, on: date, reason: str, by: Actor, at: datetime) -> None:
    """Replaced, revoked or found false: from a day on it is not reused. Raises ReasonMissing, Ended."""
    told = reason_of(reason)
    row = Paper.objects.standing().select_for_update(no_key=True).filter(pk=paper).first()
    if row is None:
        raise Ended
    row.end(on, by=by.account, at=at, reason=told)
    tell("end_paper", row.party_id, by=by, at=at, paper=row.pk, on=on.isoformat(), reason=told)
