"""The register, the data and the command, as someone who measures meets them."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.figures import Figure
from bench.ground import Bench

import bench
from bench import ground
from lienthong.config.ground.paths import ROOT


@pytest.fixture(autouse=True)
def own_register(monkeypatch: pytest.MonkeyPatch) -> None:
    bench.find()
    monkeypatch.setattr(bench, "_REGISTER", dict(bench._REGISTER))


def nothing(_: Bench) -> Iterator[Figure]:
    """Nothing at all."""
    yield from ()


def test_a_name_finds_itself_and_its_parts() -> None:
    for name in ("trial", "trial.import", "trials"):
        bench.benchmark(name)(nothing)
    assert [one.name for one in bench.find("trial")] == ["trial", "trial.import"]
    assert bench.find("tria") == []
    assert bench.find("trial")[0].about == "Nothing at all."


def test_two_of_one_name_are_refused() -> None:
    bench.benchmark("trial")(nothing)
    with pytest.raises(ValueError, match="trial"):
        bench.benchmark("trial")(nothing)


def test_every_benchmark_of_the_house_says_what_it_measures() -> None:
    assert {"pages", "deadlines"} <= {one.name for one in bench.find()}
    assert all(one.about.endswith((".", "?")) for one in bench.find())


def test_data_are_made_once_and_their_time_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "VAR", tmp_path)
    made = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"plans": 3}

    first, second = Bench(), Bench()
    assert first.data("x", make) == second.data("x", make) == {"plans": 3}
    assert len(made) == 1
    assert second.made == first.made
    assert Bench().data("y", make) == {"plans": 3}
    assert len(made) == 2


def test_random_numbers_are_the_same_on_every_run_and_others_for_every_user() -> None:
    assert Bench().random("user:1").random() == Bench().random("user:1").random()
    assert Bench().random("user:1").random() != Bench().random("user:2").random()


def test_calls_count_the_rows_of_each_call() -> None:
    (one,) = Bench(0, 0.2).calls("rows", lambda: [0] * 10, 10)
    assert 0 < one.per_second <= one.count * 10 / 0.2 + 1


@pytest.mark.whole
@pytest.mark.enable_socket
def test_the_command_prints_one_document_with_its_circumstances(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    var = tmp_path_factory.mktemp("var")
    for folder in (var, var.parent, var.parent.parent):
        folder.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIENTHONG_")}
    done = subprocess.run(
        [str(ROOT / "lienthong"), "bench", "pages", "--quick", "--json"],
        env=kept | {"LIENTHONG_VAR": str(var)}, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["machine"]["cores"]
    assert told["versions"]["postgresql"]
    assert told["quick"] is True
    (pages,) = told["benchmarks"]
    assert len(pages["figures"]) == 6
    assert [one["errors"] for one in pages["figures"]] == [0] * 6
    assert [one["floor"] for one in pages["figures"]] == [False] * 3 + [True] * 3
    assert (var / "bench" / "postgres").is_dir()
    assert not (var / "postgres").exists()
