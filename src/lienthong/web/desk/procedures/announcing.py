"""What ministries' decisions oblige the province to announce: what waits for whom, until when; as Excel too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.procedures import queries
from lienthong.domain.procedures.exchange import write_announcing
from lienthong.domain.procedures.permissions import can_control, can_publish, can_see_announcing
from lienthong.domain.procedures.queries import DEMAND_LABELS, STAGE_LABELS, DemandRow, Stage
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.desk.procedures.page import WORKERS
from lienthong.web.desk.procedures.workbook import XLSX
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Link, Tab

PAGE = 50
STAGE_TAGS = {
    Stage.TO_DRAFT: "not_done",
    Stage.DRAFTING: "doing",
    Stage.CONTROL: "submitted",
    Stage.TO_ABOLISH: "not_done",
    Stage.TO_PUBLISH: "in_progress",
    Stage.DONE: "done",
}


@dataclass(frozen=True, slots=True)
class Sight:
    """Who looks: ``keeper`` None sees what every agency keeps."""

    by: Actor
    office: str
    today: date

    @property
    def sees_all(self) -> bool:
        return can_control(self.by, self.office) or can_publish(self.by, self.office)

    @property
    def keeper(self) -> str | None:
        return None if self.sees_all else self.by.agency

    @property
    def may_enter(self) -> bool:
        return can_control(self.by, self.office)


def sight_of(request: HttpRequest) -> Sight:
    """Raises Http404 for who has no part in announcing."""
    by, today = actor_of(request), clock.today()
    office = queries.office_of(today)
    if not can_see_announcing(by, office):
        raise Http404
    return Sight(by, office, today)


@dataclass(frozen=True, slots=True)
class Line:
    """A demand in words: ``tag`` and ``word`` say how it stands with its day."""

    row: DemandRow
    kind: str
    stage: str
    stage_tag: str
    waits_for: str
    tag: str
    word: str

    @property
    def url(self) -> str:
        return reverse("desk:trigger", args=[self.row.trigger.id])

    @property
    def draft(self) -> str:
        return reverse("desk:procedure", args=[self.row.version]) if self.row.version else ""


def lines_of(rows: Sequence[DemandRow], names: Mapping[str, str]) -> list[Line]:
    return [
        Line(
            row,
            str(DEMAND_LABELS[row.kind]),
            str(STAGE_LABELS[row.stage]),
            STAGE_TAGS[row.stage],
            names.get(row.waits_for, row.waits_for),
            *standing_of(row),
        )
        for row in rows
    ]


def standing_of(row: DemandRow) -> tuple[str, str]:
    """The tag and the words of a demand's day."""
    if row.is_done:
        return ("done_late", _behind(row)) if any(row.behind) else ("done_on_time", _("in time"))
    if row.left < 0:
        days = ngettext("%(days)s working day late", "%(days)s working days late", -row.left)
        return "overdue", days % {"days": -row.left}
    if row.left == 0:
        return "due_today", _("due today")
    days = ngettext("%(days)s working day left", "%(days)s working days left", row.left) % {"days": row.left}
    return ("due_soon" if row.left <= 3 else "not_done"), days


def _behind(row: DemandRow) -> str:
    announced, published = row.behind
    parts = []
    if announced:
        words = ngettext(
            "announced %(days)s working day late", "announced %(days)s working days late", announced
        )
        parts.append(words % {"days": announced})
    if published:
        words = ngettext(
            "published %(days)s working day late", "published %(days)s working days late", published
        )
        parts.append(words % {"days": published})
    return "; ".join(parts)


def names_of(rows: Sequence[DemandRow], today: date) -> dict[str, str]:
    return get_names({row.waits_for for row in rows if row.waits_for} | {row.keeper for row in rows}, today)


@requires(*WORKERS)
def announcing(request: HttpRequest) -> HttpResponse:
    sight, done = sight_of(request), request.GET.get("queue") == "done"
    opened = queries.list_demands(sight.today, keeper=sight.keeper)
    rows = queries.list_demands(sight.today, keeper=sight.keeper, done=True) if done else opened
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    names = names_of(list(page), sight.today)
    context = {
        "lines": lines_of(list(page), names),
        "names": names,
        "lead": _lead(opened),
        "tabs": _tabs(opened, done=done),
        "ways": paging(request, page),
        "done": done,
        "sight": sight,
        "xlsx": f"{reverse('desk:announcing_xlsx')}{'?queue=done' if done else ''}",
        "crumbs": [Link(_("Procedures"), reverse("desk:procedures")), Link(_("Announcing"))],
    }
    return render(request, "desk/procedures/announcing.html", context)


def _lead(opened: Sequence[DemandRow]) -> str:
    """What is so, before the table."""
    if not opened:
        return _("Nothing waits to be announced or published.")
    late = sum(row.is_late for row in opened)
    waiting = ngettext(
        "%(count)s procedure waits to be announced or published",
        "%(count)s procedures wait to be announced or published",
        len(opened),
    ) % {"count": len(opened)}
    if not late:
        return waiting + _("; none is late.")
    return waiting + ngettext("; %(late)s is late.", "; %(late)s are late.", late) % {"late": late}


def _tabs(opened: Sequence[DemandRow], *, done: bool) -> list[Tab]:
    here = reverse("desk:announcing")
    return [
        Tab(pgettext("demands", "Waiting"), here, count=len(opened), current=not done),
        Tab(pgettext("demands", "Done"), f"{here}?queue=done", current=done),
    ]


@requires(*WORKERS)
def announcing_xlsx(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    done = request.GET.get("queue") == "done"
    rows = queries.list_demands(sight.today, keeper=sight.keeper, done=done)
    names = names_of(rows, sight.today)
    title = _("Announcing of procedures, %(day)s") % {"day": f"{sight.today:%d/%m/%Y}"}
    content = write_announcing(rows, names, title=title, words=[standing_of(row)[1] for row in rows])
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="cong-bo-{sight.today:%Y%m%d}.xlsx"'
    return answer


urlpatterns = [
    path("procedures/announcing/", announcing, name="announcing"),
    path("procedures/announcing.xlsx", announcing_xlsx, name="announcing_xlsx"),
]
