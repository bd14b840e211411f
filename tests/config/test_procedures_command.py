"""``procedures import``: one JSON document on stdout, a result for each entry, the same again the second time."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from lienthong.config.ground.paths import DATA
from lienthong.domain.procedures.models import Procedure

pytestmark = pytest.mark.django_db
FILE = DATA / "procedures" / "procedures-district-2015.json"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    call_command("procedures", "import", *arguments)
    return capsys.readouterr().out


def test_it_prints_one_document_in_the_order_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, str(FILE), "--json"))
    assert set(told) == {"results", "counts"}
    assert [one["code"] for one in told["results"]] == [one["code"] for one in json.loads(FILE.read_bytes())]
    assert sum(told["counts"].values()) == 75
    test = next(one for one in told["results"] if one["code"] == "TNH01A")
    assert test == {
        "code": "TNH01A",
        "name": "Test Trình ký",
        "status": "imported_with_warnings",
        "warnings": [
            {
                "code": "looks_like_a_test",
                "message": "“Test Trình ký” giống mục thử nghiệm, không giống thủ tục.",
            }
        ],
        "reason": None,
    }
    assert json.loads(run(capsys, str(FILE), "--json")) == told
    assert Procedure.objects.count() == 75


def test_a_refused_entry_does_not_fail_the_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "some.json"
    file.write_text(json.dumps([7, {"code": "X1"}, json.loads(FILE.read_bytes())[0]]))
    told = json.loads(run(capsys, str(file), "--json"))
    assert told["counts"] == {"imported": 1, "imported_with_warnings": 0, "rejected": 2}
    assert [(one["code"], one["name"], one["status"]) for one in told["results"][:2]] == [
        (None, None, "rejected"),
        ("X1", None, "rejected"),
    ]
    assert all(one["reason"] and one["warnings"] == [] for one in told["results"][:2])


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[NaN]", b"\xff"])
def test_a_file_that_cannot_be_read_ends_with_two_and_one_sentence(
    content: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "bad.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SystemExit) as end:
        call_command("procedures", "import", str(file), "--json")
    told = capsys.readouterr()
    assert (end.value.code, told.out, told.err.count("\n")) == (2, "", 1)


def test_people_read_it_without_json(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, str(FILE)).splitlines()
    assert told[-1] == "75 thủ tục: 75 dự thảo mới, 0 bị từ chối"
    assert "TP07: Chưa có việc nào kết thúc thời gian giải quyết: hãy ghi kết quả được ký ở việc nào." in told
