"""Cases of the one-stop: ``cases board --from D --to D [--unit CODE] [--by LINE] [--as-known D] --json`` and
``cases import FILE.csv|xlsx --mapping MAP.yaml [--dry-run] [--json]``.

``board`` prints table II.06a of any days, both included: ``{period, total, rows}``. ``--unit`` takes in what is below;
``--by`` is unit, field, procedure or channel; ``--as-known`` tells what was known at the end of that day. Days are
written 2021-10-15 or 15/10/2021. A database that was just made gets its tables first. Exit status 2 with one sentence
for a question that cannot be answered.

``import`` takes in cases of another system (docs/howto/cases-import.md), all or none, with a report for each row;
exit status 1 when a row was refused, 2 with one sentence when file or mapping cannot be read.
"""

import json
from argparse import ArgumentParser
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Never

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import override

from lienthong.config.bringing import bring, told
from lienthong.config.tables import has_table
from lienthong.domain.cases import queries
from lienthong.domain.cases.queries import Asked, Board, By, Line, Period
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.text import parse_date

LINES = tuple(by.value for by in By if by is not By.COMMUNE)
YEARS = range(1900, 2200)
"""Beyond them a day is a slip of the pen."""


class Unfit(ValueError):
    """A question that cannot be answered, in a sentence."""


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own annotation

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        board = words.add_parser("board", help="table II.06a of any days")
        board.add_argument("--from", dest="first", required=True, metavar="D", help="first day")
        board.add_argument("--to", dest="last", required=True, metavar="D", help="last day, included")
        board.add_argument("--unit", default="", metavar="CODE", help="an agency with all below it")
        board.add_argument("--by", default=By.UNIT.value, metavar="LINE", help=" | ".join(LINES))
        board.add_argument(
            "--as-known", dest="known", default="", metavar="D", help="as known that day; else now"
        )
        board.add_argument("--json", action="store_true", help="one JSON document on stdout")
        bringing = words.add_parser("import", help="cases of another system, from a table")
        bringing.add_argument("file", type=Path)
        bringing.add_argument("--mapping", type=Path, required=True, help="what its columns and words mean")
        bringing.add_argument("--dry-run", action="store_true", help="the same report, nothing written")
        bringing.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *, word: str, **options: Any) -> None:
        if not has_table("cases_stand"):
            call_command("migrate", verbosity=0)
        if word == "import":
            self._import(
                options["file"], options["mapping"], is_trial=options["dry_run"], as_json=options["json"]
            )
        else:
            self._board(options)

    def _import(self, file: Path, mapping: Path, *, is_trial: bool, as_json: bool) -> None:
        with override("vi"):
            try:
                report = bring(file, mapping, is_trial=is_trial)
            except OSError as fault:
                self._refuse(f"{fault.filename}: {fault.strerror}")
            except Refusal as refusal:
                self._refuse(str(refusal))
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) if as_json else told(report))
        if report["counts"]["refused"]:
            raise SystemExit(1)

    def _board(self, options: dict[str, Any]) -> None:
        try:
            by = _by(options["by"])
            asked = _asked(options["first"], options["last"], options["unit"], options["known"])
        except Unfit as unfit:
            self._refuse(str(unfit))
        board = queries.get_board(asked, by)
        if options["json"]:
            self.stdout.write(json.dumps(_document(asked, board), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_table(board)))

    def _refuse(self, sentence: str) -> Never:
        self.stderr.write(sentence)
        raise SystemExit(2)


def _by(given: str) -> By:
    if given not in LINES:
        raise Unfit(f"--by {given}: chỉ nhận {', '.join(LINES)}.")
    return By(given)


def _asked(first: str, last: str, unit: str, known: str) -> Asked:
    period = Period(_day("--from", first), _day("--to", last))
    if period.last < period.first:
        raise Unfit(f"--to {last} đứng trước --from {first}: kỳ báo cáo phải kết thúc sau khi bắt đầu.")
    moment = datetime.combine(_day("--as-known", known), time.max, clock.ZONE) if known else None
    units = queries.units_below(unit, period, moment) if unit else None
    if units is not None and not units:
        raise Unfit(f"--unit {unit}: không có cơ quan nào mang mã này trong kỳ.")
    return Asked(period, clock.now(), moment, units)


def _day(name: str, given: str) -> date:
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise Unfit(f"{name} {given}: không phải là ngày; hãy viết 2021-10-15 hoặc 15/10/2021.")
    return day


def _document(asked: Asked, board: Board) -> dict[str, Any]:
    return {
        "period": {"from": asked.period.first.isoformat(), "to": asked.period.last.isoformat()},
        "total": board.total.as_data(),
        "rows": [{"key": line.key, "name": line.name, **line.counts.as_data()} for line in board.lines],
    }


def _table(board: Board) -> list[str]:
    """For a person at a terminal: (3) received, (7) resolved, (10) of these late, (11) pending, (13) of these late."""
    lines = [*board.lines, Line("", "Tổng số", board.total)]
    head = f"{'':48} {'(3)':>9} {'(7)':>9} {'(10)':>9} {'(11)':>9} {'(13)':>9}"
    return [head, *(_row(line) for line in lines)]


def _row(line: Line) -> str:
    counts = line.counts
    shown = (counts.received, counts.resolved, counts.resolved_late, counts.pending, counts.pending_late)
    return f"{line.name[:48]:48} " + " ".join(f"{count:9}" for count in shown)
