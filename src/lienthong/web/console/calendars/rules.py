"""Counting rules: how a limit is counted, as one text rules it from a day on. What began under one keeps it."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.spine import clock
from lienthong.spine.calendar import actions, queries
from lienthong.spine.calendar.permissions import Permission
from lienthong.spine.calendar.queries import CountingRule, Ending, Kept, Supplement
from lienthong.web.console.calendars.basis import BasisForm, initial_of
from lienthong.web.console.calendars.withdrawing import shown, withdraw
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import day_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.forms import UNCHOSEN
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_day

USES = {
    "one_stop": gettext_lazy("Results of the one-stop shop"),
    "hand_over": gettext_lazy("Handing over between agencies"),
    "service_index": gettext_lazy("Measuring for the service index"),
    "civil_code": gettext_lazy("Limits under the Civil Code"),
}
ENDINGS = {
    Ending.CLOSING: gettext_lazy("at closing time of the last day"),
    Ending.SAME_TIME: gettext_lazy("at the same time of day as it began"),
}
SUPPLEMENTS = {
    Supplement.PAUSE: gettext_lazy("the clock pauses"),
    Supplement.RESTART: gettext_lazy("the clock starts anew"),
}


class RuleForm(BasisForm):
    code = forms.ChoiceField(label=gettext_lazy("Used for"), choices=[UNCHOSEN, *USES.items()])
    effective_from = day_field(gettext_lazy("From day"))
    effective_to = day_field(
        gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Left empty: without an end.")
    )
    ending = forms.ChoiceField(
        label=gettext_lazy("Ends"), choices=list(ENDINGS.items()), widget=forms.RadioSelect
    )
    cut_off = forms.TimeField(
        label=gettext_lazy("Counts as the next day from"),
        required=False,
        help_text=gettext_lazy("For example 15:00; empty where no hour divides the day."),
        widget=forms.TimeInput({"size": "6"}, format="%H:%M"),
    )
    moves_off_days = forms.BooleanField(
        label=gettext_lazy("A last day that is a day off gives way to the next working day"), required=False
    )
    on_supplement = forms.ChoiceField(
        label=gettext_lazy("While a supplement is awaited"),
        choices=list(SUPPLEMENTS.items()),
        widget=forms.RadioSelect,
    )

    field_order = (
        "code",
        "effective_from",
        "effective_to",
        "ending",
        "cut_off",
        "moves_off_days",
        "on_supplement",
    )

    def rule(self) -> CountingRule:
        given = self.cleaned_data
        return CountingRule(
            given["code"],
            given["effective_from"],
            given["effective_to"],
            Ending(given["ending"]),
            given["cut_off"],
            given["moves_off_days"],
            Supplement(given["on_supplement"]),
            self.basis(),
        )


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule in words: ``sentences`` say how it counts."""

    url: str
    use: str
    when: str
    sentences: list[str]
    decision: str
    is_confirmed: bool


@requires(Permission.KEEP)
def rules(request: HttpRequest) -> HttpResponse:
    title = _("Counting rules")
    lead = _("How a time limit is counted, by the text in force when it began.")
    return render_page(
        request,
        "console/calendars/rules.html",
        current="calendar",
        title=title,
        lead=lead,
        crumbs=[Link(title)],
        rows=[_shown(kept) for kept in queries.list_rules()],
        withdrawn=shown(queries.list_withdrawn_rules(), _named),
    )


def _shown(kept: Kept[CountingRule]) -> RuleShown:
    rule = kept.value
    return RuleShown(
        reverse("console:correct_rule", args=[kept.id]),
        _use(rule),
        _when(rule),
        _sentences(rule),
        rule.basis.decision,
        rule.basis.confirmed,
    )


def _use(rule: CountingRule) -> str:
    return str(USES.get(rule.code, rule.code))


