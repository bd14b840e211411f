"""The units, the nginx example and the container file, checked as far as a machine without them can."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lienthong import __version__
from lienthong.config.environment import Environment
from lienthong.config.ground.paths import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("lienthong*"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
EXPOSURE = 2.0  # of 10; systemd calls anything below 4 "ok"

needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
needs_nginx = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not here")


@pytest.fixture
def installed(tmp_path: Path) -> list[str]:
    """The units as on a host whose code lies where this checkout does."""
    python = Path(sys.executable).parent
    for unit in UNITS:
        text = (
            unit.read_text()
            .replace("/opt/lienthong/var/venv/bin", str(python))
            .replace("/opt/lienthong", str(ROOT))
        )
        (tmp_path / unit.name).write_text(text)
    return [str(tmp_path / unit.name) for unit in UNITS]


@needs_systemd
def test_systemd_finds_no_fault_in_the_units(installed: list[str]) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *installed], capture_output=True, text=True, check=False
    )
    faults = [line for line in done.stderr.splitlines() if "lienthong" in line]
    assert faults == []
    assert done.returncode == 0, done.stderr


@needs_systemd
@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: str(unit.name))
def test_a_service_is_shut_in(unit: Path, installed: list[str]) -> None:
    path = next(name for name in installed if name.endswith(unit.name))
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= EXPOSURE


def test_the_target_wants_every_unit_that_is_not_wanted_by_another() -> None:
    target = (DEPLOY / "systemd" / "lienthong.target").read_text()
    started = {unit.name for unit in UNITS if unit.suffix != ".target"}
    by_timer = {f"{unit.stem}.service" for unit in UNITS if unit.suffix == ".timer"}
    required = {"lienthong-prepare.service"}
    assert set(re.findall(r"lienthong-\w+\.\w+", target)) == started - by_timer - required


def test_units_and_container_name_only_settings_that_exist() -> None:
    known = set(Environment.model_fields) | {f"{name}_file" for name in Environment.model_fields} | {"var"}
    for path in (
        *UNITS,
        DEPLOY / "Containerfile",
        DEPLOY / "nginx" / "lienthong.conf",
        ROOT / "docs/howto/deploy.md",
    ):
        named = {name.lower() for name in re.findall(r"LIENTHONG_([A-Z_]+[A-Z])", path.read_text())}
        assert named <= known, path.name


def test_every_command_of_the_units_is_one_of_ours() -> None:
    from django.core.management import get_commands

    from lienthong.config.cli import WORDS

    commands = [re.findall(r"lienthong\.config\.cli (\w+)", unit.read_text()) for unit in SERVICES]
    words = {word for found in commands for word in found}
    assert {"prepare", "worker", "ledger", "backup"} <= words
    assert words <= WORDS.keys() | get_commands().keys()


@needs_nginx
def test_nginx_accepts_the_example(tmp_path: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=lienthong.example",
         "-days", "2", "-keyout", tmp_path / "key.pem", "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    example = (DEPLOY / "nginx" / "lienthong.conf").read_text()
    (tmp_path / "lienthong.conf").write_text(example.replace("/etc/lienthong/tls", str(tmp_path)))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    inside = f"access_log off; {places} include {tmp_path}/lienthong.conf;"
    whole = f"pid {tmp_path}/pid; events {{}} http {{ {inside} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    command = ["nginx", "-t", "-e", "stderr", "-p", str(tmp_path), "-c", f"{tmp_path}/nginx.conf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_the_example_passes_on_no_word_of_a_client_about_itself_and_closes_what_is_inside() -> None:
    example = (DEPLOY / "nginx" / "lienthong.conf").read_text()
    assert "$proxy_add_x_forwarded_for" not in example
    for place in ("/metrics", "/readyz"):
        assert re.search(rf"location = {place} \{{[^}}]*deny all;", example)
    assert re.search(r"location /accepted-files/ \{\s*internal;", example)


def test_the_container_copies_what_is_there_and_runs_as_nobody_special() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    copied = [word for line in lines if line.startswith("COPY") for word in line.split()[1:-1]]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    user = next(line for line in lines if line.startswith("USER"))
    assert user.split()[1] not in ("root", "0")
    assert not any(line.startswith("FROM") and line.endswith("latest") for line in lines)


def test_one_version_is_told_everywhere() -> None:
    told = {
        "pyproject.toml": re.search(
            r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE
        ),
        "publiccode.yml": re.search(
            r"^softwareVersion: (.+)$", (ROOT / "publiccode.yml").read_text(), re.MULTILINE
        ),
    }
    assert {name: found and found[1] for name, found in told.items()} == dict.fromkeys(told, __version__)
