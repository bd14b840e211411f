"""Agencies end and are inherited: everything open has one holder."""

from datetime import date, timedelta

import pytest

from lienthong.domain.organisations import actions, errors, queries
from lienthong.domain.organisations.queries import Kind, Level, Scheme
from lienthong.spine.outbox.models import StatedFact
from tests.domain.organisations.conftest import AT, BY, START

pytestmark = pytest.mark.usefixtures("province")

DAY = date(2025, 7, 1)
EVE = DAY - timedelta(days=1)
LATER = AT + timedelta(hours=1)


def begin(code: str, parent: str = "P", on: date = DAY) -> None:
    actions.create_agency(
        code=code, name=code, kind=Kind.DEPARTMENT, level=Level.PROVINCE, parent=parent, on=on, by=BY, at=AT
    )


def in_force(day: date) -> set[str]:
    return {row.code for row in queries.list_agencies(day)}


def test_merging_ends_the_old_and_names_the_heir() -> None:
    begin("AB")
    actions.merge_agencies(codes=["A", "B"], into="AB", on=DAY, by=BY, at=LATER, decision="NQ 1")
    assert in_force(EVE) == {"P", "A", "B", "D", "C"}
    assert in_force(DAY) == {"P", "AB", "D", "C"}
    assert [queries.get_heir(code, day) for code in "AB" for day in (EVE, DAY)] == ["A", "AB", "B", "AB"]
    assert [(row.edge.successor, row.decision) for row in queries.successors("A", DAY)] == [("AB", "NQ 1")]
    assert {row.edge.predecessor for row in queries.predecessors("AB", DAY)} == {"A", "B"}
    assert queries.successors("A", EVE) == []


def test_merging_takes_along_what_is_below() -> None:
    begin("D2", on=START)
    actions.merge_agencies(codes=["D"], into="D2", on=DAY, by=BY, at=LATER)
    assert queries.get_path("C", EVE) == ["P", "D", "C"]
    assert queries.get_path("C", DAY) == ["P", "D2", "C"]


def test_merging_carries_people_and_their_chiefs() -> None:
    chief = actions.assign(account="p1", agency="A", title="Giám đốc", role="leader", on=START, by=BY, at=AT)
    actions.assign(
        account="p2",
        agency="A",
        title="Chuyên viên",
        role="specialist",
        on=START,
        by=BY,
        at=AT,
        reports_to=chief,
    )
    actions.merge_agencies(codes=["A"], into="B", on=DAY, by=BY, at=LATER)
    assert [hat.agency for hat in queries.list_hats("p2", EVE)] == ["A"]
    assert [(hat.agency, hat.title) for hat in queries.list_hats("p2", DAY)] == [("B", "Chuyên viên")]
    assert [(hat.account, hat.agency) for hat in queries.chiefs_of("p2", DAY)] == [("p1", "B")]


def test_an_agency_ends_with_its_codes_memberships_positions_and_rights_to_sign() -> None:
    actions.set_official_code(code="A", scheme=Scheme.QD20, official_code="H9", on=START, by=BY, at=AT)
    actions.set_membership(group="G-ALL", agency="A", member=True, on=START, by=BY, at=AT)
    hat = actions.assign(account="p1", agency="A", title="t", role="r", on=START, by=BY, at=AT)
    actions.substitute(position=hat, account="p2", on=EVE, until=DAY + timedelta(30), by=BY, at=AT)
    actions.grant_signing(
        account="p1", agency="A", form=queries.SigningForm.KT, basis="QĐ 1", on=START, by=BY, at=AT
    )

    def hangs_on(day: date) -> list[int]:
        return [
            len(queries.list_official_codes(["A"], day)["A"]),
            len(queries.member_codes("G-ALL", day)),
            len(queries.list_hats("p1", day)),
            len(queries.list_hats("p2", day)),
            len(queries.list_signing("A", day)),
        ]

    actions.abolish_agency(code="A", on=DAY, heir="B", by=BY, at=LATER)
    assert hangs_on(EVE) == [1, 1, 1, 1, 1]
    assert hangs_on(DAY) == [0, 0, 0, 0, 0]


