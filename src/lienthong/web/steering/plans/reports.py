"""Progress reports of a plan: those being written, those finished, and one begun for a period."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission, can_report
from lienthong.domain.plans.queries import Kind, ReportRow, Span
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.page import Page, followed
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_day

PAGE = 40
OFFERED = 14
ROMAN = ("", "I", "II", "III", "IV")


def reportable(page: Page) -> list[str]:
    """On whose duties the visitor may report: the plan's own agency stands for the whole plan. Nobody in the past."""
    plan, actor = page.plan, page.actor
    if not page.moment.is_today:
        return []
    return [
        code
        for code in dict.fromkeys((plan.agency, actor.agency))
        if can_report(actor, agency=code, province=plan.agency, monitor=plan.monitor)
    ]


def name_period(span: Span) -> str:
    """“Quarter III of 2021”; of two days of one's own choice the days."""
    year = {"year": span.year}
    match span.kind:
        case Kind.QUARTER:
            return _("Quarter %(number)s of %(year)s") % {"number": ROMAN[span.number], **year}
        case Kind.HALF if span.number == 1:
            return _("First half of %(year)s") % year
        case Kind.HALF:
            return _("Second half of %(year)s") % year
        case Kind.NINE:
            return _("First nine months of %(year)s") % year
        case Kind.YEAR:
            return _("The year %(year)s") % year
        case _:
            return name_days(span)


def name_days(span: Span) -> str:
    return _("from %(first)s to %(last)s") % {"first": write_day(span.first), "last": write_day(span.last)}


def name_reported(page: Page, code: str) -> str:
    """Whose duties a report speaks of."""
    return _("The whole plan") if code == page.plan.agency else page.places.name(code)


@dataclass(frozen=True, slots=True)
class ReportShown:
    row: ReportRow
    period: str
    days: str
    whose: str
    url: str


def show_report(page: Page, row: ReportRow) -> ReportShown:
    return ReportShown(
        row,
        capitalised(name_period(row.span)),
        name_days(row.span) if row.span.number else "",
        name_reported(page, row.agency),
        page.url("plan_report", report=row.id),
    )


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


