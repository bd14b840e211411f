"""A small province's year: its figures told again from the journal and from events, its rows against the fold."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import simulation
from lienthong.config.simulation import Wish
from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions import bare_tables
from lienthong.domain.cases.actions.common import columns
from lienthong.domain.cases.queries import (
    Asked,
    By,
    Period,
    PeriodKind,
    World,
    count_real_cases,
    get_board,
    legal,
    list_batches,
    plan_shares,
)
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import Event, allows, apply, begin, history
from lienthong.domain.procedures.queries import list_versions
from lienthong.spine.numbering.models import Book, Number
from tests.config import journal_recount
from tests.domain.cases import recount

pytestmark = pytest.mark.django_db
WISH = Wish(2021, 900, 5)
WHOLE_YEAR = Period(date(2020, 12, 15), date(2021, 12, 14))
PERIODS = (
    WHOLE_YEAR,
    Period(date(2021, 1, 15), date(2021, 2, 14)),
    Period(date(2021, 2, 8), date(2021, 2, 21)),
    Period(date(2021, 9, 15), date(2021, 10, 14)),
    Period(date(2021, 12, 15), date(2021, 12, 31)),
)


@dataclass
class Played:
    journal: Path
    world: World


@pytest.fixture(scope="module")
def played(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Played]:
    journal = tmp_path_factory.mktemp("simulation") / "journal.jsonl"
    with django_db_blocker.unblock(), transaction.atomic():
        world = simulation.lay_ground(WISH.year)
        simulation.write_journal(journal, WISH, world, processes=1, tell=lambda _: None)
        simulation.play(journal, WISH, world, processes=1, tell=lambda *_: None)
        yield Played(journal, world)
        transaction.set_rollback(True)


def test_boards_equal_a_recount_of_the_journal_by_plain_code(played: Played) -> None:
    until = WISH.until.replace(tzinfo=None)
    for period in PERIODS:
        board = get_board(Asked(period, WISH.until + timedelta(minutes=1)), By.UNIT)
        told = {line.key: +Counter(line.counts.as_data()) for line in board.lines}
        assert told == journal_recount.recount(played.journal, period.first, period.last, until), period


def test_the_plans_five_shares_equal_a_recount_of_the_journal_by_plain_code(played: Played) -> None:
    until = WISH.until.replace(tzinfo=None)
    for period in (Period(date(2021, 1, 1), date(2021, 12, 31)), *PERIODS):
        days = {"since": period.first, "until": period.last}
        found = {name.value: (part.count, part.of) for name, part in plan_shares(None, **days).items()}
        assert found == journal_recount.shares(played.journal, period.first, period.last, until), period
    assert all(0 < count < of for count, of in found.values() if of > 20), found
    one = {name.value: (part.count, part.of) for name, part in plan_shares(["GL-622"], **days).items()}
    assert one != found


def test_boards_equal_a_recount_of_events(played: Played) -> None:
    for period in PERIODS:
        now = WISH.until + timedelta(minutes=1)
        counted, _ = recount.recount(period.first, period.last, now=now)
        assert get_board(Asked(period, now)).total.as_data() == dict(counted), period
        assert recount.recount_by_sql(period.first, period.last, now=now) == +counted, period


def test_an_agency_finds_the_cases_that_it_sees(played: Played) -> None:
    assert recount.misplaced() == []


def test_there_is_something_in_every_column(played: Played) -> None:
    now = WISH.until + timedelta(minutes=1)
    found: Counter[str] = Counter()
    for month in range(1, 13):
        found.update(get_board(Asked(legal(PeriodKind.MONTH, 2021, month), now)).total.as_data())
    assert all(found.values()), found


def test_what_happened_folds_to_how_it_stands(played: Played) -> None:
    for case in m.Case.objects.order_by("?")[:150]:
        rows = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")
        events = [Event(row.verb, row.occurred_at, row.data) for row in rows]
        made = [columns(stand) for stand in history(events)]
        kept = list(m.Stand.objects.filter(case=case).order_by("since"))
        assert [{name: getattr(row, name) for name in made[0]} for row in kept] == made
        assert all(row.recorded_at == row.since for row in kept)


def test_every_move_is_one_of_the_table(played: Played) -> None:
    for case in m.Case.objects.order_by("?")[:300]:
        first, *rest = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")
        stand = begin(Event(first.verb, first.occurred_at, first.data))
        for row in rest:
            assert allows(Verb(row.verb), stand), (row.verb, stand.state)
            stand = apply(stand, Event(row.verb, row.occurred_at, row.data))
    seen = set(m.Happening.objects.values_list("verb", flat=True).distinct())
    assert seen >= {
        "FILED", "RECEIVED", "TURNED_AWAY", "WITHDRAWN", "TAKEN", "HANDED_OVER", "SENT_BACK", "SUPPLEMENT_ASKED",
        "SUPPLEMENT_RECEIVED", "PAUSED", "RESUMED", "PUT_TO_SIGN", "SIGNED", "BROUGHT", "GIVEN", "REAPPOINTED",
        "SIDE_DONE", "DENIED",
    }  # fmt: skip


def test_numbers_are_gapless_and_in_the_order_of_receiving(played: Played) -> None:
    cases = m.Case.objects.exclude(number="")
    assert Number.objects.count() == cases.count()
    for book in Book.objects.all():
        day = book.kind.removeprefix("cases ")
        places = list(
            cases.filter(owner=book.agency, day=day).order_by("place").values_list("place", flat=True)
        )
        assert places == list(range(1, book.last + 1))
    received = m.Happening.objects.filter(verb="RECEIVED").values_list(
        "case__owner", "case__day", "case__place", "occurred_at"
    )
    in_order = sorted(received)
    assert in_order == sorted(received, key=lambda row: (row[0], row[1], row[3], row[2]))


def test_all_levels_and_most_procedures_take_part_in_so_small_a_year(played: Played) -> None:
    owners = set(m.Case.objects.values_list("owner", flat=True))
    assert {"GL-STP", "GL-622"} <= owners
    assert len(owners) > 150
    seen = set(m.Case.objects.values_list("procedure", flat=True))
    assert seen <= set(played.world.handlings)
    assert {"X", "H", "T"} == {code[3] for code in seen}
    assert len(seen) > 10
    assert m.Case.objects.count() == WISH.cases


def test_fewer_come_around_tet_and_none_to_a_closed_counter(played: Played) -> None:
    counter = m.Case.objects.filter(channel="COUNTER")
    assert not counter.filter(day__range=("2021-02-10", "2021-02-16")).exists()
    before = counter.filter(day__range=("2021-02-03", "2021-02-09")).count()
    assert before < counter.filter(day__range=("2021-03-03", "2021-03-09")).count()


def test_constraints_that_copying_passes_hold_all_the_same(played: Played) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert not m.Case.objects.filter(applicant__isnull=True).exists()


def test_one_line_in_the_ledger_for_each_batch(played: Played) -> None:
    batches = list_batches()
    assert sum(batch.cases for batch in batches) == WISH.cases
    assert {batch.run for batch in batches} == {WISH.name}
    assert count_real_cases() == 0


def test_the_same_figures_give_the_same_journal_and_others_another(played: Played, tmp_path: Path) -> None:
    again, other = tmp_path / "again.jsonl", tmp_path / "other.jsonl"
    simulation.write_journal(again, WISH, played.world, processes=1, tell=lambda _: None)
    simulation.write_journal(other, Wish(2021, 900, 6), played.world, processes=1, tell=lambda _: None)
    assert again.read_bytes() == played.journal.read_bytes() != other.read_bytes()


def test_what_is_played_already_is_not_played_again(played: Played) -> None:
    assert simulation.play(played.journal, WISH, played.world, processes=1, tell=lambda *_: None) == 0


def test_another_simulation_is_refused_there(played: Played) -> None:
    with pytest.raises(simulation.Refused, match=WISH.name):
        simulation.refuse_others(Wish(2021, 10, 6))


def test_a_run_does_not_go_on_with_another_journal(played: Played, tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    simulation.write_journal(path, Wish(2021, 30, 6), played.world, processes=1, tell=lambda _: None)
    with pytest.raises(simulation.Refused, match="khác"):
        simulation.play(path, WISH, played.world, processes=1, tell=lambda *_: None)


def test_its_procedures_are_published_once(played: Played) -> None:
    simulation.lay_ground(WISH.year)
    assert len(list_versions("MP-H04", drafts=True)) == 1


def test_indexes_are_there_again_after_the_tables_were_bare(played: Played) -> None:
    def indexes() -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'cases_%' ORDER BY 1"
            )
            return list(cursor.fetchall())

    before = indexes()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with bare_tables():
        assert len(indexes()) < len(before)
    assert indexes() == before


def test_times_stand_in_the_journal_as_people_would_write_them(played: Played) -> None:
    told = list(journal_recount.read(played.journal))
    moments = [at for one in told for _, at in one.acts]
    assert all(at.second == 0 for at in moments)
    received = [one.at("RECEIVED") for one in told if one.channel == "COUNTER"]
    assert all(at and journal_recount.is_working(at.date()) and 7 <= at.hour < 17 for at in received)
    assert min(moments) >= datetime(2021, 1, 1)  # noqa: DTZ001 - the journal's times are local
