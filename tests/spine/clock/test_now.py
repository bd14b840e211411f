from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from pytest_django.fixtures import Settings

from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.clock import queries
from lienthong.spine.clock.actions import start
from lienthong.spine.clock.errors import ClockRefused, InstantUnreadable
from lienthong.spine.clock.models import ClockAnchor
from lienthong.spine.clock.rules import ZONE, flowed, local_date, parse_instant
from lienthong.spine.ledger.actions import record

DEMO = datetime(2021, 10, 15, 9, tzinfo=ZONE)
REAL = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Watch:
    """A real clock that tests turn."""

    def __init__(self) -> None:
        self.time = REAL

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr(queries, "real_now", watch)
    monkeypatch.setattr("lienthong.spine.clock.actions.real_now", watch)
    monkeypatch.setattr(queries, "_process_began", REAL)
    monkeypatch.setattr(queries, "_highest", {})
    return watch


@pytest.fixture
def mode(settings: Settings) -> Settings:
    settings.LIENTHONG_MODE = "demo"
    settings.LIENTHONG_NOW = ""
    return settings


@pytest.mark.django_db
def test_the_demonstration_begins_on_its_day_and_flows(watch: Watch, mode: Settings) -> None:
    assert start() == DEMO
    assert clock.now() == DEMO
    watch.time += 3 * HOUR
    assert clock.now() == DEMO + 3 * HOUR
    assert clock.today() == date(2021, 10, 15)
    watch.time += 12 * HOUR
    assert clock.today() == date(2021, 10, 16)
    assert clock.is_moved()


@pytest.mark.django_db
def test_before_the_first_start_it_flows_from_where_the_process_began(watch: Watch, mode: Settings) -> None:
    watch.time += HOUR
    assert clock.now() == DEMO + HOUR


@pytest.mark.django_db
def test_one_anchor_serves_every_process(
    watch: Watch, mode: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    start()
    watch.time += HOUR
    here = clock.now()
    monkeypatch.setattr(queries, "_process_began", REAL - 100 * HOUR)  # as a process that began long before
    assert clock.now() == here


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["2022-03-01T08:00+07:00", "2022-03-01T08:00", "2022-03-01T01:00:00Z"])
def test_it_flows_from_the_instant_given(watch: Watch, mode: Settings, text: str) -> None:
    mode.LIENTHONG_NOW = text
    start()
    watch.time += HOUR
    assert clock.now() == datetime(2022, 3, 1, 9, tzinfo=ZONE)


@pytest.mark.django_db
def test_a_start_resumes_no_earlier_than_the_newest_record(watch: Watch, mode: Settings) -> None:
    start()
    written = DEMO + timedelta(days=3)
    with transaction.atomic():
        record(by=platform("test"), verb="x.y", subject="x:1", agency="GL", at=written)
        record(by=platform("test"), verb="x.y", subject="x:1", agency="GL", at=DEMO)
    watch.time += HOUR
    assert start() == written
    watch.time += HOUR
    assert clock.now() == written + HOUR


@pytest.mark.django_db
def test_a_start_goes_forward_to_a_later_instant_given(watch: Watch, mode: Settings) -> None:
    with transaction.atomic():
        record(by=platform("test"), verb="x.y", subject="x:1", agency="GL", at=DEMO)
    mode.LIENTHONG_NOW = "2022-03-01T08:00+07:00"
    assert start() == datetime(2022, 3, 1, 8, tzinfo=ZONE)


@pytest.mark.django_db
def test_business_time_never_flows_backwards_when_the_machine_clock_does(
    watch: Watch, mode: Settings
) -> None:
    start()
    watch.time -= HOUR
    assert clock.now() == DEMO


