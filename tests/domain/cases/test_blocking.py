"""Letters that stop: what they name is neither received nor signed, in the letter's words, until it is lifted."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import Error, connection, transaction

from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries import Named
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.domain.parties import actions as parties
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.running import (
    BEGUN,
    BOSS,
    CHIEF,
    CITY,
    CLERK,
    OFFICER,
    OTHER,
    STRANGER,
    hour,
    intake,
    procedure,
    province,
    seen,
    to_sign,
)

pytestmark = pytest.mark.django_db
PLOT = "thửa 112, tờ bản đồ 9, phường Hoa Lư"
LETTER = actions.Letter("15/QĐ-CCTHADS", date(2021, 10, 1), "Chi cục Thi hành án dân sự Pleiku")
AT = hour("18/10 09:00")


@pytest.fixture
def version() -> int:
    province()
    return procedure()


def stop(words: str = PLOT, **more: object) -> int:
    given = {"named": Named.PLOT, "words": words, "letter": LETTER, "by": CLERK, "at": BEGUN} | more
    return actions.block(**given)  # type: ignore[arg-type]


def receive(version: int, content: str) -> int:
    return actions.receive(intake=intake(version, content=content), by=CLERK, at=AT).case


def test_what_a_letter_names_is_not_received_and_the_letter_is_named(version: int) -> None:
    stop()
    with pytest.raises(errors.Blocked) as refused:
        receive(version, "Chuyển nhượng thửa 112, tờ bản đồ số 9, Phường Hoa Lư, TP. Pleiku")
    told = str(refused.value)
    assert "15/QĐ-CCTHADS" in told
    assert "01/10/2021" in told
    assert "Chi cục Thi hành án dân sự Pleiku" in told
    assert m.Case.objects.count() == 0, "no number was taken"


@pytest.mark.parametrize(
    "content",
    [
        "Chuyển nhượng thửa 1123, tờ bản đồ 9, phường Hoa Lư",
        "Chuyển nhượng thửa 112, tờ bản đồ 91, phường Hoa Lư",
        "Chuyển nhượng thửa 112, tờ bản đồ 9, phường Trà Bá",
        "",
    ],
)
def test_another_plot_is_not_stopped(version: int, content: str) -> None:
    stop()
    assert receive(version, content)


def test_a_case_that_runs_is_not_signed_while_it_is_stopped(version: int) -> None:
    case = to_sign(version, content=f"Cấp giấy phép, {PLOT}")
    block = stop()
    assert [row.letter for row in found(case)] == ["15/QĐ-CCTHADS"]
    with pytest.raises(errors.Blocked):
        actions.sign_off(case=case, by=CHIEF, at=AT)
    assert seen(case).state == "TO_SIGN"
    actions.lift(block=block, letter="20/QĐ-CCTHADS", by=CLERK, at=AT)
    assert found(case) == []
    actions.sign_off(case=case, by=CHIEF, at=AT)
    assert seen(case).state == "SIGNED"


def found(case: int) -> list[queries.BlockRow]:
    row = seen(case)
    return queries.find_blocks(row.owner, date(2021, 10, 18), text=row.content, parties=[row.applicant])


def test_a_person_is_stopped_by_number_and_not_by_name(version: int) -> None:
    first = intake(version)
    person = parties.Draft(name="Rơ Châm H’Yưn", numbers=first.applicant.draft.numbers)
    stop("Rơ Châm H’Yưn", named=Named.PARTY, person=person)
    with pytest.raises(errors.Blocked):
        actions.receive(intake=first, by=CLERK, at=AT)
    namesake = intake(version)
    assert actions.receive(
        intake=replace(namesake, applicant=replace(namesake.applicant, anyway="Số khác")), by=CLERK, at=AT
    ).number


def test_what_was_filed_online_is_stopped_when_it_is_accepted(version: int) -> None:
    filed = intake(version, content=PLOT, channel=queries.Channel.ONLINE)
    case = actions.file_online(intake=filed, owner=CITY, by=CLERK, at=BEGUN)
    stop()
    with pytest.raises(errors.Blocked):
        actions.accept(case=case, papers=[1, 2], by=CLERK, at=AT)


def test_it_holds_at_the_agency_and_below_it_and_nowhere_else(version: int) -> None:
    stop(by=STRANGER)
    assert receive(version, PLOT)
    organisations.create_agency(
        code="GL-622-X", name="Phường X", kind=Kind.WARD, level=Level.COMMUNE, parent=CITY, on=date(2015, 1, 1),
        by=CLERK, at=BEGUN,
    )  # fmt: skip
    stop()
    day = date(2021, 10, 18)
    for owner, count in ((CITY, 1), ("GL-622-X", 1), (OTHER, 1)):
        assert len(queries.find_blocks(owner, day, text=PLOT, parties=[])) == count
    assert [row.agency for row in queries.list_blocks("GL-622-X", day)] == [CITY]


def test_only_the_counter_or_a_head_enters_and_lifts(version: int) -> None:
    block = stop(by=BOSS)
    for by in (OFFICER, STRANGER):
        with pytest.raises((errors.NotYours, errors.BlockNotFound)):
            actions.lift(block=block, letter="x", by=by, at=AT)
    with pytest.raises(errors.NotYours):
        stop(by=OFFICER)


def test_it_rests_on_a_letter_and_on_words_enough(version: int) -> None:
    with pytest.raises(errors.TooFewWords):
        stop("thửa 112")
    with pytest.raises(errors.LetterMissing):
        stop(letter=replace(LETTER, number=" "))
    block = stop()
    with pytest.raises(errors.LetterMissing):
        actions.lift(block=block, letter=" ", by=CLERK, at=AT)


def test_it_is_lifted_once_and_both_acts_are_in_the_ledger(version: int) -> None:
    block = stop()
    actions.lift(block=block, letter="20/QĐ-CCTHADS", by=CLERK, at=AT)
    with pytest.raises(errors.LiftedAlready):
        actions.lift(block=block, letter="21/QĐ-CCTHADS", by=CLERK, at=AT)
    entries = [entry.verb for entry in ledger.list_entries(subject=f"block:{block}")]
    assert sorted(entries) == ["cases.blocked", "cases.unblocked"]
    assert [row.id for row in queries.list_blocks(CITY, date(2021, 10, 18), lifted=True)] == [block]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_block SET words = 'khác' WHERE id = %s",
        "UPDATE cases_block SET lifted_at = now() WHERE id = %s",
        "DELETE FROM cases_block WHERE id = %s",
    ],
)
def test_a_letter_stays_in_the_database(version: int, statement: str) -> None:
    block = stop()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [block])
