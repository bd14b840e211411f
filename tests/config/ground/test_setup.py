"""An installation for real work out of one file, from nothing and again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from psycopg.conninfo import make_conninfo

from lienthong.config import cli
from lienthong.config.environment import environment, read
from lienthong.config.ground import setup

WANTED: dict[str, Any] = {
    "public_origin": "https://lienthong.example",
    "mail": {"url": "smtp://user:secret@mail.example:587/?tls=1", "sender": "lienthong@mail.example"},
    "organisation": {
        "code": "GL",
        "name": "Uỷ ban nhân dân tỉnh Gia Lai",
        "short_name": "UBND tỉnh",
        "since": "2021-07-01",
    },
    "administrator": {"username": "quantri", "full_name": "Ngô Ưởng", "email": "quantri@mail.example"},
}


def file(folder: Path, content: object) -> Path:
    path = folder / "setup.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def without(key: str) -> dict[str, Any]:
    """WANTED less one key, named as in the faults."""
    changed = yaml.safe_load(yaml.safe_dump(WANTED))
    *parents, last = key.split(".")
    inner = changed
    for parent in parents:
        inner = inner[parent]
    del inner[last]
    return dict(changed)


@pytest.mark.parametrize(
    "key",
    ["public_origin", "mail", "mail.url", "organisation.code", "organisation.since", "administrator.email"],
)
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(setup.SetUpFault, match=f"^{key}: Field required$"):
        setup.read(file(tmp_path, without(key)))


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("", "public_origin", "http://lienthong.example"),
        ("", "public_origin", "https://lienthong.example/path"),
        ("", "colour", "red"),
        ("mail", "url", "imap://x"),
        ("mail", "sender", "a@b\nBcc: c@d"),
        ("organisation", "code", "gia lai"),
        ("organisation", "level", "VILLAGE"),
        ("organisation", "since", "hôm qua"),
        ("administrator", "username", "Quản Trị"),
        ("administrator", "email", "quantri"),
        ("administrator", "password", "must never be written in a file"),
    ],
)
def test_an_unfit_value_is_named_by_its_key(tmp_path: Path, part: str, key: str, value: str) -> None:
    changed = WANTED | ({part: WANTED[part] | {key: value}} if part else {key: value})
    with pytest.raises(setup.SetUpFault) as refused:
        setup.read(file(tmp_path, changed))
    assert str(refused.value).startswith(f"{part}.{key}: " if part else f"{key}: ")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("text", ["", "- a\n- b", "just words"])
def test_a_file_that_says_nothing_lacks_every_key(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(setup.SetUpFault) as refused:
        setup.read(tmp_path / "x.yaml")
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == [
        "public_origin", "mail", "organisation", "administrator",
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe", b"!!python/object/apply:os.system [id]"])
def test_what_is_no_plain_yaml_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.yaml").write_bytes(content)
    with pytest.raises(setup.SetUpFault, match="is no YAML"):
        setup.read(tmp_path / "x.yaml")


def test_keys_are_made_once_private_and_fit_for_production(tmp_path: Path) -> None:
    assert len(list(setup.make_keys(tmp_path / "keys"))) == 3
    first = {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}
    assert list(setup.make_keys(tmp_path / "keys")) == []
    assert {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()} == first
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}
    assert len(set(first.values())) == 3
    wanted = setup.SetUp.model_validate(WANTED | {"keys": tmp_path / "keys"})
    made = read({f"LIENTHONG_{name}": value for name, value in wanted.settings().items()})
    assert made.mode == "production"
    assert made.seal_key.startswith("-----BEGIN PRIVATE KEY-----")


def test_settings_are_added_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# mine\nLIENTHONG_WORKERS=4\n")
    assert list(setup.write_settings({"MODE": "production", "WORKERS": "4"}, path)) == [
        f"wrote 1 settings to {path}"
    ]
    assert path.read_text() == "# mine\nLIENTHONG_WORKERS=4\nLIENTHONG_MODE=production\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(setup.write_settings({"MODE": "production"}, path)) == []
    with pytest.raises(setup.SetUpFault, match=r"LIENTHONG_WORKERS: .* says otherwise"):
        list(setup.write_settings({"WORKERS": "8", "PORT": "80"}, path))
    assert "LIENTHONG_PORT" not in path.read_text()


def test_wrong_use_and_a_missing_file_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert setup.main([]) == 2
    assert setup.main([str(tmp_path / "not there")]) == 2
    assert "not there" in capsys.readouterr().err


@pytest.fixture
def empty_database() -> Iterator[str]:
    server = make_conninfo(os.environ["LIENTHONG_DATABASE_URL"], dbname="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE set_up")
        yield make_conninfo(server, dbname="set_up")
        connection.execute("DROP DATABASE set_up WITH (FORCE)")


RUN = """
import sys
from pathlib import Path
from lienthong.config import environment
from lienthong.config.ground import setup
environment.ROOT = Path(sys.argv[1])
setup.SETTINGS = Path(sys.argv[1], ".env")
sys.exit(setup.main([sys.argv[2]]))
"""


def run(folder: Path, wanted: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIENTHONG_")}
    kept |= {"LIENTHONG_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "lienthong.config.settings"}
    command = [sys.executable, "-c", RUN, str(folder), str(wanted)]
    return subprocess.run(command, env=kept, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.sampled(test=3)
def test_from_nothing_to_a_first_administrator_and_twice_changes_nothing(
    tmp_path: Path, empty_database: str
) -> None:
    wanted = file(tmp_path, WANTED | {"database_url": empty_database})
    first = run(tmp_path, wanted)
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines() == ["Uỷ ban nhân dân tỉnh Gia Lai: made", "quantri: made"]
    again = run(tmp_path, wanted)
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines() == [
        "Uỷ ban nhân dân tỉnh Gia Lai: there already",
        "quantri: there already",
    ]
    assert again.stderr == ""
    with psycopg.connect(empty_database) as connection:
        row = connection.execute("SELECT role, agency_id FROM organisations_position").fetchall()
        letters = connection.execute("SELECT count(*) FROM accounts_account").fetchone()
    assert row == [("platform_administrator", "GL")]
    assert letters == (1,)


@pytest.mark.sampled(test=3)
def test_the_embedded_server_serves_a_set_up_too(tmp_path: Path) -> None:
    done = run(tmp_path, file(tmp_path, WANTED))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["Uỷ ban nhân dân tỉnh Gia Lai: made", "quantri: made"]


def test_a_database_that_cannot_carry_the_platform_is_told_with_its_remedy(tmp_path: Path) -> None:
    done = run(tmp_path, file(tmp_path, WANTED | {"database_url": "postgresql://nobody@127.0.0.1:1/none"}))
    assert (done.returncode, done.stdout) == (1, "")
    assert "does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_script_knows_the_word() -> None:
    assert "setup" in cli.WORDS


@pytest.fixture(autouse=True)
def _forget_settings() -> Iterator[None]:
    yield
    environment.cache_clear()
