"""The POSIX script itself: its grammar, and what it does before any Python of ours runs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lienthong.config.cli import WORDS
from lienthong.config.ground.paths import ROOT

SCRIPT = ROOT / "lienthong"


def run(*words: str, script: Path = SCRIPT, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIENTHONG_")}
    return subprocess.run(
        [str(script), *words], env=kept | variables, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout that was never used, on a machine with nothing but the usual small tools."""
    (tmp_path / "clone" / "requirements").mkdir(parents=True)
    shutil.copy(SCRIPT, tmp_path / "clone")
    for name in ("tool.txt", "run.txt", "dev.txt"):
        (tmp_path / "clone" / "requirements" / name).write_text("")
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "dirname", "id", "tr", "mkdir", "cmp", "cat", "rm", "cp", "sleep", "flock"):
        if found := shutil.which(tool):
            (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def fake(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.unlink(missing_ok=True)  # it may be a link to the machine's own tool
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_every_shell_can_read_it(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here")
    assert subprocess.run([shell, "-n", str(SCRIPT)], check=False).returncode == 0


@pytest.mark.parametrize("word", ["help", "--help", "-h", ""])
def test_help_names_every_word(word: str) -> None:
    done = run(*([word] if word else []))
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in WORDS)


def test_an_unknown_word_is_a_fault_of_use() -> None:
    done = run("no_such_word", LIENTHONG_DATABASE_URL="postgresql://x@127.0.0.1:1/x")
    assert done.returncode != 0
    assert "no_such_word" in done.stderr
    assert done.stdout == ""


def test_it_works_from_any_folder_and_through_a_folder_with_spaces(tmp_path: Path) -> None:
    (tmp_path / "a folder").symlink_to(ROOT)
    assert run("help", script=tmp_path / "a folder" / "lienthong").returncode == 0


def test_an_old_python_first_in_the_path_is_passed_over(bare: Path) -> None:
    """It is the version that counts, not the name."""
    (bare / "later").mkdir()
    fake(bare / "bin", "python3.14", f'echo "old: $*" >>{bare}/asked; exit 1')
    fake(bare / "later", "python3.14", f'echo "new: $*" >>{bare}/asked')
    run("help", script=bare / "clone" / "lienthong", PATH=f"{bare}/bin:{bare}/later", HOME=str(bare))
    asked = (bare / "asked").read_text().splitlines()
    assert asked[0].startswith("old: -c import sys")
    assert any(line.startswith("new: -m venv") for line in asked)
    assert not any(line.startswith("old: -m") for line in asked)


def test_without_venv_and_without_root_it_stops_with_the_line_to_type(bare: Path) -> None:
    fake(bare / "bin", "id", "echo 1000")
    version = 'case "$*" in *ensurepip*) exit 1;; *print*) echo 3.13;; esac; exit 0'
    for name in ("python3.14", "python3.13"):
        fake(bare / "bin", name, version)
    done = run("up", script=bare / "clone" / "lienthong", PATH=str(bare / "bin"), HOME=str(bare))
    assert done.returncode == 1
    assert (
        done.stderr.strip()
        == "Python's venv module is missing. Type: sudo apt-get install -y python3.13-venv"
    )


def test_without_a_registry_it_says_so(bare: Path) -> None:
    fake(bare / "bin", "python3.14", 'case "$*" in *"-m venv"*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python";; '
         '*"-m pip"*) exit 1;; esac; exit 0')  # fmt: skip
    fake(bare / "bin", "sleep", "exit 0")
    done = run("up", script=bare / "clone" / "lienthong", PATH=str(bare / "bin"), HOME=str(bare))
    assert done.returncode == 1
    assert "is a package registry within reach?" in done.stderr
