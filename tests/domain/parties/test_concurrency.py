"""Several clerks at once: one record, one number, one link; who comes second is told or finds what the first made."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from lienthong.domain.parties import actions, errors, queries
from lienthong.domain.parties.actions import IdentifierKind
from lienthong.domain.parties.models import Contact, Dealing, Identifier, Party
from lienthong.spine.errors import Refusal
from tests.domain.parties.conftest import AT, BY, CMND, clerk, contact, draft, number, person, set_up_agencies

pytestmark = pytest.mark.django_db(transaction=True)

CLERKS = 6


@pytest.fixture(autouse=True)
def _agencies() -> None:
    set_up_agencies()


def at_once(act: Callable[[int], object]) -> list[type[Refusal]]:
    """Runs ``act`` for each clerk in a thread of its own; returns the kinds of refusal."""
    refused: list[type[Refusal]] = []
    start = threading.Barrier(CLERKS)

    def work(place: int) -> None:
        try:
            start.wait()
            act(place)
        except Refusal as refusal:
            refused.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(CLERKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_one_person_at_many_counters_is_registered_once() -> None:
    found: list[actions.Registered] = []

    def register(place: int) -> None:
        by = clerk("C1" if place % 2 else "C2", account=f"clerk{place}")
        found.append(actions.register(draft=draft(contacts=(contact(),)), by=by, at=AT))

    assert at_once(register) == []
    assert len({one.party for one in found}) == 1
    assert sum(one.is_new for one in found) == 1
    assert (Party.objects.count(), Identifier.objects.count(), Contact.objects.count()) == (1, 1, 1)
    assert Dealing.objects.count() == 2


def test_two_cards_of_one_person_typed_in_any_order_do_not_lock_each_other_out() -> None:
    both = (number(), number(IdentifierKind.CMND, CMND))

    def register(place: int) -> None:
        given = both if place % 2 else both[::-1]
        actions.register(draft=draft(numbers=given), by=BY, at=AT)

    assert at_once(register) == []
    assert (Party.objects.count(), Identifier.objects.count()) == (1, 2)


def test_without_a_number_the_second_clerk_is_asked() -> None:
    def register(place: int) -> None:
        actions.register(draft=draft(numbers=()), by=BY, at=AT)

    assert at_once(register) == [errors.AlikeKnown] * (CLERKS - 1)
    assert Party.objects.count() == 1


def test_a_number_is_added_to_one_of_many() -> None:
    people = [person(f"Siu {place}", numbers=(), birth=None) for place in range(CLERKS)]

    def add(place: int) -> None:
        actions.add_identifier(party=people[place], number=number(), by=BY, at=AT)

    assert at_once(add) == [errors.NumberOfAnother] * (CLERKS - 1)
    assert Identifier.objects.count() == 1


def test_a_name_changed_at_once_ends_as_one_of_them() -> None:
    party = person()

    def correct(place: int) -> None:
        actions.correct_profile(party=party, name=f"Rơ Châm {place}", reason="Gõ sai", by=BY, at=AT)

    assert at_once(correct) == []
    names = [row for row in queries.list_names(party) if not row.was_mistake]
    assert len(names) == 1


def test_a_telephone_is_added_once() -> None:
    party = person()

    def add(_place: int) -> None:
        actions.add_contact(party=party, contact=contact(), by=BY, at=AT)

    assert at_once(add) == [errors.NothingChanged] * (CLERKS - 1)


def test_links_made_at_once_make_no_circle() -> None:
    people = [person("Siu", numbers=(), birth=None, anyway=f"{place}") for place in range(CLERKS)]

    def link(place: int) -> None:
        actions.link(
            kept=people[place], other=people[(place + 1) % CLERKS], reason="Cùng một người", by=BY, at=AT
        )

    assert at_once(link) == [errors.SameRecord]
    assert queries.records_of(people[0]) == set(people)
    assert len(set(queries.kept_of(people).values())) == 1
