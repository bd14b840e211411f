"""``calendar due --json`` as another program calls it."""

import io
import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.exchange import read_reference
from lienthong.spine.actor import platform
from lienthong.spine.calendar.actions import enter_day, load_reference, suspend
from lienthong.spine.calendar.queries import Basis, Day, DayKind, Suspension
from lienthong.spine.clock import ZONE

QUESTION = {"start": "2021-02-05", "amount": 5, "unit": "working_day"}
AT = datetime(2021, 10, 15, 9, tzinfo=ZONE)
US = platform("test")


def run(text: str | bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = text.encode() if isinstance(text, str) else text
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("calendar", "due", "--json")


@pytest.mark.django_db
def test_an_empty_database_leaves_it_to_the_reference_files(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(json.dumps([QUESTION]), monkeypatch)
    (answered,) = json.loads(capsys.readouterr().out)
    assert answered["due"] == "2021-02-19T17:00:00+07:00"
    assert "Tết Nguyên đán" in answered["explanation"]


@pytest.mark.django_db
def test_what_was_entered_in_the_database_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_reference(folder=DATA / "calendars", by=US, at=AT)
    extra = Day(date(2021, 2, 19), DayKind.OFF, "Nghỉ theo quyết định", basis=Basis("Quyết định 9/QĐ-UBND"))
    enter_day(day=extra, by=US, at=AT)
    run(json.dumps([QUESTION]), monkeypatch)
    (answered,) = json.loads(capsys.readouterr().out)
    assert answered["due"] == "2021-02-22T17:00:00+07:00"


@pytest.mark.django_db
def test_an_agency_stands_still_with_its_superiors(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_reference(folder=DATA / "calendars", by=US, at=AT)
    organisations.load_reference(reference=read_reference(DATA / "organisations"), by=US, at=AT)
    flood = Suspension(
        date(2021, 2, 17), date(2021, 2, 18), "Lũ", frozenset({"GL-622"}), basis=Basis("Công văn 9/UBND")
    )
    suspend(suspension=flood, by=US, at=AT)
    run(json.dumps([QUESTION | {"agency": code} for code in ("GL-23557", "GL-630")]), monkeypatch)
    told = capsys.readouterr()
    assert [row["due"][:10] for row in json.loads(told.out)] == ["2021-02-23", "2021-02-19"]
    assert told.err == ""


@pytest.mark.django_db
def test_an_agency_nobody_knows_is_counted_by_the_province_and_said_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_reference(folder=DATA / "calendars", by=US, at=AT)
    run(json.dumps([QUESTION | {"agency": "GL-XYZ"}] * 2), monkeypatch)
    told = capsys.readouterr()
    assert [row["due"] for row in json.loads(told.out)] == ["2021-02-19T17:00:00+07:00"] * 2
    assert told.err.count("GL-XYZ") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        json.dumps([QUESTION, QUESTION | {"amount": 0}]),
        json.dumps(QUESTION),
        "",
        "[",
        "[" * 100_000,
        b"\xff\xfe",
        '[{"start": "2021-02-05", "amount": NaN, "unit": "month"}]',
        '[{"start": "\\ud800", "amount": 1, "unit": "month"}]',
    ],
)
def test_bad_input_ends_with_two_and_prints_nothing(
    text: str | bytes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit) as end:
        run(text, monkeypatch)
    said = capsys.readouterr()
    assert end.value.code == 2
    assert said.out == ""
    assert said.err.strip()


def _call(tmp_path: Path, text: str) -> "subprocess.CompletedProcess[bytes]":
    known: dict[str, Any] = {
        key: value for key, value in os.environ.items() if not key.startswith("LIENTHONG_")
    }
    command = [sys.executable, "-m", "lienthong.config.cli", "calendar", "due", "--json"]
    source = str(DATA.parent / "src")
    return subprocess.run(
        command,
        input=text.encode(),
        capture_output=True,
        env=known | {"LIENTHONG_VAR": str(tmp_path), "PYTHONPATH": source},
        check=False,
        timeout=60,
    )


def test_it_answers_where_no_database_was_ever_made(tmp_path: Path) -> None:
    done = _call(tmp_path, json.dumps([QUESTION]))
    assert done.returncode == 0, done.stderr.decode()
    assert [answered["due"] for answered in json.loads(done.stdout)] == ["2021-02-19T17:00:00+07:00"]
    assert not list(tmp_path.iterdir())


def test_a_bad_row_where_no_database_was_ever_made(tmp_path: Path) -> None:
    done = _call(tmp_path, json.dumps([QUESTION, QUESTION | {"unit": "day"}]))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"2" in done.stderr
