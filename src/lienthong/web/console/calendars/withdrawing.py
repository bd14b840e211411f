"""An entry that was wrong is withdrawn with a reason: the row stays, and one more row says that it no longer counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar.queries import CountingRule, Kept, OfficeHours, Suspension
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import reason_field
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_moment


class WithdrawForm(forms.Form):
    reason = reason_field()


class Withdraw(Protocol):
    def __call__(self, *, entry: int, by: Actor, at: Any, reason: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One row of the list of what was withdrawn."""

    what: str
    when: str
    because: str


def withdraw(
    request: HttpRequest, entry: int, what: str, action: Withdraw, back: str, crumbs: Iterable[Link] = ()
) -> HttpResponse:
    """Asks why and calls ``action``; ``what`` names the entry in the title."""
    form = WithdrawForm(request.POST or None)

    def act(given: dict[str, Any]) -> None:
        action(entry=entry, **given, by=actor_of(request), at=clock.now())

    deed = Deed(
        "calendar",
        _("Withdraw %(what)s") % {"what": what},
        _("Withdraw the entry"),
        _("The entry is withdrawn; it stays in the list with the reason."),
        back,
        warning=_("Due dates counted from now on no longer know this entry. Those already counted stay."),
    )
    return perform(request, deed, form, act, crumbs)


def shown[Value: (OfficeHours, Suspension, CountingRule)](
    rows: Iterable[Kept[Value]], name: Callable[[Value], str]
) -> list[Withdrawn]:
    return [Withdrawn(name(kept.value), write_moment(kept.recorded_at), kept.because) for kept in rows]
