import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lienthong.config.ground.processes import die_with_parent
from lienthong.spine.errors import Refusal
from lienthong.spine.outbox import worker
from lienthong.spine.place.queries import check_place

AFTER_PAGES = 19
"""How much the worker and its typesetters give way to whoever waits before a page, where cores are few."""


class Command(BaseCommand):
    help = "Handles facts and schedules until it is told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is left to do")
        parser.add_argument("--concurrency", type=int, default=worker.CONCURRENCY)
        parser.add_argument("--papers", type=int, default=worker.PAPERS_AT_ONCE)
        parser.add_argument("--calls", type=int, default=worker.CALLS_AT_ONCE)

    def handle(self, *_: Any, **options: Any) -> None:
        if not options["once"]:
            die_with_parent()
            os.nice(AFTER_PAGES)
        try:
            check_place()
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        threads = {name: options[name] for name in ("concurrency", "papers", "calls")}
        worker.run(wait=not options["once"], **threads)
