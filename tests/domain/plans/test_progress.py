"""A report's figures are those that the demonstration's file gives by hand; a finished report never changes."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker
from tests.domain.plans.played import NOW, played
from tests.domain.plans.running import MONITOR, OVERSEER, of

from lienthong.config import demo_year
from lienthong.config.ground.paths import DATA
from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries import Figures
from lienthong.domain.plans.queries.reports import freeze, thaw
from lienthong.domain.plans.rules.reporting import (
    Kind,
    Span,
    before,
    mark,
    mark_all,
    offered,
    span,
    span_of,
    total,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.queries import list_entries

pytestmark = pytest.mark.django_db
TODAY = date(2021, 10, 15)
THIRD = span(Kind.QUARTER, 3, 2021)


@pytest.fixture(scope="module", autouse=True)
def _year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with played(django_db_blocker):
        yield


def plan() -> queries.PlanRow:
    return queries.get_plan(demo_year.SLUG, as_of=TODAY)


def progress(number: int = 3, agency: str = "GL") -> queries.Progress:
    return queries.measure_progress(plan(), agency, span(Kind.QUARTER, number, 2021), today=TODAY)


def test_quarters_end_on_the_fourteenth_and_meet_without_a_gap() -> None:
    spans = [(one.code, one.first, one.last) for one in offered(2021)]
    assert spans == [
        ("QUARTER-1-2021", date(2020, 12, 15), date(2021, 3, 14)),
        ("QUARTER-2-2021", date(2021, 3, 15), date(2021, 6, 14)),
        ("HALF-1-2021", date(2020, 12, 15), date(2021, 6, 14)),
        ("QUARTER-3-2021", date(2021, 6, 15), date(2021, 9, 14)),
        ("NINE-1-2021", date(2020, 12, 15), date(2021, 9, 14)),
        ("QUARTER-4-2021", date(2021, 9, 15), date(2021, 12, 14)),
        ("HALF-2-2021", date(2021, 6, 15), date(2021, 12, 14)),
        ("YEAR-1-2021", date(2020, 12, 15), date(2021, 12, 14)),
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2021, 6, 15), date(2021, 9, 14), (date(2021, 3, 15), date(2021, 6, 14))),
        (date(2020, 12, 15), date(2021, 3, 14), (date(2020, 9, 15), date(2020, 12, 14))),
        (date(2020, 12, 15), date(2021, 6, 14), (date(2020, 6, 15), date(2020, 12, 14))),
        (date(2020, 12, 15), date(2021, 9, 14), (date(2019, 12, 15), date(2020, 9, 14))),
        (date(2020, 12, 15), date(2021, 12, 14), (date(2019, 12, 15), date(2020, 12, 14))),
        (date(2021, 5, 1), date(2021, 5, 31), (date(2021, 3, 31), date(2021, 4, 30))),
    ],
)
def test_the_period_before_is_of_the_same_kind(first: date, last: date, expected: tuple[date, date]) -> None:
    earlier = before(span_of(first, last))
    assert (earlier.first, earlier.last) == expected


# By hand from the file. Due from 15/06 to 14/09 were VII.3's report of 15/06, VI.11's and VII.4's of the half year and
# VI.12's quarter, of which VI.11's of 30/06 bears 02/07. The 36 reports of quarter III were due on 10/09: by the
# 14th 26 were accepted, 2 waited, 8 were owed. Of the half year's, due on 10/06, those of GL-SKHDT, GL-638, GL-SNGV
# and GL-634 were accepted late from 15 to 21/06; Kông Chro's was still owed.
def test_a_quarters_figures_are_those_of_the_file() -> None:
    third = progress(3)
    assert third.plan == Figures(laid=874, due=4, on_time=3, late=1)
    assert third.requests == Figures(laid=108, due=36, on_time=26, sent=2, overdue=8, carried=1, caught_up=4)
    assert third.contributions == Figures(laid=2)


def lines(verb: str, until: str, ref: str = "R3") -> set[str]:
    """The agencies whose report (of quarter III) was so by the end of a day, straight from the file."""
    with open(DATA / "demo" / "events.csv", newline="", encoding="utf-8") as rows:
        found = [row for row in csv.DictReader(rows) if row["ref"] == ref and row["at"][:10] <= until]
    return {row["agency"] for row in found if row["verb"] == verb}


def test_reports_asked_for_are_counted_as_the_file_tells_them() -> None:
    accepted, sent = lines("accept", "2021-09-14"), lines("submit", "2021-09-14")
    returned = lines("return", "2021-09-14")
    figures = progress(3).requests
    assert figures.done == len(accepted)
    assert figures.sent == len(sent - accepted - returned)
    assert figures.overdue == 36 - len(sent - returned)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_fields_and_agencies_add_up_to_the_plan(number: int) -> None:
    report = progress(number)
    assert sum(line.figures.due for line in report.areas) == report.plan.due
    assert total(line.figures for line in report.agencies) == replace(
        report.owed, laid=sum(line.figures.laid for line in report.agencies)
    )
    for line in (*report.areas, *report.agencies):
        parts = line.figures
        assert parts.due == (
            parts.on_time + parts.late + parts.sent + parts.overdue + parts.returned + parts.ahead
        )


def test_the_period_before_stands_beside_it() -> None:
    # of the plan 6 on time and VII.4's late; of the 36 reports of the half year those accepted by 14/06
    accepted, sent = lines("accept", "2021-06-14", "R2"), lines("submit", "2021-06-14", "R2")
    before = progress(3).before
    assert before
    assert before.due == 7 + 36
    assert before.done == 7 + len(accepted)
    assert before.sent == len(sent - accepted - lines("return", "2021-06-14", "R2"))
    assert progress(1).before is None


def test_what_is_late_bears_its_cause_and_what_was_done() -> None:
    late = {(row.agency, row.due): row for row in progress(3).late}
    assert len(late) == 14
    caught_up = {agency for agency, due in late if due == date(2021, 6, 10) and late[agency, due].is_done}
    assert caught_up == {"GL-SKHDT", "GL-638", "GL-SNGV", "GL-634"}
    explained = late["GL-630", date(2021, 9, 10)]
    assert (explained.cause, explained.explanation[:16]) == ("STAFF", "Công chức đầu mố")
    assert late["GL-SGTVT", date(2021, 9, 10)].returned == 1
    done = late["GL-SKHCN", date(2021, 6, 30)]
    assert (done.is_done, done.evidence_on) == (True, date(2021, 7, 2))


def test_targets_bear_the_value_of_the_period_though_stated_after_it() -> None:
    def of(number: int) -> tuple[str, int | None]:
        (online,) = [one for one in progress(number).targets if one.name == "TTHC mức 3, 4 có hồ sơ"]
        return online.value, online.missing

    assert [of(1), of(2), of(3)] == [("35.9571", 269), ("46.0317", 168), ("54.2276", 71)]


def test_an_agencys_report_speaks_of_its_own_part() -> None:
    own = progress(3, "GL-630")
    assert own.requests == Figures(laid=3, due=1, overdue=1, carried=1)
    assert {row.agency for row in own.late} == {"GL-630"}
    assert own.targets == ()


def begin(agency: str = "GL") -> int:
    by = MONITOR if agency == "GL" else of(agency)
    return actions.begin_report(
        plan=plan().id, agency=agency, first=THIRD.first, last=THIRD.last, by=by, at=NOW
    )


def test_a_draft_is_gone_on_with() -> None:
    assert begin() == begin()
    report = begin()
    actions.save_report(report=report, words={"results": " Tốt ", "causes": "Dịch"}, by=MONITOR, at=NOW)
    actions.save_report(report=report, words={"causes": ""}, by=MONITOR, at=NOW)
    assert queries.get_report(report).words == {"results": "Tốt", "causes": ""}


def test_a_finished_report_never_changes() -> None:
    report = begin()
    actions.finish_report(report=report, by=MONITOR, at=NOW)
    kept = queries.get_report(report).progress
    assert kept == progress(3)
    wanted = queries.Wanted(agency="GL-639", part="REQUEST", due_from=date(2021, 9, 10))
    (accepted,) = queries.list_obligations(plan().id, as_of=THIRD.last, wanted=wanted)
    taken_back = datetime(2021, 9, 14, 8, tzinfo=clock.ZONE)
    actions.reopen(obligation=accepted.id, reason="Số liệu sai", by=MONITOR, at=taken_back)
    assert progress(3) != kept
    assert queries.get_report(report).progress == kept
    with pytest.raises(errors.ReportFinished):
        actions.save_report(report=report, words={"results": "Khác"}, by=MONITOR, at=NOW)
    with pytest.raises(errors.ReportFinished):
        actions.finish_report(report=report, by=MONITOR, at=NOW)
    assert begin() != report


@pytest.mark.parametrize("statement", ["UPDATE {} SET words = '{{}}'", "DELETE FROM {}"])
def test_the_database_itself_keeps_a_finished_report(statement: str) -> None:
    report = begin()
    actions.finish_report(report=report, by=MONITOR, at=NOW)
    table = m.ProgressReport._meta.db_table
    with pytest.raises(Error, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{statement.format(table)} WHERE id = %s", [report])


def test_only_who_may_report_does() -> None:
    with pytest.raises(errors.NotYourReport):
        actions.begin_report(
            plan=plan().id, agency="GL", first=THIRD.first, last=THIRD.last, by=OVERSEER, at=NOW
        )
    with pytest.raises(errors.NotYourReport):
        actions.begin_report(
            plan=plan().id, agency="GL-SKHCN", first=THIRD.first, last=THIRD.last, by=of("GL-STP"), at=NOW
        )
    with pytest.raises(errors.NotYourReport):
        actions.finish_report(report=begin(), by=of("GL-SKHCN"), at=NOW)
    assert begin("GL-SKHCN")


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [
        (date(2021, 9, 2), date(2021, 9, 1), errors.PeriodReversed),
        (date(2021, 11, 1), date(2021, 11, 30), errors.PeriodReversed),
        (date(2020, 9, 15), date(2020, 12, 14), errors.PeriodOutside),
        (date(1, 1, 1), date(2021, 9, 14), errors.PeriodOutside),
    ],
)
def test_a_period_that_is_none_of_the_plans_is_refused(
    first: date, last: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        actions.begin_report(plan=plan().id, agency="GL", first=first, last=last, by=MONITOR, at=NOW)


def test_what_is_frozen_thaws_alike() -> None:
    for number in (1, 3, 4):
        assert thaw(freeze(progress(number))) == progress(number)


@pytest.mark.parametrize("kind", list(offered(2021)), ids=lambda one: one.code)
def test_the_list_of_late_duties_holds_every_late_one_that_is_counted(kind: Span) -> None:
    report = queries.measure_progress(plan(), "GL", kind, today=TODAY)
    assert len(report.late) == sum(
        part.tardy for part in (report.plan, report.requests, report.contributions)
    )
    assert not report.is_cut


def seen(report: int) -> dict[str, str]:
    """The marks of the boxes as somebody who opens the report now sees them."""
    words = queries.get_report(report).words
    return {box: mark(words.get(box, "")) for box in queries.BOXES}


def save(report: int, opened: dict[str, str], **words: str) -> None:
    actions.save_report(report=report, words=words, seen=opened, by=MONITOR, at=NOW)


def test_two_writers_of_two_boxes_both_keep_their_words() -> None:
    report = begin()
    opened = seen(report)
    save(report, opened, results="Của A", causes="")
    save(report, opened, results="", causes="Của B")
    assert queries.get_report(report).words == {"results": "Của A", "causes": "Của B"}


def test_two_writers_of_one_box_are_told_and_nothing_of_either_is_lost() -> None:
    report = begin()
    opened = seen(report)
    save(report, opened, results="Của A")
    with pytest.raises(errors.WordsChanged) as told:
        save(report, opened, results="Của B", causes="Dịch")
    assert told.value.facts["boxes"] == ("results",)
    assert queries.get_report(report).words == {"results": "Của A"}
    save(report, seen(report), results="Của A và B")
    assert queries.get_report(report).words == {"results": "Của A và B"}


def entries(report: int) -> list[str]:
    return [entry.verb for entry in list_entries(subject=f"progress_report:{report}")]


def test_what_is_sent_again_unchanged_is_no_further_entry() -> None:
    report = begin()
    save(report, seen(report), results="Tốt\r\nlắm ")
    save(report, seen(report), results="Tốt\nlắm")
    assert sorted(entries(report)) == ["plans.begin_report", "plans.save_report"]
    assert queries.get_report(report).words == {"results": "Tốt\nlắm"}


def test_it_is_not_finished_with_other_words_than_were_looked_at() -> None:
    report = begin()
    looked_at = mark_all(queries.get_report(report).words)
    save(report, seen(report), results="Khác")
    with pytest.raises(errors.WordsChanged):
        actions.finish_report(report=report, seen=looked_at, by=MONITOR, at=NOW)
    assert not queries.get_report(report).is_finished


def test_figures_of_a_finished_report_are_of_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody changes a duty while it is counted: it is counted again."""
    counted: list[queries.Progress] = []

    def disturbed(*asked: Any, **more: Any) -> queries.Progress:
        counted.append(queries.measure_progress(*asked, **more))
        if len(counted) < 3:
            m.Pulse.objects.filter(agency="GL-SNV").update(count=F("count") + 1)
        return counted[-1]

    m.Pulse.objects.get_or_create(plan_id=plan().id, agency="GL-SNV", defaults={"count": 1})
    monkeypatch.setattr("lienthong.domain.plans.actions.reporting.measure_progress", disturbed)
    report = begin()
    actions.finish_report(report=report, by=MONITOR, at=NOW)
    assert len(counted) == 3
    assert queries.get_report(report).progress == counted[-1]


