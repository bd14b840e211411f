"""Who may do what with a case in which state: a table by hand, every hat against every move."""

# ruff: noqa: E501  the tables are as wide as there are moves

from itertools import product

import pytest

from lienthong.config.roles import ROLES
from lienthong.domain.cases.permissions import can_move
from lienthong.domain.cases.rules.moves import MOVES, State, Verb
from lienthong.domain.organisations.rules.roles import grants_of
from lienthong.spine.actor import Actor, platform

OWNER, SEAT, FOREIGN = "GL-622", "GL-23572", "GL-623"
ROLE = {role.name: role for role in ROLES}
VERBS = (
    "RECEIVED", "TURNED_AWAY", "TAKEN", "ASSIGNED", "HANDED_OVER", "SENT_BACK", "SUPPLEMENT_ASKED",
    "SUPPLEMENT_RECEIVED", "PAUSED", "RESUMED", "PUT_TO_SIGN", "SIGNED", "BROUGHT", "GIVEN", "WITHDRAWN", "DENIED",
    "STOPPED", "REAPPOINTED", "RECOUNTED", "CONSULTED", "OPINION_GIVEN", "QUESTION_DROPPED", "ORIGINALS_TAKEN",
    "ORIGINALS_SENT", "ORIGINALS_SIGNED", "ORIGINALS_RETURNED", "CORRECTED", "LINKED", "SIDE_DONE",
    "EXPLAINED", "CONTESTED",
)  # fmt: skip

# A case that lies where its owner is, held by nobody. o: theirs to do, in the states that the table of moves allows.
AT_HOME = {
    #                         rc tn tk as ho sb ap sp pa rs ps sg br gv wd dn st ra ct co op dq ot os oi or cr lk sd ex cn
    "citizen":                ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "business":               ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "post_staff":             ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "one_stop_officer":       "o  o  o  .  o  o  o  o  o  o  o  .  o  o  o  .  .  .  .  o  o  o  o  .  .  o  o  o  .  .  .",
    "specialist":             ".  .  o  .  o  o  o  .  o  o  o  .  .  .  .  .  .  .  .  o  o  o  o  .  .  .  .  o  .  .  .",
    "division_head":          ".  .  o  o  o  o  o  .  o  o  o  .  .  .  .  .  .  .  .  o  o  o  o  .  .  .  o  o  .  o  .",
    "agency_leader":          ".  .  o  o  o  o  o  .  o  o  o  o  .  .  .  o  o  o  .  o  o  o  o  .  .  .  o  o  .  o  .",
    "document_clerk":         ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "reporter":               ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "plan_monitor":           ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "assessor":               ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "operator_1022":          ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "auditor":                ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "agency_administrator":   ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "platform_administrator": ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
}  # fmt: skip

# The same people when the case lies at a commune: what concerns the counter is left to them, and to put right
# what was typed there.
AWAY = {
    "one_stop_officer":       "o  o  .  .  .  .  .  o  .  .  .  .  o  o  o  .  .  .  .  .  .  .  .  .  .  o  o  .  .  .  .",
    "specialist":             ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
    "division_head":          ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  o  .",
    "agency_leader":          ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  o  .",
}  # fmt: skip

# Held by somebody else of the same agency.
HELD = {
    "one_stop_officer":       "o  o  o  .  .  .  .  o  .  .  .  .  o  o  o  .  .  .  .  .  .  .  o  .  .  o  o  o  .  .  .",
    "specialist":             ".  .  o  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  o  .  .  .  .  o  .  .  .",
    "division_head":          ".  .  o  o  o  o  o  .  o  o  o  .  .  .  .  .  .  .  .  o  o  o  o  .  .  .  o  o  .  o  .",
    "agency_leader":          ".  .  o  o  o  o  o  .  o  o  o  o  .  .  .  o  o  o  .  o  o  o  o  .  .  .  o  o  .  o  .",
}  # fmt: skip


# At an agency whose opinion is awaited: whoever handles cases there answers, and does nothing else.
MAY_ANSWER = {"one_stop_officer", "specialist", "division_head", "agency_leader"}


def wearing(role: str, agency: str = OWNER, *, account: str = "somebody", acting_for: str = "") -> Actor:
    grants = grants_of(ROLE[role], agency, lambda: frozenset({agency, SEAT}), substituting=bool(acting_for))
    return Actor(account, "", agency, grants=grants, acting_for=acting_for)


