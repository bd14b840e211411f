"""Looking for a procedure: by words without marks, by what happens in life, by field, level and agency."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from lienthong.domain.procedures import queries
from lienthong.domain.procedures.queries import LEVEL_LABELS, LifeEventRow
from lienthong.spine.text import sort_key
from lienthong.web.entrance.access import public
from lienthong.web.entrance.moment import Moment, moment_of

PAGE: Final = 30
LAST_PAGE: Final = 1_000


class Search(forms.Form):
    q = forms.CharField(
        label=_("What do you want to do?"),
        help_text=_(
            "A few words are enough, without marks too: mo quan, xay nha. Or the code of the procedure."
        ),
        required=False,
        max_length=200,
    )
    field = forms.ChoiceField(label=_("Field"), required=False)
    agency = forms.ChoiceField(label=_("Decided by"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    online = forms.BooleanField(label=_("Only what can be filed online"), required=False)

    def __init__(self, moment: Moment, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        day = moment.as_of
        self.fields["q"].widget = forms.TextInput(
            {"autocomplete": "off", "type": "search", "maxlength": "200"}
        )
        fields = [(name, f"{name} ({count})") for name, count in queries.list_fields(day)]
        self._offer("field", _("All fields"), fields)
        self._offer("level", _("All levels"), [(one.value, words) for one, words in LEVEL_LABELS.items()])
        names = queries.unit_names(set(queries.list_deciding(day)), day)
        self._offer("agency", _("All agencies"), sorted(names.items(), key=lambda one: sort_key(one[1])))

    def _offer(self, name: str, every: Any, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", every), *choices]  # type: ignore[attr-defined]

    @property
    def narrowing(self) -> list[forms.BoundField]:
        return [self[name] for name in ("field", "agency", "level", "online")]


@public
def procedures(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    form = Search(moment, request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    events = queries.list_life_events(moment.as_of)
    event = next((one for one in events if one.code == request.GET.get("event")), None)
    page = _page(request)
    found = _find(moment, asked, event, page)
    context = {
        "form": form,
        "found": found,
        "rows": [(row, [LEVEL_LABELS[level] for level in row.levels]) for row in found.rows],
        "events": events,
        "event": event,
        "is_searched": any(asked.values()) or event is not None,
        "is_narrowed": any(asked.get(name) for name in ("field", "agency", "level", "online")),
        "previous": _address(request, page - 1) if page > 1 else "",
        "next": _address(request, page + 1) if found.has_more else "",
        "as_of": moment.as_of,
        "today": moment.today,
    }
    return render(request, "portal/procedures/listing.html", context)


def _find(moment: Moment, asked: Mapping[str, Any], event: LifeEventRow | None, page: int) -> queries.Found:
    agency = asked.get("agency", "")
    return queries.find_published(
        moment.as_of,
        text=asked.get("q", ""),
        field=asked.get("field", ""),
        level=asked.get("level", ""),
        agencies=[agency] if agency else (),
        event=event.code if event else "",
        is_online=bool(asked.get("online")),
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )


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
