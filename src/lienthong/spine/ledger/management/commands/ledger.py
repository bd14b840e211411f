import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.actions import seal
from lienthong.spine.ledger.verification import Report, verify


class Command(BaseCommand):
    help = "Proves the ledger (verify) or signs where its chains stand (seal)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "seal"])
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def handle(self, *_: Any, what: str, **options: Any) -> None:
        {"verify": self._verify, "seal": self._seal}[what](as_json=options["json"])

    def _verify(self, *, as_json: bool) -> None:
        report = verify()
        self.stdout.write(
            json.dumps({"sound": report.is_sound, **asdict(report)}) if as_json else _told(report)
        )
        if not report.is_sound:
            sys.exit(1)

    def _seal(self, *, as_json: bool) -> None:
        try:
            made = seal()
        except Refusal as refused:
            self.stderr.write(str(refused))
            sys.exit(1)
        self.stdout.write(json.dumps({"sealed": made}) if as_json else f"{made} chains sealed")


def _told(report: Report) -> str:
    counted = f"{report.chains} chains, {report.entries} entries, {report.seals} seals"
    if report.is_sound:
        return f"the ledger is sound: {counted}"
    lines = [f"{fault.agency} {fault.sequence}: {fault.code}" for fault in report.faults]
    return "\n".join([*lines, f"the ledger was touched: {report.fault_count} faults; {counted}"])
