"""The duties behind every figure: narrowed by status, agency, month, field, person and words; judged in bulk."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations.queries import LEVEL_LABELS, Level
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission, can_judge
from lienthong.domain.plans.queries import Status
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.duty import DutyShown, show_duties
from lienthong.web.steering.plans.months import Column, columns_of, say_column
from lienthong.web.steering.plans.page import Page, followed
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Key
from lienthong.web.ui.words import write_day

PAGE = 40
NONE = "none"
CONTRIBUTION = "CONTRIBUTION"
WAITING = (
    Status.NOT_DUE,
    Status.DUE_SOON,
    Status.DUE_TODAY,
    Status.IN_PROGRESS,
    Status.RETURNED,
    Status.UNDATED,
)
STATUSES: Mapping[str, tuple[Any, tuple[Status, ...]]] = {
    "overdue": (pgettext_lazy("status", "Overdue"), (Status.OVERDUE,)),
    "soon": (gettext_lazy("Due within 7 days"), (Status.DUE_SOON, Status.DUE_TODAY)),
    "submitted": (pgettext_lazy("status", "Submitted, to be reviewed"), (Status.SUBMITTED,)),
    "returned": (pgettext_lazy("status", "Returned"), (Status.RETURNED,)),
    "waiting": (pgettext_lazy("status", "Not due yet"), WAITING),
    "done": (pgettext_lazy("status", "Done"), (Status.DONE, Status.DONE_LATE)),
    "done_on_time": (pgettext_lazy("status", "Done on time"), (Status.DONE,)),
    "done_late": (pgettext_lazy("status", "Done late"), (Status.DONE_LATE,)),
    "not_applicable": (pgettext_lazy("status", "Not applicable"), (Status.NOT_APPLICABLE,)),
    "ahead": (
        pgettext_lazy("status", "Under way"),
        (Status.NOT_DUE, Status.DUE_SOON, Status.DUE_TODAY, Status.IN_PROGRESS),
    ),
}
AHEAD = "ahead"
PARTS = ("LEAD", "REQUEST", CONTRIBUTION)
APPLYING = tuple(status for status in Status if status not in {Status.NOT_APPLICABLE, Status.DROPPED})
"""What a cell of the map counts: everything but what does not apply."""


class Filters(forms.Form):
    """Not shown: ``level``, ``below`` and ``but`` come from folded lines of the map, ``part``, ``due_from`` and
    ``due_to`` from the figures of a progress report.
    """

    q = forms.CharField(
        label=gettext_lazy("Words of a task or product"),
        required=False,
        max_length=200,
        widget=forms.SearchInput({"placeholder": gettext_lazy("Words of a task or product")}),
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)
    month = forms.ChoiceField(label=gettext_lazy("Due"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Field"), required=False)
    person = forms.CharField(label=gettext_lazy("Person"), required=False, max_length=100)

    def __init__(self, given: Any, page: Page, columns: list[Column], agencies: list[str]) -> None:
        super().__init__(given)
        whole = [("", _("all"))]
        offered = [key for key in STATUSES if key != AHEAD or given.get("status") == AHEAD]
        self._choose("status", whole + [(key, STATUSES[key][0]) for key in offered])
        self._choose("agency", whole + _by_level(page, agencies))
        months = [(column.key, say_column(column)) for column in columns]
        self._choose("month", [*whole, *months, (NONE, _("no day yet"))])
        areas = plans.list_areas(page.plan)
        self._choose("area", whole + [(area.numeral, f"{area.numeral}. {area.title}") for area in areas])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        field.choices = choices


def _by_level(page: Page, agencies: list[str]) -> list[Any]:
    """Agencies to choose from, under the name of their level."""
    levels: dict[str, list[tuple[str, str]]] = {}
    for code in page.places.sort(agencies):
        levels.setdefault(page.places.level(code), []).append((code, page.places.name(code)))
    return [(LEVEL_LABELS[Level(level)], codes) for level, codes in levels.items()]


@dataclass(frozen=True)
class Listing:
    """The duties that the words of an address ask for."""

    page: Page
    given: Mapping[str, str]

    @cached_property
    def counts(self) -> dict[str, plans.Months]:
        return plans.by_month(self.page.plan, sight=self.page.sight, **self.page.seen)

    @cached_property
    def columns(self) -> list[Column]:
        months = {month for of_agency in self.counts.values() for month in of_agency if month}
        return columns_of(self.page.plan.year, self.page.plan.last_year, months)

    @cached_property
    def form(self) -> Filters:
        form = Filters(self.given, self.page, self.columns, list(self.counts))
        form.is_valid()
        return form

    def _word(self, name: str) -> str:
        """What was asked for under a name; what nobody offers is as if it had not been asked."""
        return str(self.form.cleaned_data.get(name, ""))

    @property
    def wanted(self) -> plans.Wanted:
        month = next((one for one in self.columns if one.key == self._word("month")), None)
        status = self._word("status")
        return plans.Wanted(
            statuses=STATUSES[status][1] if status else self._statuses(),
            agency=self._word("agency"),
            agencies=self._fold(),
            not_agencies=[code for code in self.given.get("but", "").split(",") if code],
            area=self._word("area"),
            text=self._word("q"),
            people=self._people(),
            undated=self._word("month") == NONE,
            due_from=month.first if month else self.days[0],
            due_to=month.last if month else self.days[1],
            part=self.part,
            not_part="" if self.part else CONTRIBUTION,
        )

    @cached_property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """The days between which duties of a period fall due; what is no day narrows nothing."""
        return _day(self.given.get("due_from", "")), _day(self.given.get("due_to", ""))

    @property
    def part(self) -> str:
        given = self.given.get("part", "")
        return given if given in PARTS else ""

    def _statuses(self) -> Collection[Status]:
        """A cell of the map leads here: its rows are those it counts."""
        return APPLYING if self._word("month") or any(self.days) else ()

    def _fold(self) -> list[str] | None:
        """The agencies of a folded line, or None where no line was asked for."""
        level, below = self.given.get("level", ""), self.given.get("below", "")
        if not level and not below:
            return None
        places = self.page.places
        return [
            code
            for code in self.counts
            if (not level or places.level(code) == level) and (not below or places.parent(code) == below)
        ]

    def _people(self) -> list[str] | None:
        name = self._word("person")
        if not name:
            return None
        return [row.id for row in accounts.list_accounts(name)]

    def rows(self) -> Any:
        return plans.find_obligations(
            self.page.plan.id, sight=self.page.sight, wanted=self.wanted, **self.page.seen
        )


def _day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None


def _say_narrowed(listing: Listing) -> str:
    """What the address narrows the list to without a filter that shows it."""
    parts = {
        "LEAD": _("duties of the plan"),
        "REQUEST": _("reports asked for besides it"),
        CONTRIBUTION: _("contributions to others"),
    }
    first, last = listing.days
    said = [parts[listing.part]] if listing.part else []
    if first:
        said.append(_("due on %(day)s or later") % {"day": write_day(first)})
    if last:
        said.append(_("due on %(day)s or earlier") % {"day": write_day(last)})
    return ", ".join(said)


@requires(Permission.FOLLOW)
def duties(request: HttpRequest, slug: str) -> HttpResponse:
    page = followed(request, slug)
    listing = Listing(page, request.GET)
    leaf = Paginator(listing.rows(), PAGE).get_page(request.GET.get("page"))
    shown = show_duties(page, plans.read_obligations(cast(Any, leaf.object_list), page.moment.as_of))
    context = {
        "form": listing.form,
        "rows": [(duty, _may_mark(page, duty)) for duty in shown],
        "count": leaf.paginator.count,
        "ways": paging(request, leaf),
        "may_bulk": any(_may_mark(page, duty) for duty in shown),
        "all_marked": request.GET.get("marked") == "all",
        "query": request.GET.urlencode(),
        "narrowed": _say_narrowed(listing),
        "here": request.get_full_path(),
        "keys": _keys(),
    }
    return page.render("duties", context, current="plan_duties")


def _may_mark(page: Page, duty: DutyShown) -> bool:
    """Whether a bulk verb could do anything with it."""
    if not page.moment.is_today:
        return False
    plan = page.plan
    judges = can_judge(page.actor, agency=duty.row.agency, monitor=plan.monitor, overseer=plan.overseer)
    return judges and duty.row.state in {"SUBMITTED", "OPEN", "RETURNED", "PART_DONE"}


def _keys() -> list[Key]:
    return [
        Key("↑ ↓", _("walk the rows")),
        Key("Enter", _("open a row")),
        Key(_("Space"), _("mark it")),
        Key("/", _("search")),
        Key("?", _("all keys")),
    ]


urlpatterns = [path("duties/", duties, name="plan_duties")]
