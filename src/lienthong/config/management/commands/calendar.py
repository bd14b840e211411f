"""Asks the calendar: ``calendar due --json`` reads a JSON list of questions on stdin, prints the due dates.

A question is ``{start, amount, unit, agency?}``; an answer ``{due, explanation}``. The calendar is the one in
the database when that has entries, else that of the reference files; an agency's is ruled by its superiors' as well.
A bad row: exit 2, nothing on stdout. An agency nobody knows is counted by the province's calendar, which stderr says.
"""

import json
import sys
from argparse import ArgumentParser
from typing import Any, Never

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from lienthong.config.ground.paths import DATA
from lienthong.config.tables import has_table
from lienthong.domain.organisations.queries import get_path
from lienthong.spine import clock
from lienthong.spine.calendar import queries
from lienthong.spine.calendar.errors import BadInput, BadRow
from lienthong.spine.calendar.exchange import answer, read_files


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django reads it from the class; works without a database

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        due = words.add_parser("due", help="due dates of the questions on stdin")
        due.add_argument("--json", action="store_true", required=True, help="JSON in and out")

    def handle(self, *_: Any, **__: Any) -> None:
        almanac = queries.almanac() if _has_entries() else read_files(DATA / "calendars")
        try:
            answers = answer(_questions(), lambda agency: almanac.calendar(*self._places(agency)))
        except (BadInput, BadRow) as refused:
            self._refuse(str(refused))
        json.dump(answers, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")

    def _places(self, agency: str) -> tuple[str, ...]:
        """The agency and its superiors, nearest first; a name that is not known is said once."""
        if not agency or not has_table("organisations_agencyversion"):
            return queries.places_of(agency)
        path = get_path(agency, clock.today())[::-1]
        if not path:
            unknown = _("no agency “%(agency)s” is in force: counted by the calendar of the province")
            self.stderr.write(unknown % {"agency": agency})
        return queries.places_of(agency, path[1:])

    def _refuse(self, fault: str) -> Never:
        """Halves of letters, which JSON can write and no stream, are shown by their number."""
        self.stderr.write(fault.encode("utf-8", "backslashreplace").decode())
        raise SystemExit(2)


def _questions() -> Any:
    """What stands on stdin. Raises BadInput when it is not JSON in UTF-8."""
    try:
        return json.loads(sys.stdin.buffer.read())
    except (ValueError, RecursionError) as fault:
        raise BadInput from fault


def _has_entries() -> bool:
    return has_table("calendar_dayentry") and queries.has_entries()
