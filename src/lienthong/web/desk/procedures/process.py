"""The internal process of a draft as a table of boxes; what is wrong with it is told on the page of the draft."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.organisations.permissions import list_roles
from lienthong.domain.organisations.queries import find_agencies
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures.errors import MarkUnknown
from lienthong.domain.procedures.exchange.marks import read_tasks, write_tasks
from lienthong.domain.procedures.exchange.telling import write_amount
from lienthong.domain.procedures.permissions import Permission
from lienthong.domain.procedures.queries import STEP_LABELS, TIME_LABELS, Record, Step, StepKind, TimeUnit
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.money import parse_number
from lienthong.spine.text import clean, search_key
from lienthong.web.desk.procedures.fields import AmountField, LineField, faults_of, label_boxes, many, short
from lienthong.web.desk.procedures.page import Page, written_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import UNCHOSEN

MEASURES = (TimeUnit.WORKING_DAY, TimeUnit.WORKING_HOUR)
UNITS = "units-known"


class StepForm(forms.Form):
    number = short(2, 6, gettext_lazy("Step no."))
    name = LineField(label=gettext_lazy("What is done"), required=False, max_length=4000)
    unit = short(18, 200, pgettext_lazy("procedure", "Unit"))
    role = forms.ChoiceField(label=pgettext_lazy("procedure", "Who"), required=False)
    time = AmountField(size=3, label=pgettext_lazy("procedure", "Time"), required=False)
    online = AmountField(size=3, label=gettext_lazy("Time if filed online"), required=False)
    measure = forms.ChoiceField(
        label=pgettext_lazy("procedure", "Unit of time"),
        required=False,
        choices=[(one.value, TIME_LABELS[one]) for one in MEASURES],
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("procedure", "Kind"),
        required=False,
        choices=[(one.value, label) for one, label in STEP_LABELS.items()],
    )
    after = short(3, 60, gettext_lazy("After rows"))
    returns = short(3, 60, gettext_lazy("May return to"))
    tasks = LineField(3, label=gettext_lazy("Tasks, one a line"), required=False, max_length=8000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        roles = [(role.name, role.label) for role in list_roles()]
        self.fields["role"].choices = [UNCHOSEN, *roles]  # type: ignore[attr-defined]
        self.fields["unit"].widget.attrs["list"] = UNITS

    def clean_number(self) -> Decimal | None:
        return self._number(self.cleaned_data["number"])

    def clean_after(self) -> list[Decimal]:
        return self._numbers("after")

    def clean_returns(self) -> list[Decimal]:
        return self._numbers("returns")

    def clean_tasks(self) -> Any:
        try:
            return read_tasks(self.cleaned_data["tasks"])
        except MarkUnknown as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def _numbers(self, name: str) -> list[Decimal]:
        parts = self.cleaned_data[name].replace(";", " ").replace(", ", " ").split()
        return [
            number for part in parts for one in part.split(",") if (number := self._number(one)) is not None
        ]

    @staticmethod
    def _number(text: str) -> Decimal | None:
        typed = clean(text).replace(".", ",")
        if not typed:
            return None
        try:
            return parse_number(typed)
        except ValueError:
            raise forms.ValidationError(_("Write numbers of rows, such as 2 or 3, 4.")) from None


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


@requires(Permission.DRAFT)
def process(request: HttpRequest, version: int) -> HttpResponse:
    page = written_page(request, version)
    now = page.record
    data = request.POST if request.method == "POST" else None
    names = queries.unit_names({step.unit for step in now.steps}, page.day)
    form = SeenForm(data, initial={"seen": page.row.revision})
    rows = many(StepForm, blank=3)(data, prefix="steps", initial=_initial(now, names))
    label_boxes(rows)
    units = queries.list_units(page.day)
    if data is not None and form.is_valid() and rows.is_valid():
        steps = _read(rows.forms, {search_key(unit.name): unit.code for unit in units} | _keys(names))
        if steps is not None and (kept := _keep(request, page, form, replace(now, steps=steps))):
            return kept
    title = _("Edit the process")
    context = {
        "page": page,
        "form": form,
        "rows": rows,
        "title": title,
        "units": [unit.name for unit in units],
        "list": UNITS,
        "faults": list(faults_of([(_("Internal process"), rows)])) if data is not None else [],
        "crumbs": page.crumbs(title),
    }
    return render(request, "desk/procedures/process.html", context)


def _keep(request: HttpRequest, page: Page, form: forms.Form, said: Record) -> HttpResponse | None:
    """Keeps the table and leads on; None, with the refusal on the form, when it could not be kept."""
    try:
        actions.redraft(
            version=page.row.id, record=said, seen=form.cleaned_data["seen"], by=page.by, at=clock.now()
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("The process is kept."))
    return redirect(
        "desk:procedure_process" if "more" in request.POST else "desk:procedure", version=page.row.id
    )


def _initial(now: Record, names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "number": str(place),
            "name": step.name,
            "unit": names.get(step.unit, step.unit),
            "role": step.role,
            "time": write_amount(step.time),
            "online": write_amount(step.online),
            "measure": step.measure.value,
            "kind": step.kind.value,
            "after": ", ".join(map(str, step.after)),
            "returns": ", ".join(map(str, step.returns)),
            "tasks": write_tasks(step.tasks),
        }
        for place, step in enumerate(now.steps, 1)
    ]


def _keys(names: Mapping[str, str]) -> dict[str, str]:
    return {search_key(name): code for code, name in names.items()}


def _read(rows: Sequence[forms.Form], units: Mapping[str, str]) -> tuple[Step, ...] | None:
    """The rows in the order of their numbers, numbered anew; None when one names a row that is not there.

    A row without a number stands at the end, one that follows nothing said follows the row above it.
    """
    filled = [row for row in rows if getattr(row, "cleaned_data", {}).get("name")]
    last = max((row.cleaned_data["number"] or 0 for row in filled), default=Decimal(0))
    numbers: list[Decimal] = [
        Decimal(row.cleaned_data["number"] or last + n) for n, row in enumerate(filled, 1)
    ]
    ordered = sorted(zip(numbers, filled, strict=True), key=lambda pair: pair[0])
    places = {number: place for place, (number, _row) in enumerate(ordered, 1)}
    for row in filled:
        _check(row, places)
    if any(row.errors for row in filled):
        return None
    return tuple(_step(row.cleaned_data, places, place, units) for place, (_n, row) in enumerate(ordered, 1))


def _check(row: forms.Form, places: Mapping[Decimal, int]) -> None:
    for name in ("after", "returns"):
        strange = [number for number in row.cleaned_data[name] if number not in places]
        if strange:
            row.add_error(name, _("There is no row %(number)s.") % {"number": write_amount(strange[0])})


def _step(given: dict[str, Any], places: Mapping[Decimal, int], place: int, units: Mapping[str, str]) -> Step:
    after = tuple(sorted({places[number] for number in given["after"]}))
    return Step(
        name=given["name"],
        unit=_unit(given["unit"], units),
        role=given["role"],
        time=given["time"],
        online=given["online"],
        measure=TimeUnit(given["measure"] or TimeUnit.WORKING_DAY),
        kind=StepKind(given["kind"] or StepKind.HANDLE),
        after=after or ((place - 1,) if place > 1 else ()),
        returns=tuple(sorted({places[number] for number in given["returns"]})),
        tasks=given["tasks"],
    )


def _unit(typed: str, units: Mapping[str, str]) -> str:
    """The code of a unit by its name, of an agency by its whole name; else the words, of which the guard tells."""
    if search_key(typed) in units:
        return units[search_key(typed)]
    exact = next((one for one in find_agencies(typed, clock.today(), limit=3) if one.is_exact), None)
    return exact.agency.code if exact else typed[:40]


urlpatterns = [path("procedures/<int:version>/process/", process, name="procedure_process")]
