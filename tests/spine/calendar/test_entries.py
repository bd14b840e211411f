"""Entries in the database: corrected by new rows, asked as of a day and as known at an instant."""

import threading
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from lienthong.spine.actor import Actor, platform
from lienthong.spine.calendar import actions, queries
from lienthong.spine.calendar.errors import (
    AlreadyCorrected,
    DayAlreadyEntered,
    DecisionMissing,
    HoursAlreadyEntered,
    PeriodRefused,
    RuleAlreadyEntered,
    SuspensionAlreadyEntered,
)
from lienthong.spine.calendar.models import DayEntry, HoursEntry, RuleEntry, SuspensionEntry
from lienthong.spine.calendar.queries import (
    Basis,
    CountingRule,
    Day,
    DayKind,
    Ending,
    OfficeHours,
    Supplement,
    Suspension,
)
from lienthong.spine.calendar.rules.values import read_sessions
from lienthong.spine.clock import ZONE
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.models import Entry as LedgerEntry
from tests.spine.calendar.cast import FOLDER, almanac

CLERK = Actor(account="7", name="Rơ Châm Yên", agency="GL-SNV", origin="web 10.0.0.7")
US = platform("test")
AT = datetime(2021, 10, 15, 9, tzinfo=ZONE)
HOUR = timedelta(hours=1)
BASIS = Basis("Quyết định 12/QĐ-UBND", date(2021, 10, 12), confirmed=True)
OFF = Day(date(2021, 11, 19), DayKind.OFF, "Nghỉ theo quyết định", basis=BASIS)
WEEK = (*[read_sessions("07:30-11:30 13:00-17:00")] * 5, read_sessions("07:30-11:00"), ())
HOURS = OfficeHours("GL-622", WEEK, date(2021, 1, 1), date(2022, 12, 31), ((4, 16), (10, 15)), BASIS)
STORM = Suspension(
    date(2021, 10, 18),
    date(2021, 10, 20),
    "bão",
    frozenset({"GL-622", "GL-623"}),
    frozenset({"1.001"}),
    BASIS,
)
RULE = CountingRule(
    "quick", date(2021, 1, 1), None, Ending.SAME_TIME, time(15, 30), True, Supplement.PAUSE, BASIS
)

pytestmark = pytest.mark.django_db


def test_what_is_entered_is_read_back_whole() -> None:
    actions.enter_day(day=OFF, by=CLERK, at=AT)
    actions.enter_hours(hours=HOURS, by=CLERK, at=AT)
    actions.suspend(suspension=STORM, by=CLERK, at=AT)
    actions.enter_rule(rule=RULE, by=CLERK, at=AT)
    kept = queries.almanac()
    assert (kept.days, kept.hours, kept.suspensions, kept.rules) == ((OFF,), (HOURS,), (STORM,), (RULE,))


def test_a_correction_is_a_new_row_and_the_old_one_is_still_known() -> None:
    first = actions.enter_day(day=OFF, by=CLERK, at=AT)
    renamed = replace(OFF, name="Nghỉ bù")
    actions.correct_day(entry=first, day=renamed, by=CLERK, at=AT + HOUR)
    assert queries.almanac().days == (renamed,)
    assert queries.almanac(known=AT).days == (OFF,)
    assert queries.almanac(known=AT - HOUR).days == ()
    assert [row.value.name for row in queries.list_history(OFF.on)] == ["Nghỉ theo quyết định", "Nghỉ bù"]


def test_a_correction_keeps_the_day() -> None:
    first = actions.enter_day(day=OFF, by=CLERK, at=AT)
    actions.correct_day(entry=first, day=replace(OFF, on=date(2021, 12, 1), name="x"), by=CLERK, at=AT)
    assert [(day.on, day.name) for day in queries.almanac().days] == [(OFF.on, "x")]


