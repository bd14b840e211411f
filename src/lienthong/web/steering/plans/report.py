"""One progress report: its figures, the words people write, the official page; kept, finished, taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import PlanNotFound, ReportFinished, ReportNotFound, WordsChanged
from lienthong.domain.plans.exchange.papers import progress_paper, write_official_docx
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import MOST_LETTERS, Progress, ReportRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.pdf import typeset
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.page import Page, followed
from lienthong.web.steering.plans.report_figures import (
    COLUMNS,
    LATE_SHOWN,
    Tables,
    say_causes,
    say_period,
    say_report,
    show_late,
    show_targets,
)
from lienthong.web.steering.plans.reports import reportable, show_report
from lienthong.web.ui.parts import Link

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LABELS: Mapping[str, tuple[Any, Any]] = {
    "results": (
        gettext_lazy("Outstanding results"),
        gettext_lazy("What was done and what came of it: documents issued, work finished, figures reached."),
    ),
    "shortcomings": (
        gettext_lazy("Shortcomings"),
        gettext_lazy("What is late, not done or done badly. The late duties are listed by themselves."),
    ),
    "causes": (
        gettext_lazy("Causes"),
        gettext_lazy("Why, from within and from without. What agencies explained is listed with each duty."),
    ),
    "directions": (
        gettext_lazy("Directions and main tasks of the next period"),
        gettext_lazy("What is done next, by whom and until when."),
    ),
    "proposals": (
        gettext_lazy("Proposals"),
        gettext_lazy("What you ask of whom. A part that is left empty does not stand in the paper."),
    ),
}


class Words(forms.Form):
    """The boxes, in the order of the paper. ``marks`` tell which words each box was opened with."""

    def __init__(
        self, given: Any = None, *, words: Mapping[str, str], marks: Mapping[str, str] | None = None
    ):
        super().__init__(given, initial=dict(words))
        self.marks = marks or marks_of(words)
        for box, (label, hint) in LABELS.items():
            self.fields[box] = forms.CharField(
                label=label,
                help_text=hint,
                required=False,
                max_length=MOST_LETTERS,
                widget=forms.Textarea({"rows": 6, "lang": "vi"}),
            )

    @property
    def boxes(self) -> list[tuple[forms.BoundField, str]]:
        """Each box with the mark it is sent back with."""
        return [(self[box], self.marks[box]) for box in LABELS]


def marks_of(words: Mapping[str, str]) -> dict[str, str]:
    return {box: plans.mark(words.get(box, "")) for box in LABELS}


@dataclass(frozen=True)
class ReportPage:
    """One report seen by one person; ``may_write`` of a draft by who may report on it."""

    page: Page
    report: ReportRow
    progress: Progress

    @property
    def may_write(self) -> bool:
        return not self.report.is_finished and self.report.agency in reportable(self.page)

    @property
    def url(self) -> str:
        return self.page.url("plan_report", report=self.report.id)

    def crumbs(self, *last: str) -> list[Link]:
        shown = show_report(self.page, self.report)
        here = Link(f"{shown.period}, {shown.whose}", self.url if last else "")
        return [
            Link(_("Progress reports"), self.page.url("plan_reports")),
            here,
            *(Link(words) for words in last),
        ]


def report_row(page: Page, report: int) -> ReportRow:
    """Raises Http404 for a report of another plan, for a draft of others, for what the day did not know yet."""
    try:
        row = plans.get_report(report)
    except ReportNotFound as absent:
        raise Http404 from absent
    if row.plan != page.plan.id or not _may_see(page, row):
        raise Http404
    return row


def _may_see(page: Page, row: ReportRow) -> bool:
    if row.finished_at is None:
        return row.agency in reportable(page)
    return page.sight.covers(row.agency) and clock.local(row.finished_at).date() <= page.moment.as_of


def report_page(request: HttpRequest, slug: str, report: int) -> ReportPage:
    """Raises Http404 as ``report_row`` does."""
    page = followed(request, slug)
    row = report_row(page, report)
    return ReportPage(page, row, row.progress or _measured(page, row))


def _measured(page: Page, row: ReportRow) -> Progress:
    """A draft's figures as they are now, by the plan that was in force at the period's end."""
    today = page.moment.today
    try:
        plan = plans.get_plan(page.plan.slug, as_of=min(row.span.last, today))
    except PlanNotFound as absent:
        raise Http404 from absent
    return plans.measure_progress(plan, row.agency, row.span, today=today)


@requires(Permission.FOLLOW)
def report(request: HttpRequest, slug: str, report: int) -> HttpResponse:
    """Shows it; sent, it keeps the words and, where that was wished, leads on to finishing."""
    if request.method == "POST":
        return _keep(request, slug, report)
    shown = report_page(request, slug, report)
    return _show(shown, Words(words=shown.report.words))


def _show(
    shown: ReportPage,
    form: Words,
    *,
    theirs: Mapping[str, str] | None = None,
    unkept: Mapping[str, str] | None = None,
) -> HttpResponse:
    """``theirs`` are others' words in boxes that both changed; ``unkept`` what came after it was finished."""
    page, row, progress = shown.page, shown.report, shown.progress
    tables = Tables(page, row, progress)
    context = {
        "shown": show_report(page, row),
        "report": row,
        "progress": progress,
        "sentence": say_report(row, progress),
        "period": say_period(row, progress),
        "heads": [head for _name, head in COLUMNS],
        "tables": tables,
        "late": show_late(page, progress.late[:LATE_SHOWN]),
        "more_late": len(progress.late) > LATE_SHOWN or progress.is_cut,
        "causes": say_causes(progress.late),
        "targets": show_targets(page, progress.targets),
        "form": form,
        "may_write": shown.may_write,
        "written": [(LABELS[box][0], row.words[box]) for box in LABELS if row.words.get(box)],
        "theirs": [(LABELS[box][0], text) for box, text in (theirs or {}).items()],
        "unkept": [(LABELS[box][0], text) for box, text in (unkept or {}).items()],
        "papers": {kind: page.url("plan_report_paper", report=row.id, kind=kind) for kind in ("pdf", "docx")},
        "is_running": progress.day < row.span.last,
    }
    return page.render("report", context, current="plan_reports", crumbs=shown.crumbs())


