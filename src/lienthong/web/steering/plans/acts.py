"""What the monitor decides about one duty: a form each, that keeps what was typed when it is refused."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.errors import ObligationNotFound
from lienthong.domain.plans.permissions import Permission, can_judge, can_submit
from lienthong.domain.plans.queries import ObligationRow, Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.text import parse_date
from lienthong.web.entrance.access import requires
from lienthong.web.steering.plans.duty import DutyShown, show_duties
from lienthong.web.steering.plans.page import Page, followed
from lienthong.web.ui.forms import NOT_A_DATE, DayField
from lienthong.web.ui.parts import Link

REASON = gettext_lazy("Reason")
REASON_HINT = gettext_lazy("It is told to the agency word for word and stays in the story.")


def reason_field(label: Any = REASON, *, required: bool = True) -> forms.CharField:
    area = forms.Textarea({"rows": 4})
    return forms.CharField(
        label=label, help_text=REASON_HINT, required=required, max_length=4_000, widget=area
    )


class Accepting(forms.Form):
    on_time = forms.BooleanField(
        label=gettext_lazy("Count it as done on time, although its document is late"), required=False
    )
    reason = reason_field(gettext_lazy("Reason, when it counts as on time"), required=False)


class Returning(forms.Form):
    reason = reason_field()
    again_by = DayField(label=gettext_lazy("To be handed in again before"), required=False)


class Reasoning(forms.Form):
    reason = reason_field()


class Dating(forms.Form):
    days = forms.CharField(
        label=gettext_lazy("Due day"),
        help_text=gettext_lazy(
            "For example 25/11/2021. Several days, parted by semicolons, make a series of duties."
        ),
        max_length=500,
    )
    basis = forms.CharField(
        label=gettext_lazy("By which document"),
        help_text=gettext_lazy("Kind, number and day of the document that sets the day."),
        max_length=500,
    )

    def clean_days(self) -> list[dt.date]:
        try:
            return [parse_date(part.strip()) for part in self.cleaned_data["days"].split(";") if part.strip()]
        except ValueError:
            raise forms.ValidationError(NOT_A_DATE) from None


class Extending(forms.Form):
    grant = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("yes", gettext_lazy("Grant the extension")), ("no", gettext_lazy("Refuse it"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    until = DayField(
        label=gettext_lazy("New due day"),
        help_text=gettext_lazy("Leave it empty to grant the day that was asked for."),
        required=False,
    )
    reason = reason_field(gettext_lazy("Reason, needed to refuse"), required=False)


type Do = Callable[[int, dict[str, Any], Actor, dt.datetime], None]


@dataclass(frozen=True, slots=True)
class Act:
    """``verb`` is what the rules must allow; ``title`` names the act, ``button`` repeats the verb."""

    verb: Verb
    form: type[forms.Form]
    do: Do
    title: str | Promise
    button: str | Promise
    done: str | Promise
    is_grave: bool = False


def _reasoned(action: Callable[..., None]) -> Do:
    return lambda duty, data, by, at: action(obligation=duty, reason=data["reason"], by=by, at=at)


def _accept(duty: int, data: dict[str, Any], by: Actor, at: dt.datetime) -> None:
    actions.accept(obligation=duty, on_time=data["on_time"], reason=data["reason"], by=by, at=at)


def _return(duty: int, data: dict[str, Any], by: Actor, at: dt.datetime) -> None:
    actions.send_back(obligation=duty, reason=data["reason"], again_by=data["again_by"], by=by, at=at)


def _date(duty: int, data: dict[str, Any], by: Actor, at: dt.datetime) -> None:
    actions.set_series(obligation=duty, days=data["days"], basis=data["basis"], by=by, at=at)


def _extend(duty: int, data: dict[str, Any], by: Actor, at: dt.datetime) -> None:
    actions.decide_extension(
        obligation=duty,
        grant=data["grant"] == "yes",
        until=data["until"],
        reason=data["reason"],
        by=by,
        at=at,
    )


ACTS: Mapping[str, Act] = {
    "accept": Act(
        Verb.ACCEPTED,
        Accepting,
        _accept,
        gettext_lazy("Accept what was handed in"),
        gettext_lazy("Accept"),
        gettext_lazy("It is accepted."),
    ),
    "return": Act(
        Verb.RETURNED,
        Returning,
        _return,
        gettext_lazy("Return what was handed in"),
        gettext_lazy("Return it"),
        gettext_lazy("It was returned with your reason."),
    ),
    "extension": Act(
        Verb.EXTENSION_GRANTED,
        Extending,
        _extend,
        gettext_lazy("Decide on the extension that was asked for"),
        gettext_lazy("Decide"),
        gettext_lazy("The extension is decided."),
    ),
    "set-due": Act(
        Verb.DATED,
        Dating,
        _date,
        gettext_lazy("Set the due day that another document decides"),
        gettext_lazy("Set the day"),
        gettext_lazy("The due day is set."),
    ),
    "reopen": Act(
        Verb.REOPENED,
        Reasoning,
        _reasoned(actions.reopen),
        gettext_lazy("Take the acceptance back"),
        gettext_lazy("Take it back"),
        gettext_lazy("The acceptance was taken back: it is owed again."),
        is_grave=True,
    ),
    "excuse": Act(
        Verb.EXCUSED,
        Reasoning,
        _reasoned(actions.excuse),
        gettext_lazy("Say that this duty does not apply"),
        gettext_lazy("Excuse the agency"),
        gettext_lazy("It does not apply any more."),
        is_grave=True,
    ),
    "restore": Act(
        Verb.RESTORED,
        Reasoning,
        _reasoned(actions.restore),
        gettext_lazy("Say that this duty applies after all"),
        gettext_lazy("Let it apply"),
        gettext_lazy("It applies again."),
    ),
}


def acts_on(page: Page, row: ObligationRow) -> list[str]:
    """The names of what the visitor can decide about a duty now, the likeliest first."""
    if not page.moment.is_today or not is_judge(page, row):
        return []
    possible = plans.possible_verbs(row)
    return [
        name for name, act in ACTS.items() if act.verb in possible and (name != "set-due" or _is_undated(row))
    ]


def _is_undated(row: ObligationRow) -> bool:
    return row.kind in ("external", "unstated")


def is_judge(page: Page, row: ObligationRow) -> bool:
    """A contribution is judged by the lead that asked for it, everything else by the plan's monitor."""
    plan = page.plan
    if row.of:
        return can_submit(page.actor, _lead_of(page, row))
    return can_judge(page.actor, agency=row.agency, monitor=plan.monitor, overseer=plan.overseer)


