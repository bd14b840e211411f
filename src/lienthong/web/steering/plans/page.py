"""What all pages of one plan share: the plan of the address as of the day asked for, its tabs, who may see what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import PlanNotFound
from lienthong.domain.plans.exchange.telling import Workdays
from lienthong.domain.plans.permissions import Permission, can_monitor
from lienthong.spine.actor import Actor
from lienthong.web.entrance.access import actor_of
from lienthong.web.entrance.moment import Moment, moment_of
from lienthong.web.steering.plans.places import Places, places_on
from lienthong.web.steering.plans.reading import TaskShown, codes_of, shown
from lienthong.web.ui.parts import Evidence, Link, Tab
from lienthong.web.ui.words import write_day


@dataclass(frozen=True)
class Page:
    """One plan seen on one day by one person."""

    request: HttpRequest
    plan: plans.PlanRow
    moment: Moment

    @cached_property
    def actor(self) -> Actor:
        return actor_of(self.request)

    @cached_property
    def sight(self) -> plans.Sight:
        """Whose duties the visitor may see."""
        return plans.sight_of(self.actor, self.plan, self.moment.as_of)

    @property
    def is_official(self) -> bool:
        """False for the public, which sees the plan and its accepted products."""
        return self.sight != plans.NOTHING

    @property
    def may_judge(self) -> bool:
        """True for somebody who monitors here; what of it, each duty says. The past is not changed."""
        judges = (self.plan.monitor, self.plan.overseer)
        return (
            self.moment.is_today
            and self.actor.agency in judges
            and self.actor.may(Permission.MONITOR, self.actor.agency)
        )

    @property
    def may_urge(self) -> bool:
        """True for somebody who follows the plan for its monitor, today."""
        return self.moment.is_today and can_monitor(self.actor, self.plan.monitor)

    @cached_property
    def places(self) -> Places:
        return places_on(self.moment.as_of, self.moment.known)

    @cached_property
    def workdays(self) -> Workdays:
        return Workdays(self.moment.as_of, self.moment.known, self.places.parents)

    @property
    def seen(self) -> dict[str, Any]:
        """From when things are seen, as queries ask for it."""
        return {"as_of": self.moment.as_of, "known": self.moment.known}

    def names(self, codes: Iterable[str]) -> dict[str, str]:
        """Short names of agencies and groups, as they were on the day of the page."""
        groups = {group.code: group.name for group in organisations.list_groups()}
        return groups | organisations.get_names(codes, self.moment.as_of, self.moment.known)

    def show(self, tasks: Sequence[plans.TaskRow]) -> list[TaskShown]:
        names = self.names(codes_of(tasks))
        return [shown(task, names) for task in tasks]

    def url(self, route: str, query: dict[str, Any] | None = None, **words: Any) -> str:
        """An address of this plan that keeps the day it is seen from."""
        return self.keep_days(reverse(f"steering:{route}", kwargs={"slug": self.plan.slug, **words}), query)

    def keep_days(self, address: str, query: dict[str, Any] | None = None) -> str:
        """Any address, seen from the same day."""
        days = {key: self.request.GET[key] for key in ("as_of", "known") if self.request.GET.get(key)}
        kept = {**(query or {}), **days}
        return f"{address}?{urlencode(kept)}" if kept else address

    @cached_property
    def above(self) -> plans.PlanRow | None:
        """The plan that this one carries out."""
        return plans.get_above(self.plan, **self.seen)

    @cached_property
    def texts(self) -> plans.Texts | None:
        """What an agency's plan says besides its tasks."""
        return plans.get_texts(self.plan) if self.plan.is_child else None

    @cached_property
    def measures(self) -> list[plans.MeasureRow]:
        """The figures that the plan demands."""
        return plans.list_measures(self.plan, **self.seen)

    @property
    def above_url(self) -> str:
        return self.keep_days(reverse("steering:plan", args=(self.above.slug,))) if self.above else ""

    def paper(self, row: plans.EvidenceRow) -> Evidence:
        """A document handed in, as a row that leads to its file."""
        about = [row.abstract]
        if row.replaced_by:
            about.append(_("replaced by %(number)s") % {"number": row.replaced_by})
        elif row.replaces:
            about.append(_("replaces %(number)s") % {"number": row.replaces})
        return Evidence(
            row.number,
            self.url("plan_evidence", file=row.file),
            about=" · ".join(part for part in about if part),
            details=_("of %(day)s") % {"day": write_day(row.issued_on)},
            annexes=[
                Link(_("annex %(number)s") % {"number": number}, self.url("plan_evidence", file=file))
                for number, file in enumerate(row.annexes, 1)
            ],
        )

    def render(
        self, template: str, context: dict[str, Any], *, crumbs: Iterable[Link] = (), current: str = ""
    ) -> HttpResponse:
        trail = [Link(_("Plans"), reverse("steering:plans")), Link(self.plan_name, self.url("plan"))]
        shared = {
            "page": self,
            "plan": self.plan,
            "as_of": self.moment.as_of,
            "today": self.moment.today,
            "crumbs": [*trail, *crumbs],
            "views": self._views(current),
        }
        return render(self.request, f"steering/plans/{template}.html", shared | context)

    @property
    def plan_name(self) -> str:
        return name_plan(self.plan)

    def _views(self, current: str) -> list[Tab]:
        return [
            Tab(label, self.url(name), current=name == current, count=self._count(name))
            for name, label in self._labels().items()
        ]

    def _count(self, name: str) -> int | None:
        """How many wait for a word of the visitor's."""
        return plans.count_waiting(self.plan, self.actor) if name == "plan_inbox" else None

    def _labels(self) -> dict[str, str]:
        followed = (
            {
                "plan_duties": _("Duties"),
                "plan_targets": _("Targets"),
                "plan_results": _("Results"),
                "plan_reports": _("Reports"),
            }
            if self.is_official
            else {}
        )
        judged = {"plan_inbox": _("To be accepted")} if self.may_judge else {}
        urged = {"plan_urging": _("Urging")} if self.may_urge else {}
        return {
            "plan": _("Overview") if self.is_official else _("Results"),
            **judged,
            **followed,
            **urged,
            "plan_fields": _("By field"),
            "plan_agencies": _("By agency"),
            "plan_calendar": _("By month"),
            **self._read(),
        }

    def _read(self) -> dict[str, str]:
        """What a document says; a plan that was made on the platform has none behind it."""
        if not self.plan.source_name:
            return {}
        return {
            "plan_source": _("Full text"),
            "plan_citations": _("Cited law"),
            "plan_warnings": _("Reading notes"),
        }


def name_plan(plan: plans.PlanRow) -> str:
    if plan.is_programme:
        return _("Reform programme %(first)s–%(last)s") % {"first": plan.year, "last": plan.last_year}
    if plan.is_below:
        return _("Reform plan %(year)s, %(agency)s") % {"year": plan.year, "agency": plan.issuer}
    return _("Reform plan %(year)s") % {"year": plan.year}


def page_of(request: HttpRequest, slug: str) -> Page:
    """Raises Http404 when the plan was not issued by the day asked for."""
    moment = moment_of(request)
    try:
        plan = plans.get_plan(slug, as_of=moment.as_of, known=moment.known)
    except PlanNotFound as absent:
        raise Http404(str(absent)) from absent
    return Page(request, plan, moment)


def followed(request: HttpRequest, slug: str) -> Page:
    """The same for pages that speak of who owes what. Raises Http404 for who may see nothing of it."""
    page = page_of(request, slug)
    if not page.is_official:
        raise Http404
    return page
