"""Which systems and addresses somebody keeps. Everything else is not found."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from lienthong.domain.partners.queries import PartnerRow, SubscriptionRow, find_partner, find_subscription
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Link


def partner_kept(request: HttpRequest, partner: str, *, running: bool = False) -> PartnerRow:
    """``running``: only one that was not ended. Raises Http404."""
    row = find_partner(partner, actor_of(request))
    if row is None or (running and row.ended_at):
        raise Http404
    return row


def hook_kept(
    request: HttpRequest, hook: str, *, running: bool = False
) -> tuple[PartnerRow, SubscriptionRow]:
    """The address with its system. Raises Http404."""
    row = find_subscription(hook, actor_of(request))
    if row is None or (running and row.ended_at):
        raise Http404
    return partner_kept(request, row.partner), row


def link_to(partner: PartnerRow) -> Link:
    return Link(partner.name, reverse("console:partner", args=[partner.account]))


def link_to_hook(hook: SubscriptionRow) -> Link:
    return Link(hook.url, reverse("console:hook", args=[hook.id]))
