"""Whatever is done to the ledger is found; what was not touched is not accused."""

import subprocess
from pathlib import Path
from random import Random

import pytest
from django.db import connection, transaction

from lienthong.spine.ledger.actions import seal
from lienthong.spine.ledger.errors import ChainBroken
from lienthong.spine.ledger.models import Entry, Seal
from lienthong.spine.ledger.verification import verify
from tests.spine.ledger.tampering import LENGTH, TAMPERINGS, commit, sealed_ledger, write

pytestmark = pytest.mark.django_db


def seed() -> str:
    """The commit: every commit tries other edits, and a failure can be repeated."""
    told = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return told.stdout.strip() or "0"


class _UndoError(Exception):
    pass


@pytest.mark.parametrize("edits", [60, pytest.param(1_000, marks=pytest.mark.whole)])
def test_every_random_edit_is_found(edits: int) -> None:
    sealed_ledger()
    assert verify().is_sound
    for number in range(edits):
        tampering = TAMPERINGS[number % len(TAMPERINGS)]
        name = f"{seed()} {number} {tampering.__name__}"
        with pytest.raises(_UndoError), transaction.atomic():
            tampering(Random(name))
            assert not verify().is_sound, name
            raise _UndoError
    assert verify().is_sound


def test_an_untouched_ledger_is_sound_before_and_after_it_grows() -> None:
    sealed_ledger()
    report = verify()
    assert (report.chains, report.entries, report.seals, report.faults) == (3, 3 * LENGTH, 6, [])


def test_it_tells_how_far_it_is_after_each_chain() -> None:
    sealed_ledger()
    told: list[tuple[int, int]] = []
    verify(lambda report, chains: told.append((report.chains, chains)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_entries_after_the_last_seal_do_not_contradict_it() -> None:
    for number in range(4):
        write("GL", number)
        commit()
        if number == 1:
            assert seal() == 1
    assert verify().is_sound


def test_a_chain_that_did_not_grow_is_not_sealed_again() -> None:
    write("GL", 1)
    commit()
    assert [seal(), seal()] == [1, 0]
    assert Seal.objects.count() == 1


def test_one_edit_is_reported_where_it_was_made() -> None:
    sealed_ledger()
    Entry.objects.filter(agency="GL-622", sequence=4).update(name="ai đó")
    report = verify()
    assert [(f.agency, f.sequence, f.code) for f in report.faults] == [("GL-622", 4, "entry_edited")]


def test_a_seal_taken_from_the_outside_is_missed(outside: Path) -> None:
    sealed_ledger()
    path = outside / "GL.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    for kept in (lines[1:], lines[:1], [lines[0], lines[1].replace(b'"sequence": 12', b'"sequence": 11')]):
        path.write_bytes(b"".join(kept))
        assert not verify().is_sound
    path.write_bytes(b"not a seal\n")
    assert {fault.code for fault in verify().faults} == {"outside_seal_unreadable"}
    path.unlink()
    assert {fault.code for fault in verify().faults} == {"seal_missing_outside"}


def test_a_seal_that_a_crash_kept_from_the_outside_is_copied_next_time(outside: Path) -> None:
    sealed_ledger()
    path = outside / "GL.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 20])
    assert {fault.code for fault in verify().faults} == {"seal_missing_outside"}
    seal()
    assert path.read_bytes() == whole
    assert verify().is_sound


def test_a_broken_chain_is_not_sealed() -> None:

    sealed_ledger()
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE ledger_entry ENABLE TRIGGER USER; ALTER TABLE ledger_chain ENABLE TRIGGER USER"
        )
    write("GL", 90)
    commit()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    Entry.objects.filter(agency="GL", sequence=LENGTH + 1).update(name="ai đó")
    with pytest.raises(ChainBroken):
        seal()
    assert Seal.objects.filter(agency="GL").count() == 2


def test_a_report_spells_out_a_hundred_faults_and_counts_the_rest() -> None:
    for number in range(150):
        write("GL", number)
    commit()
    seal()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    Entry.objects.update(name="ai đó")
    report = verify()
    assert (report.fault_count, len(report.faults)) == (150, 100)
