"""What waits for the monitor's word: documents handed in, extensions asked for, the longest waiting first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.acts import acts_on
from lienthong.web.steering.plans.duty import show_duties
from lienthong.web.steering.plans.page import Page, followed

SHOWN = 100
NEAR = ("accept", "return", "extension")


@requires(Permission.MONITOR)
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    page = followed(request, slug)
    if not page.may_judge:
        raise Http404
    rows = plans.list_waiting(page.plan, page.actor, as_of=page.moment.as_of, limit=SHOWN)
    context = {
        "rows": _shown(page, rows),
        "count": plans.count_waiting(page.plan, page.actor),
        "here": request.get_full_path(),
        "all_marked": request.GET.get("marked") == "all",
    }
    return page.render("inbox", context, current="plan_inbox")


def _shown(page: Page, rows: list[plans.ObligationRow]) -> list[dict[str, object]]:
    """Each with the documents last handed in and what can be decided."""
    happenings = plans.list_happenings([row.id for row in rows], **page.seen)
    last: dict[int, plans.HappeningRow] = {}
    for happening in reversed(happenings):
        if happening.verb == plans.Verb.SUBMITTED:
            last[happening.obligation] = happening
    return [
        {
            "duty": duty,
            "papers": [page.paper(one) for one in last[duty.row.id].evidence] if duty.row.id in last else [],
            "note": last[duty.row.id].data.get("note", "") if duty.row.id in last else "",
            "is_submitted": duty.row.state == "SUBMITTED",
            "acts": [name for name in acts_on(page, duty.row) if name in NEAR],
        }
        for duty in show_duties(page, rows)
    ]


urlpatterns = [path("inbox/", inbox, name="plan_inbox")]
