"""One address: what it is told of, how it does, and the last messages with each try."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from lienthong.domain.partners import queries
from lienthong.domain.partners.permissions import Permission
from lienthong.domain.partners.queries import KIND_LABELS, Kind, Paused
from lienthong.spine import clock
from lienthong.web.console.page import render_page
from lienthong.web.console.partners.scope import hook_kept, link_to
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Link

SHOWN: Final = 50
FAULTS: Final[dict[str, Promise]] = {
    "TIMEOUT": gettext_lazy("no answer in time"),
    "BROKEN": gettext_lazy("the line broke"),
    "UNKNOWN_NAME": gettext_lazy("nobody knows the name"),
    "CERTIFICATE": gettext_lazy("the certificate is not trusted"),
    "TLS": gettext_lazy("no secure line"),
    "GARBAGE": gettext_lazy("an answer that cannot be read"),
    "INSIDE": gettext_lazy("the name leads into an internal network"),
    "NOT_HTTPS": gettext_lazy("the address is not secure"),
    "UNREADABLE": gettext_lazy("the address cannot be read"),
}
WHY: Final[dict[str, Promise]] = {
    Paused.BY_HAND: gettext_lazy("Somebody of the agency paused it."),
    Paused.FAILING: gettext_lazy("It took no message for three days."),
    Paused.GONE: gettext_lazy("It answered that it is gone (410)."),
}


@requires(Permission.KEEP)
def hook(request: HttpRequest, hook: str) -> HttpResponse:
    partner, row = hook_kept(request, hook)
    status, word = state_shown(row)
    found = queries.list_messages(hook, limit=SHOWN)
    return render_page(
        request,
        "console/partners/hook.html",
        current="partners",
        title=row.url,
        crumbs=[link_to(partner), Link(row.url)],
        hook=row,
        status=status,
        word=word,
        why=WHY.get(row.paused_why, ""),
        facts=_facts(row),
        kinds=[KIND_LABELS[kind] for kind in Kind if kind in row.kinds],
        messages_sent=[(one, KIND_LABELS[one.kind], *_message_shown(one), _tries(one)) for one in found],
        shown=SHOWN,
    )


def state_shown(row: queries.SubscriptionRow) -> tuple[str, str]:
    """Status and word of the tag."""
    if row.ended_at:
        return "not_applicable", pgettext("address", "ended")
    if row.paused_at:
        return "paused", pgettext("address", "paused")
    if row.failing_since:
        return "due_soon", _("takes no messages")
    return "done", pgettext("address", "is told")


def _facts(row: queries.SubscriptionRow) -> list[Fact]:
    facts = [Fact(_("Registered"), _when(row.made_at))]
    if row.failing_since:
        facts.append(Fact(_("Takes no messages since"), _when(row.failing_since)))
    if row.old_until and row.old_until > clock.real_now():
        facts.append(Fact(_("The old secret is valid until"), _when(row.old_until)))
    if row.ended_at:
        facts.append(Fact(pgettext("address", "Ended on"), _when(row.ended_at)))
    return facts


def _when(at: datetime) -> str:
    return f"{clock.local(at):%d/%m/%Y %H:%M}"


def _message_shown(row: queries.MessageRow) -> tuple[str, str]:
    if row.taken_at:
        return "done", pgettext("message", "taken")
    if row.dead is not None:
        return "overdue", pgettext("message", "not taken")
    if row.is_held:
        return "paused", pgettext("message", "waits")
    if row.tries:
        return "due_soon", pgettext("message", "to be tried again")
    return "submitted", pgettext("message", "on its way")


def _tries(row: queries.MessageRow) -> list[tuple[datetime, str, int, int]]:
    """Newest first: when, what was answered, how long it took, which one it was."""
    return [
        (
            one.at,
            f"HTTP {one.status}" if one.status else str(FAULTS.get(one.fault, one.fault)),
            one.ms,
            one.number,
        )
        for one in row.tries
    ]


urlpatterns = [path("partners/hooks/<str:hook>/", hook, name="hook")]
