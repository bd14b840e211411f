"""How long cases are kept: the rules with their texts, another rule, and that one was compared with its text."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.retention import actions, queries
from lienthong.domain.retention.permissions import Permission
from lienthong.spine import clock
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires

SOURCE = gettext_lazy("Number, day and article, as it stands in the table of storage times.")


class RuleForm(forms.Form):
    procedure = forms.CharField(
        label=pgettext_lazy("retention", "Code of a procedure"), max_length=40, required=False
    )
    field = forms.CharField(label=pgettext_lazy("retention", "Or a field"), max_length=200, required=False)
    years = forms.IntegerField(
        label=gettext_lazy("Number of years"),
        help_text=gettext_lazy("Counted from the year in which the work ended. Empty: for good."),
        min_value=1,
        max_value=100,
        required=False,
    )
    since = day_field(gettext_lazy("For cases that end on this day or later"))
    source = forms.CharField(label=gettext_lazy("Text that says so"), help_text=SOURCE, max_length=300)
    confirmed = forms.BooleanField(label=gettext_lazy("I have compared it with the text"), required=False)


class ConfirmForm(forms.Form):
    source = forms.CharField(label=gettext_lazy("Text that says so"), help_text=SOURCE, max_length=300)


@requires(Permission.RULE)
def rules(request: HttpRequest) -> HttpResponse:
    title = _("How long cases are kept")
    lead = _("Nothing is destroyed by a rule that nobody compared with its text.")
    rows = queries.list_terms()
    return render_page(
        request, "console/retention.html", current="retention", title=title, lead=lead, rows=rows
    )


@requires(Permission.RULE)
def add(request: HttpRequest) -> HttpResponse:
    def act(given: dict[str, Any]) -> None:
        actions.lay_down(rule=actions.Told(**given), by=actor_of(request), at=clock.now())

    deed = Deed(
        section="retention",
        title=_("Lay down how long cases are kept"),
        button=_("Lay it down"),
        done=_("Laid down. It holds for cases that end from its day on."),
        back=reverse("console:retention"),
    )
    return perform(request, deed, RuleForm(request.POST or None, initial={"since": clock.today()}), act)


@requires(Permission.RULE)
def confirm(request: HttpRequest, rule: int) -> HttpResponse:
    row = next((one for one in queries.list_terms() if one.term.id == rule and not one.is_replaced), None)
    if row is None:
        raise Http404

    def act(given: dict[str, Any]) -> None:
        actions.confirm_rule(rule=rule, source=given["source"], by=actor_of(request), at=clock.now())

    deed = Deed(
        section="retention",
        title=_("Compared with the text"),
        button=_("It says so"),
        done=_("Noted. Cases past this time may be listed for destruction."),
        back=reverse("console:retention"),
        lead=row.term.source,
    )
    form = ConfirmForm(request.POST or None, initial={"source": row.term.source})
    return perform(request, deed, form, act)


urlpatterns = [
    path("retention/", rules, name="retention"),
    path("retention/new/", add, name="retention_add"),
    path("retention/<int:rule>/confirm/", confirm, name="retention_confirm"),
]
