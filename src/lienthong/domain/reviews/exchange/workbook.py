"""A plan with its progress, and the compliance cost of a procedure in the columns of form 03/SCM-KSTT."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.procedures.exchange.sheet import Cell, write_sheet
from lienthong.domain.reviews.queries.plans import EntryRow, PlanRow
from lienthong.domain.reviews.rules.cost import Cost
from lienthong.domain.reviews.rules.sheet import Sheet
from lienthong.domain.reviews.rules.vocabulary import SIDE_LABELS, STATE_LABELS, Side
from lienthong.spine.money import format_number

PLAN_WIDTHS: Final = (6, 40, 16, 50, 28, 32, 12, 12, 40, 26, 12, 18, 18, 16)
COST_WIDTHS: Final = (22, 50, 12, 16, 16, 16, 16, 12, 14, 18, 20)


def write_plan(plan: PlanRow, names: Mapping[str, str], *, title: str) -> bytes:
    """One line a procedure."""
    heads = (
        pgettext("review", "No."),
        _("What is reviewed"),
        pgettext("procedure", "Code"),
        _("Name of the procedure"),
        _("Leading agency"),
        _("Coordinating agencies"),
        pgettext("review", "From"),
        pgettext("review", "Until"),
        pgettext("review", "Product"),
        pgettext("review", "State"),
        pgettext("review", "Handed in"),
        _("Cost a year now (đồng)"),
        _("Cost a year afterwards (đồng)"),
        pgettext("review", "Decision"),
    )
    rows = [line for entry in plan.entries for line in _lines(entry, names)]
    return write_sheet(title, heads, rows, PLAN_WIDTHS)


def _lines(entry: EntryRow, names: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    for item in entry.items:
        review = item.review
        submitted: date | None = review.submitted_at.date() if review and review.submitted_at else None
        yield (
            entry.position,
            entry.name,
            item.code,
            item.name,
            names.get(entry.lead, entry.lead),
            "; ".join(names.get(code, code) for code in entry.coordinating),
            entry.begins_on,
            entry.due_on,
            entry.product,
            str(STATE_LABELS[review.state]) if review else _("not begun"),
            submitted,
            review.saving.before if review else None,
            review.saving.after if review and review.is_reckoned else None,
            review.decision.number if review and review.decision else "",
        )


def write_costs(sheet: Sheet, *, title: str) -> bytes:
    """Both sides, one line an activity, and the sums."""
    heads = (
        pgettext("cost", "Side"),
        pgettext("cost", "Activity"),
        _("Time (hours)"),
        _("Income an hour (đồng)"),
        _("Services (đồng)"),
        _("Other costs (đồng)"),
        _("Fees and charges (đồng)"),
        _("Times a year"),
        _("How many comply"),
        _("Cost once (đồng)"),
        _("Cost a year (đồng)"),
    )
    rows = [
        line
        for side, costs in ((Side.BEFORE, sheet.before), (Side.AFTER, sheet.after))
        for line in _cost_lines(side, costs, sheet)
    ]
    return write_sheet(title, heads, rows, COST_WIDTHS)


def _cost_lines(side: Side, costs: tuple[Cost, ...], sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    label, income = str(SIDE_LABELS[side]), sheet.income
    for row in costs:
        yield (
            label, row.activity, format_number(row.hours), income, row.service, row.other, row.fee, row.times,
            row.people, row.once(income), row.yearly(income),
        )  # fmt: skip
    whole = sheet.saving.before if side is Side.BEFORE else sheet.saving.after
    yield (label, _("Sum"), "", None, None, None, None, None, None, None, whole)
