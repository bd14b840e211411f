"""Plans from the command line: ``plan import FILE [--dry-run] [--json]``, ``plan restate [--check]``.

What was read becomes a draft, and the address where people review it is printed. With ``--dry-run`` the file is only
read, by the reference agencies when the platform was never brought up. Exit status 2 with one sentence for a file that
is no plan.

``restate`` computes how every duty stands anew from what happened and mends what differs, of which there should never
be any; with ``--check`` it only tells. Exit status 1 when something differed.
"""

import hashlib
import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from lienthong.config import reference
from lienthong.config.tables import has_table
from lienthong.domain.organisations.queries import count_agencies
from lienthong.domain.plans.actions import accept_import, restate_all, retell
from lienthong.domain.plans.exchange import PlanReading, read_file, read_known, to_contract
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.errors import Refusal


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own annotation

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        importing = words.add_parser("import", help="read a plan from .txt, .docx or .xlsx")
        importing.add_argument("file", type=Path)
        importing.add_argument("--dry-run", action="store_true", help="read only, keep nothing")
        importing.add_argument("--json", action="store_true", help="print what was read as one JSON document")

        restating = words.add_parser("restate", help="compute anew how every duty stands")
        restating.add_argument("--check", action="store_true", help="tell what differs, change nothing")

    def handle(self, *, word: str, **options: Any) -> None:
        if word == "restate":
            self._restate(check=options["check"])
        else:
            self._import(**options)

    def _restate(self, *, check: bool) -> None:
        began = time.perf_counter()
        found = retell() if check else restate_all(by=platform("command"), at=clock.now())
        took = time.perf_counter() - began
        differing = len(found.differing)
        self.stdout.write(f"{found.duties} duties, {found.events} events, {differing} differ, {took:.1f} s")
        for duty in found.differing[:20]:
            self.stderr.write(f"obligation:{duty}")
        if differing:
            sys.exit(1)

    def _import(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as fault:
            self._refuse(f"{file}: {fault.strerror}")
        try:
            reading = _read(file.name, content)
            kept = None if dry_run else self._keep(reading, file.name, content)
        except Refusal as refusal:
            self._refuse(str(refusal))
        if options["json"]:
            self.stdout.write(json.dumps(to_contract(reading), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_summary(reading) + (f"\n/plans/{kept}/review/" if kept else ""))

    def _keep(self, reading: PlanReading, name: str, content: bytes) -> str:
        return accept_import(
            reading=reading,
            agency=settings.LIENTHONG_PROVINCE,
            source_name=name,
            source_digest=hashlib.sha256(content).hexdigest(),
            by=platform("command"),
            at=clock.now(),
        )

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(2)


def _read(name: str, content: bytes) -> PlanReading:
    """By the agencies of the database; by the reference files where none were ever loaded."""
    if has_table("organisations_agency") and count_agencies(clock.today()):
        return read_known(name, content, province=settings.LIENTHONG_PROVINCE, today=clock.today())
    return read_file(name, content, reference.names())


def _summary(reading: PlanReading) -> str:
    warnings = len(reading.cautions) + sum(len(task.cautions) for task in reading.tasks)
    number, tasks = reading.document.number or "?", len(reading.tasks)
    return f"{number}: {len(reading.areas)} lĩnh vực, {tasks} nhiệm vụ, {warnings} chỗ cần xem lại"
