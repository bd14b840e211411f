"""Role by state by move: every cell by hand, asked of the very guard that each action calls first.

A case lies where its owner is and nobody holds it; nobody else was asked, no original is kept, nothing is done beside.
"""

# ruff: noqa: E501  the tables are as wide as there are moves

from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest

from lienthong.config.roles import ROLES
from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import Held
from lienthong.domain.cases.errors import NotNow, NotYours
from lienthong.domain.cases.rules.moves import State, Verb
from lienthong.domain.cases.rules.standing import Event, current
from lienthong.spine.clock.rules import ZONE
from tests.domain.cases.test_permissions import FOREIGN, OWNER, VERBS, wearing

pytestmark = pytest.mark.django_db
AT = datetime(2021, 10, 15, 9, tzinfo=ZONE)
DUE = {"due": (AT + timedelta(days=7)).isoformat()}
BEGUN: tuple[str, dict[str, Any]] = ("RECEIVED", {"agency": OWNER, "step": 1, "due": DUE, "step_due": DUE})
AT_WORK = (BEGUN, ("HANDED_OVER", {"agency": OWNER, "done": 1, "step": 2, "step_due": DUE}))
SUBMITTED = (*AT_WORK, ("PUT_TO_SIGN", {"agency": OWNER, "done": 2, "step": 3, "step_due": DUE}))
NOTHING: dict[str, Any] = {}
DONE = (*SUBMITTED, ("SIGNED", NOTHING))
STORIES: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "FILED": (("FILED", {"agency": OWNER, "due": DUE}),),
    "TURNED_AWAY": (("FILED", {"agency": OWNER, "due": DUE}), ("TURNED_AWAY", {"reason": "x"})),
    "RECEIVED": (BEGUN,),
    "HANDLING": AT_WORK,
    "WAITING_PAPERS": (*AT_WORK, ("SUPPLEMENT_ASKED", {"reason": "x"})),
    "WAITING_DUTY": (*AT_WORK, ("PAUSED", {"reason": "x"})),
    "TO_SIGN": SUBMITTED,
    "SIGNED": DONE,
    "READY": (*DONE, ("BROUGHT", {})),
    "GIVEN": (*DONE, ("BROUGHT", {}), ("GIVEN", {})),
    "WITHDRAWN": (*AT_WORK, ("WITHDRAWN", {"reason": "x"})),
    "STOPPED": (*AT_WORK, ("STOPPED", {"reason": "x"})),
    "DENIED": (*AT_WORK, ("DENIED", {"reason": "x"})),
}