def _lead_of(page: Page, row: ObligationRow) -> str:
    return plans.get_obligation(row.of or 0, **page.seen).agency


@requires(Permission.FOLLOW)
def act(request: HttpRequest, slug: str, duty: int, name: str) -> HttpResponse:
    page = followed(request, slug)
    row = duty_of(page, duty)
    if name not in ACTS or not page.moment.is_today or not is_judge(page, row):
        raise Http404
    deed = ACTS[name]
    shown = show_duties(page, [row])[0]
    form = deed.form(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(deed, row, form, page):
        messages.success(request, str(deed.done))
        return redirect(_back(request) or shown.url)
    return page.render(
        "act", _context(page, deed, shown, form), current="plan_duties", crumbs=[Link(str(deed.title))]
    )


def _done(deed: Act, row: ObligationRow, form: forms.Form, page: Page) -> bool:
    try:
        deed.do(row.id, form.cleaned_data, page.actor, clock.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _back(request: HttpRequest) -> str:
    """Back to where it was pressed; only ways within this site count."""
    back = request.POST.get("back", "")
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else ""


def _context(page: Page, deed: Act, shown: DutyShown, form: forms.Form) -> dict[str, Any]:
    story = plans.list_happenings([shown.row.id], **page.seen)
    last = next((row for row in story if row.verb == Verb.SUBMITTED), None)
    return {
        "act": deed,
        "duty": shown,
        "form": form,
        "papers": [page.paper(one) for one in last.evidence] if last else [],
        "cancel": shown.url,
        "asked": _("The agency asks for %(day)s.") % {"day": f"{shown.row.extension:%d/%m/%Y}"}
        if shown.row.extension and deed.verb == Verb.EXTENSION_GRANTED
        else "",
    }


def duty_of(page: Page, duty: int) -> ObligationRow:
    """Raises Http404 for what is not this plan's or none of the visitor's business."""
    try:
        row = plans.get_obligation(duty, sight=page.sight, **page.seen)
    except ObligationNotFound as absent:
        raise Http404 from absent
    if row.plan != page.plan.id:
        raise Http404
    return row


urlpatterns = [path("duties/<int:duty>/<slug:name>/", act, name="plan_act")]
