"""A partner's system is registered for an agency, which answers for it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.partners import actions
from lienthong.domain.partners.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field
from lienthong.web.entrance.access import actor_of, requires


class RegisterForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the system"),
        help_text=gettext_lazy("As lists and the ledger will call it, as “Kho dữ liệu của Văn phòng”."),
        max_length=100,
    )
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("Why it needs our data, and the agreement it rests on."),
        max_length=300,
        widget=forms.Textarea({"rows": "3"}),
    )
    contact = forms.CharField(
        label=gettext_lazy("Whom to call"),
        help_text=gettext_lazy("Unit, name and telephone of who runs it."),
        max_length=200,
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Agency that answers for it")
        self.fields["agency"] = agency_field(label, by, Permission.KEEP, initial=by.agency)
        self.order_fields(["name", "agency", "purpose", "contact"])


@requires(Permission.KEEP)
def register(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    form = RegisterForm(request.POST or None, by=by)

    def act(given: dict[str, Any]) -> str:
        account = actions.register(**given, by=by, at=clock.now())
        return reverse("console:partner", args=[account])

    deed = Deed(
        section="partners",
        title=_("Register a system"),
        button=_("Register it"),
        done=_("The system is registered. Now give it a token, or an address to be told at."),
        back=reverse("console:partners"),
        lead=_("It gets an account of its own, which never signs in by a page."),
    )
    return perform(request, deed, form, act)


urlpatterns = [path("partners/new/", register, name="partner_new")]
