"""Forms from plain files in, papers that live with their case out."""

import csv
from datetime import date, datetime
from pathlib import Path

from lienthong.domain.cases.queries.layouts import get_layout
from lienthong.domain.cases.queries.register import register_words
from lienthong.domain.cases.queries.rows import CaseRow
from lienthong.domain.cases.queries.slips import SlipRow, slip_words
from lienthong.domain.cases.queries.wording import Reach, control_words, slip_of
from lienthong.domain.cases.rules.forms import Brought, Kind
from lienthong.domain.cases.rules.periods import Period
from lienthong.domain.parties.queries import get_party
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.pdf import typeset_form


def write_control(row: CaseRow, *, by: Actor, now: datetime) -> bytes:
    """The control slip as the case stands: under the form of the day on which it was received."""
    begun = clock.local(row.received_at or row.filed_at).date()
    party = get_party(row.applicant, by)
    reach = Reach(party.address, party.phone) if party else Reach()
    slip = slip_of(row.id, get_layout(Kind.CONTROL, begun), at=now, reach=reach, number="")
    return typeset_form(slip.layout.source, control_words(slip))


def write_register(agency: str, period: Period, *, by: Actor, now: datetime) -> bytes:
    """Raises PaperTooLarge, TemplateTooGreedy."""
    layout, words = register_words(agency, period, by=by, now=now)
    return typeset_form(layout.source, words, seconds=60, memory=2_000_000_000)


def write_slips(slips: list[SlipRow]) -> bytes:
    """Those of one printing, ready to be filled in by hand. Raises NoForm."""
    layout, words = slip_words(slips)
    return typeset_form(layout.source, words)


def read_forms(folder: Path) -> list[Brought]:
    """Which form is in force from when, each with its template from the same folder."""
    with (folder / "forms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_form(folder, row) for row in rows]


def _form(folder: Path, row: dict[str, str]) -> Brought:
    return Brought(
        kind=Kind(row["kind"]),
        since=date.fromisoformat(row["since"]),
        circular=row["circular"],
        number=row["number"],
        title=row["title"],
        symbol=row["symbol"],
        source=(folder / row["template"]).read_text("utf-8"),
        basis=row["source"],
        confirmed=row["confirmed"] == "yes",
        unsure=row["unsure"],
    )
