"""A ministry's decision is entered: what it is, who drafts, and the procedures it makes, amends or abolishes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.procedures import actions
from lienthong.domain.procedures.permissions import Permission
from lienthong.domain.procedures.queries import DEMAND_LABELS, DemandEntry, DemandKind, TriggerEntry
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.text import clean
from lienthong.web.desk.procedures.announcing import sight_of
from lienthong.web.desk.procedures.deeds import find_keeper
from lienthong.web.desk.procedures.fields import MOST_ROWS, LineField, faults_of, label_boxes, many, short
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import UNCHOSEN, DayField
from lienthong.web.ui.parts import Link
from lienthong.web.ui.picking import PickField

BLANK, MORE = 4, 10
TITLE = gettext_lazy("Procedures of the decision")


class TriggerForm(forms.Form):
    number = forms.CharField(
        label=pgettext_lazy("procedure", "Number of the decision"),
        max_length=60,
        help_text=gettext_lazy("As it stands on the paper, for example 1543/QĐ-BTP."),
        widget=forms.TextInput({"size": "24", "autocomplete": "off"}),
    )
    issuer = forms.CharField(
        label=pgettext_lazy("demand", "Issued by"), max_length=200, widget=forms.TextInput({"size": "40"})
    )
    title = LineField(label=pgettext_lazy("demand", "What it is about"), required=False, max_length=2000)
    decided_on = DayField(label=pgettext_lazy("procedure", "Decided on"))
    effective_from = DayField(
        label=gettext_lazy("Takes effect"),
        help_text=gettext_lazy("From this day the day is reckoned by which the province must announce."),
    )
    keeper = PickField(label=gettext_lazy("Agency that drafts"), find=find_keeper)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        decided, effective = given.get("decided_on"), given.get("effective_from")
        if decided and effective and effective < decided:
            self.add_error("effective_from", _("It must not lie before the day of the decision."))
        return given


class DemandForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of change"),
        required=False,
        choices=[UNCHOSEN, *((kind.value, label) for kind, label in DEMAND_LABELS.items())],
    )
    code = short(16, 40, pgettext_lazy("procedure", "Code"))
    name = LineField(label=gettext_lazy("Name, where it is new"), required=False, max_length=4000)

    def clean(self) -> dict[str, Any]:
        """An empty row is no row; of one that is begun kind and code are asked for."""
        given: dict[str, Any] = super().clean() or {}
        if any(given.get(name) for name in ("kind", "code", "name")):
            if not given.get("kind"):
                self.add_error("kind", _("Choose what the decision does to the procedure."))
            if not given.get("code"):
                self.add_error("code", _("Write the code of the procedure."))
        if given.get("kind") == DemandKind.MAKE.value and not given.get("name"):
            self.add_error("name", _("Write the name of the new procedure."))
        return given


@requires(Permission.CONTROL)
def new_trigger(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    if not sight.may_enter:
        raise Http404
    more = "more" in request.POST
    data = _with_more_rows(request.POST) if more else request.POST if request.method == "POST" else None
    form, rows = TriggerForm(data), many(DemandForm, blank=BLANK)(data, prefix="demands")
    label_boxes(rows)
    if more:
        for one in (form, *rows.forms):
            one.errors.clear()
    elif data is not None and all([form.is_valid(), rows.is_valid()]):
        try:
            made = actions.enter_trigger(entry=_entry(form, rows), by=sight.by, at=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is entered; the agencies concerned are told."))
            return redirect("desk:trigger", trigger=made)
    title = _("Enter a ministry's decision")
    trail = [
        Link(_("Procedures"), reverse("desk:procedures")),
        Link(_("Announcing"), reverse("desk:announcing")),
    ]
    context = {
        "form": form,
        "rows": rows,
        "title": TITLE,
        "faults": list(faults_of([(TITLE, rows)])) if data is not None and not more else [],
        "back": reverse("desk:announcing"),
        "heading": title,
        "crumbs": [*trail, Link(title)],
    }
    return render(request, "desk/procedures/new_trigger.html", context)


def _with_more_rows(sent: QueryDict) -> QueryDict:
    """What was sent, with empty rows behind it: nothing is judged yet."""
    data, total = sent.copy(), sent.get("demands-TOTAL_FORMS", "")
    rows = int(total) if total.isascii() and total.isdigit() and len(total) < 4 else 0
    data["demands-TOTAL_FORMS"] = str(min(rows + MORE, MOST_ROWS))
    return data


def _entry(form: TriggerForm, rows: "forms.BaseFormSet[Any]") -> TriggerEntry:
    given = [row.cleaned_data for row in rows.forms if row.cleaned_data.get("kind")]
    demands = [DemandEntry(DemandKind(one["kind"]), clean(one["code"]), clean(one["name"])) for one in given]
    return TriggerEntry(**form.cleaned_data, demands=tuple(demands))


urlpatterns = [path("procedures/announcing/new/", new_trigger, name="new_trigger")]