def _keep(request: HttpRequest, slug: str, report: int) -> HttpResponse:
    page = followed(request, slug)
    row = report_row(page, report)
    form = Words(request.POST, words=row.words, marks=_marks_sent(request))
    if row.is_finished:
        return _too_late(request, slug, report)
    if not form.is_valid():
        return _show(report_page(request, slug, report), form)
    try:
        _save(page, row, request, form.cleaned_data)
    except WordsChanged as refusal:
        return _compare(request, slug, report, refusal)
    except ReportFinished:
        return _too_late(request, slug, report)
    if request.POST.get("do") == "finish":
        return redirect(page.url("plan_report_finish", report=report))
    messages.success(request, _("Your words are kept."))
    return redirect(f"{page.url('plan_report', report=report)}#words")


def _save(page: Page, row: ReportRow, request: HttpRequest, words: Mapping[str, str]) -> None:
    actions.save_report(report=row.id, words=words, seen=_marks_sent(request), by=page.actor, at=clock.now())


def _marks_sent(request: HttpRequest) -> dict[str, str]:
    """The marks that the form was opened with; a box without one was opened empty."""
    return {box: request.POST.get(f"seen-{box}") or plans.mark("") for box in LABELS}


def _compare(request: HttpRequest, slug: str, report: int, refusal: WordsChanged) -> HttpResponse:
    """Both words stand side by side; what is sent next is sent with both seen."""
    shown = report_page(request, slug, report)
    kept, sent = shown.report.words, _marks_sent(request)
    typed = {box: request.POST.get(box, "") for box in LABELS}
    changed = {box: text for box, text in typed.items() if plans.mark(plans.as_kept(text)) != sent[box]}
    form = Words({**kept, **changed}, words=kept)
    form.add_error(None, str(refusal))
    theirs = {box: kept.get(box, "") for box in refusal.facts["boxes"]}
    return _show(shown, form, theirs=theirs)


def _too_late(request: HttpRequest, slug: str, report: int) -> HttpResponse:
    """Finished meanwhile: what was typed is shown once more, so that nobody has to type it again."""
    shown = report_page(request, slug, report)
    typed = {box: plans.as_kept(request.POST.get(box, "")) for box in LABELS}
    unkept = {box: text for box, text in typed.items() if text != shown.report.words.get(box, "")}
    messages.error(request, str(ReportFinished()))
    return _show(shown, Words(words=shown.report.words), unkept=unkept)


@require_POST
@requires(Permission.FOLLOW)
def keep(request: HttpRequest, slug: str, report: int) -> HttpResponse:
    """Called by the page itself while somebody types; whoever comes without it is led to the page."""
    if not request.headers.get("HX-Request"):
        return _keep(request, slug, report)
    page = followed(request, slug)
    row = report_row(page, report)
    form = Words(request.POST, words=row.words)
    refusal = ""
    try:
        if form.is_valid():
            _save(page, row, request, form.cleaned_data)
        else:
            refusal = str(next(iter(form.errors.values()))[0])
    except Refusal as fault:
        refusal = str(fault)
    now = report_row(page, report)
    context = {"report": now, "refusal": refusal, "marks": _marks_of_kept(request, now).items()}
    return render(request, "steering/plans/report.html#kept", context)


def _marks_of_kept(request: HttpRequest, row: ReportRow) -> dict[str, str]:
    """New marks of the boxes that are kept as the page shows them; others hold what its writer has not seen yet."""
    kept = {box: row.words.get(box, "") for box in LABELS}
    typed = {box: plans.as_kept(request.POST.get(box, "")) for box in LABELS}
    return {box: plans.mark(text) for box, text in kept.items() if typed[box] == text}


@requires(Permission.FOLLOW)
def report_paper(request: HttpRequest, slug: str, report: int, kind: str) -> HttpResponse:
    """The very page to be printed or signed; Word to be worked on where documents are drawn up."""
    if kind not in ("pdf", "docx"):
        raise Http404
    shown = report_page(request, slug, report)
    paper = progress_paper(shown.page.plan, shown.report, shown.progress, shown.page.moment.today)
    try:
        content = write_official_docx(paper) if kind == "docx" else typeset(paper.template, paper.data())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(shown.url)
    answer = HttpResponse(content, content_type=_WORD if kind == "docx" else "application/pdf")
    name = f"bao-cao-{shown.report.agency.lower()}-{shown.report.span.last.isoformat()}.{kind}"
    answer.headers["Content-Disposition"] = content_disposition_header(kind == "docx", name) or "inline"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


urlpatterns = [
    path("reports/<int:report>/", report, name="plan_report"),
    path("reports/<int:report>/keep/", keep, name="plan_report_keep"),
    path("reports/<int:report>/paper.<str:kind>", report_paper, name="plan_report_paper"),
]
