"""What is done with an address at once: tried, paused, let hear again, a message sent again; and its end."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lienthong.domain.partners import actions
from lienthong.domain.partners.permissions import Permission
from lienthong.spine import clock
from lienthong.web.console.deed import Deed, act_at_once, perform
from lienthong.web.console.partners.scope import hook_kept, link_to, link_to_hook
from lienthong.web.entrance.access import actor_of, requires


@require_POST
@requires(Permission.KEEP)
def test(request: HttpRequest, hook: str) -> HttpResponse:
    done = _("The test message is on its way. Load this page again in a moment to see the answer.")
    return _at_once(request, hook, actions.send_test, done)


@require_POST
@requires(Permission.KEEP)
def pause(request: HttpRequest, hook: str) -> HttpResponse:
    return _at_once(request, hook, actions.pause, _("Paused. Messages wait until you send them again."))


@require_POST
@requires(Permission.KEEP)
def resume(request: HttpRequest, hook: str) -> HttpResponse:
    return _at_once(request, hook, actions.resume, _("Messages are sent again, first those that waited."))


@require_POST
@requires(Permission.KEEP)
def again(request: HttpRequest, hook: str, message: str) -> HttpResponse:
    def act(**given: Any) -> None:
        actions.send_again(key=message, **given)

    return _at_once(request, hook, act, _("The message is on its way again."))


@requires(Permission.KEEP)
def end(request: HttpRequest, hook: str) -> HttpResponse:
    partner, row = hook_kept(request, hook, running=True)

    def act(_given: dict[str, Any]) -> None:
        actions.end_subscription(subscription=hook, by=actor_of(request), at=clock.now())

    deed = Deed(
        section="partners",
        title=_("End the address %(url)s") % {"url": row.url},
        button=_("End the address"),
        done=_("The address is ended. Nothing is sent there any more."),
        back=link_to(partner).url,
        warning=_("Messages that were not taken yet are not sent any more."),
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return perform(request, deed, form, act, [link_to(partner), link_to_hook(row)])


def _at_once(request: HttpRequest, hook: str, act: Callable[..., object], done: str) -> HttpResponse:
    _partner, row = hook_kept(request, hook, running=True)
    by, at = actor_of(request), clock.now()
    there = link_to_hook(row).url
    return act_at_once(request, lambda: act(subscription=hook, by=by, at=at), done=done, back=there)


urlpatterns = [
    path("partners/hooks/<str:hook>/test/", test, name="hook_test"),
    path("partners/hooks/<str:hook>/pause/", pause, name="hook_pause"),
    path("partners/hooks/<str:hook>/resume/", resume, name="hook_resume"),
    path("partners/hooks/<str:hook>/messages/<str:message>/again/", again, name="hook_again"),
    path("partners/hooks/<str:hook>/end/", end, name="hook_end"),
]