def test_a_withdrawn_day_is_ordinary_again_and_can_be_entered_anew() -> None:
    first = actions.enter_day(day=OFF, by=CLERK, at=AT)
    actions.withdraw_day(entry=first, by=CLERK, at=AT + HOUR, reason="Nhập nhầm")
    assert queries.almanac().days == ()
    actions.enter_day(day=OFF, by=CLERK, at=AT + 2 * HOUR)
    assert queries.almanac().days == (OFF,)
    assert queries.almanac(known=AT + HOUR).days == ()
    assert [row.withdrawn for row in queries.list_history(OFF.on)] == [False, True, False]


def test_what_was_decided_later_is_left_out_as_of_an_earlier_day() -> None:
    first = actions.enter_day(day=OFF, by=CLERK, at=AT)
    later = replace(OFF, kind=DayKind.MAKE_UP, basis=replace(BASIS, decided_on=date(2021, 11, 1)))
    actions.correct_day(entry=first, day=later, by=CLERK, at=AT)
    assert queries.almanac(as_of=date(2021, 10, 11)).days == ()
    assert queries.almanac(as_of=date(2021, 10, 12)).days == (OFF,)
    assert queries.almanac(as_of=date(2021, 11, 1)).days == (later,)


def test_entries_of_a_kind_are_listed_in_order_with_their_ids() -> None:
    second = actions.enter_day(day=replace(OFF, on=date(2021, 12, 1)), by=CLERK, at=AT)
    first = actions.enter_day(day=OFF, by=CLERK, at=AT)
    actions.enter_day(day=replace(OFF, on=date(2022, 12, 1)), by=CLERK, at=AT)
    assert [kept.id for kept in queries.list_days(2021)] == [first, second]
    assert queries.list_days(2021)[0].recorded_by == "7"
    hours = actions.enter_hours(hours=HOURS, by=CLERK, at=AT)
    storm = actions.suspend(suspension=STORM, by=CLERK, at=AT)
    rule = actions.enter_rule(rule=RULE, by=CLERK, at=AT)
    assert [kept.id for kept in queries.list_hours()] == [hours]
    assert [kept.id for kept in queries.list_suspensions()] == [storm]
    assert [kept.id for kept in queries.list_rules()] == [rule]


def test_the_other_kinds_are_corrected_and_withdrawn_alike() -> None:
    hours = actions.enter_hours(hours=HOURS, by=CLERK, at=AT)
    storm = actions.suspend(suspension=replace(STORM, until_on=None), by=CLERK, at=AT)
    rule = actions.enter_rule(rule=RULE, by=CLERK, at=AT)
    hours = actions.correct_hours(entry=hours, hours=replace(HOURS, effective_to=None), by=CLERK, at=AT)
    storm = actions.correct_suspension(entry=storm, suspension=STORM, by=CLERK, at=AT)
    actions.correct_rule(entry=rule, rule=replace(RULE, cut_off=None), by=CLERK, at=AT)
    kept = queries.almanac()
    assert (kept.hours[0].effective_to, kept.suspensions, kept.rules[0].cut_off) == (None, (STORM,), None)
    actions.withdraw_hours(entry=hours, by=CLERK, at=AT, reason="Nhập nhầm")
    actions.withdraw_suspension(entry=storm, by=CLERK, at=AT, reason="Nhập nhầm")
    assert (queries.almanac().hours, queries.almanac().suspensions) == ((), ())


def test_nothing_is_entered_twice() -> None:
    actions.enter_day(day=OFF, by=CLERK, at=AT)
    actions.enter_hours(hours=HOURS, by=CLERK, at=AT)
    actions.suspend(suspension=STORM, by=CLERK, at=AT)
    actions.enter_rule(rule=RULE, by=CLERK, at=AT)
    with pytest.raises(DayAlreadyEntered):
        actions.enter_day(day=OFF, by=CLERK, at=AT)
    with pytest.raises(HoursAlreadyEntered):
        actions.enter_hours(hours=HOURS, by=CLERK, at=AT)
    with pytest.raises(SuspensionAlreadyEntered):
        actions.suspend(suspension=STORM, by=CLERK, at=AT)
    with pytest.raises(RuleAlreadyEntered):
        actions.enter_rule(rule=RULE, by=CLERK, at=AT)


