"""One message of the axis: what it says of itself, its legs; taken out of quarantine, or done with."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from lienthong.domain.axis import actions, queries
from lienthong.domain.axis.permissions import Permission
from lienthong.domain.axis.queries import LegRow, MessageRow, MessageState
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.web.console.axis.words import BUSINESS, LEGS, STATES, WANTED, title_of
from lienthong.web.console.deed import Deed, act_at_once, perform
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import in_vietnamese, write_code, write_moment, write_number

ASIDE = frozenset({MessageState.CONFLICT, MessageState.QUARANTINED})


class SettleForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why nothing more is done with it"),
        max_length=500,
        widget=forms.Textarea({"rows": "3"}),
    )


def _message(message: int) -> MessageRow:
    """Raises Http404."""
    row = queries.find_message(message)
    if row is None:
        raise Http404
    return row


@requires(Permission.KEEP)
def message(request: HttpRequest, message: int) -> HttpResponse:
    row = _message(message)
    return render_page(
        request,
        "console/axis/message.html",
        current="axis",
        title=title_of(row)[:160],
        crumbs=[Link(_("Message"))],
        row=row,
        state=STATES[row.state],
        facts=_facts(row),
        legs=_legs(row),
        is_aside=row.state in ASIDE,
        may_read=row.state in ASIDE and row.file is not None,
        receipts=len(queries.list_receipts(row.id)),
    )


def _legs(row: MessageRow) -> list[tuple[str, LegRow, str, str | Promise]]:
    """Each with the name of the neighbour, or of the agency of the house, that it went to."""
    legs = queries.list_legs(row.id)
    names = get_names({leg.agency for leg in legs} - {""}, clock.today())
    return [(leg.neighbour_name or names.get(leg.agency, leg.agency), leg, *LEGS[leg.state]) for leg in legs]


def _facts(row: MessageRow) -> list[Fact]:
    names = queries.names_of(row.recipients, clock.today())
    to = ", ".join(f"{names.get(organ, '')} ({organ})".strip() for organ in row.recipients)
    kept = write_number(row.size) if row.file else _("destroyed")
    return [
        Fact(pgettext("message on the axis", "Kind"), WANTED[row.wanted], hint=_hint(row)),
        Fact(pgettext("axis", "From"), in_vietnamese(f"{row.sender_name} ({row.sender or row.stated})")),
        Fact(pgettext("axis", "To"), in_vietnamese(to)),
        Fact(
            pgettext("axis", "Brought by"),
            in_vietnamese(row.neighbour_name) if row.neighbour else _("Written here"),
        ),
        Fact(_("Identity of the document"), write_code(row.document)),
        Fact(_("Number of the message"), write_code(row.key)),
        Fact(_("Its number at the neighbour"), write_code(row.remote) if row.remote else _("none")),
        Fact(_("Digest of the message (SHA-256)"), write_code(row.digest)),
        Fact(_("Size of the message in bytes"), kept),
        Fact(_("Came at"), write_moment(clock.local(row.came_at))),
    ]


def _hint(row: MessageRow) -> str:
    """The code of a status; of a document what it does with an earlier one."""
    return row.status or str(BUSINESS.get(row.business, row.business))


@require_POST
@requires(Permission.KEEP)
def read_again(request: HttpRequest, message: int) -> HttpResponse:
    row = _message(message)
    return act_at_once(
        request,
        lambda: actions.read_again(message=row.id, by=actor_of(request), at=clock.now()),
        done=_("It is read again in a moment."),
        back=reverse("console:axis"),
    )


@requires(Permission.KEEP)
def settle(request: HttpRequest, message: int) -> HttpResponse:
    row = _message(message)
    if row.state not in ASIDE:
        raise Http404

    def act(given: dict[str, Any]) -> None:
        actions.settle(message=row.id, reason=given["reason"], by=actor_of(request), at=clock.now())

    deed = Deed(
        section="axis",
        title=_("Settle the message %(title)s") % {"title": title_of(row)[:120]},
        button=_("Settle it with this reason"),
        done=_("Settled. Its bytes and the reason stay on record."),
        back=reverse("console:axis"),
        lead=row.reason,
    )
    return perform(request, deed, SettleForm(request.POST or None), act)


urlpatterns = [
    path("axis/messages/<int:message>/", message, name="axis_message"),
    path("axis/messages/<int:message>/read/", read_again, name="axis_read_again"),
    path("axis/messages/<int:message>/settle/", settle, name="axis_settle"),
]
