"""Every morning both sides are laid beside each other, and whoever settles is told; what PostgreSQL itself refuses."""

import pytest
from django.db import Error, connection, transaction

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions as cases
from lienthong.domain.ministries import actions
from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.jobs import reconcile, tell_of_day
from lienthong.domain.ministries.queries import Kind
from lienthong.domain.notices.models import Notice
from lienthong.domain.organisations import actions as organisations
from tests.domain.cases.running import BEGUN, CHIEF, CITY, CLERK, hour, to_sign
from tests.domain.ministries.running import CODE, KEEPER, differences, entered, line, take_in, used

pytestmark = pytest.mark.django_db
MORNING = hour("16/10 06:30")


@pytest.fixture
def version() -> int:
    return used()


def signed(version: int) -> int:
    case = to_sign(version)
    cases.sign_off(case=case, document="15/GKS", by=CHIEF, at=hour("15/10 14:00"))
    return case


def test_a_result_that_was_never_entered_is_a_difference_until_it_is(version: int) -> None:
    case = signed(version)
    reconcile(MORNING.date(), MORNING)
    (found,) = differences()
    assert (found.kind, found.day, found.entry and found.entry.case) == (Kind.UNENTERED, BEGUN.date(), case)
    reconcile(MORNING.date(), MORNING)
    assert len(differences()) == 1
    entry = m.Entry.objects.get(case=case)
    take_in(line("HT2021-5", entry.case_number), at=MORNING)
    assert differences() == []


def test_what_ended_in_another_way_there_is_a_difference(version: int) -> None:
    case = entered(version, "HT2021-1")
    cases.withdraw(case=case, reason="Rút", by=CLERK, at=hour("15/10 11:00"))
    take_in(line("HT2021-1", status="Đã đăng ký", at="15/10 12:00"))
    assert differences() == []
    assert actions.reconcile(day=BEGUN.date(), by=KEEPER, at=MORNING) == 1
    (found,) = differences()
    assert (found.kind, found.here, found.there) == (Kind.STATUS, "WITHDRAWN", "Đã đăng ký")


def test_heads_are_told_in_the_morning_of_a_working_day(version: int) -> None:
    account = accounts.open_account(username="truongphong", full_name="Trưởng phòng", by=KEEPER, at=BEGUN)
    organisations.assign(
        account=account,
        agency=CITY,
        title="Trưởng phòng",
        role="division_head",
        on=BEGUN.date(),
        by=KEEPER,
        at=BEGUN,
    )
    actions.look(by=KEEPER, at=BEGUN)
    for moment in ("16/10 07:15", "17/10 07:15", "18/10 07:15"):
        tell_of_day(hour(moment).date(), hour(moment))
    (notice,) = Notice.objects.filter(account=account)
    assert notice.title == "Phần mềm của bộ, ngành: 1 hồ sơ chờ nhập"
    assert notice.address == "/cases/systems/"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ministries_layout SET pattern = '9'",
        "DELETE FROM ministries_use",
        "UPDATE ministries_use SET procedure = 'x'",
        "UPDATE ministries_entry SET case_number = 'x'",
        "UPDATE ministries_entry SET number = ''",
        "DELETE FROM ministries_entry",
        "UPDATE ministries_trace SET name = 'ai khác'",
        "DELETE FROM ministries_trace",
        "UPDATE ministries_told SET number = 'x'",
        "DELETE FROM ministries_batch",
        "UPDATE ministries_difference SET here = 'x'",
        "UPDATE ministries_difference SET answer = 'OURS'",
        "DELETE FROM ministries_difference",
        "DELETE FROM ministries_system",
    ],
)
def test_what_was_told_stays(version: int, statement: str) -> None:
    entered(version, "HT2021-1")
    take_in(line("HT2021-9"))
    assert differences()[0].system == CODE
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
