"""The papers of a case: handed out, opened to print, handed out anew; and the control slip as it stands."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.cases import actions
from lienthong.domain.cases.errors import NoForm
from lienthong.domain.cases.exchange import write_control
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import LETTERED, Kind, PaperRow, Verb, find_paper, list_papers
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import UnknownParty
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import CasePage, case_page
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show, show_made


class AnewForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is handed out anew"),
        help_text=gettext_lazy("It stands on the paper: lost, a name mended, another day promised."),
        max_length=300,
        widget=forms.Textarea({"rows": "2"}),
    )


@requires(Permission.FOLLOW)
def paper(request: HttpRequest, case: int, paper: int) -> HttpResponse:
    """As the applicant got it. It holds how they are reached, so whoever opens it is written down."""
    page = case_page(request, case)
    found = find_paper(case, paper)
    if found is None:
        raise Http404
    try:
        parties.read(
            party=page.row.applicant,
            parts=[parties.Part.CONTACTS],
            reason=f"{found.title} {found.number}",
            by=page.desk.by,
            at=clock.now(),
        )
    except UnknownParty as unread:
        raise Http404 from unread
    return show(found.file, use=actions.PAPER)


@requires(Permission.FOLLOW)
def control(request: HttpRequest, case: int) -> HttpResponse:
    page = case_page(request, case)
    if page.row.received_at is None:
        raise Http404
    try:
        content = write_control(page.row, by=page.desk.by, now=page.desk.now)
    except NoForm as lacking:
        raise Http404 from lacking
    return show_made(content, f"phieu-kiem-soat-{page.row.number}.pdf")


@require_POST
@requires(Permission.RECEIVE)
def first(request: HttpRequest, case: int) -> HttpResponse:
    """Hands the receipt out and opens it; asked twice, it is the same one."""
    page = _receiving(request, case)
    try:
        made = actions.issue_receipt(case=case, by=page.desk.by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:receipt", case=case)
    return redirect("desk:case_paper", case=case, paper=made.id)


@requires(Permission.RECEIVE)
def anew(request: HttpRequest, case: int) -> HttpResponse:
    page = _receiving(request, case)
    form = AnewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.reissue_receipt(case=case, **form.cleaned_data, by=page.desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Handed out anew. The earlier receipt stays among the papers."))
            return redirect("desk:receipt", case=case)
    title = _("Hand the receipt out anew")
    context: dict[str, Any] = {
        "page": page,
        "row": page.row,
        "title": title,
        "lead": _("It says what holds now, and that it stands in place of the earlier one."),
        "kind": "primary",
        "form": form,
        "crumbs": page.crumbs(title),
    }
    return render(request, "desk/cases/deed.html", context)


def hand_out(case: int, verb: Verb, by: Actor) -> None:
    """The letter that a move owes the applicant, at once, so that it can be printed from the next page. What cannot be
    set now is tried again by the worker, where it waits in sight.
    """
    if verb not in LETTERED:
        return
    try:
        actions.issue_letters(case=case, by=by, at=clock.now())
    except Refusal:
        return


def receipts_of(case: int) -> list[PaperRow]:
    return [one for one in list_papers(case) if one.kind is Kind.RECEIPT]


def paper_url(one: PaperRow) -> str:
    return reverse("desk:case_paper", args=[one.case, one.id])


def _receiving(request: HttpRequest, case: int) -> CasePage:
    """Raises Http404 where somebody else receives, and while there is nothing to confirm."""
    page = case_page(request, case)
    if page.row.received_at is None or page.row.owner != page.desk.by.agency or not page.desk.may_receive:
        raise Http404
    return page


urlpatterns = [
    path("<int:case>/papers/<int:paper>.pdf", paper, name="case_paper"),
    path("<int:case>/papers/control.pdf", control, name="control_slip"),
    path("<int:case>/papers/receipt/", first, name="issue_receipt"),
    path("<int:case>/papers/anew/", anew, name="reissue_receipt"),
]