class Filters(forms.Form):
    agency = forms.ChoiceField(label=gettext_lazy("Whose duties"), required=False)
    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)

    def __init__(self, given: Any, page: Page, known: Sequence[tuple[str, Span]]) -> None:
        super().__init__(given)
        asked = given.get("agency", "")
        codes = {code for code, _span in known}
        if asked in page.places.rows and page.sight.covers(asked):
            codes.add(asked)
        agencies = [(code, name_reported(page, code)) for code in page.places.sort(codes)]
        periods = {_key(span): capitalised(name_period(span)) for _code, span in known}
        self._choose("agency", agencies)
        self._choose("period", periods.items())

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        field.choices = [("", _("all")), *choices]

    def word(self, name: str) -> str:
        """What nobody offers is as if it had not been asked."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


def _key(span: Span) -> str:
    return f"{span.first.isoformat()}_{span.last.isoformat()}"


@requires(Permission.FOLLOW)
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    page = followed(request, slug)
    mine = reportable(page)
    drafts = plans.list_drafts_of_reports(page.plan, mine)
    known = plans.list_reported(page.plan, as_of=page.moment.as_of, sight=page.sight)
    form = Filters(request.GET, page, [*known, *((row.agency, row.span) for row in drafts)])
    agency, period = form.word("agency"), form.word("period")
    finished = plans.find_finished_reports(
        page.plan, as_of=page.moment.as_of, sight=page.sight, agency=agency, days=_days(period)
    )
    leaf = Paginator(finished, PAGE).get_page(request.GET.get("page"))
    fitting = [row for row in drafts if agency in ("", row.agency) and period in ("", _key(row.span))]
    context = {
        "form": form,
        "drafts": [show_report(page, row) for row in fitting],
        "finished": [show_report(page, row) for row in plans.read_reports(leaf.object_list)],
        "count": leaf.paginator.count,
        "ways": paging(request, leaf),
        "is_narrowed": bool(agency or period),
        "is_any": bool(known or drafts),
        "sentence": say_reports(len(fitting), leaf.paginator.count),
        "begin_url": _begin_url(page, agency, mine),
    }
    return page.render("reports", context, current="plan_reports")


def _days(key: str) -> tuple[dt.date, dt.date] | None:
    """Of a key that the form offered."""
    first, _, last = key.partition("_")
    return (dt.date.fromisoformat(first), dt.date.fromisoformat(last)) if key else None


def _begin_url(page: Page, agency: str, mine: Sequence[str]) -> str:
    if not mine:
        return ""
    return page.url("plan_report_new", {"agency": agency} if agency in mine else None)


class Beginning(forms.Form):
    agency = forms.ChoiceField(label=gettext_lazy("On whose duties"), widget=forms.RadioSelect)
    period = forms.ChoiceField(
        label=gettext_lazy("Period"),
        help_text=gettext_lazy(
            "Figures are cut on the 14th of the last month (Decree 09/2019/NĐ-CP, article 12)."
        ),
        widget=forms.RadioSelect,
    )
    first = DayField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy("Only for two days of your own choice."),
        required=False,
    )
    last = DayField(label=gettext_lazy("Last day"), required=False)

    def __init__(self, page: Page, spans: Sequence[Span], codes: Sequence[str], *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.spans = {span.code: span for span in spans}
        offered = [
            (
                span.code,
                f"{capitalised(name_period(span))} ({write_day(span.first)} – {write_day(span.last)})",
            )
            for span in spans
        ]
        self._choose("agency", [(code, name_reported(page, code)) for code in codes])
        self._choose("period", [*offered, (Kind.OWN.value, _("Two days of your own choice"))])
        if len(codes) == 1:
            self.fields["agency"].widget = forms.HiddenInput()

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("period") == Kind.OWN:
            for name in ("first", "last"):
                if name not in self.errors and given.get(name) is None:
                    self.add_error(name, _("Give the first and the last day of the period."))
        return given

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """Of a valid form."""
        span = self.spans.get(self.cleaned_data["period"])
        if span:
            return span.first, span.last
        return self.cleaned_data["first"], self.cleaned_data["last"]


@requires(Permission.SUBMIT, Permission.ASSIGN, Permission.MONITOR)
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    page = followed(request, slug)
    codes = reportable(page)
    if not codes:
        raise Http404
    spans = offered_spans(page)
    initial = {
        "agency": next((code for code in codes if code == request.GET.get("agency")), codes[0]),
        "period": _likeliest(spans, page.moment.today),
    }
    form = Beginning(page, spans, codes, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and (made := _begun(page, form)):
        return redirect(page.url("plan_report", report=made))
    context = {"form": form, "whose": name_reported(page, codes[0]) if len(codes) == 1 else ""}
    crumbs = [Link(_("Progress reports"), page.url("plan_reports")), Link(_("Begin a report"))]
    return page.render("reports_new", context, current="plan_reports", crumbs=crumbs)


def offered_spans(page: Page) -> list[Span]:
    """Periods of the plan's years that have begun and did not end before it was issued."""
    plan, today = page.plan, page.moment.today
    years = range(plan.year, (plan.last_year or plan.year) + 1)
    spans = chain.from_iterable(plans.offered(year) for year in years if year <= today.year + 1)
    return [span for span in spans if span.first <= today and span.last >= plan.issued_on][-OFFERED:]


def _likeliest(spans: Sequence[Span], today: dt.date) -> str:
    """The shortest that ended last; in the first quarter, the one that runs."""
    ended = [span for span in spans if span.last <= today]
    last = max((span.last for span in ended), default=None)
    return next((span.code for span in ended or spans if last in (None, span.last)), Kind.OWN.value)


def _begun(page: Page, form: Beginning) -> int | None:
    """None when it was refused; the form then says why."""
    first, last = form.days
    try:
        return actions.begin_report(
            plan=page.plan.id,
            agency=form.cleaned_data["agency"],
            first=first,
            last=last,
            by=page.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def say_reports(drafts: int, finished: int) -> str:
    """The sentence above the list."""
    if not drafts and not finished:
        return _("No progress report has been written yet")
    done = ngettext("%(count)s report is finished", "%(count)s reports are finished", finished)
    going = ngettext("%(count)s report is being written", "%(count)s reports are being written", drafts)
    said = ((done, finished), (going, drafts))
    return ", ".join(words % {"count": count} for words, count in said if count)


urlpatterns = [
    path("reports/", reports, name="plan_reports"),
    path("reports/new/", begin, name="plan_report_new"),
]
