"""Which rows of a long list are shown, and the ways to the next and previous ones."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lienthong.web.ui.words import write_counter

PARAMETER: Final = "page"


@dataclass(frozen=True, slots=True)
class Paging:
    """An empty address says that there is no such page; ``words`` tell the range."""

    previous_url: str
    next_url: str
    words: str


def paging(request: HttpRequest, page: Page[Any]) -> Paging:
    """The paging of Django's ``page``, keeping every other parameter of the request's address."""
    total = page.paginator.count
    words = _("%(first)s–%(last)s of %(total)s") % {
        "first": write_counter(str(page.start_index())),
        "last": write_counter(str(page.end_index())),
        "total": write_counter(total),
    }
    return Paging(
        previous_url=_address(request, page.previous_page_number()) if page.has_previous() else "",
        next_url=_address(request, page.next_page_number()) if page.has_next() else "",
        words=words,
    )


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query[PARAMETER] = str(number)
    return f"?{query.urlencode()}"
