"""``plan import FILE --dry-run --json`` as another program calls it, at every stage of an installation."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from lienthong.config import reference
from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import Kind, Level, create_agency, load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.spine.actor import platform
from lienthong.spine.clock import ZONE

AT = datetime(2021, 10, 15, 9, tzinfo=ZONE)


def read(capsys: pytest.CaptureFixture[str], file: Path = reference.PLAN) -> str:
    call_command("plan", "import", str(file), "--dry-run", "--json")
    return capsys.readouterr().out


def call(file: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    known = {key: value for key, value in os.environ.items() if not key.startswith("LIENTHONG_")}
    command = [
        sys.executable,
        "-m",
        "lienthong.config.cli",
        "plan",
        "import",
        str(file),
        "--dry-run",
        "--json",
    ]
    source = str(DATA.parent / "src")
    given = known | {"PYTHONPATH": source} | settings
    return subprocess.run(command, capture_output=True, text=True, env=given, check=False, timeout=60)


@pytest.mark.django_db
def test_before_and_after_the_province_is_loaded_it_reads_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = read(capsys)
    load_reference(reference=read_reference(DATA / "organisations"), by=platform("test"), at=AT)
    assert read(capsys) == before
    assert len(json.loads(before)["tasks"]) == 35


@pytest.mark.django_db
def test_a_database_without_tables_leaves_it_to_the_reference_files(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``check`` leaves it behind in a fresh clone."""
    monkeypatch.setattr("django.db.connection.introspection.table_names", lambda _: [])
    monkeypatch.setattr("lienthong.config.management.commands.plan.count_agencies", lambda _: 1 / 0)
    assert json.loads(read(capsys))["document"]["number"] == "751/QĐ-UBND"


@pytest.mark.django_db
def test_an_installation_of_another_province_matches_nobody_of_the_reference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An agency of its own is enough, groups it may not have yet."""
    create_agency(
        code="BD", name="Ủy ban nhân dân tỉnh Bình Định", kind=Kind.PROVINCE, level=Level.PROVINCE,
        on=date(2000, 1, 1), by=platform("test"), at=AT,
    )  # fmt: skip
    plan = json.loads(read(capsys))
    assert {one["agency"] or one["group"] for task in plan["tasks"] for one in task["lead"]} == {None}
    assert all("agency_unmatched" in [one["code"] for one in task["warnings"]] for task in plan["tasks"])


def test_it_reads_where_no_database_was_ever_made(tmp_path: Path) -> None:
    done = call(reference.PLAN, LIENTHONG_VAR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["areas"][1]["numeral"] == "III"
    assert not list(tmp_path.iterdir())


def test_what_is_no_plan_ends_with_two_and_one_sentence(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Kính gửi Sở Nội vụ,\nĐề nghị quý Sở cho ý kiến.\n", encoding="utf-8")
    for file in (letter, tmp_path / "absent.txt", tmp_path):
        done = call(file, LIENTHONG_VAR=str(tmp_path))
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr


def test_a_database_that_does_not_answer_is_told_without_a_trace(tmp_path: Path) -> None:
    nowhere = "postgresql://nobody:hidden@127.0.0.1:1/none"
    done = call(reference.PLAN, LIENTHONG_VAR=str(tmp_path), LIENTHONG_DATABASE_URL=nowhere)
    assert (done.returncode, done.stdout) == (1, "")
    assert "doctor" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hidden" not in done.stderr
