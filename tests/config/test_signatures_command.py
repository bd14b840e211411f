"""The command line judges a file and says it by its exit status."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lienthong.config.management.commands import signatures
from tests.spine.signatures import desk


@pytest.fixture(autouse=True)
def _trusting_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "current_trust", desk.authority().trust)


def told(path: Path, *words: str) -> str:
    out = StringIO()
    call_command("signatures", "verify", str(path), *words, stdout=out)
    return out.getvalue()


def test_a_valid_file_passes_with_its_signers(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(desk.sealed())
    assert "signer: Chữ ký hợp lệ. Siu H’Đoan" in told(path)
    report = json.loads(told(path, "--json"))
    assert (report["verdict"], len(report["signatures"])) == ("VALID", 2)


@pytest.mark.parametrize("content", [desk.paper, lambda: b"GIF89a"])
def test_anything_else_fails(tmp_path: Path, content: object) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content())  # type: ignore[operator]
    with pytest.raises(SystemExit) as end:
        told(path)
    assert end.value.code == 1


def test_a_file_that_is_not_there_is_wrong_input(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as fault:
        told(tmp_path / "a.pdf")
    assert fault.value.returncode == 2
