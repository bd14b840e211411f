"""What the obliged agency does with a duty besides handing in: takes back, asks for time, says why it is late."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.plans import actions
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import Verb
from lienthong.spine import clock
from lienthong.spine.causes.queries import About, list_causes
from lienthong.web.desk.plans.deed import Deed, perform
from lienthong.web.desk.plans.page import duty_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.words import write_due


def reason_field(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2_000, widget=forms.Textarea({"rows": "4"}), **options)


class TakeBackForm(forms.Form):
    reason = reason_field(gettext_lazy("Why it is taken back"), required=False)


class ExtensionForm(forms.Form):
    until = DayField(
        label=gettext_lazy("Until which day"),
        help_text=gettext_lazy("As 2/3/2026, 02-03-2026 or 02032026; after the day it is due now."),
    )
    reason = reason_field(
        gettext_lazy("Why more time is needed"),
        help_text=gettext_lazy("Whoever decides reads it word for word, and it stays in the story."),
    )


class ExplainForm(forms.Form):
    cause = forms.ChoiceField(label=gettext_lazy("Cause"), widget=forms.RadioSelect)
    text = reason_field(
        gettext_lazy("In your own words"),
        help_text=gettext_lazy(
            "What hindered, since when, and what is done about it. It stands in the story."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(cause.code, cause.words) for cause in list_causes(About.DUTY, clock.today())]
        self.fields["cause"].choices = offered  # type: ignore[attr-defined]


@requires(Permission.SUBMIT)
def take_back(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.TAKEN_BACK)
    deed = Deed(
        Verb.TAKEN_BACK,
        _("Take back what was handed in"),
        _("Take it back"),
        _("It is taken back and waits in your list. The documents stay in the story."),
        lead=_("Its documents have not been judged yet. Afterwards it has to be handed in again."),
        shows_papers=True,
    )
    return perform(
        request,
        page,
        deed,
        TakeBackForm(request.POST or None),
        lambda given: actions.take_back(obligation=duty, **given, by=page.desk.by, at=clock.now()),
    )


@requires(Permission.SUBMIT)
def extension(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.EXTENSION_ASKED)
    deed = Deed(
        Verb.EXTENSION_ASKED,
        _("Ask for an extension"),
        _("Ask for it"),
        _("The extension is asked for. Until it is decided the present day holds."),
        lead=_("Due now: %(day)s. Until it is decided this day holds.") % {"day": write_due(page.row.due)},
    )
    return perform(
        request,
        page,
        deed,
        ExtensionForm(request.POST or None),
        lambda given: actions.ask_extension(obligation=duty, **given, by=page.desk.by, at=clock.now()),
    )


@requires(Permission.SUBMIT)
def explain(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.EXPLAINED)
    deed = Deed(
        Verb.EXPLAINED,
        _("Say why it is late"),
        _("Say it"),
        _("The cause stands in the story; whoever follows the plan reads it."),
        lead=_("An honest cause protects those who worked. It can be said again when more is known."),
    )
    return perform(
        request,
        page,
        deed,
        ExplainForm(request.POST or None),
        lambda given: actions.explain(obligation=duty, **given, by=page.desk.by, at=clock.now()),
    )


urlpatterns = [
    path("<int:duty>/take-back/", take_back, name="take_back"),
    path("<int:duty>/extension/", extension, name="extension"),
    path("<int:duty>/lateness/", explain, name="explain"),
]
