"""Plans of reviews, how far each is, and what waits for the office's opinion."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.reviews import queries
from lienthong.domain.reviews.permissions import WORKERS
from lienthong.domain.reviews.queries import PlanRow, ReviewRow
from lienthong.web.desk.reviews.sight import Sight, crumbs, left_of, sight_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Tab


@dataclass(frozen=True, slots=True)
class Waiting:
    """A review that waits for the office's opinion: ``tag`` and ``word`` say how it stands with its day."""

    row: ReviewRow
    agency: str
    tag: str
    word: str

    @property
    def url(self) -> str:
        return reverse("desk:review", args=[self.row.id])


@requires(*WORKERS)
def reviews(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    plans = queries.list_plans(sight.today, agency=None if sight.controls else sight.by.agency)
    waiting = queries.list_waiting(sight.today) if sight.controls else []
    names = get_names({one.agency for one in waiting}, sight.today)
    context = {
        "plans": plans,
        "lead": _lead(plans),
        "waiting": [Waiting(one, names.get(one.agency, one.agency), *left_of(one.left)) for one in waiting],
        "tabs": tabs(sight, texts=False),
        "sight": sight,
        "crumbs": crumbs()[:1],
    }
    return render(request, "desk/reviews/plans.html", context)


def _lead(plans: Sequence[PlanRow]) -> str:
    """What is so of the newest plan, before the table."""
    issued = next((plan for plan in plans if plan.issued_at), None)
    if issued is None:
        return _("No plan of reviews is issued yet.")
    told = {"year": issued.year, "done": issued.done, "total": issued.procedures}
    words = _("Plan of %(year)s: the review of %(done)s of %(total)s procedures is done") % told
    if not issued.late:
        return words + _("; nothing is late.")
    return words + ngettext(
        "; %(late)s row is late.", "; %(late)s rows are late.", issued.late
    ) % {"late": issued.late}  # fmt: skip


def tabs(sight: Sight, *, texts: bool) -> list[Tab]:
    """Plans, and drafts of legal documents."""
    waiting = queries.count_asked() if sight.controls else None
    return [
        Tab(pgettext("reviews", "Plans"), reverse("desk:reviews"), current=not texts),
        Tab(_("Drafts of legal documents"), reverse("desk:legal_texts"), count=waiting, current=texts),
    ]


urlpatterns = [path("reviews/", reviews, name="reviews")]
