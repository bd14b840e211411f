"""All parts of an application, how far each is, and the one button that goes on."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.applications import actions
from lienthong.domain.applications.errors import AlreadySent
from lienthong.domain.applications.queries import PaperPart, Part, Progress, Sheet
from lienthong.web.portal.apply.page import Page, held, let_go
from lienthong.web.ui.parts import Task, TaskSection
from lienthong.web.ui.words import in_vietnamese

STATUS: Final = {
    Progress.DONE: "done",
    Progress.HALF_DONE: "half_done",
    Progress.NOT_DONE: "not_done",
}


@held
def tasks(request: HttpRequest, page: Page) -> HttpResponse:
    if page.row.sent_at:
        return redirect("application_sent", key=page.row.key)
    steps = page.steps
    done = sum(is_done for _name, _url, is_done in steps)
    context = {
        "page": page,
        "row": page.row,
        "sections": list(_sections(page)),
        "done": done,
        "total": len(steps),
        "next_url": page.next_step[1] if page.next_step else page.check_url,
        "next_label": _next_label(page),
    }
    return render(request, "portal/apply/tasks.html", context)


def _next_label(page: Page) -> str:
    """Names the part, which is Vietnamese whatever language the page speaks."""
    if page.next_step is None:
        return _("Check and send")
    name = Truncator(page.next_step[0]).chars(60)
    return format_html(_("Go on: {part}"), part=in_vietnamese(name))


def _sections(page: Page) -> Iterator[TaskSection]:
    titled = groupby(page.whole.parts, key=lambda part: _title(page, part))
    parts = [(title, [_part(page, one) for one in group]) for title, group in titled]
    papers = [_paper(page, one) for one in page.whole.papers]
    sections = [*parts, *([(_("Papers"), papers)] if papers else []), (_("Send"), [_check(page)])]
    for place, (title, tasks_) in enumerate(sections, 1):
        yield TaskSection(f"{place}. {title}", tasks_)


def _title(page: Page, part: Part) -> str:
    if part.sheet is Sheet.PEOPLE:
        return _("You and the applicant")
    return part.page.section or str(page.whole.filing.form.schema.get("title") or _("The form"))


def _part(page: Page, part: Part) -> Task:
    return Task(part.page.title, page.url_of_part(part), status=STATUS[part.progress])


def _paper(page: Page, one: PaperPart) -> Task:
    name = one.paper.name
    if one.is_filled:
        return Task(name, hint=_("You fill it in on these pages."), status="done")
    if one.paper.held_by:
        return Task(name, hint=_("Need not be sent: the State has it."), status="not_applicable")
    count = len(one.files)
    if count:
        hint = ngettext("%(count)s file", "%(count)s files", count) % {"count": count}
        return Task(name, page.url_of_paper(one), hint=hint, status="done")
    if one.is_asked:
        return Task(name, page.url_of_paper(one), status="not_done")
    return Task(
        name,
        page.url_of_paper(one),
        hint=_("Only if you have it."),
        status="not_applicable",
        word=_("Not needed"),
    )


def _check(page: Page) -> Task:
    if page.next_step:
        return Task(_("Check and send"), hint=_("Opens when all parts above are done."), status="locked")
    return Task(_("Check and send"), page.check_url, status="not_done")


@require_POST
@held
def leave(request: HttpRequest, page: Page) -> HttpResponse:
    """Nobody who sits here next gets at it without the code."""
    let_go(request, page.row.key)
    messages.success(
        request,
        _("Kept until %(day)s. Your code is %(code)s: with it you go on, here or on another machine.")
        % {"day": f"{page.row.expires_on:%d/%m/%Y}", "code": page.row.code},
    )
    return redirect("applications")


@held
def drop(request: HttpRequest, page: Page) -> HttpResponse:
    """Asks once more, then removes the application with its files."""
    if request.method != "POST":
        return render(request, "portal/apply/drop.html", {"page": page, "row": page.row})
    try:
        actions.drop(application=page.row.key)
    except AlreadySent as refusal:
        messages.error(request, str(refusal))
        return redirect("application", key=page.row.key)
    let_go(request, page.row.key)
    messages.success(request, _("The application and its files are gone."))
    return redirect("procedure", procedure=page.row.procedure)


urlpatterns = [
    path("applications/<uuid:key>/", tasks, name="application"),
    path("applications/<uuid:key>/leave/", leave, name="application_leave"),
    path("applications/<uuid:key>/drop/", drop, name="application_drop"),
]
