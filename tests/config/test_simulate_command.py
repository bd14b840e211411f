"""``simulate``: begins on an empty database, goes on where it broke off, and refuses what could do harm."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

from lienthong.config import simulation
from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries import list_batches
from tests.domain.cases.running import procedure, province, received

pytestmark = pytest.mark.django_db


def simulate(folder: Path, **given: Any) -> dict[str, Any]:
    out = StringIO()
    told = {"year": 2021, "cases": 40, "seed": 3, "folder": folder, "json": True} | given
    call_command("simulate", stdout=out, stderr=StringIO(), **told)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def refused(folder: Path, **given: Any) -> str:
    err = StringIO()
    told = {"year": 2021, "cases": 40, "seed": 3, "folder": folder} | given
    with pytest.raises(SystemExit) as end:
        call_command("simulate", stderr=err, **told)
    assert end.value.code == 2
    return err.getvalue()


def test_a_run_that_broke_off_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "AT_LEAST", 10)
    played = simulation._played
    turns = iter(range(100))

    def breaks(task: Any) -> int:
        if next(turns) == 2:
            raise KeyboardInterrupt
        return played(task)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(simulation, "_played", breaks)
        simulate(tmp_path)
    assert 0 < m.Case.objects.count() < 40
    told = simulate(tmp_path)
    assert m.Case.objects.count() == 40
    assert told["written"] < 40
    assert [batch.number for batch in list_batches()] == sorted({batch.number for batch in list_batches()})
    assert simulate(tmp_path)["written"] == 0


def test_it_is_refused_where_people_work(tmp_path: Path) -> None:
    province()
    received(procedure())
    assert "1 hồ sơ không do mô phỏng" in refused(tmp_path)
    assert m.Case.objects.count() == 1
    assert not list(tmp_path.iterdir())


def test_it_is_refused_in_production(tmp_path: Path) -> None:
    with override_settings(LIENTHONG_MODE="production"):
        assert "vận hành thật" in refused(tmp_path)


def test_figures_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    assert "--cases 0" in refused(tmp_path, cases=0)
    assert "--year 1999" in refused(tmp_path, year=1999)
