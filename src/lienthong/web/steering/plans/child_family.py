"""Where a plan stands among plans: what it carries out, who made theirs from it and how those stand."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import can_draft
from lienthong.domain.plans.queries import Tally
from lienthong.web.steering.plans.page import Page, name_plan


@dataclass(frozen=True, slots=True)
class Family:
    """``expected``: agencies right below that lead something; ``tally``: duties of all plans below that may be seen."""

    above: str
    above_url: str
    linked: int
    tasks: int
    link_url: str
    made: int
    expected: int
    tally: Tally | None
    below_url: str

    def __bool__(self) -> bool:
        return bool(self.above or self.link_url or self.made or self.expected)


def family_of(page: Page, leading: Collection[str]) -> Family:
    """``leading``: who owes anything in the plan. One query while nothing stands above or below."""
    plan, above = page.plan, page.above
    children = plans.list_children(plan, **page.seen)
    makers = {row.agency for row in children}
    right_below = {code for code in leading if page.places.parent(code) == plan.agency}
    tallies = plans.count_below(children, actor=page.actor, **page.seen) if children else {}
    return Family(
        above=f"{name_plan(above)} ({above.number})" if above else "",
        above_url=page.above_url,
        linked=plans.count_serving(plan) if above else 0,
        tasks=plans.get_summary(plan).tasks if above else 0,
        link_url=page.url("plan_links") if _may_link(page) else "",
        made=len(children),
        expected=len(makers | right_below) if right_below and not plan.is_programme else 0,
        tally=plans.total(tallies.values()) if tallies else None,
        below_url=page.url("plan_below"),
    )


def _may_link(page: Page) -> bool:
    plan = page.plan
    return page.moment.is_today and can_draft(page.actor, agency=plan.agency, is_child=plan.is_child)


@dataclass(frozen=True, slots=True)
class Step:
    """What may still be said of a draft: how it stands, and where it is said."""

    words: str
    label: str
    url: str


def steps_for(draft: plans.PlanRow) -> list[Step]:
    found = [_links(draft)]
    if draft.version == 1:
        found += [*_years(draft), *_heading(draft), *_programme(draft)]
    return found


def _links(draft: plans.PlanRow) -> Step:
    above = plans.get_above(draft)
    words = _("It carries out no plan above yet.")
    if above:
        linked = plans.count_serving(draft)
        said = ngettext(
            "It carries out %(number)s: %(count)s task of %(total)s is linked.",
            "It carries out %(number)s: %(count)s tasks of %(total)s are linked.",
            linked,
        )
        words = said % {"number": above.number, "count": linked, "total": plans.get_summary(draft).tasks}
    return Step(words, _("Link tasks to the plan above"), _url("plan_links", draft))


def _years(draft: plans.PlanRow) -> list[Step]:
    if not plans.list_before(draft):
        return []
    count = plans.count_continuing(draft)
    said = ngettext(
        "%(count)s task goes on from an earlier year.", "%(count)s tasks go on from an earlier year.", count
    )
    return [Step(said % {"count": count}, _("Link tasks to last year's"), _url("plan_years", draft))]


def _heading(draft: plans.PlanRow) -> list[Step]:
    if draft.source_name:
        return []
    return [Step("", _("Change number, day and texts"), _url("plan_heading", draft))]


def _programme(draft: plans.PlanRow) -> list[Step]:
    if draft.is_below:
        return []
    if draft.is_programme:
        words = _("It is a programme of the years %(first)s–%(last)s.") % {
            "first": draft.year,
            "last": draft.last_year,
        }
        return [Step(words, _("Change the years"), _url("plan_programme", draft))]
    words = _("It is the plan of %(year)s.") % {"year": draft.year}
    return [Step(words, _("It is a programme of years"), _url("plan_programme", draft))]


def _url(route: str, draft: plans.PlanRow) -> str:
    return reverse(f"steering:{route}", args=(draft.slug,))
