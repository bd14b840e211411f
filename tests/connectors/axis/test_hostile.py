"""A hostile message is refused with a reason or read rightly, fast, in little memory, and nothing else is opened."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.connectors.axis import reading_alone
from tests.connectors.axis.hostile_attachments import BASE, CORPUS


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "warm.edxml").write_bytes(BASE)
    for number, (_, make) in enumerate(CORPUS.values()):
        (folder / f"{number:03}.edxml").write_bytes(make())
    asked = [sys.executable, reading_alone.__file__, str(folder)]
    done = subprocess.run(asked, capture_output=True, check=False, text=True)
    assert done.returncode == 0, (done.returncode, done.stderr[-2_000:])
    found: dict[str, Any] = json.loads(done.stdout)
    for path in Path(folder).glob("*.edxml"):
        path.unlink()
    return found


def test_each_has_its_verdict(told: dict[str, Any]) -> None:
    expected = {name: str(verdict) for name, (verdict, _) in CORPUS.items()}
    assert dict(zip(CORPUS, told["verdicts"].values(), strict=True)) == expected


def test_nothing_is_opened_but_the_message_and_its_attachments(told: dict[str, Any]) -> None:
    assert told["strange"] == []


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    assert len(CORPUS) >= 100
