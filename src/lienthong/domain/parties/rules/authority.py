"""How long authority to act lasts and what it needs: civil law, by date."""

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.vocabulary import AuthorityKind, PartyKind


@dataclass(frozen=True, slots=True)
class Term:
    """A mandate that names no end lasts so many years; childhood ends at ``majority``."""

    since: date
    years: int
    majority: int
    source: str


TERMS = (
    Term(date(2006, 1, 1), 1, 18, "Bộ luật Dân sự 2005, Điều 582, Điều 18"),
    Term(date(2017, 1, 1), 1, 18, "Bộ luật Dân sự 2015, Điều 563, Điều 20"),
)


def term_on(day: date) -> Term:
    """The law of that day; of days before all that is kept, the first."""
    return next((term for term in reversed(TERMS) if term.since <= day), TERMS[0])


def end_of(kind: AuthorityKind, since: date, birth: Birth | None) -> date | None:
    """The first day on which authority that names no end no longer holds; None: until it is ended.

    The first day of a period is not counted, so a year from 15/10/2021 has 15/10/2022 as its last (Civil Code 2015,
    art. 147, 148). A parent's ends when the child comes of age; ``birth`` is the represented person's.
    """
    term = term_on(since)
    if kind is AuthorityKind.MANDATE:
        last = calendar.monthrange(since.year + term.years, since.month)[1]
        return since.replace(year=since.year + term.years, day=min(since.day, last)) + timedelta(days=1)
    if kind is AuthorityKind.PARENT and birth:
        return birth.turns(term.majority)
    return None


def fits(kind: AuthorityKind, principal: PartyKind, holder: PartyKind) -> bool:
    """Only an organisation has a legal representative, only a person parents or a guardian; whoever acts by law
    is a person, and a guardian may be an organisation (Civil Code 2015, art. 48, 50).
    """
    match kind:
        case AuthorityKind.LEGAL_REPRESENTATIVE:
            return principal is PartyKind.ORGANISATION and holder is PartyKind.PERSON
        case AuthorityKind.PARENT:
            return principal is holder is PartyKind.PERSON
        case AuthorityKind.GUARDIAN:
            return principal is PartyKind.PERSON
        case AuthorityKind.MANDATE:
            return True


def covers(limits: Collection[str], procedure: str) -> bool:
    """Authority without limits covers every procedure; asked without a procedure, any authority answers."""
    return not limits or not procedure or procedure in limits
