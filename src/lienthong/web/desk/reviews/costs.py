"""What complying costs: activities as it is now, and as it will be, in the columns of form 03/SCM-KSTT."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.procedures.queries import get_record
from lienthong.domain.reviews import actions, queries
from lienthong.domain.reviews.permissions import Permission
from lienthong.domain.reviews.queries import Cost
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.money import format_money, format_number
from lienthong.spine.text import clean
from lienthong.web.desk.procedures.fields import (
    AmountField,
    LineField,
    MoneyField,
    faults_of,
    label_boxes,
    many,
)
from lienthong.web.desk.reviews.questions import row_seen
from lienthong.web.desk.reviews.review import Page, plain, written_page
from lienthong.web.entrance.access import requires

BLANK = 3
BEFORE = gettext_lazy("Compliance cost now")
AFTER = gettext_lazy("Compliance cost afterwards")
MOST_PEOPLE = 200_000_000


def _money(label: Any) -> MoneyField:
    widget = forms.TextInput({"size": "9", "inputmode": "numeric", "autocomplete": "off"})
    return MoneyField(label=label, required=False, widget=widget)


class CountField(forms.CharField):
    """1.200 or 1200, giving a whole number from 1 on; empty is 1."""

    def __init__(self, most: int, **options: Any) -> None:
        self.most = most
        widget = forms.TextInput({"size": "6", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, required=False, **options)

    def clean(self, value: Any) -> int:
        typed = str(super().clean(value) or "").replace(".", "").replace(" ", "") or "1"
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 12 else 0
        if not 1 <= number <= self.most:
            raise forms.ValidationError(
                _("Write a whole number from 1 to %(most)s.") % {"most": format_number(self.most)}
            )
        return number


class CostForm(forms.Form):
    activity = LineField(label=pgettext_lazy("cost", "Activity"), required=False, max_length=1000)
    hours = AmountField(label=gettext_lazy("Time (hours)"), required=False)
    service = _money(gettext_lazy("Services (đồng)"))
    other = _money(gettext_lazy("Travel, copies, other (đồng)"))
    fee = _money(gettext_lazy("Fees and charges (đồng)"))
    times = CountField(1_000, label=gettext_lazy("Times a year"))
    people = CountField(MOST_PEOPLE, label=gettext_lazy("How many comply"))

    def clean(self) -> dict[str, Any]:
        """A row has an activity and costs something; an empty one is no row."""
        given: dict[str, Any] = super().clean() or {}
        costs = any(given.get(name) for name in ("hours", "service", "other", "fee"))
        if costs and not given.get("activity"):
            self.add_error("activity", _("Write what people have to do."))
        if given.get("activity") and not costs and not self.errors:
            self.add_error("hours", _("Write the time or what is paid, or clear the activity."))
        return given


@requires(Permission.WRITE)
def costs(request: HttpRequest, review: int) -> HttpResponse:
    page = written_page(request, review)
    sheet, _gaps = queries.get_sheet(review)
    data = request.POST if request.method == "POST" else None
    made = many(CostForm, blank=BLANK)
    before = made(data, prefix="before", initial=[_initial(row) for row in sheet.before or _proposed(page)])
    after = made(data, prefix="after", initial=[_initial(row) for row in sheet.after or sheet.before])
    tables = [(AFTER, after)] if page.row.version is None else [(BEFORE, before), (AFTER, after)]
    for _title, rows in tables:
        label_boxes(rows)
    refused = ""
    if data is not None and _are_valid(tables):
        try:
            held = [] if page.row.version is None else _given(before)
            _save(page, held, _given(after), request.POST.get("seen", ""))
        except Refusal as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("The cost is reckoned."))
            return redirect(page.url)
    context = {
        "page": page,
        "tables": tables,
        "refused": refused,
        "income": format_money(page.row.income),
        "is_copied": bool(sheet.before and not sheet.after),
        "faults": list(faults_of(tables)) if data is not None else [],
        "crumbs": page.crumbs(_("Compliance cost")),
    }
    return render(request, "desk/reviews/costs.html", context)


def _are_valid(tables: "Sequence[tuple[Any, forms.BaseFormSet[Any]]]") -> bool:
    """Every table is judged, also behind one with faults."""
    return not [rows for _title, rows in tables if not rows.is_valid()]


def _proposed(page: Page) -> list[Cost]:
    """Activities that the legal record itself names, with the fees it states; times and numbers are the agency's."""
    if page.row.version is None:
        return []
    record = get_record(page.row.version)
    papers = [Cost(f"Chuẩn bị: {paper.name}") for paper in record.papers]
    fees = [Cost(f"Nộp {fee.name}", fee=fee.amount) for fee in record.fees if fee.amount]
    return [*papers, Cost("Nộp hồ sơ (đi lại, chờ)"), *fees, Cost("Nhận kết quả")]


def _initial(row: Cost) -> dict[str, str]:
    money = {name: getattr(row, name) for name in ("service", "other", "fee")}
    return {
        "activity": row.activity,
        "hours": plain(row.hours) if row.hours else "",
        **{name: format_number(amount) if amount else "" for name, amount in money.items()},
        "times": format_number(row.times),
        "people": format_number(row.people),
    }


def _given(rows: "forms.BaseFormSet[Any]") -> list[Cost]:
    return [_cost(row.cleaned_data) for row in rows.forms if row.cleaned_data.get("activity")]


def _cost(given: dict[str, Any]) -> Cost:
    return Cost(
        activity=clean(given["activity"]),
        hours=given["hours"] or Decimal(0),
        service=given["service"] or 0,
        other=given["other"] or 0,
        fee=given["fee"] or 0,
        times=given["times"],
        people=given["people"],
    )


def _save(page: Page, before: Sequence[Cost], after: Sequence[Cost], seen: str) -> None:
    actions.reckon(
        review=page.row.id,
        before=before,
        after=after,
        seen=row_seen(seen),
        by=page.sight.by,
        at=clock.now(),
    )


urlpatterns = [path("reviews/<int:review>/costs/", costs, name="review_costs")]
