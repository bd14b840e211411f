"""The five shares that the plan asks for, online and by public post, each beside what it is a share of."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Definition, Part, Share
from lienthong.spine.money import format_number
from lienthong.web.entrance.access import requires
from lienthong.web.steering.boards.page import page_of
from lienthong.web.ui.charts import Target
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import in_vietnamese


@requires(Permission.FOLLOW)
def shares(request: HttpRequest) -> HttpResponse:
    page = page_of(request)
    found = cases.plan_shares(page.asked.units, since=page.period.first, until=page.period.last)
    told = cases.definitions_on(page.period.last, of=list(Share))
    filters = page.filters()
    del filters.fields["by"]
    context = {
        "page": page,
        "as_of": page.moment.today,
        "today": page.moment.today,
        "lead": _lead(found, told),
        "lines": [(_target(found[one.share], one), one) for one in told],
        "filters": filters,
        "crumbs": [Link(_("Table II.06a"), page.url()), Link(_("Shares of the plan"))],
    }
    return render(request, "steering/boards/shares.html", context)


def _lead(found: Mapping[Share, Part], told: list[Definition]) -> str:
    """How many of those that can be counted are reached."""
    counted = [(found[one.share].percent, one.required) for one in told]
    known = [(percent, required) for percent, required in counted if percent is not None]
    if not known:
        return _("No case of this period is of a procedure that counts.")
    met = sum(percent >= required for percent, required in known)
    return _("%(met)s of %(all)s shares of the plan are reached.") % {"met": met, "all": len(known)}


def _target(part: Part, one: Definition) -> list[Target]:
    """Empty where nothing was counted: there is no share, which is not a share of nothing."""
    if part.percent is None:
        return []
    words = _("%(count)s of %(of)s") % {"count": format_number(part.count), "of": format_number(part.of)}
    return [Target(in_vietnamese(one.name), part.percent, one.required, words)]


urlpatterns = [path("boards/shares/", shares, name="board_shares")]