def test_a_draft_without_words_may_go_and_no_other() -> None:
    report = begin()
    save(report, seen(report), results="Tốt")
    with pytest.raises(errors.ReportWritten):
        actions.discard_report(report=report, by=MONITOR, at=NOW)
    save(report, seen(report), results="")
    with pytest.raises(errors.NotYourReport):
        actions.discard_report(report=report, by=OVERSEER, at=NOW)
    actions.discard_report(report=report, by=MONITOR, at=NOW)
    with pytest.raises(errors.ReportNotFound):
        queries.get_report(report)
    assert "plans.discard_report" in entries(report)


def test_lists_show_drafts_to_their_writers_and_finished_ones_to_whom_they_concern() -> None:
    own, whole = begin("GL-SKHCN"), begin()
    actions.finish_report(report=own, by=of("GL-SKHCN"), at=NOW)
    other = begin("GL-STP")

    def finished(*agencies: str) -> list[int]:
        sight = queries.Sight(frozenset(agencies)) if agencies else queries.EVERYTHING
        rows = queries.find_finished_reports(plan(), as_of=TODAY, sight=sight)
        return [row.id for row in queries.read_reports(rows)]

    assert finished() == finished("GL-SKHCN") == [own]
    assert finished("GL-STP") == []
    drafts = [row.id for row in queries.list_drafts_of_reports(plan(), ["GL", "GL-SKHCN"])]
    assert drafts == [whole]
    assert other not in drafts
    assert queries.list_reported(plan(), as_of=TODAY, sight=queries.EVERYTHING) == [("GL-SKHCN", THIRD)]
    assert not queries.find_finished_reports(plan(), as_of=date(2021, 10, 14), sight=queries.EVERYTHING)


def test_it_costs_as_many_questions_whatever_is_late(django_assert_max_num_queries: Any) -> None:
    now = plan()
    with django_assert_max_num_queries(16):
        queries.measure_progress(now, "GL", span(Kind.YEAR, 1, 2021), today=TODAY)
