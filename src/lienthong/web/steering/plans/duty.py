"""How a duty is shown in a list or a panel: whose, what, until when, how it stands and what was done about it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.exchange.telling import name_period, say_done_about, say_late
from lienthong.domain.plans.queries import ObligationRow, Status
from lienthong.web.steering.plans.page import Page

TAGS = {status: status.value.lower() for status in Status} | {Status.DONE: "done_on_time"}
"""Keys of ``STATUSES`` by how a duty stands."""


@dataclass(frozen=True, slots=True)
class DutyShown:
    row: ObligationRow
    agency: str
    url: str
    tag: str
    word: str
    period: str
    lateness: str
    about: str

    @property
    def called(self) -> str:
        """The product, and which occurrence of it."""
        return f"{self.row.title.rstrip(' .;')} {self.period}".strip()

    @property
    def due_moved(self) -> bool:
        return self.row.first_due is not None and self.row.due != self.row.first_due


def show_duties(page: Page, rows: Sequence[ObligationRow]) -> list[DutyShown]:
    """One further query for any number of duties."""
    return show_told(page, rows, happenings_of(page, rows))


def happenings_of(page: Page, rows: Sequence[ObligationRow]) -> list[plans.HappeningRow]:
    """What happened to these duties, newest first."""
    return plans.list_happenings([row.id for row in rows], limit=max(5_000, 20 * len(rows)), **page.seen)


def show_told(
    page: Page, rows: Sequence[ObligationRow], happenings: Sequence[plans.HappeningRow]
) -> list[DutyShown]:
    """As ``show_duties``, where what happened to them was read already."""
    stories: dict[int, list[plans.HappeningRow]] = defaultdict(list)
    for happening in happenings:
        stories[happening.obligation].append(happening)
    return [show_duty(page, row, stories[row.id]) for row in rows]


def show_duty(page: Page, row: ObligationRow, story: Sequence[plans.HappeningRow]) -> DutyShown:
    lateness = lateness_of(page, row)
    return DutyShown(
        row=row,
        agency=page.places.name(row.agency),
        url=url_of_duty(page, row),
        tag=TAGS[row.status],
        word=_word(page, row),
        period=name_period(row),
        lateness=lateness,
        about=say_done_about(row, story),
    )


def url_of_duty(page: Page, row: ObligationRow) -> str:
    """The story it belongs to: its task's, opened at it; a report that no task asks for has its own."""
    if row.ref:
        return page.url("plan_task", {"duty": row.id}, ref=row.ref)
    return page.url("plan_duty", duty=row.id)


def lateness_of(page: Page, row: ObligationRow) -> str:
    """“11 working days late”: until the day of the page, or until the document's own day; empty when in time."""
    until = {Status.OVERDUE: page.moment.as_of, Status.DONE_LATE: row.evidence_on}.get(row.status)
    if row.due is None or until is None or until <= row.due:
        return ""
    return say_late(max(page.workdays.between(row.agency, row.due, until), 1))


def _word(page: Page, row: ObligationRow) -> str:
    """The status said more exactly where that helps to decide."""
    if row.status == Status.OVERDUE and row.due:
        days = max(page.workdays.between(row.agency, row.due, page.moment.as_of), 1)
        words = ngettext("Overdue by %(count)s working day", "Overdue by %(count)s working days", days)
        return words % {"count": days}
    if row.status == Status.DUE_SOON and row.due:
        days = page.workdays.between(row.agency, page.moment.as_of, row.due)
        words = ngettext("%(count)s working day left", "%(count)s working days left", days)
        return words % {"count": days} if days else ""
    if row.extension and row.status not in {Status.DONE, Status.DONE_LATE}:
        return _("Extension asked") if row.status != Status.SUBMITTED else ""
    return ""
