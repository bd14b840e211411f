"""What the pages of a board share: the question of the address, within the reader's reach, and the way back to it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Asked, By, Column, Period, PeriodKind
from lienthong.domain.organisations.queries import LEVEL_LABELS, Level
from lienthong.spine import clock
from lienthong.spine.text import parse_date
from lienthong.web.entrance.access import actor_of
from lienthong.web.entrance.moment import FIRST, LAST, Moment, NotADay, moment_of
from lienthong.web.steering.plans.places import Places, places_on

BY_LABELS: dict[By, Promise] = {
    By.UNIT: pgettext_lazy("lines of a board", "by agency"),
    By.COMMUNE: pgettext_lazy("lines of a board", "by commune"),
    By.FIELD: pgettext_lazy("lines of a board", "by field"),
    By.PROCEDURE: pgettext_lazy("lines of a board", "by procedure"),
    By.CHANNEL: pgettext_lazy("lines of a board", "by way of filing"),
}
COLUMN_LABELS: dict[Column, Promise] = {
    Column.RECEIVED: pgettext_lazy("board", "Received"),
    Column.ONLINE: gettext_lazy("Received online"),
    Column.DIRECT: gettext_lazy("Received directly or by public post"),
    Column.CARRIED_OVER: gettext_lazy("Carried over from the period before"),
    Column.RESOLVED: gettext_lazy("Resolved"),
    Column.EARLY: gettext_lazy("Resolved before the day"),
    Column.ON_TIME: gettext_lazy("Resolved on the day"),
    Column.LATE: gettext_lazy("Resolved late"),
    Column.PENDING: gettext_lazy("Pending"),
    Column.PENDING_IN_TIME: gettext_lazy("Pending, in time"),
    Column.PENDING_LATE: gettext_lazy("Pending, overdue"),
}


class Filters(forms.Form):
    since = forms.CharField(label=pgettext_lazy("first day", "From"), required=False, max_length=10)
    until = forms.CharField(label=pgettext_lazy("last day", "to"), required=False, max_length=10)
    by = forms.ChoiceField(label=pgettext_lazy("lines of a board", "Lines"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)


@dataclass(frozen=True)
class BoardPage:
    """A board as one person asks for it."""

    request: HttpRequest
    moment: Moment
    period: Period
    by: By
    unit: str

    @cached_property
    def reach(self) -> frozenset[str] | None:
        """The agencies whose cases the reader follows; None for all."""
        return actor_of(self.request).reach(Permission.FOLLOW)

    @cached_property
    def asked(self) -> Asked:
        """Raises Http404 for a unit that is none of the reader's business."""
        asked = Asked(self.period, clock.now(), self.moment.known, self.reach)
        if not self.unit:
            return asked
        below = cases.units_below(self.unit, self.period, self.moment.known)
        if not below or (self.reach is not None and self.unit not in self.reach):
            raise Http404
        return cases.narrowed(asked, below)

    @cached_property
    def places(self) -> Places:
        return places_on(self.period.last, self.moment.known)

    @property
    def words(self) -> dict[str, str]:
        """The question as an address says it; what is usual is left out of none, so that an address stays true."""
        known = self.request.GET.get("known", "")
        said = {"since": f"{self.period.first:%d/%m/%Y}", "until": f"{self.period.last:%d/%m/%Y}"}
        said |= {"by": self.by.value} | ({"unit": self.unit} if self.unit else {})
        return said | ({"known": known} if known else {})

    def url(self, route: str = "boards", **words: str) -> str:
        return f"{reverse(f'steering:{route}')}?{urlencode(self.words | words)}"

    def of_period(self, period: Period) -> str:
        return self.url(since=f"{period.first:%d/%m/%Y}", until=f"{period.last:%d/%m/%Y}")

    def filters(self) -> Filters:
        form = Filters(self.words)
        _choose(form, "by", [(by.value, words) for by, words in BY_LABELS.items()])
        _choose(form, "unit", [("", _("all")), *self._units()])
        if self.reach is not None and len(self.reach) < 2:
            del form.fields["unit"]
        return form

    def _units(self) -> list[tuple[Any, list[tuple[str, str]]]]:
        """The agencies in reach, under the name of their level."""
        codes = self.places.rows if self.reach is None else self.reach & self.places.rows.keys()
        levels: dict[str, list[tuple[str, str]]] = {}
        for code in self.places.sort(codes):
            levels.setdefault(self.places.level(code), []).append((code, self.places.name(code)))
        return [(LEVEL_LABELS[Level(level)], units) for level, units in levels.items()]

    @property
    def period_words(self) -> str:
        """As a report calls it: “Month 10/2021 (15/09/2021 – 14/10/2021)”."""
        days = _("%(first)s – %(last)s") % {
            "first": f"{self.period.first:%d/%m/%Y}",
            "last": f"{self.period.last:%d/%m/%Y}",
        }
        found = cases.kind_of(self.period)
        return f"{name_period(*found)} ({days})" if found else days


def _choose(form: Filters, name: str, choices: Iterable[Any]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]


def name_period(kind: PeriodKind, year: int, number: int) -> str:
    words = {
        PeriodKind.MONTH: _("Month %(number)s/%(year)s"),
        PeriodKind.QUARTER: _("Quarter %(number)s/%(year)s"),
        PeriodKind.HALF_YEAR: _("First half of %(year)s") if number == 1 else _("Second half of %(year)s"),
        PeriodKind.NINE_MONTHS: _("Nine months of %(year)s"),
        PeriodKind.YEAR: _("Year %(year)s"),
    }
    return words[kind] % {"number": number, "year": year}


def page_of(request: HttpRequest) -> BoardPage:
    """The question of the address; without days, the month that is reported now. Raises NotADay in words."""
    moment = moment_of(request)
    usual = cases.reported(moment.today)
    period = Period(
        _day(request, "since", _("From"), usual.first), _day(request, "until", _("to"), usual.last)
    )
    if period.last < period.first:
        raise NotADay(_("The last day of the period lies before the first one."))
    by = request.GET.get("by", "")
    return BoardPage(
        request, moment, period, By(by) if by in set(By) else By.UNIT, request.GET.get("unit", "")[:40]
    )


def _day(request: HttpRequest, name: str, label: str, usual: dt.date) -> dt.date:
    given = request.GET.get(name, "").strip()
    if not given:
        return usual
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    if day is None or not FIRST <= day.year <= LAST:
        refusal = _("“%(label)s”: “%(given)s” is not a day. Write it like 15/10/2021.")
        raise NotADay(refusal % {"label": label, "given": given[:40]})
    return day