def theirs(
    actor: Actor,
    *,
    seat: str = OWNER,
    holder: str = "",
    asked: tuple[str, ...] = (),
    keepers: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
    named: tuple[str, ...] = (),
) -> set[str]:
    place = {"owner": OWNER, "seat": seat, "holder": holder}
    others = {"asked": asked, "keepers": keepers, "beside": beside, "named": named}
    return {verb for verb in VERBS if can_move(actor, MOVES[Verb(verb)], **place, **others)}  # type: ignore[arg-type]


def told(row: str) -> set[str]:
    return {verb for verb, cell in zip(VERBS, row.split(), strict=True) if cell == "o"}


def test_every_role_has_its_row() -> None:
    assert set(AT_HOME) == set(ROLE)


@pytest.mark.parametrize("role", AT_HOME)
def test_at_home(role: str) -> None:
    assert theirs(wearing(role)) == told(AT_HOME[role])


@pytest.mark.parametrize("role", AWAY)
def test_while_it_lies_elsewhere(role: str) -> None:
    assert theirs(wearing(role), seat=SEAT) == told(AWAY[role])


@pytest.mark.parametrize("role", HELD)
def test_while_another_holds_it(role: str) -> None:
    assert theirs(wearing(role), holder="another") == told(HELD[role])


@pytest.mark.parametrize(("role", "seat"), list(product(ROLE, (OWNER, SEAT))))
def test_from_a_foreign_agency_nothing_at_all(role: str, seat: str) -> None:
    assert theirs(wearing(role, FOREIGN), seat=seat) == set()


@pytest.mark.parametrize("role", ROLE)
def test_at_an_agency_that_was_asked(role: str) -> None:
    may = {"OPINION_GIVEN"} if role in MAY_ANSWER else set()
    assert theirs(wearing(role, FOREIGN), holder="another", asked=(FOREIGN,)) == may


@pytest.mark.parametrize("role", ROLE)
def test_at_an_agency_that_has_originals(role: str) -> None:
    """Whoever handles there signs for them and hands them on."""
    may = {"ORIGINALS_SENT", "ORIGINALS_SIGNED"} if role in MAY_ANSWER else set()
    assert theirs(wearing(role, FOREIGN), holder="another", keepers=(FOREIGN,)) == may


@pytest.mark.parametrize("role", ROLE)
def test_at_an_agency_that_does_a_row_beside(role: str) -> None:
    may = {"SIDE_DONE"} if role in MAY_ANSWER else set()
    assert theirs(wearing(role, FOREIGN), holder="another", beside=(FOREIGN,)) == may


@pytest.mark.parametrize("role", ROLE)
def test_at_an_agency_that_is_said_to_have_part_in_a_lateness(role: str) -> None:
    """Who directs there contests it."""
    may = {"CONTESTED"} if role in {"division_head", "agency_leader"} else set()
    assert theirs(wearing(role, FOREIGN), holder="another", named=(FOREIGN,)) == may


def test_who_holds_a_case_says_why_it_is_late() -> None:
    assert "EXPLAINED" in theirs(wearing("specialist"), holder="somebody")
    assert "EXPLAINED" in theirs(wearing("specialist", SEAT), seat=SEAT, holder="somebody")


def test_whoever_stands_in_does_the_work_and_does_not_sign() -> None:
    deputy = wearing("agency_leader", account="deputy", acting_for="chief")
    assert theirs(deputy, holder="chief") == told(HELD["agency_leader"]) - {
        "SIGNED", "DENIED", "STOPPED", "REAPPOINTED",
    }  # fmt: skip


def test_days_are_counted_anew_by_the_platform_alone() -> None:
    assert theirs(platform("job")) == {"RECOUNTED"}


def test_no_state_lets_a_role_do_what_the_two_tables_do_not_both_allow() -> None:
    """Right and state are asked apart: together they are this many cells."""
    cells = [
        (role, state, verb)
        for role, state, verb in product(ROLE, State, VERBS)
        if verb in told(AT_HOME[role]) and state in MOVES[Verb(verb)].frm
    ]
    assert len(cells) == CELLS


# Counted by hand from this table and the one of moves: the counter 61, the specialist 34, the head 57, the leader 68.
CELLS = 61 + 34 + 57 + 68
