"""Two nodes of ours with everything under them, agencies' software that calls them, and somebody who kills.

Software of an agency of the province sends to an office of the ministry's house and the other way round. What was sent
stands in a journal that the sender wrote before it sent, and nothing that is tested wrote.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg

from lienthong.config.ground.postgres import Cluster
from lienthong.config.ground.processes import die_with_parent
from lienthong.connectors.axis import client, edxml
from lienthong.connectors.axis.client import Access
from lienthong.connectors.axis.errors import Refused, Silent, Unreadable
from lienthong.connectors.axis.messages import Attachment, Organization, Status
from tests.domain.axis.node import edoc, written
from tests.faults.chain_setup import House

ROOT = Path(__file__).parents[2]
PDF = b"%PDF-1.7\n" + b"noi dung van ban\n" * 100


class Process:
    """One process with all its children; started again by whoever killed it, as `up` does."""

    def __init__(self, name: str, command: Sequence[str], environment: dict[str, str], log: Path) -> None:
        self.name, self._command, self._environment, self._log = name, command, environment, log
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=ROOT,
                env=self._environment,
                preexec_fn=_own_group,
            )

    def kill(self) -> None:
        if self._child:
            with suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()

    def kill_and_start(self) -> None:
        self.kill()
        self.start()

    def keep(self) -> None:
        """Brings it back when it ended by itself, for want of its database."""
        if self._child and self._child.poll() is not None:
            self.kill_and_start()


def _own_group() -> None:
    os.setpgid(0, 0)
    die_with_parent()


@dataclass
class Node:
    """A database, pages and a worker."""

    url: str
    port: int
    pages: Process
    worker: Process

    def rows(self, statement: str, *given: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(statement.encode(), given).fetchall()

    def number(self, statement: str, *given: object) -> int:
        return int(self.rows(statement, *given)[0][0])


def processes(environment: dict[str, str], port: int) -> tuple[Process, Process]:
    granian = str(Path(sys.executable).with_name("granian"))
    serve = [granian, "--host", "127.0.0.1", "--port", str(port), "--interface", "wsgi", "--no-ws"]
    serve += ["--workers", "1", "--blocking-threads", "1", "--log-level", "warning"]
    work = [sys.executable, "-W", "ignore", "-m", "tests.faults.chain_worker"]
    logs = Path(environment["LIENTHONG_VAR"])
    return (
        Process("pages", [*serve, "lienthong.config.wsgi:application"], environment, logs / "pages.log"),
        Process("worker", work, environment, logs / "worker.log"),
    )


@dataclass
class Software:
    """Of an agency outside ``home``'s house, which sends ``count`` documents to ``to`` and takes in what is said of
    them. Its journals are lines of files.
    """

    home: House
    to: str
    access: Access
    folder: Path
    count: int
    fault: BaseException | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def sent(self) -> list[str]:
        return _lines(self.folder / "sent")

    @property
    def told(self) -> list[str]:
        """Documents of which it was said that they arrived."""
        return _lines(self.folder / "told")

    def send_all(self) -> None:
        for number in range(self.count):
            document = f"{self.home.agency},2021/10/14,{number}/THU"
            content = self._written(document, number)
            _note(self.folder / "sent", document)
            self._until_answered(content)
            if self.stopped.is_set():
                return

    def _written(self, document: str, number: int) -> Path:
        kept = PDF + f"{document}\n%%EOF\n".encode()
        attached = Attachment(
            name="van-ban.pdf",
            content_type="application/pdf",
            open=lambda: BytesIO(kept),
            size=len(kept),
            sha256=hashlib.sha256(kept).hexdigest(),
        )
        message = edoc(
            str(number),
            sender=Organization(organ_id=self.home.agency, name="Cơ quan thử"),
            recipients=(Organization(organ_id=self.to, name="Nơi nhận"),),
            document_id=document,
            notation="THU",
            attachments=(attached,),
        )
        path = self.folder / f"{number % 2}.edxml"
        path.write_bytes(written(message))
        return path

    def _until_answered(self, path: Path) -> None:
        while not self.stopped.is_set():
            try:
                client.send(self.access, path)
            except Silent:
                time.sleep(0.02)
            else:
                return

    def listen(self) -> None:
        while not self.stopped.is_set():
            with suppress(Silent):
                for item in client.received(self.access, "status"):
                    self._take(item.id)
            time.sleep(0.2)

    def _take(self, item: str) -> None:
        with tempfile.TemporaryDirectory() as folder, suppress(Silent):
            path = Path(folder, "status")
            client.fetch(self.access, item, path)
            message = edxml.read(path, into=Path(folder)).message
            assert isinstance(message, Status)
            _note(self.folder / "told", f"{message.about.document_id} {message.code}")
            client.tell(self.access, item, "done")

    def run(self, work: Callable[[], None]) -> threading.Thread:
        def guarded() -> None:
            try:
                work()
            except (Refused, Unreadable, AssertionError, OSError) as fault:
                self.fault = fault

        thread = threading.Thread(target=guarded, daemon=True)
        thread.start()
        return thread


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def _note(path: Path, line: str) -> None:
    with path.open("a") as journal:
        journal.write(f"{line}\n")
        journal.flush()
        os.fsync(journal.fileno())


@dataclass
class Killer:
    """Kills one after the other by chance, ``every`` so many seconds and ``most`` times; all before one twice.

    Whoever strikes must outlive what is started again: the kernel ends a child together with the *thread* that made it.
    """

    victims: dict[str, Callable[[], None]]
    every: float
    most: int
    seed: int
    killed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance, self._names, self._last = random.Random(self.seed), list[str](), time.monotonic()

    def strike(self) -> None:
        """When it is time to, and whoever is next."""
        if time.monotonic() - self._last < self.every or len(self.killed) >= self.most:
            return
        self._names = self._names or self._chance.sample(sorted(self.victims), len(self.victims))
        self.killed.append(self._names[-1])
        self.victims[self._names.pop()]()
        self._last = time.monotonic()


def kill_database(cluster: Cluster) -> None:
    """With SIGKILL, which also ends its sessions; then it recovers."""
    pid = cluster._pid()
    if pid:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    cluster.revive()
