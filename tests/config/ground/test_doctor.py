"""Each fault is found on an installation that really has it."""

import http.server
import json
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lienthong.config.environment import DEMO_SECRET, Environment, environment
from lienthong.config.ground import doctor
from lienthong.config.ground.faults import Fault
from lienthong.config.ground.paths import SOURCE
from lienthong.config.ground.setup import new_seal_key

OWN = "k" * 50
KEYS = {"secret_key": OWN, "data_key": "d" * 50}


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("LIENTHONG_")]:
        if name not in ("LIENTHONG_VAR", "LIENTHONG_DATABASE_URL", "LIENTHONG_MODE"):
            monkeypatch.delenv(name)
    environment.cache_clear()
    yield
    environment.cache_clear()


@pytest.fixture
def ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(doctor, "VAR", tmp_path)
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    return tmp_path


def settings(**values: object) -> Environment:
    return Environment.model_validate({"mode": "demo"} | values)


def production(**values: object) -> Environment:
    given = {
        "mode": "production",
        "public_origin": "https://gialai.example",
        "seal_key": new_seal_key(),
        **KEYS,
    }
    return settings(**given | {"allowed_hosts": "gialai.example", "mail_url": "smtp://localhost"} | values)


def codes(faults: object) -> list[str]:
    assert isinstance(faults, Iterator)
    return [fault.code for fault in faults]


def test_a_carrier_that_was_chosen_and_does_not_answer_is_told() -> None:
    with socket.socket() as shut:
        shut.bind(("127.0.0.1", 0))  # and nobody listens
        url = f"nats://127.0.0.1:{shut.getsockname()[1]}"
        assert codes(doctor.lanes_faults(settings(lanes="nats", nats_url=url))) == ["nats_unreachable"]
        assert codes(doctor.lanes_faults(settings(nats_url=url))) == []


def test_an_old_python_is_told() -> None:
    assert codes(doctor.python_faults((3, 11))) == ["python_too_old"]
    assert codes(doctor.python_faults()) == []


def test_packages_that_differ_from_the_locked_list_are_named(tmp_path: Path) -> None:
    locked = tmp_path / "run.txt"
    locked.write_text(
        "django==0.1 \\\n    --hash=sha256:aa\nno-such-thing==1 \\\n    --hash=sha256:bb\n"
        "only-on-windows==1 ; sys_platform == 'win32' \\\n    --hash=sha256:cc\n"
    )
    (fault,) = doctor.package_faults(locked)
    assert "instead of 0.1" in fault.message
    assert "no-such-thing missing instead of 1" in fault.message
    assert "only-on-windows" not in fault.message


def test_the_locked_list_is_the_one_the_environment_was_made_from(ground: Path) -> None:
    assert doctor.locked_list(ground).name == "run.txt"
    (ground / "level").write_text("dev")
    assert doctor.locked_list(ground).name == "dev.txt"


def test_every_bad_setting_is_a_fault_and_nothing_else_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIENTHONG_PORT", "lots")
    monkeypatch.setenv("LIENTHONG_WORKERS", "0")
    found = [fault for fault in doctor.examine() if fault.code != "packages_differ"]
    assert [fault.code for fault in found] == ["settings", "settings"]
    assert {fault.message.split(":")[0] for fault in found} == {"LIENTHONG_PORT", "LIENTHONG_WORKERS"}


def test_a_name_that_is_no_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIENTHONG_PROT", "80")
    read, faults = doctor.read_settings()
    assert read is not None
    assert [fault.code for fault in faults] == ["unknown_setting"]


