"""Letters that mail would have carried: shown where no mail server is set up, as in the demonstration."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.connectors.mail import fake
from lienthong.domain.accounts.permissions import Permission
from lienthong.web.entrance.access import requires
from lienthong.web.ui.paging import PARAMETER, paging


@requires(Permission.SEE_LETTERS)
def letters(request: HttpRequest) -> HttpResponse:
    page = Paginator(range(fake.count_letters()), fake.PAGE).get_page(request.GET.get(PARAMETER))
    context = {
        "letters": fake.list_letters(max(0, page.start_index() - 1)),
        "paging": paging(request, page),
        "has_mail_server": bool(settings.LIENTHONG_MAIL_URL),
    }
    return render(request, "console/letters.html", context)


urlpatterns = [path("console/letters/", letters, name="letters")]
