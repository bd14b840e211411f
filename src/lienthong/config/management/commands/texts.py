"""Reads the words of incoming documents that nobody has read yet, scanned pages included; what was read before it is
stopped is kept. For once, after Tesseract was installed or old documents were brought in.
"""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lienthong.domain.correspondence.actions.reading import sweep_texts
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.fulltext.pictures import can_recognise


class Command(BaseCommand):
    help = "Reads the words of documents that nobody has read yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--after", type=int, default=0, help="go on behind this incoming document")

    def handle(self, *_: Any, after: int, **_options: Any) -> None:
        if not can_recognise():
            self.stderr.write('tesseract with its data "vie" is not here: scanned pages stay without words')
        told: Counter[str] = Counter()
        while step := sweep_texts(after=after, by=platform("texts"), at=clock.now()):
            after, found = step
            told += found
            if found:
                self.stdout.write(f"{after}: {dict(found)}")
        self.stdout.write(f"done: {dict(told)}")
