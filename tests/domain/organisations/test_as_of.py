"""What was true of a day stays so: random histories, recorded in any order, asked by day and by knowledge."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.domain.organisations import actions, queries
from lienthong.domain.organisations.models import AgencyVersion
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.spine.errors import Refusal
from tests.domain.organisations.conftest import AT, BY

pytestmark = pytest.mark.usefixtures("province")

FIRST = date(2021, 1, 1)
DAYS = [FIRST + timedelta(days=30 * month) for month in range(5)]
CODES = ["A", "B", "D", "C", "N1", "N2"]

type Step = tuple[str, dict[str, Any]]

codes = st.sampled_from(CODES)
steps: st.SearchStrategy[Step] = st.one_of(
    st.tuples(
        st.just("create"), st.fixed_dictionaries({"code": st.sampled_from(["N1", "N2"]), "parent": codes})
    ),
    st.tuples(st.just("rename"), st.fixed_dictionaries({"code": codes, "name": st.sampled_from("XYZ")})),
    st.tuples(st.just("move"), st.fixed_dictionaries({"code": codes, "parent": codes})),
    st.tuples(st.just("merge"), st.fixed_dictionaries({"codes": codes.map(lambda c: [c]), "into": codes})),
    st.tuples(st.just("abolish"), st.fixed_dictionaries({"code": codes, "heir": codes})),
    st.tuples(st.just("member"), st.fixed_dictionaries({"agency": codes, "member": st.booleans()})),
)
histories = st.lists(st.tuples(steps, st.sampled_from(DAYS)), min_size=1, max_size=8)


def create(code: str, parent: str, **more: Any) -> None:
    words: dict[str, Any] = {"name": code, "kind": Kind.DEPARTMENT, "level": Level.PROVINCE}
    actions.create_agency(code=code, parent=parent, **words, **more)


def set_member(**words: Any) -> None:
    actions.set_membership(group="G-ALL", **words)


VERBS: dict[str, Callable[..., None]] = {
    "create": create,
    "rename": actions.rename_agency,
    "move": actions.move_agency,
    "merge": actions.merge_agencies,
    "abolish": actions.abolish_agency,
    "member": set_member,
}


def take(step: Step, on: date, at: datetime) -> bool:
    """One step of a history; a refusal counts as not taken and leaves nothing behind."""
    verb, words = step
    try:
        with transaction.atomic():
            VERBS[verb](**words, on=on, by=BY, at=at)
    except Refusal:
        return False
    return True


def picture(day: date, known: datetime | None = None) -> object:
    """Everything the room answers about a day."""
    return (
        queries.get_tree(day, known),
        queries.get_directory(day, known)[:-1],
        [queries.get_heir(code, day, known) for code in CODES],
        [queries.subtree_codes(code, day, known) for code in CODES],
        queries.member_codes("G-ALL", day, known),
    )


def lived(history: list[tuple[Step, date]]) -> list[datetime]:
    """Records the history, one step an hour, and returns the instants."""
    instants = [AT + timedelta(hours=1 + number) for number in range(len(history))]
    for (step, on), at in zip(history, instants, strict=True):
        take(step, on, at)
    return instants


calm = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


class RolledBackError(Exception):
    """Ends an example: each begins from the same province."""


def rolled_back(check: Callable[[], None]) -> None:
    with pytest.raises(RolledBackError), transaction.atomic():
        check()
        raise RolledBackError


@pytest.mark.sampled(test=3)
@calm
@given(histories, steps, st.sampled_from(DAYS))
def test_a_later_event_changes_no_answer_about_an_earlier_day(
    history: list[tuple[Step, date]], step: Step, on: date
) -> None:
    def check() -> None:
        instants = lived(history)
        earlier = [day for day in DAYS if day < on]
        before = [picture(day) for day in earlier]
        take(step, on, instants[-1] + timedelta(hours=1))
        assert [picture(day) for day in earlier] == before

    rolled_back(check)


@pytest.mark.sampled(test=3)
@calm
@given(histories, steps, st.sampled_from(DAYS))
def test_what_was_known_then_never_changes(history: list[tuple[Step, date]], step: Step, on: date) -> None:
    def check() -> None:
        instants = lived(history)
        then = instants[len(instants) // 2]
        before = [picture(day, then) for day in DAYS]
        take(step, on, instants[-1] + timedelta(hours=1))
        assert [picture(day, then) for day in DAYS] == before

    rolled_back(check)


@calm
@given(histories)
def test_every_agency_that_was_is_answered_for_by_one_in_force(history: list[tuple[Step, date]]) -> None:
    def check() -> None:
        lived(history)
        for day in DAYS:
            in_force = {row.agency.code for row in queries.get_tree(day)}
            begun = {
                version.agency_id
                for version in AgencyVersion.objects.known()
                if (version.period.start or date.min) <= day
            }
            assert {code for code in begun if queries.get_heir(code, day) not in in_force} == set()

    rolled_back(check)


@calm
@given(histories)
def test_subtrees_agree_with_the_tree(history: list[tuple[Step, date]]) -> None:
    def check() -> None:
        lived(history)
        for day in DAYS:
            parents = {row.agency.code: row.agency.parent for row in queries.get_tree(day)}
            for code in parents:
                below = {child for child in parents if code in chain(parents, child)}
                assert queries.subtree_codes(code, day) == below
                assert queries.get_path(code, day) == list(reversed(chain(parents, code)))

    rolled_back(check)


def chain(parents: dict[str, str], code: str) -> list[str]:
    found = [code]
    while (code := parents.get(code, "")) in parents and code not in found:
        found.append(code)
    return found


def test_the_histories_reach_every_verb() -> None:
    """Guards the tests above against histories that are refused from end to end."""
    taken = [
        take(("create", {"code": "N1", "parent": "P"}), DAYS[0], AT),
        take(("rename", {"code": "N1", "name": "X"}), DAYS[1], AT),
        take(("move", {"code": "N1", "parent": "A"}), DAYS[2], AT),
        take(("member", {"agency": "B", "member": True}), DAYS[2], AT),
        take(("merge", {"codes": ["A"], "into": "B"}), DAYS[3], AT),
        take(("abolish", {"code": "N1", "heir": "D"}), DAYS[4], AT),
    ]
    assert taken == [True] * 6
