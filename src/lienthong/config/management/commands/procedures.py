"""Administrative procedures: ``procedures import FILE.json [--json]``.

Each entry that can be read becomes a draft with what a publisher must settle in it; importing the same file again
changes nothing and prints the same. Exit status 0 whatever became of single entries; 2 with one sentence for a file
that holds no array of procedures.
"""

import hashlib
import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Never

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from lienthong.config import reference
from lienthong.config.tables import has_table
from lienthong.domain.procedures.actions import import_entries
from lienthong.domain.procedures.exchange import Outcome, Result, read_entries, to_contract
from lienthong.domain.procedures.queries import list_units, office_of
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.errors import Refusal


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own annotation

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        importing = words.add_parser("import", help="read procedures from a JSON file into drafts")
        importing.add_argument("file", type=Path)
        importing.add_argument("--json", action="store_true", help="print every result as one JSON document")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            results = _import(file.name, file.read_bytes())
        except OSError as fault:
            self._refuse(f"{file}: {fault.strerror}")
        except Refusal as refusal:
            self._refuse(str(refusal))
        if options["json"]:
            self.stdout.write(json.dumps(to_contract(results), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_summary(results))

    def _refuse(self, sentence: str) -> Never:
        self.stderr.write(sentence)
        sys.exit(2)


def _import(name: str, content: bytes) -> list[Result]:
    """A database that was just made gets its tables first; the units that rows name are there before the rows."""
    if not has_table("procedures_unit"):
        call_command("migrate", verbosity=0)
    by, at = platform("command"), clock.now()
    reference.load_units(by=by, at=at)
    roles = {unit.code: unit.role for unit in list_units(clock.today())}
    entries = read_entries(content, roles=roles)
    return import_entries(
        entries=entries,
        keeper=office_of(clock.today()) or settings.LIENTHONG_PROVINCE,
        source_name=name,
        source_digest=hashlib.sha256(content).hexdigest(),
        by=by,
        at=at,
    )


def _summary(results: Sequence[Result]) -> str:
    lines = [f"{result.code or '?'}: {result.fault}" for result in results if result.fault]
    lines += [
        f"{result.code}: {finding.message}"
        for result in results
        if result.outcome is Outcome.IMPORTED_WITH_WARNINGS
        for finding in result.warnings
    ]
    new, refused = sum(result.is_new for result in results), sum(bool(result.fault) for result in results)
    return "\n".join([*lines, f"{len(results)} thủ tục: {new} dự thảo mới, {refused} bị từ chối"])