@pytest.mark.parametrize(
    "secret",
    [{"SECRET_KEY": DEMO_SECRET}, {"DATA_KEY": DEMO_SECRET}, {"DATA_KEY": OWN}, {"SEAL_KEY": "PEM"}],
    ids=["sign", "data", "same", "seal"],
)
def test_secrets_of_the_demonstration_are_told_in_production(
    secret: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {
        "MODE": "production",
        "SECRET_KEY": OWN,
        "DATA_KEY": "d" * 50,
        "SEAL_KEY": new_seal_key(),
        "PUBLIC_ORIGIN": "https://x.example",
    }
    for name, value in (given | secret).items():
        monkeypatch.setenv(f"LIENTHONG_{name}", value)
    read, (fault,) = doctor.read_settings()
    assert read is None
    assert f"LIENTHONG_{next(iter(secret))}" in fault.message


def test_production_must_serve_its_own_name_and_send_letters() -> None:
    assert codes(doctor.production_faults(production())) == []
    assert codes(doctor.production_faults(production(allowed_hosts="localhost"))) == ["host_not_allowed"]
    assert codes(doctor.production_faults(production(mail_url=""))) == ["no_mail"]
    assert codes(doctor.production_faults(settings())) == []


def test_a_nearly_full_disk_is_told(ground: Path) -> None:
    here = settings(files_dir=ground / "files")
    assert codes(doctor.disk_faults(here, least=1)) == []
    assert codes(doctor.disk_faults(here, least=10**18)) == ["disk_nearly_full"]


def test_a_folder_that_cannot_be_written_is_told(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = settings(files_dir=ground / "files")
    assert codes(doctor.folder_faults(here)) == []
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    assert codes(doctor.folder_faults(here)) == ["not_writable", "not_writable"]


def test_what_others_may_read_is_told(ground: Path) -> None:
    (ground / ".env").touch(mode=0o600)
    (ground / "files").mkdir(mode=0o750)
    here = settings(files_dir=ground / "files")
    assert codes(doctor.privacy_faults(here)) == []
    (ground / ".env").chmod(0o640)
    (ground / "files").chmod(0o701)
    faults = list(doctor.privacy_faults(here))
    assert [fault.remedy for fault in faults] == [
        f"chmod go-rwx {ground}/.env",
        f"chmod o-rwx {ground}/files",
    ]


class Stranger(http.server.BaseHTTPRequestHandler):
    answer = b"hello"

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_: object) -> None:
        """Silent."""


class Ours(Stranger):
    answer = b"ok\n"


@pytest.mark.enable_socket
@pytest.mark.parametrize(("handler", "found"), [(Stranger, ["port_taken"]), (Ours, [])])
def test_a_port_is_a_fault_only_when_a_stranger_holds_it(handler: type[Stranger], found: list[str]) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        faults = [fault.message for fault in doctor.port_faults(settings(port=server.server_port))]
        server.shutdown()
    assert [f"port {server.server_port} is held by another program" for _ in found] == faults


@pytest.mark.enable_socket
def test_free_ports_are_well() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert codes(doctor.port_faults(settings(port=port))) == []


def test_static_files_that_were_not_collected_are_told(ground: Path) -> None:
    (fault,) = doctor.static_faults(settings())
    assert fault.code == "static_not_collected"
    paths = {}
    for folder in SOURCE.glob("web/*/static"):
        for path in (p for p in folder.rglob("*") if p.is_file()):
            name = paths[str(path.relative_to(folder))] = f"{path.relative_to(folder)}.hash"
            (ground / "static" / name).parent.mkdir(parents=True, exist_ok=True)
            (ground / "static" / name).touch()
    (ground / "static" / "staticfiles.json").write_text(json.dumps({"paths": paths}))
    assert codes(doctor.static_faults(settings())) == []
    (ground / "static" / name).unlink()
    assert codes(doctor.static_faults(settings())) == ["static_not_collected"]


def test_a_font_that_a_stylesheet_names_must_be_there(tmp_path: Path) -> None:
    sheet = tmp_path / "web" / "ui" / "static" / "ui" / "common.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text('@font-face { src: url("a.woff2") format("woff2") }')
    assert codes(doctor.font_faults(settings(), tmp_path)) == ["font_missing"]
    (sheet.parent / "a.woff2").touch()
    assert codes(doctor.font_faults(settings(), tmp_path)) == []
    assert codes(doctor.font_faults(settings())) == []


def test_a_database_that_was_never_made_is_told_not_made(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lienthong.config.ground import postgres

    monkeypatch.setattr(postgres, "VAR", ground)
    assert codes(doctor.stored_faults(settings())) == ["no_database"]
    assert not (ground / "postgres").exists()


def test_an_unreachable_database_is_one_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql://a:b@/c?host=/nowhere"
    monkeypatch.setenv("LIENTHONG_DATABASE_URL", address)
    assert codes(doctor.stored_faults(settings(database_url=address))) == ["unreachable"]


@pytest.mark.django_db
def test_migrations_that_are_not_applied_are_told() -> None:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    assert codes(doctor.migration_faults()) == []
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    (fault,) = doctor.migration_faults()
    assert "sessions.0001_initial" in fault.message


def test_it_prints_one_document_and_fails_when_there_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: iter([Fault("odd", "Something is odd", "do this")]))
    assert doctor.main(["--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"] == [
        {"code": "odd", "message": "Something is odd", "remedy": "do this"}
    ]
    assert doctor.main([]) == 1
    assert capsys.readouterr().out == "Something is odd\n    remedy: do this\n"


def test_it_exits_0_when_all_is_well_whatever_programs_are_absent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: iter(()))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert doctor.main([]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "chromium" in captured.err


def test_it_refuses_words_it_does_not_know() -> None:
    assert doctor.main(["everything"]) == 2
