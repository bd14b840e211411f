"""Remarks of people on an agency's cases: what waits for an answer by which day, what was answered; answering one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from lienthong.domain.surveys import actions, queries
from lienthong.domain.surveys.errors import RemarkNotFound
from lienthong.domain.surveys.permissions import Permission, can_answer
from lienthong.domain.surveys.queries import LONGEST, REMARK_LABELS
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import desk_of
from lienthong.web.desk.voice.results import crumbs, tabs
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Tab


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Answer to the person"),
        help_text=gettext_lazy("They read it as it stands, in the name of the agency. It stays."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": "8"}),
    )


@requires(Permission.SEE)
def remarks(request: HttpRequest) -> HttpResponse:
    desk, is_open = desk_of(request), request.GET.get("list") != "answered"
    rows = queries.list_remarks(by=desk.by, is_open=is_open)
    context = {
        "rows": [(one, REMARK_LABELS[one.kind], one.is_late_on(desk.day)) for one in rows],
        "is_open": is_open,
        "lists": [
            Tab(pgettext("remarks", "To be answered"), "?", None, current=is_open),
            Tab(pgettext("remarks", "Answered"), "?list=answered", None, current=not is_open),
        ],
        "tabs": tabs(desk, "desk:remarks"),
        "crumbs": crumbs(_("What people say")),
    }
    return render(request, "desk/voice/remarks.html", context)


@requires(Permission.SEE)
def remark(request: HttpRequest, remark: int) -> HttpResponse:
    desk = desk_of(request)
    try:
        row = queries.get_remark(remark, by=desk.by)
    except RemarkNotFound as absent:
        raise Http404(str(absent)) from absent
    may_answer = can_answer(desk.by, row.agency)
    if request.method == "POST" and not may_answer:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    form.use_required_attribute = False
    if form.is_bound and form.is_valid():
        try:
            actions.answer(remark=row.id, text=form.cleaned_data["text"], by=desk.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer is with the person."))
            return redirect("desk:remark", remark=row.id)
    context = {
        "row": row,
        "kind": REMARK_LABELS[row.kind],
        "raised": clock.local(row.raised_at),
        "answered": clock.local(row.answered_at) if row.answered_at else None,
        "is_late": row.is_late_on(desk.day),
        "form": form if may_answer and row.answered_at is None else None,
        "crumbs": crumbs(_("What people say"), row.label),
    }
    return render(request, "desk/voice/remark.html", context)


urlpatterns = [
    path("remarks/", remarks, name="remarks"),
    path("remarks/<int:remark>/", remark, name="remark"),
]
