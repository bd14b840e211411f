"""Filing regardless of territory: of what any counter may take cases for the agency that decides, and since when."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.cases import actions, queries
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import AnywhereRow, NumberOf, Scope
from lienthong.domain.organisations.queries import Level
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.queries import get_published, get_titles, list_fields
from lienthong.spine import clock
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires

SCOPES = {
    Scope.PROCEDURE: gettext_lazy("one procedure"),
    Scope.FIELD: gettext_lazy("all procedures of a field"),
    Scope.LEVEL: gettext_lazy("all procedures that agencies of a level decide"),
}
LEVELS = {
    Level.PROVINCE: gettext_lazy("province"),
    Level.DISTRICT: gettext_lazy("district"),
    Level.COMMUNE: gettext_lazy("commune"),
}
NUMBERS = {
    NumberOf.OWNER: gettext_lazy("of the agency that decides"),
    NumberOf.POINT: gettext_lazy("of the counter that takes the papers"),
}


class RuleForm(forms.Form):
    scope = forms.ChoiceField(
        label=gettext_lazy("What any counter may take"),
        choices=[(one.value, words) for one, words in SCOPES.items()],
    )
    procedure = forms.CharField(
        label=gettext_lazy("Code of the procedure"), max_length=40, required=False,
        help_text=gettext_lazy("Only for one procedure, for example 1.004203."),
    )  # fmt: skip
    field = forms.ChoiceField(label=gettext_lazy("Field"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Level"),
        required=False,
        choices=[("", "—"), *((one.value, words) for one, words in LEVELS.items())],
    )
    number_of = forms.ChoiceField(
        label=gettext_lazy("Whose number a case gets"),
        choices=[(one.value, words) for one, words in NUMBERS.items()],
    )
    since = day_field(gettext_lazy("First day on which it holds"))
    basis = forms.CharField(label=gettext_lazy("Decision it rests on"), max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields = [(name, name) for name, _count in list_fields(clock.today()) if name]
        self.fields["field"].choices = [("", "—"), *fields]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """``code``: what the chosen scope names."""
        given = super().clean() or {}
        box = str(given.get("scope", "")).lower()
        given["code"] = str(given.get(box, "")).strip()
        if box and not given["code"]:
            self.add_error(box, _("Say which."))
        elif box == "procedure" and not _is_published(given["code"]):
            self.add_error(box, _("No procedure in force has this code."))
        return given


class EndForm(forms.Form):
    until = day_field(gettext_lazy("Last day on which it holds"))
    basis = forms.CharField(label=gettext_lazy("Decision it rests on"), max_length=300)


@requires(Permission.KEEP_ANYWHERE)
def rules(request: HttpRequest) -> HttpResponse:
    today, kept = clock.today(), queries.list_anywhere()
    names = get_titles([one.code for one in kept if one.scope is Scope.PROCEDURE], today)
    rows = [
        (one, SCOPES[one.scope], _named(one, names), NUMBERS[one.number_of], one.holds_on(today))
        for one in kept
    ]
    return render_page(
        request,
        "console/anywhere.html",
        current="anywhere",
        title=_("Filing regardless of territory"),
        lead=_(
            "Of what any counter of the province may take cases for the agency that decides. That agency answers for"
            " the case and its days; what was taken keeps the rule under which it was taken."
        ),
        rows=rows,
    )


@requires(Permission.KEEP_ANYWHERE)
def begin(request: HttpRequest) -> HttpResponse:
    form = RuleForm(request.POST or None, initial={"since": clock.today()})

    def act(given: dict[str, Any]) -> None:
        actions.begin_anywhere(
            scope=Scope(given["scope"]),
            code=given["code"],
            number_of=NumberOf(given["number_of"]),
            since=given["since"],
            basis=given["basis"],
            **_who(request),
        )

    deed = Deed(
        section="anywhere",
        title=_("Let any counter take cases"),
        button=_("Let them"),
        done=_("The rule holds from its first day on."),
        back=reverse("console:anywhere"),
    )
    return perform(request, deed, form, act)


@requires(Permission.KEEP_ANYWHERE)
def end(request: HttpRequest, anywhere: int) -> HttpResponse:
    row = queries.get_anywhere(anywhere)
    if row is None:
        raise Http404
    form = EndForm(request.POST or None, initial={"until": clock.today()})

    def act(given: dict[str, Any]) -> None:
        actions.end_anywhere(rule=anywhere, until=given["until"], basis=given["basis"], **_who(request))

    named = _named(row, get_titles([row.code], clock.today()))
    deed = Deed(
        section="anywhere",
        title=_("End the rule about “%(what)s”") % {"what": named},
        button=_("End it"),
        done=_("After its last day only the agency that decides takes such cases. What was taken goes on."),
        back=reverse("console:anywhere"),
    )
    return perform(request, deed, form, act)


def _named(row: AnywhereRow, names: dict[str, Any]) -> str:
    if row.scope is Scope.LEVEL:
        return str(LEVELS[Level(row.code)])
    return f"{names[row.code].name} ({row.code})" if row.code in names else row.code


def _is_published(code: str) -> bool:
    try:
        get_published(code, clock.today())
    except ProcedureNotFound:
        return False
    return True


def _who(request: HttpRequest) -> dict[str, Any]:
    by = actor_of(request)
    return {"agency": by.agency or settings.LIENTHONG_PROVINCE, "by": by, "at": clock.now()}


urlpatterns = [
    path("anywhere/", rules, name="anywhere"),
    path("anywhere/new/", begin, name="anywhere_begin"),
    path("anywhere/<int:anywhere>/end/", end, name="anywhere_end"),
]
