"""A story in sentences: who did what to these duties, newest first, with the documents."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.exchange.telling import Teller, Told, agencies_told, name_duty, people_told
from lienthong.domain.plans.queries import ObligationRow
from lienthong.spine import clock
from lienthong.web.steering.plans.page import Page
from lienthong.web.ui.parts import Knot
from lienthong.web.ui.words import write_moment

SHOWN = 60
STATES = {"past": "past", "returned": "returned", "late": "late", "paused": "paused"}


def tell(page: Page, duties: Sequence[ObligationRow], happenings: Sequence[plans.HappeningRow]) -> list[Told]:
    """A sentence for each happening, in the order given."""
    names = page.places.names(agencies_told(happenings, duties))
    people = get_full_names(people_told(happenings, duties))
    several = len({duty.agency for duty in duties if not duty.of}) > 1
    return Teller(names, page.workdays, people, says_whose=several).tell(happenings, duties)


def knots_of(
    page: Page, told: Iterable[Told], asked: Iterable[ObligationRow], beginnings: Iterable[Knot]
) -> list[Knot]:
    """The thread: what happened, contributions that were asked for, and at its end how it began."""
    entries = [(one.happening.occurred_at, _knot(page, one)) for one in told]
    entries += [(row.laid_at, _contribution(page, row)) for row in asked]
    entries.sort(key=lambda entry: entry[0], reverse=True)
    knots = [knot for _at, knot in entries]
    return [*_newest_now(knots), *beginnings]


def _newest_now(knots: list[Knot]) -> list[Knot]:
    """The newest entry is where the story stands."""
    if not knots or knots[0].state != "past":
        return knots
    first = knots[0]
    return [
        Knot(first.when, first.what, "now", first.who, first.hint, first.quote, first.evidence),
        *knots[1:],
    ]


def _knot(page: Page, told: Told) -> Knot:
    row = told.happening
    return Knot(
        when=_when(row.occurred_at, row.recorded_at),
        what=format_html("<b>{}</b>{}{}", told.deed, told.rest, _by(row)),
        state=told.tone,
        quote=told.quote,
        hint=told.hint,
        evidence=[page.paper(one) for one in row.evidence],
    )


def _by(row: plans.HappeningRow) -> str:
    """Who pressed the button, after the sentence about the agency."""
    return f" {row.name}." if row.name and row.agency and row.account != "platform" else ""


def _when(occurred: datetime, recorded: datetime) -> str:
    """The moment; and the day it was recorded where that is another one."""
    words = write_moment(clock.local(occurred))
    if clock.local(occurred).date() == clock.local(recorded).date():
        return words
    return _("%(moment)s, recorded on %(day)s") % {
        "moment": words,
        "day": f"{clock.local(recorded):%d/%m/%Y}",
    }


def _contribution(page: Page, row: ObligationRow) -> Knot:
    words = _("%(agency)s is asked for its part")
    rest = _(": %(what)s, due %(day)s.") % {
        "what": name_duty(row),
        "day": f"{row.first_due:%d/%m/%Y}" if row.first_due else "",
    }
    deed = words % {"agency": page.places.name(row.laid_on)}
    return Knot(when=write_moment(clock.local(row.laid_at)), what=format_html("<b>{}</b>{}", deed, rest))
