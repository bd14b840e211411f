"""Old cases are brought in by the console: sent, mapped, tried, taken in as a whole; what is wrong is told by row."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.domain.cases.queries import has_cases
from tests.e2e.people import signed_in

pytestmark = pytest.mark.django_db
HOWTO = (Path(__file__).parents[3] / "docs/howto/cases-import.md").read_text(encoding="utf-8")
MAP, CSV = (re.search(rf"```{kind}\n(.*?)```", HOWTO, re.DOTALL)[1] for kind in ("yaml", "csv"))  # type: ignore[index]


def send(client: Client, content: str = CSV, name: str = "ho-so.csv") -> str:
    """Where the upload leads."""
    file = SimpleUploadedFile(name, content.encode())
    return str(client.post("/uploads/history/", {"file": file}).headers["Location"])


def page(client: Client, where: str, do: str = "", mapping: str = MAP) -> str:
    answer = client.post(where, {"mapping": mapping, "do": do}) if do else client.get(where)
    assert answer.status_code == 200, answer.headers
    return answer.content.decode()


def test_the_first_rows_and_a_mapping_to_begin_with_are_shown(platform_administrator: Client) -> None:
    shown = page(platform_administrator, send(platform_administrator))
    assert "PLK-2020-0001" in shown
    assert "received_at" in shown


def test_a_trial_writes_nothing_and_offers_to_take_the_cases_in(platform_administrator: Client) -> None:
    where = send(platform_administrator)
    shown = page(platform_administrator, where, "try")
    assert "4 hồ sơ" in shown
    assert "1.001193" in shown
    assert 'value="import"' in shown
    assert not has_cases()


def test_they_are_taken_in_once(platform_administrator: Client) -> None:
    where = send(platform_administrator)
    done = platform_administrator.post(where, {"mapping": MAP, "do": "import"})
    assert done.headers["Location"] == "/console/history/"
    assert has_cases()
    again = page(platform_administrator, where, "import")
    assert "đã có" in again


def test_a_row_that_cannot_be_taken_in_is_told_and_stops_all(platform_administrator: Client) -> None:
    where = send(platform_administrator, CSV.replace("05/03/2020 09:00", "hôm qua"))
    shown = page(platform_administrator, where, "import")
    assert "hôm qua" in shown
    assert 'value="import"' not in shown
    assert not has_cases()


def test_a_mapping_that_cannot_be_used_is_told_and_kept(platform_administrator: Client) -> None:
    where = send(platform_administrator)
    shown = page(platform_administrator, where, "try", "rows: lines")
    assert "rows: lines" in shown
    assert "rows chỉ nhận" in shown


def test_a_file_of_another_kind_is_refused(platform_administrator: Client) -> None:
    assert send(platform_administrator, name="ho-so.exe") == "/console/history/"
    answer = platform_administrator.post("/uploads/history/")
    assert answer.headers["Location"] == "/console/history/"


def test_nobody_else_opens_the_table(platform_administrator: Client, second_administrator: Client) -> None:
    where = send(platform_administrator)
    assert second_administrator.get(where).status_code == 404
    assert signed_in("one_stop_officer").get("/console/history/").status_code == 404
