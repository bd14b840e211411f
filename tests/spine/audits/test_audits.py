"""The proof runs in the worker: asked once at a time, with progress, and a result that stays."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.spine.actor import Actor
from lienthong.spine.audits import actions
from lienthong.spine.audits.errors import AuditRunning
from lienthong.spine.audits.queries import AuditRow, last_audit
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.verification import Fault, Report, verify

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
BY = Actor(account="7", name="Đỗ Văn Ân", agency="GL-TTT")


def write(agency: str) -> None:
    with transaction.atomic():
        record(by=BY, verb="test.write", subject="thing:1", agency=agency, at=AT)


def last() -> AuditRow:
    row = last_audit()
    assert row is not None
    return row


def test_asking_leaves_a_job_and_runs_nothing_yet() -> None:
    audit = actions.ask(by=BY, at=AT)
    assert (last().id, last().is_open, last().is_sound) == (audit, True, False)
    jobs = ProcrastinateJob.objects.filter(task_name=actions.TASK, args__audit=audit)
    assert jobs.count() == 1


def test_one_proof_at_a_time() -> None:
    audit = actions.ask(by=BY, at=AT)
    with pytest.raises(AuditRunning):
        actions.ask(by=BY, at=AT)
    actions.run(audit=audit)
    actions.ask(by=BY, at=AT)


def test_a_run_says_what_it_walked_and_ends_sound() -> None:
    write("GL-SNV")
    write("GL-STC")
    actions.run(audit=actions.ask(by=BY, at=AT))
    row = last()
    assert (row.chains, row.done, row.entries, row.is_sound) == (3, 3, 3, True)
    assert row.ended_at is not None


def test_progress_is_told_after_each_chain() -> None:
    write("GL-SNV")
    write("GL-STC")
    told: list[tuple[int, int, bool]] = []

    def note(report: Report, of: int) -> None:
        told.append((report.chains, of, connection.in_atomic_block))

    verify(note)
    assert told == [(1, 2, False), (2, 2, False)]


def test_faults_are_kept_with_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    touched = Report(chains=2, entries=5)
    touched.add(Fault("GL-SNV", 3, "entry_edited"))
    monkeypatch.setattr(actions, "verify", lambda _progress: touched)
    actions.run(audit=actions.ask(by=BY, at=AT))
    row = last()
    assert (row.is_sound, row.fault_count) == (False, 1)
    assert row.faults == (Fault("GL-SNV", 3, "entry_edited"),)


def test_a_run_that_breaks_off_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_progress: object) -> Report:
        raise OSError("the disk is gone")

    monkeypatch.setattr(actions, "verify", fail)
    with pytest.raises(OSError, match="disk"):
        actions.run(audit=actions.ask(by=BY, at=AT))
    assert (last().is_broken_off, last().is_sound, last().is_open) == (True, False, False)


def test_a_job_that_comes_twice_changes_nothing() -> None:
    audit = actions.ask(by=BY, at=AT)
    actions.run(audit=audit)
    before = last()
    actions.run(audit=audit)
    assert last() == before
