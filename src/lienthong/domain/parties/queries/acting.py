"""Who may act for whom on a day, what was consented to, which papers need not be asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lienthong.domain.parties.models import Authority, Consent, Paper, Profile
from lienthong.domain.parties.queries.sameness import kept_of, records_of, same_as
from lienthong.domain.parties.rules.authority import covers
from lienthong.domain.parties.rules.vocabulary import AuthorityKind, Origin, Purpose

BOUND = 500


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """``holder`` may act for ``party`` (both as records that are kept). ``until``: the first day it holds no more.

    ``limits`` are codes of procedures, empty for all.
    """

    id: int
    party: int
    party_name: str
    holder: int
    holder_name: str
    kind: AuthorityKind
    basis: str
    paper: int | None
    limits: tuple[str, ...]
    since: date
    until: date | None

    def covers(self, procedure: str) -> bool:
        return covers(self.limits, procedure)


@dataclass(frozen=True, slots=True)
class ConsentRow:
    purpose: Purpose
    channel: str
    wording: str
    since: date


@dataclass(frozen=True, slots=True)
class PaperRow:
    """``until``: the first day it is not valid; None: it names none."""

    id: int
    code: str
    title: str
    number: str
    issuer: str
    issued_on: date | None
    origin: Origin
    file: int | None
    since: date
    until: date | None


def who_may_act_for(party: int, day: date, procedure: str = "") -> list[AuthorityRow]:
    """Everyone with authority over this party on a day, for the procedure or for any, the newest first."""
    rows = Authority.objects.as_of(day).filter(party__in=same_as(party))
    return [row for row in _authority_rows(rows.order_by("-pk")[:BOUND]) if row.covers(procedure)]


def list_represented(holder: int, day: date) -> list[AuthorityRow]:
    """Whom this party may act for on a day, the newest first."""
    rows = Authority.objects.as_of(day).filter(holder__in=same_as(holder))
    return _authority_rows(rows.order_by("-pk")[:BOUND])


def list_authority(party: int, day: date) -> list[AuthorityRow]:
    """Who acts for this party and for whom it acts, on a day, the newest first."""
    mine = same_as(party)
    rows = Authority.objects.as_of(day).filter(Q(party__in=mine) | Q(holder__in=mine))
    return _authority_rows(rows.order_by("-pk")[:BOUND])


def may_act_for(holder: int, party: int, day: date, procedure: str = "") -> bool:
    """True for themselves, and for who has authority for this procedure on the day."""
    mine = records_of(holder)
    if party in mine:
        return True
    rows = Authority.objects.as_of(day).filter(party__in=same_as(party), holder__in=mine)
    return any(covers(row.limits, procedure) for row in rows[:BOUND])


def list_papers(party: int, day: date, code: str = "") -> list[PaperRow]:
    """Papers valid on a day, of that code or any, the newest first: what need not be asked for again."""
    rows = Paper.objects.as_of(day).filter(party__in=same_as(party))
    if code:
        rows = rows.filter(code=code)
    return [
        PaperRow(
            row.pk,
            row.code,
            row.title,
            row.number,
            row.issuer,
            row.issued_on,
            Origin(row.origin),
            row.file_id,
            row.since,
            row.until,
        )
        for row in rows.order_by("-since", "-pk")[:BOUND]
    ]


def list_consents(party: int, day: date) -> list[ConsentRow]:
    """What they agree to on a day, by purpose."""
    rows = Consent.objects.as_of(day).filter(party__in=same_as(party)).order_by("purpose", "pk")
    return [ConsentRow(Purpose(row.purpose), row.channel, row.wording, row.since) for row in rows[:BOUND]]


def has_consented(party: int, purpose: str, day: date) -> bool:
    return Consent.objects.as_of(day).filter(party__in=same_as(party), purpose=purpose).exists()


def _authority_rows(rows: Collection[Authority]) -> list[AuthorityRow]:
    found = list(rows)
    if not found:
        return []
    kept = kept_of({party for row in found for party in (row.party_id, row.holder_id)})
    named = Profile.objects.standing().filter(party__in=set(kept.values()))
    names = dict(named.values_list("party_id", "name"))
    return [
        AuthorityRow(
            id=row.pk,
            party=kept[row.party_id],
            party_name=names[kept[row.party_id]],
            holder=kept[row.holder_id],
            holder_name=names[kept[row.holder_id]],
            kind=AuthorityKind(row.kind),
            basis=row.basis,
            paper=row.paper_id,
            limits=tuple(row.limits),
            since=row.since,
            until=min((day for day in (row.until, row.ended_on) if day), default=None),
        )
        for row in found
    ]