# The columns are those of VERBS, in their order.
TABLE = {
    #                    rc tn tk as ho sb ap sp pa rs ps sg br gv wd dn st ra ct co op dq ot os oi or cr lk sd ex cn
    "FILED": {
        "one_stop_officer": "o  o  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "division_head":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "agency_leader":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    },
    "TURNED_AWAY": {
        "one_stop_officer": ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "division_head":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "agency_leader":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    },
    "RECEIVED": {
        "one_stop_officer": ".  .  o  .  o  .  o  .  .  .  o  .  .  .  o  .  .  .  .  o  .  .  o  .  .  o  o  o  .  .  .",
        "specialist":       ".  .  o  .  o  .  o  .  .  .  o  .  .  .  .  .  .  .  .  o  .  .  o  .  .  .  .  o  .  .  .",
        "division_head":    ".  .  o  o  o  .  o  .  .  .  o  .  .  .  .  .  .  .  .  o  .  .  o  .  .  .  o  o  .  o  .",
        "agency_leader":    ".  .  o  o  o  .  o  .  .  .  o  .  .  .  .  .  o  o  .  o  .  .  o  .  .  .  o  o  .  o  .",
    },
    "HANDLING": {
        "one_stop_officer": ".  .  o  .  o  o  o  .  o  .  o  .  .  .  o  .  .  .  .  o  .  .  o  .  .  o  o  o  .  .  .",
        "specialist":       ".  .  o  .  o  o  o  .  o  .  o  .  .  .  .  .  .  .  .  o  .  .  o  .  .  .  .  o  .  .  .",
        "division_head":    ".  .  o  o  o  o  o  .  o  .  o  .  .  .  .  .  .  .  .  o  .  .  o  .  .  .  o  o  .  o  .",
        "agency_leader":    ".  .  o  o  o  o  o  .  o  .  o  .  .  .  .  o  o  o  .  o  .  .  o  .  .  .  o  o  .  o  .",
    },
    "WAITING_PAPERS": {
        "one_stop_officer": ".  .  .  .  .  .  .  o  .  .  .  .  .  .  o  .  .  .  .  .  .  .  o  .  .  o  o  o  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  o  .  .  .",
        "division_head":    ".  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  o  o  .  o  .",
        "agency_leader":    ".  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .  o  .  .  .  o  o  .  o  .",
    },
    "WAITING_DUTY": {
        "one_stop_officer": ".  .  .  .  .  .  .  .  .  o  .  .  .  .  o  .  .  .  .  .  .  .  o  .  .  o  o  o  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  o  .  .  .",
        "division_head":    ".  .  .  o  .  .  .  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  o  o  .  o  .",
        "agency_leader":    ".  .  .  o  .  .  .  .  .  o  .  .  .  .  .  .  o  .  .  .  .  .  o  .  .  .  o  o  .  o  .",
    },
    "TO_SIGN": {
        "one_stop_officer": ".  .  .  .  .  o  .  .  .  .  .  .  .  .  o  .  .  .  .  .  .  .  o  .  .  o  o  o  .  .  .",
        "specialist":       ".  .  .  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  o  .  .  .",
        "division_head":    ".  .  .  o  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  o  o  .  o  .",
        "agency_leader":    ".  .  .  o  .  o  .  .  .  .  .  o  .  .  .  o  o  o  .  .  .  .  o  .  .  .  o  o  .  o  .",
    },
    "SIGNED": {
        "one_stop_officer": ".  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "division_head":    ".  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
        "agency_leader":    ".  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
    },
    "READY": {
        "one_stop_officer": ".  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "division_head":    ".  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
        "agency_leader":    ".  .  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
    },
    "GIVEN": {
        "one_stop_officer": ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "division_head":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
        "agency_leader":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
    },
    "WITHDRAWN": {
        "one_stop_officer": ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "division_head":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
        "agency_leader":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
    },
    "STOPPED": {
        "one_stop_officer": ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "division_head":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
        "agency_leader":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
    },
    "DENIED": {
        "one_stop_officer": ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  .",
        "specialist":       ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "division_head":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
        "agency_leader":    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .",
    },
}  # fmt: skip
IDLE = sorted(
    {role.name for role in ROLES} - {"one_stop_officer", "specialist", "division_head", "agency_leader"}
)
"""Roles that move no case in any state."""


def held(state: str, role: str, agency: str = OWNER) -> Held:
    events = [
        Event(Verb(verb), AT + timedelta(hours=n), data) for n, (verb, data) in enumerate(STORIES[state])
    ]
    found = Held(m.Case(owner=OWNER, procedure="X"), wearing(role, agency), AT + timedelta(days=1), events)
    assert current(events).state == state
    return found


def done(state: str, role: str, agency: str = OWNER) -> set[str]:
    """The moves that the guard lets pass."""
    asked, found = held(state, role, agency), set()
    for verb in VERBS:
        try:
            asked.ask(Verb(verb))
        except (NotYours, NotNow):
            continue
        found.add(verb)
    return found


def told(row: str) -> set[str]:
    return {verb for verb, cell in zip(VERBS, row.split(), strict=True) if cell == "o"}


def test_every_state_and_every_role_is_in_the_tables() -> None:
    assert set(TABLE) == set(STORIES) == {str(state) for state in State}
    assert {*IDLE, *TABLE["FILED"]} == {role.name for role in ROLES}


@pytest.mark.parametrize(("state", "role"), [(state, role) for state, rows in TABLE.items() for role in rows])
def test_a_role_does_in_a_state_what_its_row_says_and_no_more(state: str, role: str) -> None:
    assert done(state, role) == told(TABLE[state][role])


@pytest.mark.parametrize(("state", "role"), list(product(TABLE, IDLE)))
def test_the_other_roles_do_nothing_in_any_state(state: str, role: str) -> None:
    assert done(state, role) == set()


@pytest.mark.parametrize(("state", "role"), [(state, role) for state, rows in TABLE.items() for role in rows])
def test_nobody_of_a_foreign_agency_does_anything_in_any_state(state: str, role: str) -> None:
    assert done(state, role, FOREIGN) == set()
