"""The forms of the one-stop: which is in force, what comes, what was; each layout to look at and to take along."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lienthong.domain.cases.actions import try_on_case
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Kind, LayoutRow, find_layout, list_layouts, try_layout
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_day, write_moment


@dataclass(frozen=True, slots=True)
class Shown:
    """A layout in words. ``when`` says from which day, ``whose`` where it is from."""

    layout: LayoutRow
    when: str
    whose: str
    entered: str
    state: str
    word: str
    url: str


@requires(Permission.KEEP_FORMS)
def forms(request: HttpRequest) -> HttpResponse:
    rows = [shown[0] for kind in Kind if (shown := _begun(kind))]
    title = _("Forms of the one-stop")
    lead = _(
        "What is printed for applicants, by the circular in force on the day. A province may set a form otherwise."
    )
    return render_page(
        request, "console/forms/forms.html", current="forms", title=title, lead=lead, rows=rows
    )


def _begun(kind: Kind) -> list[Shown]:
    """The layout in force today; of a form that only comes, the one that comes first."""
    rows = shown_of(kind)
    return [row for row in rows if row.state == "in_progress"] or rows[-1:]


def shown_of(kind: Kind) -> list[Shown]:
    """Every layout of a kind, the latest day first."""
    today, found, has_current = clock.today(), [], False
    for layout in list_layouts(kind):
        state, word = _state(layout.since, today, has_current=has_current)
        has_current = has_current or state == "in_progress"
        found.append(
            Shown(
                layout=layout,
                when=_("From %(day)s") % {"day": write_day(layout.since)},
                whose=_("of the platform") if layout.is_ours else _("replaced by us"),
                entered=f"{layout.name}, {write_moment(clock.local(layout.recorded_at))}",
                state=state,
                word=word,
                url=reverse("console:form", args=[slug_of(kind)]),
            )
        )
    return found


def _state(since: date, today: date, *, has_current: bool) -> tuple[str, str]:
    if since > today:
        return "not_started", _("to come")
    return ("not_applicable", _("former")) if has_current else ("in_progress", _("in force"))


@requires(Permission.KEEP_FORMS)
def example(request: HttpRequest, layout: int) -> HttpResponse:
    """The worked example on this layout, as it would be printed."""
    del request
    row = _layout(layout)
    try:
        return show_made(try_layout(row, row.source), f"vi-du-{slug_of(row.kind)}.pdf")
    except Refusal as refusal:
        raise Http404 from refusal


@requires(Permission.KEEP_FORMS)
def on_case(request: HttpRequest, layout: int) -> HttpResponse:
    """A real case on this layout, by its number."""
    row = _layout(layout)
    return show_on_case(request, row, row.source, reverse("console:form", args=[slug_of(row.kind)]))


def show_on_case(request: HttpRequest, row: LayoutRow, source: str, there: str) -> HttpResponse:
    """Without such a case back to ``there``, which says why."""
    number = request.GET.get("number", "")[:60]
    try:
        content = try_on_case(row, source, number, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(there)
    return show_made(content, f"xem-thu-{slug_of(row.kind)}.pdf")


@requires(Permission.KEEP_FORMS)
def source(request: HttpRequest, layout: int) -> HttpResponse:
    del request
    row = _layout(layout)
    answer = HttpResponse(row.source, content_type="text/plain; charset=utf-8")
    name = f"{slug_of(row.kind)}-{row.since:%Y%m%d}.typ"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


def _layout(layout: int) -> LayoutRow:
    row = find_layout(layout)
    if row is None:
        raise Http404
    return row


def slug_of(kind: Kind) -> str:
    return kind.value.lower()


def kind_of(slug: str) -> Kind:
    """Raises Http404."""
    if slug.upper() not in set(Kind):
        raise Http404
    return Kind(slug.upper())


def crumbs_of(kind: Kind, title: str) -> list[Link]:
    return [Link(title, reverse("console:form", args=[slug_of(kind)]))]


urlpatterns = [
    path("forms/", forms, name="forms"),
    path("forms/layouts/<int:layout>/example.pdf", example, name="form_example"),
    path("forms/layouts/<int:layout>/case.pdf", on_case, name="form_case"),
    path("forms/layouts/<int:layout>/template.typ", source, name="form_source"),
]
