"""A neighbour of the node; a client is added with its secret, gets another, or ends."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lienthong.domain.axis import actions, queries
from lienthong.domain.axis.errors import SystemTaken
from lienthong.domain.axis.permissions import Permission
from lienthong.domain.axis.queries import NeighbourKind, NeighbourRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.console.axis.words import KINDS, LEGS, WANTED, title_of
from lienthong.web.console.deed import Deed, act_at_once, perform
from lienthong.web.console.fields import reason_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import in_vietnamese, write_day, write_moment, write_number

ONE_PRESS: Final = timedelta(minutes=1)


class ClientForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Agency whose software calls"),
        help_text=gettext_lazy("As lists and the ledger will call it, as “Chi cục Thuế khu vực”."),
        max_length=300,
    )
    organ = forms.CharField(
        label=gettext_lazy("Its code on the axis"),
        help_text=gettext_lazy("By QCVN 102 or Decision 20/2020, or as it is known there: 000.01.02.H21."),
        max_length=99,
        widget=forms.TextInput({"autocomplete": "off", "size": "24"}),
    )
    system = forms.CharField(
        label=gettext_lazy("Name of its system"),
        help_text=gettext_lazy("What its software sends as systemid."),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off", "size": "24"}),
    )


class EndForm(forms.Form):
    reason = reason_field()


def _neighbour(neighbour: int) -> NeighbourRow:
    """Raises Http404."""
    row = queries.get_neighbour(neighbour)
    if row is None:
        raise Http404
    return row


def _client(neighbour: int) -> NeighbourRow:
    """Raises Http404 for what is no client, or has ended."""
    row = _neighbour(neighbour)
    if row.kind is not NeighbourKind.CHILD or row.ended_at:
        raise Http404
    return row


@requires(Permission.KEEP)
def neighbour(request: HttpRequest, neighbour: int) -> HttpResponse:
    row = _neighbour(neighbour)
    waiting = [leg for wanted in queries.Wanted for leg in queries.list_for(row.id, wanted, most=50)]
    return render_page(
        request,
        "console/axis/neighbour.html",
        current="axis",
        title=row.name,
        crumbs=[Link(row.name)],
        row=row,
        facts=_facts(row),
        may_ask=row.kind is NeighbourKind.PARENT and not row.ended_at,
        is_client=row.kind is NeighbourKind.CHILD and not row.ended_at,
        waiting=[
            (leg, title_of(leg.message), WANTED[leg.message.wanted], *LEGS[leg.state]) for leg in waiting
        ],
    )


def _facts(row: NeighbourRow) -> list[Fact]:
    facts = [
        Fact(pgettext("neighbour on the axis", "What it is"), KINDS[row.kind]),
        Fact(_("Its code on the axis"), in_vietnamese(row.organ)),
        Fact(_("Name of its system"), in_vietnamese(row.system)),
        Fact(_("Known since"), write_day(row.made_at)),
    ]
    here, gone = queries.count_organs(row.id)
    facts.append(Fact(_("Agencies behind it"), write_number(here), hint=_gone(gone)))
    if row.kind is NeighbourKind.PARENT:
        read = write_moment(clock.local(row.listed_at)) if row.listed_at else _("it is being read")
        facts.append(Fact(_("List of agencies read, in real time"), read))
    if row.seen_at:
        facts.append(Fact(_("Answered last, in real time"), write_moment(clock.local(row.seen_at))))
    if row.ended_at:
        facts.append(Fact(_("Ended on"), write_day(row.ended_at)))
    return facts


def _gone(count: int) -> str:
    words = ngettext("%(count)s was taken off its list.", "%(count)s were taken off its list.", count)
    return words % {"count": write_number(count)} if count else ""


@require_POST
@requires(Permission.KEEP)
def ask_for_list(request: HttpRequest) -> HttpResponse:
    """Of the node above, where there is one."""
    row = queries.parent()
    if row is None:
        raise Http404
    return act_at_once(
        request,
        lambda: actions.ask_for_list(neighbour=row.id, by=actor_of(request), at=clock.now()),
        done=_("The list is read in a moment; this page then says when and how many."),
        back=reverse("console:axis_neighbour", args=[row.id]),
    )


@never_cache
@requires(Permission.KEEP)
def add(request: HttpRequest) -> HttpResponse:
    """The secret stands on the answer to the form and nowhere else."""
    form, secret, made = ClientForm(request.POST or None), "", 0
    if form.is_bound and form.is_valid():
        try:
            made, secret = actions.add_client(**form.cleaned_data, by=actor_of(request), at=clock.now())
        except SystemTaken as taken:
            made, secret = _pressed_twice(request, form.cleaned_data)
            if not secret:
                form.add_error(None, str(taken))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    title = _("Add a client of the axis")
    return _secret_page(request, title, secret, made, form=form)


def _pressed_twice(request: HttpRequest, given: dict[str, str]) -> tuple[int, str]:
    """Whose first press added this very client a moment ago never saw its secret: they are shown another one."""
    row = queries.find_client(given["system"])
    if row is None or (row.name, row.organ) != (given["name"], given["organ"]):
        return 0, ""
    if clock.now() - row.made_at > ONE_PRESS:
        return 0, ""
    return row.id, actions.renew_secret(neighbour=row.id, by=actor_of(request), at=clock.now())


@never_cache
@require_POST
@requires(Permission.KEEP)
def renew(request: HttpRequest, neighbour: int) -> HttpResponse:
    row = _client(neighbour)
    secret = actions.renew_secret(neighbour=row.id, by=actor_of(request), at=clock.now())
    return _secret_page(request, _("New secret of %(name)s") % {"name": row.name}, secret, row.id)


def _secret_page(
    request: HttpRequest, title: str, secret: str, made: int, form: forms.Form | None = None
) -> HttpResponse:
    return render_page(
        request,
        "console/axis/client.html",
        current="axis",
        title=title,
        crumbs=[Link(title)],
        form=form,
        secret=secret,
        made=made,
        address=request.build_absolute_uri("/axis"),
    )


@requires(Permission.KEEP)
def end(request: HttpRequest, neighbour: int) -> HttpResponse:
    row = _client(neighbour)

    def act(given: dict[str, Any]) -> None:
        actions.end_client(neighbour=row.id, **given, by=actor_of(request), at=clock.now())

    deed = Deed(
        section="axis",
        title=_("End the client %(name)s") % {"name": row.name},
        button=_("End the client"),
        done=_("The client is ended. Nothing is taken from it or kept for it any more."),
        back=reverse("console:axis_neighbour", args=[row.id]),
        warning=_("Its secret ends at once; what waits for it is not fetched any more."),
    )
    return perform(request, deed, EndForm(request.POST or None), act)


urlpatterns = [
    path("axis/clients/new/", add, name="axis_client_new"),
    path("axis/neighbours/<int:neighbour>/", neighbour, name="axis_neighbour"),
    path("axis/neighbours/<int:neighbour>/secret/", renew, name="axis_secret"),
    path("axis/list/", ask_for_list, name="axis_ask_for_list"),
    path("axis/neighbours/<int:neighbour>/end/", end, name="axis_client_end"),
]
