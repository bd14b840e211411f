"""What is past its time at an agency, and until when one case is kept."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, cast

from lienthong.domain.cases.queries import CaseRow, EndedRow, Span, get_ended, list_ended, list_kinds
from lienthong.domain.organisations.queries import predecessors
from lienthong.domain.retention.models import Hold, Item
from lienthong.domain.retention.queries.terms import terms_in_force
from lienthong.domain.retention.rules.keeping import Term, explain, kept_until, last_year_over, term_of
from lienthong.domain.retention.rules.vocabulary import Fate, State
from lienthong.spine import clock

MOST: Final = 200
"""Cases on one list: what two people can look through, and one transaction carries out."""
_FIRST: Final = date(1945, 9, 2)


@dataclass(frozen=True, slots=True)
class DueRow:
    """A case whose time is over, with the day on which it ended, the rule and its sum."""

    case: EndedRow
    ended_on: date
    term: Term
    until: date
    why: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when a closed case is kept (None: for good, or nobody laid it down) and why; ``held``: what stops its
    destruction; ``erased_by`` the list by which it was destroyed.
    """

    until: date | None
    why: str
    held: tuple[str, ...]
    erased_by: int | None


def list_due(agency: str, day: date, *, limit: int = MOST) -> list[DueRow]:
    """By confirmed rules, the oldest first, also of agencies that it took over; not what is held or stands on a list
    already.
    """
    terms, owners = terms_in_force(), owners_of(agency, day)
    spans = list(_spans(list_kinds(owners), terms, day))
    rows = list_ended(owners, spans, without=_kept_back(), limit=limit)
    return [due for row in rows if (due := _due(row, terms, day))]


def owners_of(agency: str, day: date) -> list[str]:
    """The agency and those whose open work it took over, step by step."""
    found, waiting = [agency], [agency]
    while waiting:
        rows = [row for code in waiting for row in predecessors(code, day) if row.edge.principal]
        waiting = sorted({row.edge.predecessor for row in rows} - {*found})
        found += waiting
    return found


def count_due(agency: str, day: date) -> int:
    """Exact up to one more than a list takes."""
    return len(list_due(agency, day, limit=MOST + 1))


def kept_of(case: int) -> Kept | None:
    """None for a case that is open."""
    row = get_ended(case)
    return _kept(row) if row and row.ended_on else None


def kept_of_row(row: CaseRow) -> Kept | None:
    """As ``kept_of``, of a case that was read already."""
    if row.ended_at is None:
        return None
    return _kept(
        EndedRow(
            id=row.id,
            number=row.number,
            procedure=row.procedure,
            field=row.field,
            title=row.title,
            owner=row.owner,
            ended_on=clock.local(row.ended_at).date(),
            people=(),
            is_erased=row.is_erased,
        )
    )


def _kept(row: EndedRow) -> Kept:
    term, ended_on = _term(row, terms_in_force()), cast(date, row.ended_on)
    held = Hold.objects.filter(case=row.id, lifted_at=None).values_list("reason", flat=True)
    lists = Item.objects.filter(case=row.id, fate=Fate.ERASED.value).values_list("disposal", flat=True)
    until = kept_until(term, ended_on) if term else None
    return Kept(until, explain(term, ended_on), tuple(held), lists.first() if row.is_erased else None)


def _due(row: EndedRow, terms: Sequence[Term], day: date) -> DueRow | None:
    term = _term(row, terms)
    if term is None or row.ended_on is None or not term.confirmed:
        return None
    until = kept_until(term, row.ended_on)
    return (
        DueRow(row, row.ended_on, term, until, explain(term, row.ended_on)) if until and until < day else None
    )


def _term(row: EndedRow, terms: Sequence[Term]) -> Term | None:
    ended = row.ended_on or date.max
    return term_of(terms, procedure=row.procedure, field=row.field, ended_on=ended)


def _kept_back() -> set[int]:
    held = Hold.objects.filter(lifted_at=None).values_list("case", flat=True)
    listed = Item.objects.filter(disposal__state__in=[State.WAITING.value, State.APPROVED.value])
    return {*held, *listed.values_list("case", flat=True)}


def _spans(kinds: Sequence[tuple[str, str]], terms: Sequence[Term], day: date) -> Iterator[Span]:
    """Of each field, which procedures are past their time if they ended within which days."""
    alike: dict[tuple[str, tuple[tuple[date, date], ...]], list[str]] = defaultdict(list)
    for procedure, field in kinds:
        alike[field, tuple(_over(procedure, field, terms, day))].append(procedure)
    for (field, stretches), procedures in alike.items():
        for since, before in stretches:
            yield Span(field, procedures, since, before)


def _over(procedure: str, field: str, terms: Collection[Term], day: date) -> Iterator[tuple[date, date]]:
    """Stretches of days on which a case may have ended that is past its time now; a rule holds until the next."""
    starts = sorted({term.since for term in terms if term.covers(procedure, field, date.max)})
    for since, following in zip(starts, [*starts[1:], day + timedelta(days=1)], strict=True):
        term = term_of(list(terms), procedure=procedure, field=field, ended_on=since)
        last = last_year_over(term, day) if term and term.confirmed else None
        before = min(following, date(last + 1, 1, 1)) if last is not None else _FIRST
        if since < before:
            yield since, before
