"""Letters that mail would have carried: shown where no mail server is set up, as in the demonstration."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.connectors.mail import fake
from lienthong.domain.accounts.permissions import Permission
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import requires
from lienthong.web.ui.paging import PARAMETER, paging


@requires(Permission.SEE_LETTERS)
def letters(request: HttpRequest) -> HttpResponse:
    page = Paginator(range(fake.count_letters()), fake.PAGE).get_page(request.GET.get(PARAMETER))
    context: dict[str, Any] = {
        "letters": fake.list_letters(max(0, page.start_index() - 1)),
        "paging": paging(request, page),
    }
    lead = (
        _("Letters go out by the mail server; only their keys are kept here.")
        if settings.LIENTHONG_MAIL_URL
        else _("There is no mail server here, so letters land on this page instead of in a mailbox.")
    )
    return render_page(
        request,
        "console/letters.html",
        current="letters",
        title=pgettext("mail", "Letters"),
        lead=lead,
        **context,
    )


urlpatterns = [path("letters/", letters, name="letters")]