@pytest.mark.django_db
def test_time_from_a_file_stands_still_until_moved_forward(
    watch: Watch, mode: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "now"
    path.write_text("2021-11-01T08:00+07:00\n")
    mode.LIENTHONG_NOW = f"file:{path}"
    begun = datetime(2021, 11, 1, 8, tzinfo=ZONE)
    assert start() == begun
    watch.time += 5 * HOUR
    assert clock.now() == begun
    path.write_text("2021-11-02T08:00+07:00")
    assert clock.now() == begun + timedelta(days=1)
    path.write_text("2021-10-01T08:00+07:00")
    assert clock.now() == begun + timedelta(days=1)


@pytest.mark.django_db
def test_time_from_a_file_is_not_before_the_anchor(watch: Watch, mode: Settings, tmp_path: Path) -> None:
    with transaction.atomic():
        record(by=platform("test"), verb="x.y", subject="x:1", agency="GL", at=DEMO)
    path = tmp_path / "now"
    path.write_text("2021-01-01T08:00+07:00")
    mode.LIENTHONG_NOW = f"file:{path}"
    assert start() == DEMO
    assert clock.now() == DEMO


@pytest.mark.django_db
def test_a_file_caught_while_it_is_written_anew_does_not_lead_to_the_demonstrations_day(
    mode: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "now"
    path.write_text("")
    mode.LIENTHONG_NOW = f"file:{path}"
    with pytest.raises(InstantUnreadable):
        clock.now()
    path.write_text("2021-03-08T09:15")
    assert clock.now().isoformat() == "2021-03-08T09:15:00+07:00"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["yesterday", "2021-13-01", "file:/nowhere/now"])
def test_what_names_no_instant_is_refused(mode: Settings, text: str) -> None:
    mode.LIENTHONG_NOW = text
    with pytest.raises(InstantUnreadable) as refused:
        clock.now()
    assert text in str(refused.value)


def test_production_has_the_real_time_and_no_anchor(watch: Watch, mode: Settings) -> None:
    mode.LIENTHONG_MODE = "production"
    assert clock.now() == REAL
    assert not clock.is_moved()


@pytest.mark.django_db
def test_a_start_of_production_anchors_nothing(watch: Watch, mode: Settings) -> None:
    mode.LIENTHONG_MODE = "production"
    assert start() == REAL
    assert not ClockAnchor.objects.exists()


@pytest.mark.django_db
def test_production_refuses_a_moved_clock(mode: Settings) -> None:
    mode.LIENTHONG_MODE = "production"
    mode.LIENTHONG_NOW = "2022-03-01T08:00+07:00"
    with pytest.raises(ClockRefused):
        clock.now()
    with pytest.raises(ClockRefused):
        start()


def test_time_can_be_held_for_a_while() -> None:
    with clock.holding(DEMO):
        assert clock.now() == DEMO
        with clock.holding(DEMO + HOUR):
            assert clock.now() == DEMO + HOUR
        assert clock.now() == DEMO


@pytest.mark.django_db
def test_a_request_happens_at_one_moment(watch: Watch, mode: Settings) -> None:
    start()
    with clock.one_moment():
        watch.time += HOUR
        assert clock.now() == DEMO + HOUR
        watch.time += HOUR
        assert clock.now() == DEMO + HOUR
        with clock.holding(DEMO):
            assert clock.now() == DEMO
    assert clock.now() == DEMO + 2 * HOUR


def test_a_request_that_asks_for_no_time_reads_none(mode: Settings) -> None:
    with clock.one_moment():  # no database here: a reading would fail
        pass


def test_technical_time_is_real_whatever_is_held() -> None:
    with clock.holding(DEMO):
        assert abs(clock.real_now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_local_time_is_that_of_viet_nam() -> None:
    night = datetime(2021, 10, 15, 18, tzinfo=UTC)
    assert clock.local(night).isoformat() == "2021-10-16T01:00:00+07:00"
    assert local_date(night) == date(2021, 10, 16)
    with pytest.raises(ValueError):
        clock.local(night.replace(tzinfo=None))


def test_time_flows_from_its_anchor() -> None:
    assert flowed(business=DEMO, real=REAL, now=REAL + HOUR) == DEMO + HOUR
    assert flowed(business=DEMO, real=REAL, now=REAL - HOUR) == DEMO


@pytest.mark.parametrize("text", ["", "9h", "2021-02-30T00:00"])
def test_an_unreadable_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_instant(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE clock_clockanchor SET real_at = now()", "DELETE FROM clock_clockanchor"]
)
def test_an_anchor_is_never_rewritten(watch: Watch, mode: Settings, statement: str) -> None:
    start()
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
