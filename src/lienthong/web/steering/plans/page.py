"""What all pages of one plan share: the plan of the address as of the day asked for, its tabs, names of agencies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import PlanNotFound
from lienthong.web.entrance.moment import Moment, moment_of
from lienthong.web.steering.plans.reading import TaskShown, codes_of, shown
from lienthong.web.ui.parts import Link, Tab


@dataclass(frozen=True)
class Page:
    """One plan seen on one day."""

    request: HttpRequest
    plan: plans.PlanRow
    moment: Moment

    def names(self, codes: Iterable[str]) -> dict[str, str]:
        """Short names of agencies and groups, as they were on the day of the page."""
        groups = {group.code: group.name for group in organisations.list_groups()}
        return groups | organisations.get_names(codes, self.moment.as_of, self.moment.known)

    def show(self, tasks: Sequence[plans.TaskRow]) -> list[TaskShown]:
        names = self.names(codes_of(tasks))
        return [shown(task, names) for task in tasks]

    def url(self, name: str, **words: Any) -> str:
        """An address of this plan that keeps the day it is seen from."""
        address = reverse(f"steering:{name}", kwargs={"slug": self.plan.slug, **words})
        kept = [f"{key}={self.request.GET[key]}" for key in ("as_of", "known") if self.request.GET.get(key)]
        return f"{address}?{'&'.join(kept)}" if kept else address

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
        return _("Reform plan %(year)s") % {"year": self.plan.year}

    def _views(self, current: str) -> list[Tab]:
        return [Tab(label, self.url(name), current=name == current) for name, label in self._labels().items()]

    @staticmethod
    def _labels() -> dict[str, str]:
        return {
            "plan": _("By field"),
            "plan_agencies": _("By agency"),
            "plan_calendar": _("By month"),
            "plan_source": _("Full text"),
            "plan_citations": _("Cited law"),
            "plan_warnings": _("Reading notes"),
        }


def page_of(request: HttpRequest, slug: str) -> Page:
    """Raises Http404 when the plan was not issued by the day asked for."""
    moment = moment_of(request)
    try:
        plan = plans.get_plan(slug, as_of=moment.as_of, known=moment.known)
    except PlanNotFound as absent:
        raise Http404(str(absent)) from absent
    return Page(request, plan, moment)
