"""Systems of ministries in which cases must be entered a second time: the register, one of them, describing it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.ministries import actions, queries
from lienthong.domain.ministries.errors import SystemUnknown
from lienthong.domain.ministries.exchange import read_fields, read_statuses, write_fields, write_statuses
from lienthong.domain.ministries.permissions import Permission
from lienthong.domain.ministries.queries import (
    COLUMNS,
    SHAPE_LABELS,
    SOURCE_LABELS,
    STANDING_LABELS,
    SystemRow,
)
from lienthong.domain.procedures.queries import get_titles
from lienthong.spine import clock
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import write_day


def _text(label: Any, most: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **options)


def _lines(label: Any, rows: int, help_text: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": str(rows), "spellcheck": "false", "class": "code"})
    return forms.CharField(label=label, max_length=8_000, widget=widget, help_text=help_text, strip=False)


class SystemForm(forms.Form):
    code = _text(
        gettext_lazy("Code"), 20, help_text=gettext_lazy("Capital letters, digits, hyphens: HOTICH.")
    )
    name = _text(pgettext_lazy("system", "Name"), 200)
    ministry = _text(gettext_lazy("Ministry that it belongs to"), 200)
    address = _text(
        gettext_lazy("Address of its sign-in page"), 300, help_text=gettext_lazy("It begins with https://.")
    )
    pattern = _text(
        gettext_lazy("Form of its numbers"),
        60,
        help_text=gettext_lazy(
            "9 stands for a digit, A for a letter, * for either, # for one digit or more."
        ),
    )
    fields_ = _lines(
        gettext_lazy("Fields in its order"),
        12,
        gettext_lazy("One a line: heading = source, shape. The words for source and shape stand above."),
    )
    statuses = _lines(
        gettext_lazy("Its statuses"),
        6,
        gettext_lazy("One a line: its word = OPEN, DONE, REFUSED or WITHDRAWN."),
    )
    number = _text(gettext_lazy("In its file, the heading of its number"), 120)
    case = _text(gettext_lazy("In its file, the heading of our number"), 120, required=False)
    status = _text(gettext_lazy("In its file, the heading of the status"), 120, required=False)
    at = _text(gettext_lazy("In its file, the heading of the time"), 120, required=False)
    since = day_field(gettext_lazy("From which day it is so"))
    basis = _text(gettext_lazy("Decision or letter"), 300)


@dataclass(frozen=True, slots=True)
class Line:
    row: SystemRow
    procedures: int
    url: str


@requires(Permission.KEEP)
def systems(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    counts = queries.count_uses(today)
    rows = [
        Line(row, counts.get(row.code, 0), reverse("console:system", args=[row.code]))
        for row in queries.list_systems(today)
    ]
    title = _("Ministry software")
    lead = _(
        "Cases of the procedures named here must also be entered there; their number comes back onto the case."
    )
    return render_page(
        request, "console/systems/systems.html", current="systems", title=title, lead=lead, rows=rows
    )


@requires(Permission.KEEP)
def system(request: HttpRequest, system: str) -> HttpResponse:
    today, row = clock.today(), known(system)
    uses = queries.list_uses(system)
    titles = get_titles({use.procedure for use in uses}, today)
    lines = [(use, getattr(titles.get(use.procedure), "name", ""), use.until is None) for use in uses]
    return render_page(
        request,
        "console/systems/system.html",
        current="systems",
        title=row.name,
        lead=row.ministry,
        crumbs=[Link(row.name)],
        row=row,
        facts=_facts(row),
        fields=[(one.heading, SOURCE_LABELS[one.source], SHAPE_LABELS[one.shape]) for one in row.fields],
        statuses=[(word, STANDING_LABELS[queries.Standing(ours)]) for word, ours in row.statuses.items()],
        uses=lines,
        layouts=queries.list_layouts(system),
    )


def known(system: str) -> SystemRow:
    """Raises Http404."""
    try:
        return queries.get_system(system, clock.today())
    except SystemUnknown as absent:
        raise Http404 from absent


def _facts(row: SystemRow) -> list[Fact]:
    return [
        Fact(_("Code"), row.code),
        Fact(_("Address of its sign-in page"), row.address),
        Fact(_("Form of its numbers"), row.pattern),
        Fact(_("From which day it is so"), write_day(row.since), hint=row.basis),
    ]


@requires(Permission.KEEP)
def add(request: HttpRequest) -> HttpResponse:
    form = SystemForm(request.POST or None, initial={"since": clock.today()})
    deed = Deed(
        section="systems",
        title=_("Enter a system"),
        button=_("Enter it"),
        done=_("It is in the register. Say now for which procedures it is used."),
        back=reverse("console:systems"),
        lead=words_known(),
    )
    return perform(request, deed, form, _act(request, is_new=True))


@requires(Permission.KEEP)
def change(request: HttpRequest, system: str) -> HttpResponse:
    row = known(system)
    form = SystemForm(request.POST or None, initial=_initial(row))
    form.fields["code"].disabled = True
    deed = Deed(
        section="systems",
        title=_("Describe %(name)s anew") % {"name": row.name},
        button=_("Describe it anew"),
        done=_("It is described so from that day on. What was entered before stays as it is."),
        back=reverse("console:system", args=[system]),
        lead=words_known(),
    )
    crumbs = [Link(row.name, reverse("console:system", args=[system]))]
    return perform(request, deed, form, _act(request, is_new=False), crumbs)


def words_known() -> str:
    sources = ", ".join(f"{one.value} ({words})" for one, words in SOURCE_LABELS.items())
    shapes = ", ".join(f"{one.value} ({words})" for one, words in SHAPE_LABELS.items())
    return _("Sources: %(sources)s. Shapes: %(shapes)s.") % {"sources": sources, "shapes": shapes}


def _act(request: HttpRequest, *, is_new: bool) -> Any:
    def act(given: dict[str, Any]) -> str:
        told = actions.Described(
            code=given["code"].strip().upper(),
            since=given["since"],
            name=given["name"],
            ministry=given["ministry"],
            address=given["address"],
            pattern=given["pattern"],
            fields=read_fields(given["fields_"]),
            columns={name: given[name] for name in COLUMNS},
            statuses=read_statuses(given["statuses"]),
            basis=given["basis"],
        )
        actions.describe(told=told, is_new=is_new, by=actor_of(request), at=clock.now())
        return reverse("console:system", args=[told.code])

    return act


def _initial(row: SystemRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "ministry": row.ministry,
        "address": row.address,
        "pattern": row.pattern,
        "fields_": write_fields(row.fields),
        "statuses": write_statuses(row.statuses),
        "since": clock.today(),
        **{name: row.columns.get(name, "") for name in COLUMNS},
    }


urlpatterns = [
    path("systems/", systems, name="systems"),
    path("systems/new/", add, name="system_add"),
    path("systems/<slug:system>/", system, name="system"),
    path("systems/<slug:system>/change/", change, name="system_change"),
]
