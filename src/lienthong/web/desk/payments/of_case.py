"""The fee of one case: where it stands, or the form that sets it where an officer has to reckon or to exempt."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.cases.permissions import Permission as Cases
from lienthong.domain.cases.queries import about_money
from lienthong.domain.payments import actions, queries
from lienthong.domain.payments.permissions import can_collect
from lienthong.domain.payments.queries import STATE_LABELS, Line
from lienthong.domain.procedures.queries import FEE_LABELS
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import CasePage, case_page
from lienthong.web.desk.payments.page import TAGS, DongField
from lienthong.web.entrance.access import requires


class LineForm(forms.Form):
    """One line: the amount where the rule gives none, and an exemption."""

    amount = DongField(label=gettext_lazy("Amount by the rule, in đồng"), required=False)
    after = DongField(label=gettext_lazy("After an exemption, in đồng"), required=False)
    ground = forms.CharField(
        label=gettext_lazy("Ground of the exemption"),
        max_length=500,
        required=False,
        widget=forms.TextInput({"size": "40"}),
    )

    def __init__(self, line: Line, place: int, data: Any = None) -> None:
        super().__init__(data, prefix=f"line{place}")
        self.line, self.kind = line, FEE_LABELS[line.kind]
        if line.listed is not None:
            del self.fields["amount"]


@requires(Cases.FOLLOW)
def of_case(request: HttpRequest, case: int) -> HttpResponse:
    page = case_page(request, case)
    if page.row.received_at is None or page.is_only_asked:
        raise Http404
    row = queries.find_of(about_money(case))
    may_raise = row is None and can_collect(page.desk.by, page.row.owner)
    lines = _lines(page, request) if row is None else []
    errors: list[str] = []
    if request.method == "POST":
        if not can_collect(page.desk.by, page.row.owner):
            raise Http404
        if row is not None:
            return redirect("desk:fee", fee=row.id)
        if all(form.is_valid() for form in lines):
            try:
                made = _raise(page, lines)
            except Refusal as refusal:
                errors.append(str(refusal))
            else:
                messages.success(request, _("The fee of the case is set."))
                return redirect("desk:fee", fee=made)
    context = {
        "page": page,
        "demand": row,
        "tag": TAGS[row.state] if row else "",
        "word": STATE_LABELS[row.state] if row else "",
        "lines": lines,
        "errors": errors,
        "may_raise": may_raise and bool(lines),
        "is_free": not any(form.line.listed != 0 for form in lines),
        "crumbs": page.crumbs(_("Fees and charges")),
    }
    part = "#panel" if request.headers.get("HX-Request") == "true" and request.method == "GET" else ""
    return render(request, f"desk/payments/of_case.html{part}", context)


def _lines(page: CasePage, request: HttpRequest) -> list[LineForm]:
    row, data = page.row, request.POST if request.method == "POST" else None
    lines = queries.propose(row.version, channel=row.channel, day=page.desk.day)
    return [LineForm(line, place, data) for place, line in enumerate(lines)]


def _raise(page: CasePage, lines: list[LineForm]) -> int:
    """The demand that was set."""
    row = page.row
    given = {place: form.cleaned_data for place, form in enumerate(lines)}
    owing = actions.Owing(
        about=about_money(row.id),
        agency=row.owner,
        number=row.number,
        procedure=row.procedure,
        version=row.version,
        title=row.title,
        payer=row.applicant_name,
        channel=row.channel,
    )
    made = actions.raise_demand(
        owing=owing,
        amounts={place: one["amount"] for place, one in given.items() if one.get("amount") is not None},
        reliefs={
            place: actions.Relief(one["after"] or 0, one["ground"])
            for place, one in given.items()
            if one["after"] is not None or one["ground"]
        },
        by=page.desk.by,
        at=clock.now(),
    )
    return made.id


urlpatterns = [path("<int:case>/fees/", of_case, name="case_fees")]
