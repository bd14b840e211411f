"""``cases board`` as another program calls it: one JSON document, or one sentence and exit status 2."""

import json
from typing import Any

import pytest
from django.core.management import call_command

from lienthong.domain.cases import actions
from lienthong.spine import clock
from tests.domain.cases.recount import recount
from tests.domain.cases.running import (
    BEGUN,
    CHIEF,
    CITY,
    OTHER,
    hour,
    procedure,
    province,
    received,
    to_office,
    to_sign,
)

pytestmark = pytest.mark.django_db
DAYS = ("--from", "2021-10-01", "--to", "2021-10-31")
COLUMNS = [
    "received", "received_online", "received_direct_post", "carried_over", "resolved", "resolved_early",
    "resolved_on_time", "resolved_late", "pending", "pending_in_time", "pending_late",
]  # fmt: skip


@pytest.fixture
def week() -> None:
    """One pending late, one signed on its day, one of the 15th pending; looked at on Monday 25th."""
    province()
    version = procedure()
    to_office(version, hour("14/10 08:00"))
    case = to_sign(version, BEGUN)
    actions.sign_off(case=case, by=CHIEF, at=hour("22/10 09:00"))
    received(version, hour("19/10 08:00"))


def board(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    with clock.holding(hour("25/10 08:00")):
        call_command("cases", "board", *words, "--json")
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


@pytest.mark.usefixtures("week")
def test_it_prints_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    told = board(capsys, *DAYS)
    assert list(told) == ["period", "total", "rows"]
    assert told["period"] == {"from": "2021-10-01", "to": "2021-10-31"}
    assert list(told["total"]) == COLUMNS
    assert [list(row) for row in told["rows"]] == [["key", "name", *COLUMNS]]
    assert told["rows"][0] == {"key": CITY, "name": CITY} | told["total"]
    assert told["total"] == dict.fromkeys(COLUMNS, 0) | {
        "received": 3, "received_direct_post": 3, "resolved": 1, "resolved_on_time": 1, "pending": 2,
        "pending_in_time": 1, "pending_late": 1,
    }  # fmt: skip


@pytest.mark.usefixtures("week")
def test_it_tells_what_was_known_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    told = board(capsys, *DAYS, "--as-known", "21/10/2021")["total"]
    assert (told["resolved"], told["pending"], told["pending_late"]) == (0, 3, 1)
    told = board(capsys, *DAYS, "--as-known", "2021-10-14")["total"]
    assert (told["received"], told["pending_late"]) == (1, 0)


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize("by", ["unit", "field", "procedure", "channel"])
def test_lines_of_each_kind_make_the_same_total(capsys: pytest.CaptureFixture[str], by: str) -> None:
    told = board(capsys, *DAYS, "--by", by)
    counted, _ = recount(hour("01/10 00:00").date(), hour("31/10 00:00").date(), now=hour("25/10 08:00"))
    assert told["total"] == dict.fromkeys(COLUMNS, 0) | dict(counted)
    assert sum(row["received"] for row in told["rows"]) == told["total"]["received"]


@pytest.mark.usefixtures("week")
def test_a_unit_is_told_with_what_lies_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert board(capsys, *DAYS, "--unit", CITY)["total"]["received"] == 3
    other = board(capsys, *DAYS, "--unit", OTHER)
    assert (other["rows"], other["total"]["received"]) == ([], 0)


@pytest.mark.usefixtures("week")
def test_a_person_reads_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("cases", "board", *DAYS)
    head, row, total = capsys.readouterr().out.strip("\n").splitlines()
    assert head.split() == ["(3)", "(7)", "(10)", "(11)", "(13)"]
    assert row.split()[0] == CITY
    assert total.startswith("Tổng số")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("--from", "hôm qua", "--to", "2021-10-31"), "--from"),
        (("--from", "2021-10-01", "--to", "2021-02-31"), "--to"),
        (("--from", "2021-10-02", "--to", "2021-10-01"), "--to"),
        ((*DAYS, "--by", "colour"), "--by"),
        ((*DAYS, "--unit", "GL-NOWHERE"), "--unit"),
        ((*DAYS, "--as-known", "0001-01-01"), "--as-known"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], name: str
) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("cases", "board", *words, "--json")
    told = capsys.readouterr()
    assert (end.value.code, told.out) == (2, "")
    assert told.err.startswith(f"{name} ")
    assert len(told.err.strip().splitlines()) == 1
