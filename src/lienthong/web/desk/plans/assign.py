"""Who sees to a duty: many at once from the list, each answering for itself, or one on its own page."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_POST

from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import Verb
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.plans.deed import Deed, perform
from lienthong.web.desk.plans.page import MARK, Desk, DutyPage, desk_of, duty_page, number_in
from lienthong.web.desk.plans.staff import Staff, staff_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Link

MOST = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one duty of many; ``refusal`` is empty when it was given, ``was_so`` when it was before."""

    duty: plans.ObligationRow
    refusal: str = ""
    was_so: bool = False

    @property
    def url(self) -> str:
        return reverse("desk:duty", args=[self.duty.id])


@require_POST
@requires(Permission.ASSIGN)
def assign_many(request: HttpRequest) -> HttpResponse:
    desk, back = desk_of(request), _back(request)
    person = dict(staff_of(desk)).get(request.POST.get("focal", ""))
    numbers = map(number_in, request.POST.getlist("duty")[:MOST])
    chosen = [number for number in numbers if number is not None]
    if person is None or not chosen:
        messages.error(request, _("Mark at least one duty and choose the person it is given to."))
        return redirect(_with_marks(back, chosen))
    outcomes = [_give(desk, duty, request.POST["focal"]) for duty in _seen(desk, chosen)]
    given = sum(not (outcome.refusal or outcome.was_so) for outcome in outcomes)
    context = {
        "title": ngettext("%(count)s duty was given", "%(count)s duties were given", given)
        % {"count": given},
        "person": person,
        "outcomes": outcomes,
        "back": back,
        "crumbs": [Link(_("My duties"), back), Link(_("Given duties"))],
    }
    return render(request, "desk/plans/assign_many.html", context)


def _seen(desk: Desk, chosen: list[int]) -> list[plans.ObligationRow]:
    """Only duties of the own agency; others are not there for this person."""
    wanted = plans.Wanted(ids=chosen, agency=desk.by.agency)
    return plans.list_obligations(None, as_of=desk.day, wanted=wanted)


def _give(desk: Desk, duty: plans.ObligationRow, focal: str) -> Outcome:
    try:
        actions.assign(obligation=duty.id, focal=focal, by=desk.by, at=clock.now())
    except Refusal as refusal:
        return Outcome(duty, str(refusal))
    return Outcome(duty, was_so=duty.focal == focal)


class AssignForm(forms.Form):
    head = forms.ChoiceField(label=gettext_lazy("Accountable head"), required=False)
    focal = forms.ChoiceField(label=gettext_lazy("Focal official"), required=False)

    def __init__(self, staff: Staff, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("head", "focal"):
            self.fields[name].choices = [("", pgettext("person", "nobody")), *staff]  # type: ignore[attr-defined]


@requires(Permission.ASSIGN)
def assign(request: HttpRequest, duty: int) -> HttpResponse:
    page = duty_page(request, duty, Verb.ASSIGNED)
    named = {"head": page.row.head, "focal": page.row.focal}
    form = AssignForm(_offered(page), request.POST or None, initial=named)
    deed = Deed(
        Verb.ASSIGNED,
        _("Name who answers for it and who sees to it"),
        _("Name them"),
        _("They are named and see it in their list."),
        lead=_("Only people of the agency who may hand in are offered."),
    )
    return perform(
        request,
        page,
        deed,
        form,
        lambda given: actions.assign(obligation=duty, **given, by=page.desk.by, at=clock.now()),
    )


def _offered(page: DutyPage) -> Staff:
    """The staff, and whoever is named now: a choice that is missing would take them off unasked."""
    staff = staff_of(page.desk)
    others = {page.row.head, page.row.focal} - {account for account, _words in staff}
    return [*staff, *page.desk.people(others).items()]


def _with_marks(back: str, chosen: list[int]) -> str:
    """The list again with what was marked in it."""
    place, _mark, query = back.partition("?")
    words = QueryDict(query, mutable=True)
    words.setlist(MARK, [str(number) for number in chosen])
    return f"{place}?{words.urlencode()}" if words else place


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return back if is_ours else reverse("desk:work")


urlpatterns = [
    path("assign/", assign_many, name="assign_many"),
    path("<int:duty>/assign/", assign, name="assign"),
]
