"""Numbers, birth and contacts in full: by a reason, this once, and written down."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.parties import actions
from lienthong.domain.parties.actions import Part
from lienthong.domain.parties.permissions import Permission
from lienthong.domain.parties.queries import CONTACT_LABELS, IDENTIFIER_LABELS, PersonalData
from lienthong.spine import clock
from lienthong.web.desk.parties.page import Page, page_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact
from lienthong.web.ui.templatetags.ui import figures

PARTS = {
    Part.NUMBERS: gettext_lazy("Identity numbers"),
    Part.BIRTH: gettext_lazy("Day of birth"),
    Part.CONTACTS: gettext_lazy("Telephone, e-mail, address"),
}


class RevealForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What you need"),
        choices=[(part.value, label) for part, label in PARTS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy("What you need it for"),
        help_text=gettext_lazy("The person can see who looked at their data, when and why."),
        max_length=300,
        widget=forms.TextInput({"size": "48"}),
    )


@requires(Permission.READ)
def reveal(request: HttpRequest, party: int) -> HttpResponse:
    """The answer to the POST shows the data, this once."""
    page = page_of(request, party)
    if not page.may_read:
        raise Http404
    form = RevealForm(
        request.POST if request.method == "POST" else None, initial={"parts": [Part.NUMBERS.value]}
    )
    shown: list[Fact] = []
    if form.is_bound and form.is_valid():
        shown = _read(page, form)
    context = {"page": page, "form": form, "shown": shown, "crumbs": page.crumbs(_("Show in full"))}
    response = render(request, "desk/parties/reveal.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _read(page: Page, form: RevealForm) -> list[Fact]:
    parts = [Part(one) for one in form.cleaned_data["parts"]]
    reason = form.cleaned_data["reason"]
    data = actions.read(party=page.row.id, parts=parts, reason=reason, by=page.by, at=clock.now())
    return [Fact(_("Name"), data.name), *_facts(data)]


def _facts(data: PersonalData) -> list[Fact]:
    birth = [Fact(_("Day of birth"), figures(data.birth))] if data.birth else []
    numbers = [
        Fact(IDENTIFIER_LABELS[one.kind], figures(one.number), hint=one.issuer) for one in data.numbers
    ]
    contacts = [Fact(CONTACT_LABELS[one.kind], figures(one.value), hint=one.note) for one in data.contacts]
    return [*birth, *numbers, *contacts]


urlpatterns = [path("people/<int:party>/in-full/", reveal, name="reveal_party")]