def test_two_corrections_of_one_row_cannot_both_stand() -> None:
    first = actions.enter_day(day=OFF, by=CLERK, at=AT)
    actions.correct_day(entry=first, day=replace(OFF, name="a"), by=CLERK, at=AT)
    with pytest.raises(AlreadyCorrected):
        actions.correct_day(entry=first, day=replace(OFF, name="b"), by=CLERK, at=AT)
    with pytest.raises(AlreadyCorrected):
        actions.withdraw_day(entry=first, by=CLERK, at=AT, reason="Nhập nhầm")


def test_a_confirmed_entry_names_its_decision() -> None:
    with pytest.raises(DecisionMissing):
        actions.enter_day(day=replace(OFF, basis=Basis(confirmed=True)), by=CLERK, at=AT)
    with pytest.raises(DecisionMissing):
        actions.suspend(suspension=replace(STORM, basis=Basis()), by=CLERK, at=AT)
    actions.enter_day(day=replace(OFF, basis=Basis()), by=CLERK, at=AT)


def test_a_period_ends_after_it_begins() -> None:
    early = date(2020, 1, 1)
    with pytest.raises(PeriodRefused):
        actions.suspend(suspension=replace(STORM, until_on=early), by=CLERK, at=AT)
    with pytest.raises(PeriodRefused):
        actions.enter_hours(hours=replace(HOURS, effective_to=early), by=CLERK, at=AT)
    with pytest.raises(PeriodRefused):
        actions.enter_rule(rule=replace(RULE, effective_to=early), by=CLERK, at=AT)


def test_each_act_is_in_the_ledger_of_the_actors_agency() -> None:
    first = actions.enter_day(day=OFF, by=CLERK, at=AT)
    second = actions.withdraw_day(entry=first, by=CLERK, at=AT + HOUR, reason="Nhập nhầm")
    lines = LedgerEntry.objects.order_by("id")
    assert [(line.verb, line.subject, line.agency) for line in lines] == [
        ("calendar.enter_day", f"dayentry:{first}", "GL-SNV"),
        ("calendar.withdraw_day", f"dayentry:{second}", "GL-SNV"),
    ]
    assert lines[0].details["decision"] == "Quyết định 12/QĐ-UBND"
    assert lines[0].recorded_at == AT


def test_the_loaded_reference_equals_the_files_and_loading_again_writes_nothing() -> None:
    assert not queries.has_entries()
    assert actions.load_reference(folder=FOLDER, by=US, at=AT) > 120
    assert queries.has_entries()
    assert queries.almanac() == almanac()
    assert actions.load_reference(folder=FOLDER, by=US, at=AT + HOUR) == 0
    assert LedgerEntry.objects.filter(verb="calendar.load_reference").count() == 1


def test_a_new_edition_corrects_what_it_loaded_but_not_what_people_corrected(tmp_path: Path) -> None:
    actions.load_reference(folder=FOLDER, by=US, at=AT)
    (culture,) = [kept for kept in queries.list_days(2026) if kept.value.on == date(2026, 11, 24)]
    actions.correct_day(entry=culture.id, day=replace(culture.value, name="của cán bộ"), by=CLERK, at=AT)
    for path in FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace("Ngày Văn hóa Việt Nam", "bản mới")
        (tmp_path / path.name).write_text(text.replace("Quốc khánh", "Lễ Quốc khánh"), encoding="utf-8")
    assert actions.load_reference(folder=tmp_path, by=US, at=AT + HOUR) > 8
    names = {day.on: day.name for day in queries.almanac().days}
    assert names[date(2026, 11, 24)] == "của cán bộ"
    assert names[date(2021, 9, 2)] == "Lễ Quốc khánh"


