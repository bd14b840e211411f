"""Every case that differs from the national portal, with its reason: marked ones or all of them are sent again."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.national import actions, queries
from lienthong.domain.national.exchange import GapLine, write_gaps
from lienthong.domain.national.permissions import Permission
from lienthong.domain.national.queries import GAP_LABELS, STATUS_LABELS, Gap, GapRow
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.procedures.queries import get_titles
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.rules import FileType
from lienthong.web.console.deed import act_at_once
from lienthong.web.console.national.scope import TAGS, Seen, SpanForm, explain, explain_next, seen_in
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_number

NOBODYS: Final = "-"
"""In an address: what belongs to no agency of ours."""
ALL: Final = "all"


class GapForm(SpanForm):
    gap = forms.ChoiceField(
        label=pgettext_lazy("national portal", "Difference"),
        choices=[("", pgettext_lazy("national", "all")), *GAP_LABELS.items()],
        required=False,
    )


@dataclass(frozen=True)
class Shown:
    """Which differences a page shows."""

    seen: Seen
    owner: str
    gap: Gap | None

    def rows(self, by: Actor, limit: int = queries.SHOWN) -> list[GapRow]:
        found = queries.list_gaps(
            self.seen.since,
            self.seen.until,
            by=by,
            owner="" if self.owner == NOBODYS else self.owner,
            gap=self.gap,
            limit=queries.MOST if self.owner == NOBODYS else limit,
        )
        return [row for row in found if not row.owner][: limit + 1] if self.owner == NOBODYS else found

    def url(self, route: str) -> str:
        return self.seen.url(route, owner=self.owner, gap=self.gap.value if self.gap else "")


def _shown(request: HttpRequest) -> Shown:
    given = request.POST if request.method == "POST" else request.GET
    gap, owner = given.get("gap", ""), given.get("owner", "")
    known = owner if len(owner) <= 40 and "\x00" not in owner else NOBODYS
    return Shown(seen_in(request), known, Gap(gap) if gap in set(Gap) else None)


@requires(Permission.KEEP)
def gaps(request: HttpRequest) -> HttpResponse:
    by, shown = actor_of(request), _shown(request)
    found = shown.rows(by)
    rows = found[: queries.SHOWN]
    names = get_names({row.owner for row in rows} - {""}, shown.seen.until)
    form = GapForm(request.GET) if request.GET.get("since") else GapForm(initial=shown.seen.form.initial)
    context: dict[str, Any] = {
        "shown": shown,
        "form": form,
        "rows": [_row(row, names) for row in rows],
        "has_more": len(found) > queries.SHOWN,
        "most": queries.SHOWN,
        "may_send": any(row.line for row in rows),
        "xlsx": shown.url("national_gaps_xlsx"),
        "compared": queries.last_comparison(shown.seen.since, shown.seen.until),
    }
    return render_page(
        request,
        "console/national/gaps.html",
        current="national",
        title=_title(shown, names),
        lead=_lead(len(rows), has_more=len(found) > queries.SHOWN),
        crumbs=[Link(_("Differences with the national portal"))],
        **context,
    )


def _title(shown: Shown, names: dict[str, str]) -> str:
    if not shown.owner or shown.owner == NOBODYS:
        return _("Differences with the national portal")
    name = names.get(shown.owner) or get_names({shown.owner}, shown.seen.until).get(shown.owner, shown.owner)
    return _("Differences with the national portal: %(agency)s") % {"agency": name}


def _lead(count: int, *, has_more: bool) -> str:
    if has_more:
        return _("The first %(count)s cases are shown.") % {"count": count}
    return ngettext("%(count)s case.", "%(count)s cases.", count) % {"count": write_number(count)}


def _row(row: GapRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "agency": names.get(row.owner, row.agency),
        "tag": TAGS[row.gap],
        "word": GAP_LABELS[row.gap],
        "why": explain(row),
        "is_theirs": row.gap is Gap.REFUSED,
        "next": explain_next(row),
        "here": STATUS_LABELS.get(row.here, row.here),
        "there": STATUS_LABELS.get(row.there, row.there),
    }


@require_POST
@requires(Permission.KEEP)
def send(request: HttpRequest) -> HttpResponse:
    """The marked ones, or all that the page shows and could show."""
    by, shown = actor_of(request), _shown(request)
    if request.POST.get("which") == ALL:
        lines = [row.line for row in shown.rows(by, limit=queries.MOST) if row.line]
    else:
        lines = [int(one) for one in request.POST.getlist("line") if one.isascii() and one.isdigit()]

    def act() -> None:
        for first in range(0, max(len(lines), 1), actions.MOST_AT_ONCE):
            actions.send_again(lines=lines[first : first + actions.MOST_AT_ONCE], by=by, at=clock.now())

    words = ngettext("%(count)s case is sent again.", "%(count)s cases are sent again.", len(lines))
    return act_at_once(
        request, act, done=words % {"count": write_number(len(lines))}, back=shown.url("national_gaps")
    )


@requires(Permission.KEEP)
def gaps_xlsx(request: HttpRequest) -> HttpResponse:
    by, shown = actor_of(request), _shown(request)
    rows = shown.rows(by, limit=queries.MOST)
    names = get_names({row.owner for row in rows} - {""}, shown.seen.until)
    titles = get_titles({row.procedure for row in rows}, shown.seen.until)
    lines = [
        GapLine(
            number=row.number,
            procedure=titles[row.procedure].name if row.procedure in titles else row.procedure,
            agency=names.get(row.owner, row.agency),
            day=row.day,
            gap=str(GAP_LABELS[row.gap]),
            here=str(STATUS_LABELS.get(row.here, row.here)),
            there=str(STATUS_LABELS.get(row.there, row.there)),
            why=explain(row),
        )
        for row in rows
    ]
    content = write_gaps(shown.seen.since, shown.seen.until, lines)
    answer = HttpResponse(content, content_type=FileType.XLSX.media_type)
    name = f"cong-quoc-gia-{shown.seen.since:%Y%m%d}-{shown.seen.until:%Y%m%d}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


urlpatterns = [
    path("national/gaps/", gaps, name="national_gaps"),
    path("national/gaps.xlsx", gaps_xlsx, name="national_gaps_xlsx"),
    path("national/send/", send, name="national_send"),
]
