"""Runs benchmarks on the database under ``LIENTHONG_VAR``, which ``./lienthong bench`` sets."""

import argparse
import json
import subprocess
import sys
import time
from typing import Any

import django

import bench
from bench.figures import as_json, circumstances, table
from bench.ground import Bench
from lienthong.config.cli import database
from lienthong.config.environment import environment
from lienthong.config.ground.processes import die_with_parent


def main() -> int:
    words = _words()
    with database():
        if not _prepared():
            return 1
        django.setup()
        chosen = bench.find(words.name)
        if not chosen:
            print("bench knows: " + ", ".join(one.name for one in bench.find()), file=sys.stderr)
            return 2
        known = circumstances(environment().database_url) | {"quick": words.quick}
        if not words.json:
            print(_heading(known))
        results = [_run(one, quick=words.quick, told=not words.json) for one in chosen]
    if words.json:
        print(json.dumps(known | {"benchmarks": results}, indent=1))
    return 0


def _prepared() -> bool:
    """Schema, static files and reference province, as for `up`; the command says itself what fails."""
    command = [sys.executable, "-m", "lienthong.config.cli", "prepare"]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0


def _run(one: bench.Benchmark, *, quick: bool, told: bool) -> dict[str, Any]:
    print(f"{one.name}: {one.about}", file=sys.stdout if told else sys.stderr, flush=True)
    ground, began = (Bench(0.2, 1.0) if quick else Bench()), time.perf_counter()
    figures = list(one.run(ground))
    if told:
        print(table(figures))
        print(
            "".join(f"  data {name} were made in {took} s\n" for name, took in ground.made.items()),
            flush=True,
        )
    took = round(time.perf_counter() - began, 1)
    about = {"name": one.name, "about": one.about, "seconds": took, "data_made_in_seconds": ground.made}
    return about | {"figures": as_json(figures)}


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser("./lienthong bench", description="Measures; without NAME everything.")
    parser.add_argument("name", nargs="?", default="", metavar="NAME")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument(
        "--quick", action="store_true", help="a second each: shows that it runs, measures nothing"
    )
    return parser.parse_args()


def _heading(known: dict[str, Any]) -> str:
    machine = ", ".join(f"{name} {value}" for name, value in known["machine"].items())
    versions = ", ".join(f"{name} {value}" for name, value in known["versions"].items())
    return f"machine: {machine}\nversions: {versions}\ncommit: {known['commit']}\n"


if __name__ == "__main__":
    die_with_parent()
    sys.exit(main())