def test_the_calendar_of_an_agency_takes_hours_and_suspensions_of_its_superiors() -> None:
    actions.load_reference(folder=FOLDER, by=US, at=AT)
    actions.enter_hours(hours=replace(HOURS, season=None), by=CLERK, at=AT)
    actions.suspend(suspension=replace(STORM, procedures=frozenset()), by=CLERK, at=AT)
    commune = queries.calendar_for("GL-23557", superiors=["GL-622", "GL"])
    other = queries.calendar_for("GL-23563", superiors=["GL-624", "GL"])

    def due(calendar: queries.Calendar) -> date:
        return queries.due_at(calendar, start=AT, amount=2, unit=queries.Unit.WORKING_DAY).at.date()

    assert due(commune) == date(2021, 10, 21)
    assert due(other) == date(2021, 10, 19)
    assert len(commune.sessions(date(2021, 10, 15))) == 2
    assert commune.sessions(date(2021, 10, 15))[0].opens == 7 * 3600 + 1800


def refused(statement: str) -> None:
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["dayentry", "hoursentry", "suspensionentry", "ruleentry"])
def test_postgresql_keeps_rows_as_they_were_written(table: str) -> None:
    actions.load_reference(folder=FOLDER, by=US, at=AT)
    actions.suspend(suspension=STORM, by=CLERK, at=AT)
    refused(f"UPDATE calendar_{table} SET confirmed = NOT confirmed")
    refused(f"DELETE FROM calendar_{table}")


def test_postgresql_holds_a_chain_to_one_subject_in_order_and_unforked() -> None:
    first = DayEntry.objects.get(pk=actions.enter_day(day=OFF, by=CLERK, at=AT))
    row = DayEntry.columns(OFF) | {"recorded_by": "7"}
    faults = [
        row | {"on": date(2021, 12, 1), "replaces": first, "recorded_at": AT},  # another day
        row | {"replaces": first, "recorded_at": AT - HOUR},  # before what it corrects
        row | {"recorded_at": AT},  # a second chain of the day
        row | {"on": date(2021, 12, 1), "recorded_at": AT, "decision": "", "confirmed": True},
        row | {"on": date(2021, 12, 1), "recorded_at": AT, "kind": "maybe"},
    ]
    for fault in faults:
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            DayEntry.objects.create(**fault)
    DayEntry.objects.create(**row | {"replaces": first, "recorded_at": AT})
    with pytest.raises(IntegrityError), transaction.atomic():
        DayEntry.objects.create(**row | {"replaces": first, "recorded_at": AT})


def test_postgresql_refuses_periods_turned_round_and_broken_weeks() -> None:
    early = {"recorded_at": AT, "recorded_by": "7"}
    with pytest.raises(IntegrityError), transaction.atomic():
        SuspensionEntry.objects.create(
            **SuspensionEntry.columns(replace(STORM, until_on=date(2020, 1, 1))), **early
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        HoursEntry.objects.create(
            **HoursEntry.columns(replace(HOURS, effective_to=date(2020, 1, 1))), **early
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        HoursEntry.objects.create(**HoursEntry.columns(replace(HOURS, week=WEEK[:6])), **early)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleEntry.objects.create(**RuleEntry.columns(replace(RULE, effective_to=date(2020, 1, 1))), **early)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_correct_at_once_one_succeeds() -> None:
    first = actions.enter_day(day=OFF, by=CLERK, at=AT)
    outcomes: list[str] = []

    def correct(name: str) -> None:
        try:
            actions.correct_day(entry=first, day=replace(OFF, name=name), by=CLERK, at=AT)
            outcomes.append(name)
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=correct, args=(f"n{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("AlreadyCorrected") == 5
    assert len(queries.list_history(OFF.on)) == 2


def test_what_is_kept_in_memory_never_answers_for_other_rows_of_the_same_numbers() -> None:
    """Two databases that one process sees, one after the other, may number their entries alike."""
    seen = []
    for name in ("Nghỉ theo quyết định", "Nghỉ vì bão"):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT setval(pg_get_serial_sequence('calendar_dayentry', 'id'), 70000)")
            actions.enter_day(day=replace(OFF, name=name), by=CLERK, at=AT)
            seen.append(queries.almanac().days[-1].name)
            transaction.set_rollback(True)
    assert seen == ["Nghỉ theo quyết định", "Nghỉ vì bão"]
