"""Plays a province's year: ``simulate --year 2021 --cases N --seed S [--json]``.

Writes a journal of choices and times under ``var/simulation`` first, then plays it by the rules; the same figures give
the same data. Begun again after it broke off, it goes on where it was. Refused in production and where there are cases
that no simulation wrote. Exit status 2 with one sentence when refused.
"""

import json
import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Never

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from lienthong.config import simulation
from lienthong.config.ground.paths import VAR
from lienthong.config.simulation import Refused, Wish
from lienthong.config.tables import has_table
from lienthong.domain.cases.queries import count_real_cases

YEARS, MOST = range(2019, 2025), 10_000_000
"""Years whose calendar and agencies are known from end to end."""
WORTH_PROCESSES = 5_000
"""Fewer cases are played faster than processes start."""


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own annotation
    _next_told = EACH = 50_000

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, default=2021, help=f"{YEARS[0]} to {YEARS[-1]}")
        parser.add_argument("--cases", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
        parser.add_argument(
            "--folder", type=Path, default=VAR / "simulation", help="where the journal is kept"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(
        self, *, year: int, cases: int, seed: int, processes: int, folder: Path, **options: Any
    ) -> None:
        try:
            self._ask(year, cases)
            wish = Wish(year, cases, seed)
            simulation.refuse_others(wish)
            told = self._simulate(
                wish, folder / f"{wish.name}.jsonl", processes if cases > WORTH_PROCESSES else 1
            )
        except Refused as refused:
            self._refuse(str(refused))
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("{written} hồ sơ mới, {seconds} giây; nhật ký: {journal}".format(**told))

    def _refuse(self, sentence: str) -> Never:
        self.stderr.write(sentence)
        raise SystemExit(2)

    def _ask(self, year: int, cases: int) -> None:
        if settings.LIENTHONG_MODE == "production":
            raise Refused("Không mô phỏng trên hệ thống đang vận hành thật.")
        if year not in YEARS:
            raise Refused(f"--year {year}: chỉ mô phỏng các năm {YEARS[0]} đến {YEARS[-1]}.")
        if not 1 <= cases <= MOST:
            raise Refused(f"--cases {cases}: từ 1 đến {MOST}.")
        if not has_table("cases_stand"):
            call_command("migrate", verbosity=0)
        if real := count_real_cases():
            raise Refused(
                f"Cơ sở dữ liệu có {real} hồ sơ không do mô phỏng tạo ra; hãy mô phỏng trên cơ sở dữ liệu trống."
            )

    def _simulate(self, wish: Wish, path: Path, processes: int) -> dict[str, Any]:
        began = time.monotonic()
        world = simulation.lay_ground(wish.year)
        if not path.is_file():
            self.stderr.write(f"Ghi nhật ký {path} ...")
            simulation.write_journal(path, wish, world, processes=processes, tell=self._told_journal)
        drawn = time.monotonic()

        def told(batch: int, batches: int, written: int) -> None:
            rate = written / max(time.monotonic() - drawn, 0.001)
            self.stderr.write(f"Lô {batch}/{batches}: {written} hồ sơ, {rate:.0f} hồ sơ mỗi giây")

        written = simulation.play(path, wish, world, processes=processes, tell=told)
        ended = time.monotonic()
        return {
            "run": wish.name,
            "journal": str(path),
            "digest": simulation.digest_of(path),
            "cases": wish.cases,
            "written": written,
            "seconds": round(ended - began, 1),
            "of_journal": round(drawn - began, 1),
            "per_second": round(written / (ended - began)),
        }

    def _told_journal(self, cases: int) -> None:
        if cases >= self._next_told:
            self.stderr.write(f"Nhật ký: {cases} hồ sơ")
            self._next_told += self.EACH
