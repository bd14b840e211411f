"""Looking for a procedure: by words without marks, by field, by level."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from lienthong.domain.procedures import queries
from lienthong.domain.procedures.queries import LEVEL_LABELS
from lienthong.web.entrance.access import public
from lienthong.web.entrance.moment import moment_of

PAGE = 30
LAST_PAGE = 1_000


class Search(forms.Form):
    q = forms.CharField(label=_("Name or code of the procedure"), required=False, max_length=200)
    field = forms.ChoiceField(label=_("Field"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)

    def __init__(self, fields: list[tuple[str, int]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(name, f"{name} ({count})") for name, count in fields]
        self.fields["q"].widget.attrs |= {"autocomplete": "off", "type": "search"}
        self.fields["field"].choices = [("", _("All fields")), *named]  # type: ignore[attr-defined]
        levels = [(level.value, label) for level, label in LEVEL_LABELS.items()]
        self.fields["level"].choices = [("", _("All levels")), *levels]  # type: ignore[attr-defined]


@public
def procedures(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    form = Search(queries.list_fields(moment.as_of), request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = _page(request)
    found = queries.find_published(
        moment.as_of,
        text=asked.get("q", ""),
        field=asked.get("field", ""),
        level=asked.get("level", ""),
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )
    context = {
        "form": form,
        "found": found,
        "rows": [(row, [LEVEL_LABELS[level] for level in row.levels]) for row in found.rows],
        "is_searched": any(asked.values()),
        "previous": _address(request, page - 1) if page > 1 else "",
        "next": _address(request, page + 1) if found.has_more else "",
        "as_of": moment.as_of,
        "today": moment.today,
    }
    return render(request, "portal/procedures/listing.html", context)


def _page(request: HttpRequest) -> int:
    """Which page; what is no number is the first one."""
    given = request.GET.get("page", "")
    is_number = given.isascii() and given.isdigit() and len(given) < 6
    return min(max(int(given), 1), LAST_PAGE) if is_number else 1


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"


urlpatterns = [path("procedures/", procedures, name="procedures")]
