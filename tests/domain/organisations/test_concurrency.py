"""Several people change one thing at once: one after another, and nothing is lost."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lienthong.domain.organisations import actions, errors, queries
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.spine.errors import Refusal
from tests.domain.organisations.conftest import AT, BY, START

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 6
DAY = date(2021, 7, 1)


def at_once(act: Callable[[int], object]) -> list[type[Refusal]]:
    """Runs ``act`` for each writer in a thread of its own; returns the kinds of refusal."""
    refused: list[type[Refusal]] = []
    start = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        try:
            start.wait()
            act(writer)
        except Refusal as refusal:
            refused.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.fixture(autouse=True)
def _agencies() -> None:
    for code in ("A", "B"):
        actions.create_agency(
            code=code, name=code, kind=Kind.DEPARTMENT, level=Level.PROVINCE, on=START, by=BY, at=AT
        )


def test_new_names_given_at_once_are_taken_one_after_another_whatever_their_clocks_say() -> None:
    def rename(writer: int) -> None:
        at = AT + timedelta(seconds=writer)
        actions.rename_agency(code="A", name=f"Tên {writer}", on=DAY, by=BY, at=at)

    assert at_once(rename) == []
    before, after = queries.list_versions("A")
    assert (before.agency.name, before.until) == ("A", DAY)
    assert after.agency.name in {f"Tên {writer}" for writer in range(WRITERS)}
    assert len(after.agency.aliases) == WRITERS


def test_a_membership_set_and_unset_at_once_ends_as_one_of_them() -> None:
    actions.create_group(code="G-ALL", name="Nhóm", by=BY, at=AT)

    def toggle(writer: int) -> None:
        at = AT - timedelta(seconds=writer)
        actions.set_membership(group="G-ALL", agency="A", member=writer % 2 == 0, on=DAY, by=BY, at=at)

    assert at_once(toggle) == []
    assert queries.member_codes("G-ALL", DAY) in ({"A"}, frozenset())


def test_one_substitute_wins_and_the_others_are_told() -> None:
    hat = actions.assign(account="p", agency="A", title="t", role="r", on=START, by=BY, at=AT)

    def substitute(writer: int) -> None:
        actions.substitute(position=hat, account=f"s{writer}", on=DAY, until=DAY + timedelta(9), by=BY, at=AT)

    assert at_once(substitute) == [errors.SubstitutedAlready] * (WRITERS - 1)


def test_an_agency_ends_once() -> None:
    def abolish(_writer: int) -> None:
        actions.abolish_agency(code="A", heir="B", on=DAY, by=BY, at=AT)

    assert at_once(abolish) == [errors.NotInForce] * (WRITERS - 1)
    assert len(queries.successors("A", DAY)) == 1


def test_the_tree_is_put_together_once_until_somebody_changes_it() -> None:
    def named() -> dict[str, str]:
        return {row.agency.code: row.agency.name for row in queries.get_tree(DAY)}

    assert named() == {"A": "A", "B": "B"}
    with CaptureQueriesContext(connection) as asked:
        assert named() == {"A": "A", "B": "B"}
    assert len(asked) == 1  # whether it changed
    at_once(
        lambda _: actions.rename_agency(code="A", name="Tên", on=DAY, by=BY, at=AT + timedelta(seconds=1))
    )
    assert named() == {"A": "Tên", "B": "B"}


def test_a_tree_that_the_own_transaction_changed_is_kept_by_nobody() -> None:
    with suppress(InterruptedError), transaction.atomic():
        actions.rename_agency(code="A", name="Tên", on=DAY, by=BY, at=AT + timedelta(seconds=1))
        assert [row.agency.name for row in queries.get_tree(DAY)] == ["B", "Tên"]
        raise InterruptedError
    assert [row.agency.name for row in queries.get_tree(DAY)] == ["A", "B"]
