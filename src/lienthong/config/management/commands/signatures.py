"""Judges signed files, and brings the lists of revoked certificates that the operator has named."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lienthong.connectors.trust.client import ask_issuer, current_trust, fetch_lists
from lienthong.spine import clock
from lienthong.spine.signatures.telling import REASONS, VERDICTS
from lienthong.spine.signatures.verdicts import Report, Verdict
from lienthong.spine.signatures.verification import verify


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        judged = words.add_parser(
            "verify", help="what each signature of a PDF or XML is worth; exit 1 unless all are valid"
        )
        judged.add_argument("file", type=Path)
        judged.add_argument("--json", action="store_true", dest="as_json")
        words.add_parser("lists", help="bring the revocation lists named in LIENTHONG_TRUST_DIR/lists.txt")

    def handle(self, *_: Any, word: str, **given: Any) -> None:
        if word == "lists":
            self.stdout.write(f"{fetch_lists()} lists came")
            return
        try:
            content = given["file"].read_bytes()
        except OSError as fault:
            raise CommandError(f"{given['file']}: {fault.strerror}", returncode=2) from fault
        report = verify(content, current_trust(), at=clock.real_now(), ask=ask_issuer)
        self._tell(report, as_json=given["as_json"])
        if report.verdict is not Verdict.VALID:
            sys.exit(1)

    def _tell(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            told = {"verdict": report.verdict} | report.told()
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for one in report.signatures:
            reasons = " ".join(str(REASONS[reason]) for reason in one.reasons)
            self.stdout.write(f"{one.place}: {VERDICTS[one.verdict]}. {one.signer} {reasons}".rstrip())
        for reason in report.faults:
            self.stdout.write(str(REASONS[reason]))
        if report.verdict is None:
            self.stdout.write("no signature")
