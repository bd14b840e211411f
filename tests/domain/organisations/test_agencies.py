"""Agencies begin, change and are asked about by day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lienthong.domain.organisations import actions, errors, queries
from lienthong.domain.organisations.queries import Kind, Level, Scheme
from lienthong.spine.ledger.models import Entry
from lienthong.spine.outbox.models import StatedFact
from tests.domain.organisations.conftest import AT, BY, START

pytestmark = pytest.mark.usefixtures("province")

DAY = date(2021, 7, 1)
LATER = AT + timedelta(hours=1)


def names(day: date, code: str = "A") -> str:
    row = queries.get_agency(code, day)
    return row.name if row else ""


def test_an_agency_is_in_force_from_its_first_day() -> None:
    assert queries.get_agency("A", START - timedelta(days=1)) is None
    assert names(START) == "Sở An toàn"


def test_a_code_is_never_used_again() -> None:
    with pytest.raises(errors.CodeTaken):
        actions.create_agency(
            code="A", name="x", kind=Kind.DEPARTMENT, level=Level.PROVINCE, on=DAY, by=BY, at=LATER
        )


def test_nothing_begins_below_what_is_not_there() -> None:
    with pytest.raises(errors.NotInForce):
        actions.create_agency(
            code="E",
            name="x",
            kind=Kind.COMMUNE,
            level=Level.COMMUNE,
            parent="D",
            on=START - timedelta(1),
            by=BY,
            at=LATER,
        )


def test_a_new_name_holds_from_its_day_and_the_old_one_still_finds_it() -> None:
    actions.rename_agency(code="A", name="Sở An ninh", on=DAY, by=BY, at=LATER, decision="QĐ 1")
    assert (names(DAY - timedelta(1)), names(DAY)) == ("Sở An toàn", "Sở An ninh")
    assert [row.code for row in queries.list_agencies(DAY, search="an toan")] == ["A"]
    assert [row.code for row in queries.list_agencies(DAY - timedelta(1), search="an ninh")] == []


def test_what_was_known_then_is_kept() -> None:
    actions.rename_agency(code="A", name="Sở An ninh", on=date(2020, 6, 1), by=BY, at=LATER)
    assert names(DAY) == "Sở An ninh"
    then = queries.get_agency("A", DAY, known=AT)
    assert then is not None and then.name == "Sở An toàn"
    assert queries.get_agency("A", DAY, known=AT - timedelta(seconds=1)) is None


def test_a_change_reaches_up_to_the_next_one_already_known() -> None:
    actions.rename_agency(code="A", name="Ba", on=date(2022, 1, 1), by=BY, at=LATER)
    actions.rename_agency(code="A", name="Hai", on=DAY, by=BY, at=LATER)
    assert [names(day) for day in (START, DAY, date(2021, 12, 31), date(2022, 1, 1))] == [
        "Sở An toàn",
        "Hai",
        "Hai",
        "Ba",
    ]
    versions = queries.list_versions("A")
    assert [version.until for version in versions] == [DAY, date(2022, 1, 1), None]


def test_two_changes_at_one_instant_leave_the_last() -> None:
    actions.rename_agency(code="A", name="Một", on=DAY, by=BY, at=AT)
    actions.rename_agency(code="A", name="Hai", on=DAY, by=BY, at=AT)
    assert names(DAY) == "Hai"
    assert names(START) == "Sở An toàn"


def test_knowledge_only_grows_even_when_a_clock_lags() -> None:
    """Served after, though its request read the clock before."""
    actions.rename_agency(code="A", name="Sau", on=DAY, by=BY, at=LATER)
    actions.rename_agency(code="A", name="Trước", on=DAY, by=BY, at=LATER - timedelta(seconds=5))
    assert names(DAY) == "Trước"
    for member in (True, False, True):
        lagging = LATER - timedelta(seconds=member)
        actions.set_membership(group="G-ALL", agency="A", member=member, on=DAY, by=BY, at=lagging)
    assert queries.member_codes("G-ALL", DAY) == {"A"}


def test_moving_changes_the_tree_from_its_day() -> None:
    actions.move_agency(code="C", parent="P", on=DAY, by=BY, at=LATER)
    assert queries.subtree_codes("D", DAY - timedelta(1)) == {"D", "C"}
    assert queries.subtree_codes("D", DAY) == {"D"}
    assert queries.get_path("C", DAY - timedelta(1)) == ["P", "D", "C"]
    assert queries.get_path("C", DAY) == ["P", "C"]
    assert queries.subtree_codes("D", DAY, known=AT) == {"D", "C"}


def test_nothing_hangs_below_itself_on_any_day() -> None:
    with pytest.raises(errors.HangsBelowItself):
        actions.move_agency(code="P", parent="C", on=DAY, by=BY, at=LATER)
    actions.move_agency(code="A", parent="B", on=date(2022, 1, 1), by=BY, at=LATER)
    with pytest.raises(errors.HangsBelowItself):
        actions.move_agency(code="B", parent="A", on=DAY, by=BY, at=LATER)


def test_refusals_change_nothing() -> None:
    before = (Entry.objects.count(), StatedFact.objects.count())
    with pytest.raises(errors.UnknownAgency):
        actions.rename_agency(code="Z", name="x", on=DAY, by=BY, at=LATER)
    with pytest.raises(errors.NotInForce):
        actions.rename_agency(code="A", name="x", on=START - timedelta(1), by=BY, at=LATER)
    assert (Entry.objects.count(), StatedFact.objects.count()) == before


def test_every_change_enters_the_ledger_and_states_a_fact() -> None:
    actions.rename_agency(code="A", name="Sở An ninh", on=DAY, by=BY, at=LATER, decision="QĐ 1")
    entry = Entry.objects.order_by("-pk")[0]
    assert (entry.verb, entry.subject, entry.agency) == ("organisations.rename_agency", "agency:A", "A")
    assert entry.details == {"name": "Sở An ninh", "on": "2021-07-01", "decision": "QĐ 1"}
    fact = StatedFact.objects.order_by("-pk")[0]
    assert (fact.name, fact.data) == ("organisations.AgencyChanged", {"agency": "A", "on": "2021-07-01"})


def test_the_tree_walks_departments_before_districts() -> None:
    walked = [(row.agency.code, row.depth) for row in queries.get_tree(DAY)]
    assert walked == [("P", 0), ("A", 1), ("B", 1), ("D", 1), ("C", 2)]
    assert [(row.agency.code, row.depth) for row in queries.get_tree(DAY, root="D")] == [("D", 0), ("C", 1)]
    assert [row.code for row in queries.children("", DAY)] == ["P"]
    assert [row.code for row in queries.children("P", DAY)] == ["A", "B", "D"]


def test_lists_are_filtered_counted_and_bounded() -> None:
    assert [row.code for row in queries.list_agencies(DAY, kind="DEPARTMENT")] == ["A", "B"]
    assert [row.code for row in queries.list_agencies(DAY, level="PROVINCE", limit=1, offset=1)] == ["B"]
    assert [row.code for row in queries.list_agencies(DAY, search="MOI dak")] == ["D"]
    assert queries.count_agencies(DAY, parent="P") == 3


@pytest.mark.parametrize("repeat", [1, 20])
def test_the_tree_and_the_directory_take_the_same_few_queries_at_any_size(repeat: int) -> None:
    for number in range(repeat):
        actions.create_agency(
            code=f"N{number}",
            name=f"Phòng {number}",
            kind=Kind.DEPARTMENT,
            level=Level.PROVINCE,
            parent="P",
            on=START,
            by=BY,
            at=AT,
        )
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.get_tree(DAY)
        queries.get_directory(DAY)
        queries.subtree_codes("P", DAY)
    assert len(asked) == 2 + 4 + 2  # of what is kept, whether it changed, and what it is


def test_an_official_code_is_dated_and_belongs_to_one() -> None:
    actions.set_official_code(code="A", scheme=Scheme.QD20, official_code="H99.01", on=START, by=BY, at=AT)
    actions.set_official_code(code="A", scheme=Scheme.QD20, official_code="H99.02", on=DAY, by=BY, at=LATER)

    def held(day: date) -> list[str]:
        return [row.code for row in queries.list_official_codes(["A"], day)["A"]]

    assert (held(DAY - timedelta(1)), held(DAY)) == (["H99.01"], ["H99.02"])
    with pytest.raises(errors.OfficialCodeTaken):
        actions.set_official_code(
            code="B", scheme=Scheme.QD20, official_code="H99.02", on=START, by=BY, at=LATER
        )
    actions.set_official_code(
        code="B", scheme=Scheme.QCVN102, official_code="H99.02", on=START, by=BY, at=LATER
    )
    actions.set_official_code(
        code="A", scheme=Scheme.QD20, official_code="", on=date(2022, 1, 1), by=BY, at=LATER
    )
    assert held(date(2022, 1, 1)) == []


def test_names_are_given_for_agencies_that_were_or_will_be() -> None:
    actions.rename_agency(code="A", name="Sở An ninh", on=DAY, by=BY, at=LATER)
    actions.abolish_agency(code="A", on=date(2022, 1, 1), by=BY, at=LATER)
    days = (date(2019, 1, 1), START, DAY, date(2023, 1, 1))
    assert [queries.get_names(["A"], day)["A"] for day in days] == [
        "Sở An toàn",
        "Sở An toàn",
        "Sở An ninh",
        "Sở An ninh",
    ]


def test_codes_in_force_are_those_of_the_day() -> None:
    actions.abolish_agency(code="A", on=DAY, by=BY, at=LATER)
    assert queries.codes_in_force(["A", "B", "NOBODY"], START) == {"A", "B"}
    assert queries.codes_in_force(["A", "B", "NOBODY"], DAY) == {"B"}
    assert queries.codes_in_force([], DAY) == frozenset()


def test_groups_have_dated_members() -> None:
    for agency in ("A", "B"):
        actions.set_membership(group="G-ALL", agency=agency, member=True, on=START, by=BY, at=AT)
    actions.set_membership(group="G-ALL", agency="B", member=False, on=DAY, by=BY, at=LATER)
    assert [row.code for row in queries.list_group_members("G-ALL", DAY - timedelta(1))] == ["A", "B"]
    assert queries.member_codes("G-ALL", DAY) == {"A"}
    assert queries.member_codes("G-ALL", DAY, known=AT) == {"A", "B"}
    assert [group.code for group in queries.list_groups_of("B", DAY)] == []
    assert [group.code for group in queries.list_groups_of("A", DAY)] == ["G-ALL"]


def test_a_membership_can_be_for_a_while_and_set_twice() -> None:
    until = date(2022, 1, 1)
    for _ in range(2):
        actions.set_membership(group="G-ALL", agency="A", member=True, on=DAY, until=until, by=BY, at=LATER)
    assert [queries.member_codes("G-ALL", day) for day in (DAY - timedelta(1), DAY, until)] == [
        frozenset(),
        {"A"},
        frozenset(),
    ]


def test_groups_refuse_what_does_not_exist() -> None:
    with pytest.raises(errors.UnknownGroup):
        actions.set_membership(group="G-NONE", agency="A", member=True, on=DAY, by=BY, at=AT)
    with pytest.raises(errors.CodeTaken):
        actions.create_group(code="G-ALL", name="x", by=BY, at=AT)


def test_the_directory_holds_agencies_and_groups_of_the_day() -> None:
    actions.set_official_code(code="A", scheme=Scheme.QD20, official_code="H99.01", on=DAY, by=BY, at=AT)
    rows = {row.code: row for row in queries.get_directory(DAY)}
    assert list(rows) == ["A", "B", "C", "D", "P", "G-ALL"]
    assert rows["A"].codes == ("H99.01",)
    assert rows["G-ALL"].is_group
    assert {row.code for row in queries.get_directory(START - timedelta(1))} == {"G-ALL"}
