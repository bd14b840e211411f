"""Demanded figures as pages show them: a bar where it is a share, what is missing in words, since when it is met."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lienthong.domain.plans import queries as plans
from lienthong.spine.money import format_number, in_words
from lienthong.web.steering.plans.page import Page
from lienthong.web.ui.charts import Target
from lienthong.web.ui.words import write_day

SIGNS = {">=": "≥", "<=": "≤"}
EACH_AGENCY = "EACH_AGENCY"
ONE_PLACE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """``bar`` only of a share that has a value; ``words`` say how it stands in any case."""

    row: plans.MeasureRow
    name: str
    demand: str
    words: str
    url: str
    bar: Target | None = None

    @property
    def is_of_each(self) -> bool:
        return self.row.scope == EACH_AGENCY


def show_measures(page: Page, rows: Sequence[plans.MeasureRow]) -> list[MeasureShown]:
    """One query for all of them."""
    since = plans.list_reached_since(rows, **page.seen)
    return [_show(page, row, since) for row in rows]


def _show(page: Page, row: plans.MeasureRow, since: Mapping[tuple[int, str], dt.date]) -> MeasureShown:
    name, url = row.name or row.text, page.url("plan_target", measure=row.id)
    demand, words = write_demand(row), _say(row, since)
    bar = None
    if row.values and row.is_share:
        length = _share(row)
        required = 100 if row.scope == EACH_AGENCY else number(row.demanded)
        sign = "" if row.scope == EACH_AGENCY else SIGNS.get(row.comparator, row.comparator)
        bar = Target(name, length, required, words, url, sign)
    return MeasureShown(row, name, demand, words, url, bar)


def _share(row: plans.MeasureRow) -> float:
    """The province's share, or the share of the agencies that reach theirs."""
    if row.scope == EACH_AGENCY:
        return sum(value.is_reached for value in row.values) * 100 / len(row.values)
    return float(row.values[0].value)


def _say(row: plans.MeasureRow, since: Mapping[tuple[int, str], dt.date]) -> str:
    if not row.is_defined:
        return _("Not defined yet: nobody has said what is counted, and of what.")
    if not row.values:
        return _("Defined; no value has been stated yet.")
    if row.scope == EACH_AGENCY:
        met = sum(value.is_reached for value in row.values)
        words = _("%(met)s of %(count)s agencies that stated a value reach %(required)s")
        return words % {"met": met, "count": len(row.values), "required": write_demand(row)}
    return say_value(row, row.values[0], since)


def say_value(row: plans.MeasureRow, value: plans.ValueRow, since: Mapping[tuple[int, str], dt.date]) -> str:
    """“71 TTHC more would reach it”, “Reached since month 8”, else by which day it was or was not."""
    if value.is_reached:
        first = since.get((row.id, value.agency), value.period_end)
        return _("Reached since month %(month)s") % {"month": f"{first.month}/{first.year}"}
    if value.missing:
        count = f"{format_number(value.missing)} {row.counted}".strip()
        return _("%(count)s more would reach it") % {"count": count}
    return _("Not reached by %(day)s") % {"day": write_day(value.period_end)}


def write_demand(row: plans.MeasureRow) -> str:
    """≥ 60%, = 100%, ≥ 1 lần."""
    unit = row.unit if row.is_share else f" {row.unit}" if row.unit else ""
    return f"{SIGNS.get(row.comparator, row.comparator)} {format_number(plain(row.demanded))}{unit}"


def write_value(row: plans.MeasureRow, value: plans.ValueRow) -> str:
    """To one place, downwards: what misses a demand never looks as if it reached it."""
    shown = value.value.quantize(ONE_PLACE, rounding="ROUND_FLOOR") if row.is_share else value.value
    return f"{format_number(plain(shown))}{row.unit if row.is_share else ''}"


def plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def number(value: Decimal) -> float:
    """Whole where it is whole, so that 60 is written 60%."""
    return int(value) if value == value.to_integral_value() else float(value)


def count_in_words(count: int) -> str:
    """In Vietnamese a small number in a sentence is a word."""
    return in_words(count) if (get_language() or "").startswith("vi") else format_number(count)


def count_missed(rows: Sequence[plans.MeasureRow]) -> int:
    return sum(not all(value.is_reached for value in row.values) for row in rows)
