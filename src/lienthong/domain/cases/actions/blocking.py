"""Letters that stop plots, assets or people: entered, lifted; what they stop is neither received nor signed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import (
    Blocked,
    BlockNotFound,
    LetterMissing,
    LiftedAlready,
    NotYours,
    TooFewWords,
)
from lienthong.domain.cases.permissions import can_block
from lienthong.domain.cases.queries.blocks import find_blocks
from lienthong.domain.cases.rules.blocking import FEWEST, Named, keys_of
from lienthong.domain.parties import actions as parties
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class Letter:
    """What a stop rests on."""

    number: str
    on: date
    issuer: str


@transaction.atomic
def block(
    *, named: Named, words: str, letter: Letter, person: parties.Draft | None = None, by: Actor, at: datetime
) -> int:
    """Stops what a letter names, at one's agency and below. ``person``: who, of a PARTY; ``words`` are then the name.

    Raises NotYours, LetterMissing, TooFewWords and what ``parties`` refuses of the person.
    """
    if not can_block(by, by.agency):
        raise NotYours
    if not (clean(letter.number) and clean(letter.issuer)):
        raise LetterMissing
    keys = keys_of(words)
    if named is not Named.PARTY and len(keys) < FEWEST:
        raise TooFewWords(fewest=FEWEST)
    party = parties.register(draft=person, by=by, at=at).party if person and named is Named.PARTY else None
    row = m.Block.objects.create(
        agency=by.agency,
        named=named.value,
        words=clean(words),
        keys=[] if party else keys,
        party_id=party,
        letter=clean(letter.number),
        letter_on=letter.on,
        issuer=clean(letter.issuer),
        recorded_at=at,
        recorded_by=by.account,
    )
    _tell("blocked", row, by=by, at=at, letter=row.letter)
    return row.pk


@transaction.atomic
def lift(*, block: int, letter: str, by: Actor, at: datetime) -> None:
    """Lets go what was stopped, by the letter that says so. Raises BlockNotFound, NotYours, LiftedAlready,
    LetterMissing.
    """
    row = m.Block.objects.select_for_update(of=("self",)).filter(pk=block, agency=by.agency).first()
    if row is None:
        raise BlockNotFound
    if not can_block(by, row.agency):
        raise NotYours
    if row.lifted_at:
        raise LiftedAlready
    if not (told := clean(letter)):
        raise LetterMissing
    row.lifted_at, row.lifted_by, row.lifted_letter = at, by.account, told
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_letter"])
    _tell("unblocked", row, by=by, at=at, letter=told)


def refuse_blocked(owner: str, at: datetime, *, text: str, people: Collection[int | None]) -> None:
    """Raises Blocked, naming the oldest letter that stops it."""
    known = [party for party in people if party]
    found = find_blocks(owner, clock.local(at).date(), text=text, parties=known)
    if found:
        first = found[0]
        raise Blocked(
            what=first.words, letter=first.letter, day=f"{first.letter_on:%d/%m/%Y}", issuer=first.issuer
        )


def refuse_blocked_case(case: m.Case, at: datetime, content: str = "") -> None:
    """``content``: as it was corrected since. Raises Blocked."""
    refuse_blocked(
        case.owner, at, text=content or case.content, people=(case.applicant_id, case.submitter_id)
    )


def _tell(verb: str, row: m.Block, *, by: Actor, at: datetime, letter: str) -> None:
    record(
        by=by,
        verb=f"cases.{verb}",
        subject=f"block:{row.pk}",
        agency=row.agency,
        at=at,
        details={"letter": letter, "named": row.named},
    )
