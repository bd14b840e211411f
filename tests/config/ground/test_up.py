"""`up` from outside, as an operator sees it."""

import contextlib
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from lienthong.config.environment import Environment, read
from lienthong.config.ground.paths import ROOT
from lienthong.config.ground.setup import new_seal_key
from lienthong.config.ground.up import origins


@pytest.fixture
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("var")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)
    return folder


@contextlib.contextmanager
def up(var: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The running script and what it printed until it was ready."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("LIENTHONG_")}
    with (var / "stderr").open("ab") as stderr:
        child = subprocess.Popen(
            [str(ROOT / "lienthong"), "up"],
            env=kept | {"LIENTHONG_VAR": str(var), "LIENTHONG_PORT": "0"} | settings,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            start_new_session=True,
        )
    assert child.stdout is not None
    lines = []
    try:
        for line in child.stdout:
            lines.append(line.strip())
            if line.startswith("ready "):
                break
        assert lines and lines[-1].startswith("ready "), (var / "stderr").read_text()
        yield child, lines
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGINT)
        child.wait(30)
        child.stdout.close()


def family(var: Path) -> list[int]:
    """Living processes whose command line or environment names this installation."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
            if str(var).encode() in words and int(folder.name) != os.getpid():
                found.append(int(folder.name))
    return found


def wait_until_gone(var: Path) -> list[int]:
    deadline = time.monotonic() + 15
    while family(var) and time.monotonic() < deadline:
        time.sleep(0.1)
    return family(var)


@pytest.mark.sampled(test=8)
@pytest.mark.enable_socket
def test_it_serves_then_leaves_no_process_behind(var: Path) -> None:
    with up(var) as (_, lines):
        address = lines[-1].removeprefix("ready ")
        with urllib.request.urlopen(address + "/readyz", timeout=10) as answer:
            assert answer.status == 200
        with urllib.request.urlopen(address + "/metrics", timeout=10) as answer:
            assert 'route="readyz"' in answer.read().decode()
    assert wait_until_gone(var) == []


PRODUCTION = {
    "LIENTHONG_MODE": "production",
    "LIENTHONG_SECRET_KEY": "s" * 50,
    "LIENTHONG_DATA_KEY": "d" * 50,
    "LIENTHONG_SEAL_KEY": new_seal_key(),
    "LIENTHONG_PUBLIC_ORIGIN": "https://lienthong.example",
    "LIENTHONG_ALLOWED_HOSTS": "lienthong.example",
}


@pytest.mark.sampled(test=8)
@pytest.mark.enable_socket
def test_production_starts_empty_and_ready(var: Path) -> None:
    with up(var, **PRODUCTION) as (_, lines):
        assert [line.split()[0] for line in lines] == ["ready"]
    assert wait_until_gone(var) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"mode": "demo"}, ("http://localhost:8000", "http://localhost:8001")),
        (
            {"mode": "demo", "public_origin": "https://thu.example"},
            ("https://thu.example", "http://localhost:8001"),
        ),
    ],
)
def test_a_demonstration_is_found_where_it_runs_unless_a_setting_says_so(
    given: dict[str, str], told: tuple[str, str]
) -> None:
    found = origins(Environment.model_validate(given), 8000)
    assert (found["LIENTHONG_PUBLIC_ORIGIN"], found["LIENTHONG_STREAM_ORIGIN"]) == told


def test_in_production_the_settings_alone_say_where_people_find_it() -> None:
    settings = read(PRODUCTION)
    assert origins(settings, 8000) == {}


@pytest.mark.sampled(test=8)
@pytest.mark.enable_socket
def test_a_killed_supervisor_takes_its_parts_along_and_the_next_start_serves(var: Path) -> None:
    with up(var) as (child, _):
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    with (
        up(var) as (_, lines),
        urllib.request.urlopen(lines[-1].removeprefix("ready ") + "/readyz", timeout=10) as answer,
    ):
        assert answer.status == 200
    assert wait_until_gone(var) == []


@pytest.mark.sampled(test=8)
@pytest.mark.enable_socket
def test_a_killed_database_is_brought_back_and_pages_with_it(var: Path) -> None:
    with up(var) as (_, lines):
        ready = lines[-1].removeprefix("ready ") + "/readyz"
        killed = server_of(var)
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while server_of(var) in (None, killed) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert server_of(var) not in (None, killed)
        while not is_ready(ready) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert is_ready(ready)
    assert wait_until_gone(var) == []


def server_of(var: Path) -> int | None:
    with contextlib.suppress(OSError, IndexError):
        return int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    return None


def is_ready(address: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=10) as answer:
        return bool(answer.status == 200)
    return False
