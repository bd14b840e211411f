"""Workers as processes: prompt, rescued when killed, graceful when asked, never left behind."""

import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from lienthong.spine.ledger.models import Entry
from lienthong.spine.outbox import queries
from lienthong.spine.outbox.actions import state
from lienthong.spine.outbox.models import Delivery
from tests.spine.outbox.gates import GateReached, PaperAsked
from tests.spine.outbox.workers import ROOT, STALLED_AFTER, environment, wait_for, worker

NOON = datetime(2021, 10, 15, 5, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@transaction.atomic
def reach(gate: int, *, waits: bool = True, is_broken: bool = False) -> None:
    state(GateReached(gate, waits, is_broken), subject=f"gate:{gate}", at=NOON)


def is_quiet() -> bool:
    return not queries.lag().waiting


def passed(gate: int) -> int:
    return Entry.objects.filter(verb="tests.pass", subject=f"gate:{gate}").count()


def test_facts_of_one_subject_follow_each_other_without_a_pause(tmp_path: Path) -> None:
    with worker(tmp_path):
        with transaction.atomic():
            for gate in range(40):
                state(GateReached(gate, waits=False, is_broken=False), subject="gate:one", at=NOON)
        wait_for(is_quiet, 60)
    handled = list(Delivery.objects.order_by("changed_at").values_list("id", "changed_at"))
    assert [number for number, _ in handled] == sorted(number for number, _ in handled)
    assert (handled[-1][1] - handled[0][1]).total_seconds() < 10  # a look each second would take forty


def test_a_fact_is_heard_of_at_once_and_not_when_the_worker_looks_again(tmp_path: Path) -> None:
    with worker(tmp_path, look_every=600):
        reach(0, waits=False)
        wait_for(is_quiet, 60)  # it has begun to listen
        for gate in range(1, 40):
            reach(gate, waits=False)
        wait_for(is_quiet, 60)
    assert all(passed(gate) == 1 for gate in range(40))


def test_a_failed_handler_is_tried_again_by_itself_while_others_go_on(tmp_path: Path) -> None:
    reach(1, waits=False, is_broken=True)
    reach(1, waits=False)
    reach(2, waits=False)
    with worker(tmp_path):
        wait_for(lambda: bool(passed(2)) and Delivery.objects.filter(attempts__gte=1).exists(), 60)
        assert passed(1) == 0
        (tmp_path / "mended-1").touch()
        wait_for(is_quiet, 60)
    assert passed(1) == 2


def test_long_papers_never_delay_facts_nor_come_three_at_a_time(tmp_path: Path) -> None:
    for gate in range(1, 7):
        with transaction.atomic():
            state(PaperAsked(gate), subject=f"gate:{gate}", at=NOON)
    with worker(tmp_path):
        wait_for(lambda: len(list(tmp_path.glob("printing-*"))) == 2, 60)
        reach(50, waits=False)
        wait_for(lambda: bool(passed(50)), 60)
        assert sorted(path.name for path in tmp_path.glob("printing-*")) == ["printing-1", "printing-2"]
        for gate in range(1, 7):
            (tmp_path / f"open-{gate}").touch()
        wait_for(is_quiet, 60)
    assert Entry.objects.filter(verb="tests.print").count() == 6


def test_a_worker_told_to_stop_finishes_the_paper_it_has_begun(tmp_path: Path) -> None:
    with transaction.atomic():
        state(PaperAsked(1), subject="gate:1", at=NOON)
    with worker(tmp_path) as stopping:
        wait_for((tmp_path / "printing-1").exists, 60)
        stopping.terminate()
        time.sleep(0.3)
        assert stopping.poll() is None
        (tmp_path / "open-1").touch()
        assert stopping.wait(10) == 0
    assert Entry.objects.filter(verb="tests.print").count() == 1


def test_the_job_of_a_killed_worker_is_done_by_another_once(tmp_path: Path) -> None:
    reach(1)
    reach(1)
    with worker(tmp_path) as first:
        wait_for(lambda: (tmp_path / f"reached-1-{first.pid}").exists(), 60)
        first.send_signal(signal.SIGKILL)
        first.wait()
    (tmp_path / "open-1").touch()
    assert passed(1) == 0
    with worker(tmp_path, stalled_after=STALLED_AFTER):
        wait_for(is_quiet, 60)
    assert passed(1) == 2
    assert set(Delivery.objects.values_list("state", flat=True)) == {"DONE"}


def test_a_worker_told_to_stop_finishes_what_it_has_begun(tmp_path: Path) -> None:
    reach(1)
    with worker(tmp_path) as stopping:
        wait_for(lambda: (tmp_path / f"reached-1-{stopping.pid}").exists(), 60)
        stopping.terminate()
        time.sleep(0.3)
        assert stopping.poll() is None
        (tmp_path / "open-1").touch()
        assert stopping.wait(10) == 0
    assert passed(1) == 1


def test_a_worker_does_not_outlive_its_supervisor(tmp_path: Path) -> None:
    program = "import subprocess, sys; subprocess.run([sys.executable, '-m', 'tests.spine.outbox.workers', '30', '1'])"
    supervisor = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment(tmp_path))
    wait_for(lambda: any(tmp_path.glob("up-*")), 60)
    pid = int(next(tmp_path.glob("up-*")).name.removeprefix("up-"))
    supervisor.kill()
    supervisor.wait()
    wait_for(lambda: not Path(f"/proc/{pid}/cmdline").exists() or _is_zombie(pid), 10)


def _is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
