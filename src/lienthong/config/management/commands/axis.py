"""./lienthong axis verify FILE: whether a proof of the document axis holds, without asking anybody."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lienthong.domain.axis.exchange import Broken, check_bundle


class Command(BaseCommand):
    help = "Checks a proof of delivery on the document axis (the file that the page “Bằng chứng” gives)."

    def add_arguments(self, parser: CommandParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        verify = words.add_parser("verify", help="every receipt in FILE is signed and speaks of its message")
        verify.add_argument("file", type=Path)
        verify.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path}: no such file", returncode=2)
        try:
            found = check_bundle(path)
        except Broken as broken:
            raise CommandError(f"{path}: proves nothing: {broken}") from broken
        if options["as_json"]:
            rows = [{**one.statement, "signer": one.signer, "fingerprint": one.fingerprint} for one in found]
            self.stdout.write(json.dumps({"receipts": rows}, ensure_ascii=False))
            return
        for one in found:
            told = one.statement
            self.stdout.write(
                f"{told['node']} had message {told['message']} (SHA-256 {told['sha256'][:16]}…) at {told['at']}\n"
                f"  signed by {one.signer}, certificate {one.fingerprint}"
            )
