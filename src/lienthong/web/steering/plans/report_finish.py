"""Two last questions about a draft: to finish it for good, or to take it away while it is empty."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import ReportFinished, ReportNotFound
from lienthong.domain.plans.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.report import LABELS, ReportPage, report_page
from lienthong.web.steering.plans.report_figures import say_report
from lienthong.web.steering.plans.reports import show_report
from lienthong.web.ui.words import write_day


@requires(Permission.SUBMIT, Permission.ASSIGN, Permission.MONITOR)
def finish(request: HttpRequest, slug: str, report: int) -> HttpResponse:
    """Asked for sure: what it will say is looked at once more."""
    shown = report_page(request, slug, report)
    if shown.report.is_finished:  # pressed twice: the first press finished it
        return redirect(shown.url)
    refusal = ""
    if request.method == "POST":
        refusal = _tried(shown, actions.finish_report, ReportFinished, seen=request.POST.get("seen", "-"))
        if not refusal:
            messages.success(request, _("The report is finished. Its figures and words stay as they are."))
            return redirect(shown.url)
        shown = report_page(request, slug, report)
    context = {
        "shown": show_report(shown.page, shown.report),
        "sentence": say_report(shown.report, shown.progress),
        "cautions": _cautions(shown),
        "seen": plans.mark_all(shown.report.words),
        "refusal": refusal,
        "back": shown.url,
        "pdf": shown.page.url("plan_report_paper", report=report, kind="pdf"),
    }
    return shown.page.render(
        "report_finish", context, current="plan_reports", crumbs=shown.crumbs(_("Finish it"))
    )


def _tried(shown: ReportPage, act: Callable[..., None], quicker: type[Refusal], **facts: Any) -> str:
    """Empty when it was done, or a quicker press had done it; else why not."""
    try:
        act(report=shown.report.id, by=shown.page.actor, at=clock.now(), **facts)
    except quicker:
        return ""
    except Refusal as refusal:
        return str(refusal)
    return ""


def _cautions(shown: ReportPage) -> list[str]:
    """What somebody would regret not to have seen."""
    found = []
    report, progress = shown.report, shown.progress
    if progress.day < report.span.last:
        found.append(
            _("The period runs until %(last)s: figures are those of %(day)s.")
            % {"last": write_day(report.span.last), "day": write_day(progress.day)}
        )
    empty = [str(label) for box, (label, _hint) in LABELS.items() if not report.words.get(box)]
    if empty:
        found.append(_("Left empty: %(boxes)s.") % {"boxes": "; ".join(empty)})
    silent = sum(not row.cause and not row.explanation for row in progress.late)
    if silent:
        said = ngettext(
            "%(count)s late duty has not been explained by its agency.",
            "%(count)s late duties have not been explained by their agencies.",
            silent,
        )
        found.append(said % {"count": silent})
    return found


@requires(Permission.SUBMIT, Permission.ASSIGN, Permission.MONITOR)
def discard(request: HttpRequest, slug: str, report: int) -> HttpResponse:
    shown = report_page(request, slug, report)
    if shown.report.is_finished:
        raise Http404
    refusal = _tried(shown, actions.discard_report, ReportNotFound) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        messages.success(request, _("The draft was taken away."))
        return redirect(shown.page.url("plan_reports"))
    context = {
        "shown": show_report(shown.page, shown.report),
        "is_written": any(shown.report.words.values()),
        "refusal": refusal,
        "back": shown.url,
    }
    return shown.page.render(
        "report_discard", context, current="plan_reports", crumbs=shown.crumbs(_("Take the draft away"))
    )


urlpatterns = [
    path("reports/<int:report>/finish/", finish, name="plan_report_finish"),
    path("reports/<int:report>/discard/", discard, name="plan_report_discard"),
]
