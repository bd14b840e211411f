"""``./lienthong up``: database, preparation, processes, then watch them until Ctrl-C."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from lienthong.config.cli import database
from lienthong.config.environment import PREFIX, Environment, environment
from lienthong.config.ground import training
from lienthong.config.ground.database import database_faults
from lienthong.config.ground.paths import ROOT, VAR
from lienthong.config.ground.postgres import Cluster, ClusterFault
from lienthong.config.ground.processes import die_with_parent, end, free_port

READY_SECONDS = 120
GIVE_UP_AFTER = 8  # quick deaths in a row of one process


class Interrupted(Exception):
    """Someone asked to stop."""


@dataclass
class Part:
    """One process of the platform and how it is brought back."""

    name: str
    command: list[str]
    child: subprocess.Popen[bytes] | None = None
    born: float = 0.0
    deaths: int = 0
    back_at: float = field(default=0.0)

    def start(self) -> None:
        (VAR / "log").mkdir(parents=True, exist_ok=True)
        with (VAR / "log" / f"{self.name}.log").open("ab") as log:
            self.child = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=ROOT,
                preexec_fn=_in_own_group,
            )
        self.born = time.monotonic()

    def watch(self, now: float) -> None:
        """Brings a dead process back, later each time it dies young."""
        if self.child is None:
            if now >= self.back_at:
                self.start()
            return
        status = self.child.poll()
        if status is None:
            return
        self.deaths = self.deaths + 1 if now - self.born < 30 else 1
        if self.deaths > GIVE_UP_AFTER:
            raise RuntimeError(f"{self.name} keeps ending: see {VAR / 'log' / self.name}.log")
        say(f"{self.name} ended with {status}; it is started again")
        self.child, self.back_at = None, now + min(30.0, 0.5 * 2 ** (self.deaths - 1))


def main(arguments: list[str]) -> int:
    """Serves until interrupted. Raises nothing a user would see as a traceback."""
    if arguments == ["--training"]:
        training.enter()
    if arguments:
        print("up takes --training or no word; settings are in .env.example", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    parts: list[Part] = []
    try:
        say("Starting the database...")
        with database() as cluster:
            return _serve(parts, cluster)
    except (Interrupted, KeyboardInterrupt):
        return 0
    except (RuntimeError, ClusterFault) as fault:
        say(str(fault))
        return 1
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        end([part.child for part in parts if part.child])


def _serve(parts: list[Part], cluster: Cluster | None) -> int:
    _refuse_unfit_database()
    sign_ins = _prepare()
    env = environment()
    port = free_port(env.port, env.bind, count=2)
    os.environ["LIENTHONG_PORT"] = str(port)
    os.environ.update(origins(env, port))
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_emptied(VAR / "metrics"))
    try:
        parts += _parts(port)
        for part in parts:
            part.start()
        say("Starting page workers, stream process and job workers...")
        _wait_ready(port, parts)
        sys.stdout.write(sign_ins)
        print(f"ready http://localhost:{port}", flush=True)
        while True:
            time.sleep(0.3)
            if cluster and cluster.revive():
                say("the database was killed; it is started again")
            for part in parts:
                part.watch(time.monotonic())
    finally:
        # the database stops when this block's caller leaves: nobody may be using it then
        end([part.child for part in parts if part.child])


def origins(settings: Environment, port: int) -> dict[str, str]:
    """Where people find the pages and the upload process, unless a setting says so; in production one proxy serves
    both.
    """
    here = {
        "PUBLIC_ORIGIN": settings.public_origin or f"http://localhost:{port}",
        "STREAM_ORIGIN": settings.stream_origin or f"http://localhost:{port + 1}",
    }
    return {} if settings.mode == "production" else {f"{PREFIX}{name}": value for name, value in here.items()}


def _emptied(folder: Path) -> Path:
    """Where the page workers add up their figures; what workers of an earlier start left would count as theirs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _refuse_unfit_database() -> None:
    """Says everything at once that a database of someone else lacks, before anything is written to it."""
    faults = database_faults(environment().database_url)
    if faults:
        raise RuntimeError("\n".join(str(fault) for fault in faults))


def _prepare() -> str:
    """Migrations, static files, reference province; returns the lines that tell the sign-ins."""
    command = [sys.executable, "-m", "lienthong.config.cli", "prepare"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, preexec_fn=die_with_parent)
    if done.returncode:
        raise RuntimeError("The database could not be prepared; the reason is above.")
    return done.stdout


def pages_command(port: int, *more: str) -> list[str]:
    """The page workers, as they serve people and as they are measured; ``more`` are granian's own words."""
    shape = ["--workers", str(environment().workers), "--blocking-threads", "1", *more]
    return [*_granian("wsgi", port), *shape, "lienthong.config.wsgi:application"]


def _parts(port: int) -> list[Part]:
    return [
        Part("pages", pages_command(port)),
        Part("streams", [*_granian("asginl", port + 1), "lienthong.config.asgi:application"]),
        *(Part(f"worker-{place}", worker_command()) for place in range(1, environment().job_workers + 1)),
    ]


def worker_command() -> list[str]:
    """A process that does jobs, as `up` starts it and as it is measured."""
    return [sys.executable, "-m", "lienthong.config.cli", "worker"]


def _granian(interface: str, port: int) -> list[str]:
    command = [
        str(Path(sys.executable).with_name("granian")),
        "--host",
        environment().bind,
        "--port",
        str(port),
    ]
    command += ["--interface", interface, "--no-ws", "--log-level", "warning"]
    return [*command, "--workers-kill-timeout", "5", "--respawn-failed-workers"]


def _wait_ready(port: int, parts: list[Part]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    for address in (f"http://127.0.0.1:{port}/readyz", f"http://127.0.0.1:{port + 1}/healthz"):
        while not _answers(address):
            for part in parts:
                part.watch(time.monotonic())
            if time.monotonic() > deadline:
                raise RuntimeError(f"{address} does not answer; see {VAR / 'log'}")
            time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=3) as answer:  # noqa: S310 - our own loopback address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _in_own_group() -> None:
    """Away from the terminal's Ctrl-C, so that parts end in order; but never outliving the supervisor."""
    os.setpgid(0, 0)
    die_with_parent()


def _interrupt(*_: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Interrupted


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
