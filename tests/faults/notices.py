"""Notices: told once or not at all; a morning's letters are written once to each, whatever dies meanwhile."""

from datetime import date, datetime, timedelta

from lienthong.connectors.mail import fake
from lienthong.domain.accounts import actions as accounts
from lienthong.domain.notices import actions, queries
from lienthong.domain.notices.actions import Note
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.ledger import queries as ledger
from tests.faults.harness import Swept

MORNING = datetime(2021, 10, 15, 8, tzinfo=clock.ZONE)
BY = platform("job")
READERS = 3


def readers(k: int) -> list[str]:
    """Three people with addresses, of this run alone."""
    return [
        accounts.open_account(
            username=f"reader-{k}-{n}",
            full_name="Trần Thị Hoa",
            email=f"r{k}-{n}@x.example",
            by=BY,
            at=MORNING,
        )
        for n in range(READERS)
    ]


def tell(people: list[str]) -> None:
    notes = [
        Note(who, f"thing:{people[0]}", "faults.told", "Có việc mới", "/plans/", f"told:{people[0]}")
        for who in people
    ]
    actions.tell(notes=notes, by=BY, at=MORNING)


def all_told_once_or_none(people: list[str], done: bool) -> None:
    counts = {queries.count_notices(who) for who in people}
    assert counts in ({1},) if done else counts in ({0}, {1}), "some were told, others not"
    entries = ledger.list_entries(subject=f"thing:{people[0]}")
    assert len(entries) == counts.pop()


def day_of(k: int) -> date:
    return MORNING.date() + timedelta(days=k)


def told_readers(k: int) -> tuple[list[str], int]:
    people = readers(10_000 + k)
    tell(people)
    return people, k


def call_for_letters(context: tuple[list[str], int]) -> None:
    _, k = context
    actions.call_for_letters(day=day_of(k), at=MORNING + timedelta(days=k))


def each_has_one_letter(context: tuple[list[str], int], done: bool) -> None:
    """Called for again after the kill, and the worker has run: one letter each, and nothing left to list."""
    people, k = context
    addresses = {f"r{10_000 + k}-{n}@x.example" for n in range(READERS)}
    sent = [letter.to for letter in fake.list_letters() if letter.to in addresses]
    assert sorted(sent) == sorted(addresses)
    assert not any(queries.list_to_mail(who, day_of(k))[0] for who in people)


SWEPT = [
    Swept("tell people", setup=readers, action=tell, holds=all_told_once_or_none),
    Swept(
        "call for the morning's letters",
        setup=told_readers,
        action=call_for_letters,
        recover=call_for_letters,
        holds=each_has_one_letter,
    ),
]
