"""How much who looked at: by person and day, unusual amounts first, within the agencies that are asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lienthong.spine.actor import Actor, platform
from lienthong.spine.readings import actions, queries
from lienthong.spine.readings.queries import Within
from lienthong.spine.readings.rules import unusual_from

AT = datetime(2021, 10, 15, 2, tzinfo=UTC)
DAY = date(2021, 10, 15)


def by(account: str, hat: str = "GL-622") -> Actor:
    return Actor(account=account, name=f"Người {account}", agency=hat, position="Chuyên viên")


def look(account: str, people: int, at: datetime = AT, hat: str = "GL-622", part: str = "numbers") -> None:
    subjects = [f"party:{number}" for number in range(people)]
    actions.note(subjects=subjects, parts=[part], by=by(account, hat), at=at)


@pytest.mark.parametrize(
    ("amounts", "wanted"), [([], 30), ([50], 30), ([2, 3, 4, 5, 400], 30), ([20, 20, 20, 25, 90], 61)]
)
def test_unusual_is_far_more_than_others_and_never_a_few(amounts: list[int], wanted: int) -> None:
    assert unusual_from(amounts) == wanted


@pytest.mark.django_db
def test_unusual_amounts_are_told_first() -> None:
    for account in ("a", "b", "c"):
        look(account, 4)
    look("b", 3, at=AT + timedelta(hours=2), part="record")
    look("curious", 40, at=AT - timedelta(days=1))
    first, second, *rest = queries.sum_looks(Within(None, DAY - timedelta(days=3), DAY))
    assert (first.account, first.day, first.people, first.is_unusual) == (
        "curious",
        date(2021, 10, 14),
        40,
        True,
    )
    assert not any(one.is_unusual for one in (second, *rest))
    (sums,) = [one for one in [*rest, second] if one.account == "b"]
    assert (sums.looks, sums.whole, sums.people) == (7, 4, 4)


@pytest.mark.django_db
def test_only_asked_agencies_days_people_and_lookers_are_counted() -> None:
    look("a", 2)
    look("far", 2, hat="GL-SNV")
    look("a", 1, at=AT - timedelta(days=30))
    actions.note(subjects=["party:1"], parts=["contacts"], by=platform("paper"), at=AT)
    mine = Within(frozenset({"GL-622"}), DAY, DAY)
    assert [one.account for one in queries.sum_looks(mine)] == ["a"]
    assert [row.subject for row in queries.list_within(mine)] == ["party:1", "party:0"]
    of_one = Within(None, DAY, DAY, subjects=["party:0"])
    assert {row.account for row in queries.list_within(of_one)} == {"a", "far"}
    assert queries.sum_looks(Within(frozenset(), DAY, DAY)) == []
    assert {one.account for one in queries.sum_looks(Within(None, DAY, DAY, account="far"))} == {"far"}


@pytest.mark.django_db
def test_a_day_is_a_day_in_viet_nam() -> None:
    look("late", 1, at=datetime(2021, 10, 14, 18, tzinfo=UTC))
    (one,) = queries.sum_looks(Within(None, DAY, DAY))
    assert one.day == DAY


@pytest.mark.django_db
def test_looks_are_paged() -> None:
    look("a", 5)
    within = Within(None, DAY, DAY)
    first = queries.list_within(within, limit=3)
    rest = queries.list_within(within, before=first[-1].id, limit=3)
    assert [row.subject for row in first + rest] == [f"party:{n}" for n in (4, 3, 2, 1, 0)]
