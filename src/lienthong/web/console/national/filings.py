"""A filing of the national portal that could not become a case: tried again, or given back with a reason."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.national import actions, queries
from lienthong.domain.national.permissions import Permission
from lienthong.domain.national.queries import FilingRow
from lienthong.spine import clock
from lienthong.web.console.deed import Deed, act_at_once, perform
from lienthong.web.entrance.access import actor_of, requires


class GiveBackForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it cannot be taken in"),
        help_text=gettext_lazy("The applicant reads these words at the national portal."),
        max_length=500,
        widget=forms.Textarea({"rows": "3"}),
    )


def _filing(request: HttpRequest, filing: int) -> FilingRow:
    """Raises Http404 for one that is not there or out of reach."""
    row = queries.get_filing(filing, actor_of(request))
    if row is None:
        raise Http404
    return row


@require_POST
@requires(Permission.KEEP)
def try_again(request: HttpRequest, filing: int) -> HttpResponse:
    row = _filing(request, filing)
    return act_at_once(
        request,
        lambda: actions.try_again(filing=row.id, by=actor_of(request), at=clock.now()),
        done=_("It is looked at again within a minute."),
        back=reverse("console:national"),
    )


@requires(Permission.KEEP)
def give_back(request: HttpRequest, filing: int) -> HttpResponse:
    row = _filing(request, filing)
    if not row.is_waiting:
        raise Http404

    def act(given: dict[str, Any]) -> None:
        actions.give_back(filing=row.id, reason=given["reason"], by=actor_of(request), at=clock.now())

    deed = Deed(
        section="national",
        title=_("Give the filing %(number)s back to the national portal") % {"number": row.number or row.id},
        button=_("Give it back with this reason"),
        done=_("The portal is told within a minute."),
        back=reverse("console:national"),
        lead=row.reason,
        warning=_("It does not become a case here; the applicant must file anew."),
    )
    return perform(request, deed, GiveBackForm(request.POST or None), act)


urlpatterns = [
    path("national/filings/<int:filing>/try/", try_again, name="national_try"),
    path("national/filings/<int:filing>/give-back/", give_back, name="national_give_back"),
]
