"""Two records of one person are linked with a reason, found as one, and parted again when it was wrong."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.domain.parties import actions, errors, queries
from lienthong.domain.parties.actions import (
    AuthorityKind,
    Channel,
    IdentifierKind,
    Origin,
    PaperGiven,
    Purpose,
)
from lienthong.domain.parties.models import Party, Sameness
from lienthong.spine.ledger import queries as ledger
from tests.domain.parties.conftest import AT, BY, CMND, DAY, FOREIGN, clerk, company, number, person

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def pair() -> tuple[int, int]:
    """One woman, registered with her new card in one commune and with her old one in another."""
    first = person()
    second = person(numbers=(number(IdentifierKind.CMND, CMND),), by=FOREIGN, anyway="Chưa đối chiếu")
    return first, second


def link(kept: int, other: int, reason: str = "Cùng một người, đã đối chiếu thẻ") -> None:
    actions.link(kept=kept, other=other, reason=reason, by=BY, at=AT)


def test_linked_records_are_found_as_one_with_all_their_numbers(pair: tuple[int, int]) -> None:
    kept, other = pair
    link(kept, other)
    for text in ("064191001234", CMND, "nhung"):
        (row,) = queries.find_parties(text, BY)
        assert (row.id, row.records) == (kept, 2)
        assert [one.kind for one in row.numbers] == ["CCCD", "CMND"]
    assert queries.records_of(other) == {kept, other}


def test_an_agency_that_knew_one_record_knows_the_person(pair: tuple[int, int]) -> None:
    kept, other = pair
    assert queries.get_party(kept, FOREIGN) is None
    link(kept, other)
    row = queries.get_party(kept, FOREIGN)
    assert row is not None
    assert row.id == kept
    assert queries.find_parties("h'nhung", FOREIGN)[0].id == kept


def test_the_next_visit_with_either_card_finds_the_kept_record(pair: tuple[int, int]) -> None:
    kept, other = pair
    link(kept, other)
    assert person(numbers=(number(IdentifierKind.CMND, CMND),)) == kept
    assert person(numbers=(number(), number(IdentifierKind.CMND, CMND))) == kept
    assert Party.objects.count() == 2


def test_parting_leaves_both_as_they_were(pair: tuple[int, int]) -> None:
    kept, other = pair
    link(kept, other)
    actions.part(other=other, reason="Hai chị em sinh đôi", by=BY, at=AT)
    assert queries.records_of(kept) == {kept}
    assert [row.id for row in queries.find_parties(CMND, FOREIGN)] == [other]
    (told,) = queries.list_links(kept)
    assert (told.reason, told.undo_reason) == ("Cùng một người, đã đối chiếu thẻ", "Hai chị em sinh đôi")
    verbs = [entry.verb for entry in ledger.list_entries(subject=f"party:{kept}")]
    assert verbs[:2] == ["parties.part", "parties.link"]
    with pytest.raises(errors.NotLinked):
        actions.part(other=other, reason="x", by=BY, at=AT)


def test_it_refuses_without_reason_twice_or_across_kinds(pair: tuple[int, int]) -> None:
    kept, other = pair
    with pytest.raises(errors.ReasonMissing):
        link(kept, other, " ")
    link(kept, other)
    with pytest.raises(errors.SameRecord):
        link(other, kept)
    with pytest.raises(errors.DifferentKinds):
        link(kept, company())
    with pytest.raises(errors.UnknownParty):
        link(kept, other + 999)


def test_two_citizen_numbers_are_two_people() -> None:
    first, second = person(), person(numbers=(number(text="064191009999"),))
    with pytest.raises(errors.NumbersContradict):
        link(first, second)


def test_whoever_looks_alike_is_proposed_until_linked(pair: tuple[int, int]) -> None:
    kept, other = pair
    assert [row.id for row in queries.list_alike(kept, BY)] == [other]
    assert queries.list_alike(kept, BY)[0].name == "R*** C*** H'Nhung"  # of an agency that BY does not know
    link(kept, other)
    assert queries.list_alike(kept, BY) == []


def test_papers_consents_and_authority_follow_the_person(pair: tuple[int, int]) -> None:
    kept, other = pair
    son = person("Rơ Châm Tuấn", numbers=(), sex="M", birth=None)
    paper = PaperGiven(code="GKS", title="Giấy khai sinh", origin=Origin.SCAN)
    actions.keep_paper(party=other, paper=paper, by=FOREIGN, at=AT)
    actions.give_consent(
        party=other, purpose=Purpose.SMS, channel=Channel.COUNTER, wording="Tôi đồng ý", by=FOREIGN, at=AT
    )
    actions.give_authority(
        party=other, holder=son, kind=AuthorityKind.MANDATE, basis="GUQ 1", on=DAY, by=FOREIGN, at=AT
    )
    link(kept, other)
    assert [row.code for row in queries.list_papers(kept, DAY)] == ["GKS"]
    assert queries.has_consented(kept, Purpose.SMS, DAY)
    assert [(row.party, row.holder) for row in queries.who_may_act_for(kept, DAY)] == [(kept, son)]
    assert queries.may_act_for(son, kept, DAY)
    with pytest.raises(errors.ForOneself):
        actions.give_authority(
            party=kept, holder=other, kind=AuthorityKind.MANDATE, basis="GUQ 2", on=DAY, by=BY, at=AT
        )


@pytest.mark.parametrize("order", list(permutations([(0, 1), (1, 2), (3, 2)])))
def test_many_records_make_one_tree_whatever_the_order(order: tuple[tuple[int, int], ...]) -> None:
    people = [person("Siu", numbers=(), anyway=f"{n}") for n in range(4)]
    for kept, other in order:
        link(people[kept], people[other])
    assert queries.records_of(people[2]) == set(people)
    tops = queries.kept_of(people)
    assert len(set(tops.values())) == 1
    assert set(tops) == set(people)
    (row,) = queries.find_parties("siu", BY)
    assert (row.id, row.records) == (tops[people[0]], 4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=14))
def test_links_always_make_a_forest(steps: list[tuple[bool, int, int]]) -> None:
    """Compared with a naive recount: the parts that remain when the live links are read one by one."""
    people = [person("Y", numbers=(), by=clerk("C1"), anyway="mô phỏng") for _ in range(5)]
    for is_link, one, other in steps:
        try:
            if is_link:
                link(people[one], people[other])
            else:
                actions.part(other=people[other], reason="nhầm", by=BY, at=AT)
        except (errors.SameRecord, errors.NotLinked):
            continue
    groups = {party: {party} for party in people}
    live = Sameness.objects.filter(undone_at=None, kept__in=people)
    for row in live:
        joined = groups[row.kept_id] | groups[row.other_id]
        for party in joined:
            groups[party] = joined
    assert {party: set(queries.records_of(party)) for party in people} == groups
    assert all(queries.kept_of([party])[party] in groups[party] for party in people)
    assert len(set(queries.kept_of(people).values())) == len({frozenset(group) for group in groups.values()})
