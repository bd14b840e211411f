"""An archive of the version that was landed first comes back under today's code with nothing lost.

What was there is written here by hand and read by plain SQL. A table that is taken away in two steps names the one that
keeps its rows in ``HEIRS``.
"""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

ARCHIVE = Path(__file__).with_name("previous") / "house.backup"
ROWS = {
    "accounts_account": 16,
    "calendar_dayentry": 117,
    "calendar_hoursentry": 1,
    "calendar_ruleentry": 6,
    "calendar_suspensionentry": 1,
    "clock_clockanchor": 1,
    "files_storedfile": 1,
    "ledger_chain": 9,
    "ledger_entry": 53,
    "ledger_seal": 9,
    "numbering_book": 1,
    "numbering_number": 3,
    "organisations_agency": 595,
    "organisations_agencyversion": 599,
    "organisations_group": 5,
    "organisations_groupmembership": 819,
    "organisations_officialcode": 679,
    "organisations_position": 13,
    "organisations_positionterm": 13,
    "organisations_succession": 552,
    "outbox_delivery": 1,
    "outbox_fact": 34,
    "plans_area": 12,
    "plans_citation": 52,
    "plans_deadline": 78,
    "plans_objective": 18,
    "plans_party": 246,
    "plans_plan": 2,
    "plans_section": 128,
    "plans_target": 24,
    "plans_task": 70,
    "plans_version": 2,
    "plans_warning": 34,
}
HEIRS: dict[str, str] = {}
PLANS = ("751-qd-ubnd-2020", "9751-qd-ubnd-2020")
PAGES = [
    f"/plans/{slug}/{page}"
    for slug in PLANS
    for page in ("", "months/", "agencies/", "text/", "citations/", "tasks/VI.11/", "plan.json", "plan.xlsx")
]
READ = """
import django, json, sys
django.setup()
from django.test import Client
from lienthong.spine.outbox import worker
worker.run(wait=False)
client = Client(SERVER_NAME="localhost", headers={"accept-language": "vi"})
answers = {page: client.get(page) for page in json.loads(sys.argv[1])}
told = {page: [one.status_code, b"".join(one).decode("utf-8", "replace")] for page, one in answers.items()}
print(json.dumps(told))
"""


@dataclass(frozen=True)
class Installation:
    """Where the archive came back; ``words`` runs a word of the command line there and gives what it said."""

    url: str
    variables: dict[str, str]

    def words(self, *words: str) -> str:
        return self.python("-m", "lienthong.config.cli", *words)

    def python(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], env=self.variables, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(statement.encode()).fetchall()

    def has(self, statement: str) -> bool:
        return bool(self.rows(statement))


pytestmark = pytest.mark.whole  # a whole installation is moved


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The archive restored, its schema migrated and the reference province brought up to date."""
    name, server = f"previous_{secrets.token_hex(4)}", os.environ["LIENTHONG_DATABASE_URL"]
    with psycopg.connect(make_conninfo(server, dbname="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    url = make_conninfo(server, dbname=name)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LIENTHONG_")}
    home = str(tmp_path_factory.mktemp("previous") / "var")
    own = {"LIENTHONG_MODE": "demo", "LIENTHONG_VAR": home, "LIENTHONG_DATABASE_URL": url}
    there = Installation(url, kept | own | {"DJANGO_SETTINGS_MODULE": "lienthong.config.settings"})
    there.words("restore", str(ARCHIVE))
    there.words("prepare")
    yield there
    with psycopg.connect(make_conninfo(server, dbname="postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="module")
def pages(moved: Installation) -> dict[str, tuple[int, str]]:
    """Status and text of every page of ``PAGES``, after today's worker delivered what was left waiting."""
    return {
        page: (told[0], told[1])
        for page, told in json.loads(moved.python("-c", READ, json.dumps(PAGES))).items()
    }


def test_no_row_is_lost(moved: Installation) -> None:
    count = "SELECT count(*) FROM {}"
    now = {table: moved.rows(count.format(HEIRS.get(table, table)))[0][0] for table in ROWS}
    assert {table: (ROWS[table], n) for table, n in now.items() if int(str(n)) < ROWS[table]} == {}


def test_what_people_did_is_still_what_they_did(moved: Installation) -> None:
    assert moved.has(
        "SELECT 1 FROM organisations_agencyversion"
        " WHERE agency_id = 'GL-SNV' AND name = 'Sở Nội vụ tỉnh Gia Lai (thử)'"
    )
    assert moved.has(
        "SELECT 1 FROM accounts_account WHERE username = 'rmah.hthu' AND full_name = 'Rmah H’Thu'"
        " AND email = 'rmah.hthu@gialai.example'"
    )
    assert moved.rows("SELECT value, reason FROM numbering_number ORDER BY value") == [
        (1, ""),
        (2, "In nhầm"),
        (3, ""),
    ]
    assert moved.has("SELECT 1 FROM calendar_suspensionentry WHERE reason = 'Giãn cách'")
    assert moved.has("SELECT 1 FROM organisations_group WHERE code = 'G-THU' AND name = 'Nhóm thử nghiệm'")
    assert moved.rows("SELECT name FROM files_storedfile ORDER BY id")[0] == ("ke-hoach-thu.txt",)


def test_a_password_still_opens(moved: Installation) -> None:
    hashed = moved.rows("SELECT password FROM accounts_account WHERE username = 'quantri'")[0][0]
    assert str(hashed).startswith("argon2$")
    check = "import django, sys; django.setup(); from django.contrib.auth.hashers import check_password as c"
    assert moved.python("-c", f"{check}; print(c('gia-lai-2021-demo', sys.argv[1]))", str(hashed)) == "True\n"


def test_each_plan_keeps_its_tasks_and_days(moved: Installation) -> None:
    """35 tasks each; VI.11 of the real plan as its row of the decision says it."""
    assert moved.rows(
        "SELECT p.number, count(*) FROM plans_task t JOIN plans_version v ON v.id = t.version_id"
        " JOIN plans_plan p ON p.id = v.plan_id WHERE v.number = 1 GROUP BY 1 ORDER BY 1"
    ) == [("751/QĐ-UBND", 35), ("9751/QĐ-UBND", 35)]
    assert (
        moved.rows(
            "SELECT d.kind, d.start::text, d.due::text FROM plans_deadline d JOIN plans_task t ON t.id = d.task_id"
            " JOIN plans_version v ON v.id = t.version_id WHERE t.ref = 'VI.11' AND v.number = 1"
            " ORDER BY v.plan_id, d.id"
        )
        == [("recurring", "2021-01-01", "2021-12-31")] * 2
    )


def test_the_ledger_verifies_with_the_seals_of_then(moved: Installation) -> None:
    """The head of the province's chain, noted when the archive was made, is where it was."""
    moved.words("ledger", "verify")
    assert moved.rows(
        "SELECT encode(hash, 'hex') FROM ledger_entry WHERE agency = 'GL' AND sequence = 35"
    ) == [("cfdbf5ed022a5b725d790dad657c13549de45bc31296b4e7a892c2d2457c026b",)]


@pytest.mark.usefixtures("pages")
def test_what_waited_in_the_outbox_is_delivered(moved: Installation) -> None:
    assert moved.rows("SELECT state FROM outbox_delivery WHERE id = 1") == [("DONE",)]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_plans_reads(pages: dict[str, tuple[int, str]], page: str) -> None:
    status, text = pages[page]
    word = "VI.11" if "/tasks/" in page else "751/QĐ-UBND"
    assert (status, word in text or page.endswith(".xlsx")) == (200, True)
