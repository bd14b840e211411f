"""One box finds a person or organisation by what is at hand. It is sent, never asked for by address: numbers leave no
trace in addresses and logs.
"""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.parties import actions, queries
from lienthong.domain.parties.permissions import Permission
from lienthong.spine import clock
from lienthong.web.desk.parties.page import write_number
from lienthong.web.entrance.access import actor_of, requires


class FindForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Whom do you look for?"),
        help_text=gettext_lazy(
            "Scan the card, or type a number, its last 4 digits, a telephone, or a name without marks."
        ),
        max_length=400,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "autofocus": True, "size": "48"}
        ),
    )


class TakeUpForm(forms.Form):
    """``text`` holds the whole number again: who does not know it opens nobody's record."""

    text = forms.CharField(widget=forms.HiddenInput)
    party = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why you open this record"),
        help_text=gettext_lazy("For example: shows this card at our counter."),
        max_length=300,
        widget=forms.TextInput({"size": "48"}),
    )


@requires(Permission.SEE)
def find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _found(request, form, form.cleaned_data["text"])
    return _show(request, form=form)


@require_POST
@requires(Permission.SEE)
def take_up(request: HttpRequest) -> HttpResponse:
    """Opens the record of somebody whose whole number is known, whom another agency registered."""
    form = TakeUpForm(request.POST)
    if not form.is_valid():
        text = str(form.data.get("text", ""))
        return _found(request, FindForm({"text": text}), text, form)
    given, by = form.cleaned_data, actor_of(request)
    if given["party"] not in {row.id for row in queries.find_parties(given["text"], by)}:
        messages.error(request, _("Nobody has this number. Look once more."))
        return redirect(reverse("desk:parties"))
    actions.take_up(party=given["party"], reason=given["reason"], by=by, at=clock.now())
    return redirect(reverse("desk:party", args=[given["party"]]))


def _found(
    request: HttpRequest, form: FindForm, text: str, refused: TakeUpForm | None = None
) -> HttpResponse:
    """What was typed stays in the box only while it found nobody: else the next card is scanned into it."""
    rows = queries.find_parties(text, actor_of(request))
    known = [(row, [write_number(one) for one in row.numbers]) for row in rows if row.is_known]
    strangers = [
        (row, [write_number(one) for one in row.numbers], refused or _take_up_form(row.id, text))
        for row in rows
        if not row.is_known
    ]
    return _show(request, form=FindForm() if rows else form, is_asked=True, known=known, strangers=strangers)


def _take_up_form(party: int, text: str) -> TakeUpForm:
    return TakeUpForm(initial={"party": party, "text": text}, auto_id=f"id_{party}_%s")


def _show(request: HttpRequest, **context: object) -> HttpResponse:
    context["may_keep"] = actor_of(request).may(Permission.KEEP)
    context["may_read_log"] = actor_of(request).may(Permission.READ_LOG)
    response = render(request, "desk/parties/finding.html", context)
    response["Cache-Control"] = "no-store"
    return response


urlpatterns = [
    path("people/", find, name="parties"),
    path("people/take-up/", take_up, name="take_up_party"),
]
