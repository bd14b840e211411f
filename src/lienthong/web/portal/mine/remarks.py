"""A remark on one’s case (phản ánh, kiến nghị): it has a number and a day for the answer, which is read here."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.surveys import actions
from lienthong.domain.surveys.queries import LONGEST, REMARK_LABELS, RemarkKind, list_remarks_of
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.portal.mine.door import Own, both


class RemarkForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of remark it is"),
        choices=list(REMARK_LABELS.items()),
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("What happened, or what could be better"),
        help_text=gettext_lazy("Say when and where. Only the agency that answers reads it."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": "6"}),
    )


def remarks(request: HttpRequest, own: Own) -> HttpResponse:
    form = RemarkForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    form.use_required_attribute = False
    if form.is_bound and form.is_valid() and _raised(request, own, form):
        return redirect(own.url("remarks"))
    rows = list_remarks_of(own.row.id)
    context = {
        "own": own,
        "row": own.row,
        "form": form,
        "back": own.url(),
        "agency": get_names({own.row.owner}, own.today).get(own.row.owner, ""),
        "rows": [
            (one, REMARK_LABELS[one.kind], clock.local(one.raised_at), _local(one.answered_at))
            for one in rows
        ],
    }
    return render(request, "portal/mine/remarks.html", context)


def _local(moment: object) -> object:
    return clock.local(moment) if moment else None  # type: ignore[arg-type]


def _raised(request: HttpRequest, own: Own, form: RemarkForm) -> bool:
    given = form.cleaned_data
    try:
        made = actions.raise_remark(
            key=given["key"],
            case=own.row.id,
            kind=RemarkKind(given["kind"]),
            text=given["text"],
            by=own.by,
            at=own.now,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    told = _("Received under number %(number)s. You get an answer by %(day)s.")
    messages.success(request, told % {"number": made.label, "day": f"{made.due_on:%d/%m/%Y}"})
    return True


urlpatterns = both("remarks/", remarks, "remarks")
