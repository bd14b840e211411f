"""The result as a signed document: taken once, which hands it over; downloaded as often as one likes afterwards."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lienthong.domain.applications import actions
from lienthong.domain.cases.errors import NotNow
from lienthong.domain.cases.queries import State
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.downloads import download
from lienthong.web.portal.mine.door import Own, both
from lienthong.web.portal.mine.standing import find_result


@require_POST
def fetch(request: HttpRequest, own: Own) -> HttpResponse:
    if find_result(own) is None:
        raise Http404
    try:
        actions.fetch(case=own.row.id, by=own.by, at=own.now)
    except NotNow:
        return redirect(own.url())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The result is yours. Download it and keep it well."))
    return redirect(own.url())


def result(request: HttpRequest, own: Own) -> HttpResponse:
    """Nobody gives it out twice: before it is taken, it is not there."""
    del request
    file = find_result(own) if own.row.state is State.GIVEN else None
    if file is None:
        raise Http404
    return cast(HttpResponse, download(file, may_read=lambda _row: True))


urlpatterns = [*both("fetch/", fetch, "fetch"), *both("result.pdf", result, "result")]
