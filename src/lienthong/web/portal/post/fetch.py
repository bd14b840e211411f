"""Papers fetched from home: asked for without travelling, followed by this browser or by code and telephone."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lienthong.domain.deliveries import actions, queries
from lienthong.domain.deliveries.errors import PapersUnchosen
from lienthong.domain.deliveries.queries import HALF_LABELS, ErrandRow, Half, State
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.parties.queries import mask_name, mask_phone
from lienthong.domain.procedures.queries import Handling, get_handling
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, public
from lienthong.web.portal.apply.owners import owners_of
from lienthong.web.portal.post.offered import may_fetch, names_of
from lienthong.web.portal.post.page import FIELDS, WishForm
from lienthong.web.portal.post.words import tell_fetched
from lienthong.web.portal.procedures.page import filing_page, published_or_404
from lienthong.web.ui.words import write_due

ERRANDS: Final = "errands"
"""In the session: what this browser asked the post to fetch, or proved to be its own."""
MOST_HELD: Final = 10
WRONG: Final = FIELDS | {"PapersUnchosen": "papers", "DayUnfit": "when"}


class FetchForm(WishForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    owner = forms.ChoiceField(label=gettext_lazy("To which agency do they go?"))
    papers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What the post fetches"),
        help_text=gettext_lazy("Lay them ready in a closed envelope. The post gives you a receipt for it."),
        coerce=int,
        error_messages={"required": PapersUnchosen.message},
        widget=forms.CheckboxSelectMultiple,
    )
    when = forms.ChoiceField(label=gettext_lazy("When the post may come"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("Who hands them over"),
        help_text=gettext_lazy("Full name of the applicant, as on the papers."),
        max_length=200,
        widget=forms.TextInput({"size": "30", "autocomplete": "name"}),
    )
    field_order = ("key", "owner", "papers", "when", "name", "phone", "address")

    def __init__(self, handling: Handling, days: Sequence[date], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.use_required_attribute = False
        self.fields["address"].label = gettext_lazy("Where the papers are fetched")
        owners = owners_of(handling)
        blank = [] if len(owners) == 1 else [("", gettext_lazy("Choose"))]
        self.fields["owner"].choices = [*blank, *owners]  # type: ignore[attr-defined]
        self.fields["papers"].choices = list(enumerate(names_of(handling)))  # type: ignore[attr-defined]
        self.fields["when"].choices = [  # type: ignore[attr-defined]
            (f"{day.isoformat()} {half.value}", f"{write_due(day)}, {HALF_LABELS[half]}")
            for day in days
            for half in Half
        ]


@public
@never_cache
def ask(request: HttpRequest, procedure: str) -> HttpResponse:
    today = clock.today()
    version = published_or_404(procedure, today)
    handling = get_handling(version.id)
    if not may_fetch(handling, today) or filing_page():
        raise Http404
    initial = {"key": uuid4(), "papers": list(range(len(names_of(handling))))}
    form = FetchForm(handling, queries.days_offered(today), request.POST or None, initial=initial)
    if request.method == "POST":
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="begin_application")
        if refused:
            return refused
        if form.is_valid() and _ask(request, handling, form):
            return redirect("errand", errand=form.cleaned_data["key"])
    return render(request, "portal/post/ask.html", {"version": version, "form": form})


def _ask(request: HttpRequest, handling: Handling, form: FetchForm) -> bool:
    given, names = form.cleaned_data, names_of(handling)
    day, half = given["when"].split()
    errand = actions.Errand(
        key=given["key"],
        agency=given["owner"],
        procedure=handling.code,
        version=handling.version,
        title=handling.name,
        papers=[names[place] for place in given["papers"]],
        sender=actions.Receiver(given["name"], given["phone"], given["address"]),
        day=date.fromisoformat(day),
        half=Half(half),
    )
    try:
        actions.ask_for(errand=errand, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        form.add_error(WRONG.get(refusal.code), str(refusal))
        return False
    keep(request, errand.key)
    return True


def keep(request: HttpRequest, errand: UUID) -> None:
    """This browser may look at it from now on."""
    kept = [one for one in request.session.get(ERRANDS, ()) if one != str(errand)]
    request.session[ERRANDS] = [*kept, str(errand)][-MOST_HELD:]


def _own(request: HttpRequest, errand: UUID) -> ErrandRow:
    """Raises Http404 for another browser's."""
    row = queries.get_errand(errand) if str(errand) in request.session.get(ERRANDS, ()) else None
    if row is None:
        raise Http404
    return row


@public
@never_cache
def show(request: HttpRequest, errand: UUID) -> HttpResponse:
    row = _own(request, errand)
    order = row.order
    context = {
        "row": row,
        "order": order,
        "told": tell_fetched(order),
        "when": f"{write_due(row.day)}, {HALF_LABELS[row.half]}",
        "agency": get_names({order.agency}, clock.today()).get(order.agency, ""),
        "who": mask_name(order.receiver),
        "phone": mask_phone(order.phone) if order.phone else "",
        "may_call_off": order.state is State.TO_SEND,
    }
    return render(request, "portal/post/errand.html", context)


@public
@require_POST
def call_off(request: HttpRequest, errand: UUID) -> HttpResponse:
    _own(request, errand)
    try:
        actions.call_errand_off(key=errand, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Called off. The post is told not to come."))
    return redirect("errand", errand=errand)


urlpatterns = [
    path("procedures/<str:procedure>/fetch/", ask, name="fetch_papers"),
    path("papers/<uuid:errand>/", show, name="errand"),
    path("papers/<uuid:errand>/call-off/", call_off, name="errand_call_off"),
]