def _when(rule: CountingRule) -> str:
    first, last = write_day(rule.effective_from), write_day(rule.effective_to)
    return (
        _("%(first)s to %(last)s") % {"first": first, "last": last}
        if last
        else _("From %(day)s") % {"day": first}
    )


def _sentences(rule: CountingRule) -> list[str]:
    """What differs from one rule to the next, each as a sentence."""
    told = [_("Ends %(when)s.") % {"when": ENDINGS[rule.ending]}]
    if rule.cut_off:
        told.append(_("From %(hour)s on it counts as the next day.") % {"hour": f"{rule.cut_off:%H:%M}"})
    if rule.moves_off_days:
        told.append(_("A day off at the end gives way to the next working day."))
    return [*told, _("While a supplement is awaited, %(what)s.") % {"what": SUPPLEMENTS[rule.on_supplement]}]


@requires(Permission.KEEP)
def enter_rule(request: HttpRequest) -> HttpResponse:
    initial = {
        "effective_from": clock.today(),
        "ending": Ending.CLOSING.value,
        "on_supplement": Supplement.RESTART.value,
    }
    form = RuleForm(request.POST or None, initial=initial)

    def act(_given: dict[str, Any]) -> None:
        actions.enter_rule(rule=form.rule(), by=actor_of(request), at=clock.now())

    deed = _deed(_("Enter a counting rule"), _("Enter the rule"), _("The rule is entered."))
    return perform(request, deed, form, act, _crumbs())


@requires(Permission.KEEP)
def correct_rule(request: HttpRequest, entry: int) -> HttpResponse:
    rule = _kept(entry).value
    form = RuleForm(request.POST or None, initial=_initial(rule))
    del form.fields["code"], form.fields["effective_from"]

    def act(given: dict[str, Any]) -> None:
        given |= {"code": rule.code, "effective_from": rule.effective_from}
        actions.correct_rule(entry=entry, rule=form.rule(), by=actor_of(request), at=clock.now())

    title = _("Correct: %(what)s") % {"what": _named(rule)}
    deed = _deed(title, _("Correct the rule"), _("The rule is corrected; the earlier entry stays."))
    other = Link(_("Withdraw this entry"), reverse("console:withdraw_rule", args=[entry]))
    return perform(request, replace(deed, other=other), form, act, _crumbs())


@requires(Permission.KEEP)
def withdraw_rule(request: HttpRequest, entry: int) -> HttpResponse:
    back = reverse("console:rules")
    return withdraw(request, entry, _named(_kept(entry).value), actions.withdraw_rule, back, _crumbs())


def _kept(entry: int) -> Kept[CountingRule]:
    """The entry in force. Raises Http404 for one that was corrected or withdrawn meanwhile."""
    found = next((one for one in queries.list_rules() if one.id == entry), None)
    if found is None:
        raise Http404
    return found


def _initial(rule: CountingRule) -> dict[str, Any]:
    cut_off: dt.time | None = rule.cut_off
    return {
        "effective_to": rule.effective_to,
        "ending": rule.ending.value,
        "cut_off": cut_off,
        "moves_off_days": rule.moves_off_days,
        "on_supplement": rule.on_supplement.value,
        **initial_of(rule.basis),
    }


def _named(rule: CountingRule) -> str:
    return f"{_use(rule)}, {_when(rule)}"


def _crumbs() -> list[Link]:
    return [Link(_("Counting rules"), reverse("console:rules"))]


def _deed(title: str, button: str, done: str) -> Deed:
    lead = _("Use and first day name a rule: another way of counting from a later day is a rule of its own.")
    return Deed("calendar", title, button, done, reverse("console:rules"), lead)


urlpatterns = [
    path("calendar/rules/", rules, name="rules"),
    path("calendar/rules/new/", enter_rule, name="enter_rule"),
    path("calendar/rules/<int:entry>/", correct_rule, name="correct_rule"),
    path("calendar/rules/<int:entry>/withdraw/", withdraw_rule, name="withdraw_rule"),
]
