"""A person is registered, and linked, wholly or not at all: no record without its number, no number without one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.actions import Kind, Level
from lienthong.domain.parties import actions, queries
from lienthong.domain.parties.actions import ContactGiven, ContactKind, Draft, IdentifierKind, Number
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from tests.faults.harness import Swept

AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
AGENCY = "GL-PARTIES"
BY = Actor(account="7", name="Siu H'Lan", agency=AGENCY, grants=(Grant("parties.see"), Grant("parties.read")))


@dataclass(frozen=True)
class Visit:
    """The one who comes in one run, and the other record of theirs that is there already."""

    draft: Draft
    other: int = 0


def somebody(k: int) -> Visit:
    if k == 1:
        organisations.create_agency(
            code=AGENCY,
            name=AGENCY,
            kind=Kind.COMMUNE,
            level=Level.COMMUNE,
            on=date(2021, 1, 1),
            by=BY,
            at=AT,
        )
    numbers = (
        Number(IdentifierKind.CCCD, f"0640910{k:05}"),
        Number(IdentifierKind.CMND, f"2304{k:05}"),
    )
    return Visit(
        Draft(f"Siu {k}", numbers=numbers, contacts=(ContactGiven(ContactKind.PHONE, "0912345678"),))
    )


def register(visit: Visit) -> None:
    actions.register(draft=visit.draft, by=BY, at=AT)


def whole_or_not_at_all(visit: Visit, done: bool) -> None:
    found = {row.id: row for number in visit.draft.numbers for row in queries.find_parties(number.number, BY)}
    assert len(found) == 1 or (not found and not done), "registered, answered, lost"
    for party, row in found.items():
        assert (row.name, len(row.numbers), row.phone) == (visit.draft.name, 2, "091****678")
        verbs = [entry.verb for entry in ledger.list_entries(subject=f"party:{party}")]
        assert verbs == ["parties.register"]
    assert verify().is_sound


def two_records(k: int) -> Visit:
    visit = somebody(k)
    card, old = visit.draft.numbers
    first = Draft(visit.draft.name, numbers=(card,))
    actions.register(draft=first, by=BY, at=AT)
    made = actions.register(draft=Draft(visit.draft.name, numbers=(old,)), by=BY, at=AT, anyway="thẻ cũ")
    return Visit(first, made.party)


def link(visit: Visit) -> None:
    (kept,) = queries.find_parties(visit.draft.numbers[0].number, BY)
    actions.link(kept=kept.id, other=visit.other, reason="Cùng một người", by=BY, at=AT)


def linked_or_not(visit: Visit, done: bool) -> None:
    (kept,) = queries.find_parties(visit.draft.numbers[0].number, BY)
    is_linked = kept.records == 2
    assert is_linked or not done, "linked, answered, lost"
    verbs = [entry.verb for entry in ledger.list_entries(subject=f"party:{kept.id}")]
    assert verbs.count("parties.link") == is_linked
    assert verify().is_sound


SWEPT = [
    Swept("register a person", setup=somebody, action=register, holds=whole_or_not_at_all),
    Swept("link two records", setup=two_records, action=link, holds=linked_or_not),
]
