"""One party may act for another: by mandate, by law, by birth. Each with the paper it rests on."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.parties.actions.common import held, profile_now, reason_of, tell
from lienthong.domain.parties.errors import (
    AuthorityDoesNotFit,
    Ended,
    ForOneself,
    NotInWriting,
    UnknownParty,
    WrongPeriod,
)
from lienthong.domain.parties.facts import AuthorityEnded, AuthorityGiven
from lienthong.domain.parties.models import Authority, Paper, Party
from lienthong.domain.parties.queries.sameness import records_of
from lienthong.domain.parties.rules.authority import end_of, fits
from lienthong.domain.parties.rules.vocabulary import AUTHORITY_LABELS, AuthorityKind, PartyKind
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean


@transaction.atomic
def give_authority(
    *,
    party: int,
    holder: int,
    kind: AuthorityKind,
    basis: str,
    on: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
    limits: Iterable[str] = (),
    paper: int | None = None,
) -> int:
    """``holder`` may act for ``party`` from a day on; returns the authority's number.

    ``limits`` are codes of procedures, none for all; without ``until`` the law's end counts (see ``rules.end_of``).
    ``paper`` is one kept for either of them. Raises UnknownParty, ForOneself, AuthorityDoesNotFit, NotInWriting,
    WrongPeriod.
    """
    row = held(party)
    other = _holder(holder, row)
    if not fits(kind, PartyKind(row.kind), PartyKind(other.kind)):
        raise AuthorityDoesNotFit(kind=AUTHORITY_LABELS[kind])
    if not clean(basis):
        raise NotInWriting
    end = until or end_of(kind, on, profile_now(row).birth)
    if end is not None and end <= on:
        raise WrongPeriod
    made = Authority.objects.create(
        party=row,
        holder=other,
        kind=kind.value,
        basis=clean(basis),
        paper_id=_paper(paper, row, other),
        limits=sorted(set(limits)),
        since=on,
        until=end,
        recorded_at=at,
        recorded_by=by.account,
    )
    state(AuthorityGiven(made.pk, party, holder), subject=f"party:{party}", at=at)
    tell("give_authority", party, by=by, at=at, authority=made.pk, holder=holder, kind=kind.value)
    return made.pk


@transaction.atomic
def end_authority(*, authority: int, on: date, reason: str, by: Actor, at: datetime) -> None:
    """Revoked, given up, or gone with a death: from a day on it holds no more. Raises ReasonMissing, Ended."""
    told = reason_of(reason)
    row = Authority.objects.standing().select_for_update(no_key=True).filter(pk=authority).first()
    if row is None:
        raise Ended
    row.end(on, by=by.account, at=at, reason=told)
    state(AuthorityEnded(row.pk, row.party_id, row.holder_id), subject=f"party:{row.party_id}", at=at)
    tell("end_authority", row.party_id, by=by, at=at, authority=row.pk, on=on.isoformat(), reason=told)


def _holder(holder: int, party: Party) -> Party:
    found = Party.objects.filter(pk=holder).first()
    if found is None:
        raise UnknownParty
    if holder in records_of(party.pk):
        raise ForOneself
    return found


def _paper(paper: int | None, *parties: Party) -> int | None:
    if paper is None:
        return None
    mine = records_of(*(party.pk for party in parties))
    if not Paper.objects.true().filter(pk=paper, party__in=mine).exists():
        raise NotInWriting
    return paper