def test_splitting_names_one_heir_among_the_parts() -> None:
    begin("A1")
    begin("A2")
    actions.split_agency(code="A", into=["A1", "A2"], heir="A2", on=DAY, by=BY, at=LATER)
    edges = [row.edge for row in queries.successors("A", DAY)]
    assert [(edge.successor, edge.principal, edge.partial) for edge in edges] == [
        ("A2", True, True),
        ("A1", False, True),
    ]
    assert queries.get_heir("A", DAY) == "A2"


def test_a_chain_of_successions_leads_to_who_answers_today() -> None:
    begin("X", on=date(2024, 1, 1))
    begin("Y")
    actions.merge_agencies(codes=["A"], into="X", on=date(2024, 1, 1), by=BY, at=LATER)
    actions.merge_agencies(codes=["X"], into="Y", on=DAY, by=BY, at=LATER)
    assert [queries.get_heir("A", day) for day in (START, EVE, DAY)] == ["A", "X", "Y"]
    assert queries.get_heir("A", DAY, known=AT) == "A"


def test_an_agency_can_end_without_heir() -> None:
    actions.abolish_agency(code="B", on=DAY, by=BY, at=LATER)
    assert queries.get_heir("B", DAY) == ""


def test_functions_can_be_transferred_while_both_go_on() -> None:
    actions.transfer_functions(code="A", to="B", on=DAY, by=BY, at=LATER, decision="QĐ 5")
    assert {"A", "B"} <= in_force(DAY)
    assert queries.get_heir("A", DAY) == "A"
    assert queries.successors("A", DAY)[0].edge.partial


def test_a_succession_is_stated_as_a_fact() -> None:
    actions.abolish_agency(code="A", heir="B", on=DAY, by=BY, at=LATER)
    fact = StatedFact.objects.filter(name="organisations.AgencySucceeded").get()
    assert fact.data == {
        "kind": "abolish",
        "predecessor": "A",
        "successor": "B",
        "on": "2025-07-01",
        "principal": True,
    }


def test_it_refuses_to_end_what_others_hang_below() -> None:
    with pytest.raises(errors.HasChildren):
        actions.abolish_agency(code="D", heir="P", on=DAY, by=BY, at=LATER)
    actions.move_agency(code="C", parent="P", on=DAY, by=BY, at=LATER)
    actions.abolish_agency(code="D", heir="P", on=DAY, by=BY, at=LATER)
    assert in_force(DAY) == {"P", "A", "B", "C"}


@pytest.mark.parametrize(("into", "refusal"), [("A", errors.NoSuccessor), ("Z", errors.NotInForce)])
def test_it_refuses_a_merger_into_nothing(into: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        actions.merge_agencies(codes=["A"], into=into, on=DAY, by=BY, at=LATER)


def test_it_refuses_a_merger_into_what_is_below() -> None:
    with pytest.raises(errors.HangsBelowItself):
        actions.merge_agencies(codes=["D"], into="C", on=DAY, by=BY, at=LATER)


def test_it_refuses_a_split_without_heir() -> None:
    with pytest.raises(errors.HeirNotNamed):
        actions.split_agency(code="A", into=["B"], heir="P", on=DAY, by=BY, at=LATER)
    with pytest.raises(errors.NoSuccessor):
        actions.split_agency(code="A", into=[], heir="", on=DAY, by=BY, at=LATER)


def test_what_has_ended_cannot_end_again() -> None:
    actions.abolish_agency(code="A", heir="B", on=DAY, by=BY, at=LATER)
    with pytest.raises(errors.NotInForce):
        actions.abolish_agency(code="A", heir="P", on=DAY + timedelta(30), by=BY, at=LATER)
