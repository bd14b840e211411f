"""The register of online services: what must be online held against what is published; a new list is read in."""

from dataclasses import dataclass
from typing import BinaryIO, cast
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures.exchange import read_required, write_register
from lienthong.domain.procedures.permissions import Permission
from lienthong.domain.procedures.queries import VERDICT_LABELS, Held, ListEntry, Register, Verdict
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import open_content
from lienthong.web.desk.procedures.announcing import Sight, sight_of
from lienthong.web.desk.procedures.page import WORKERS
from lienthong.web.desk.procedures.workbook import XLSX
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Link, Tab

PAGE = 100
VERDICT_TAGS = {
    Verdict.MISSING: "not_done",
    Verdict.BELOW: "returned",
    Verdict.MET: "done",
    Verdict.EXTRA: "not_applicable",
}


class ListForm(forms.Form):
    decision = forms.CharField(
        label=pgettext_lazy("procedure", "Number of the decision"),
        max_length=60,
        widget=forms.TextInput({"size": "24", "autocomplete": "off"}),
    )
    decided_on = DayField(label=pgettext_lazy("procedure", "Decided on"))
    effective_from = DayField(label=gettext_lazy("Counts from"))


@dataclass(frozen=True, slots=True)
class Line:
    row: Held
    keeper: str
    tag: str
    word: str


@requires(*WORKERS)
def online(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    register = queries.get_register(sight.today)
    asked = request.GET.get("queue", "")
    rows = [row for row in register.rows if not asked or row.verdict.value == asked]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    names = get_names({row.keeper for row in page if row.keeper}, sight.today)
    context = {
        "register": register,
        "lead": _lead(register),
        "lines": [_line(row, names) for row in page],
        "tabs": list(_tabs(register, asked)),
        "ways": paging(request, page),
        "form": ListForm(initial=request.GET) if sight.may_enter else None,
        "upload_url": settings.LIENTHONG_STREAM_ORIGIN + reverse("desk:required_upload"),
        "crumbs": [Link(_("Procedures"), reverse("desk:procedures")), Link(_("Online services"))],
    }
    answer = render(request, "desk/procedures/online.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


def _line(row: Held, names: dict[str, str]) -> Line:
    keeper = names.get(row.keeper, row.keeper)
    return Line(row, keeper, VERDICT_TAGS[row.verdict], str(VERDICT_LABELS[row.verdict]))


def _lead(register: Register) -> str:
    if register.of is None:
        return _("No list of services that must be online was entered yet.")
    share = (
        f"{register.share // 10},{register.share % 10}" if register.share % 10 else str(register.share // 10)
    )
    return _("%(met)s of %(required)s required services are online at their level (%(share)s%%).") % {
        "met": register.counts[Verdict.MET],
        "required": register.required,
        "share": share,
    }


def _tabs(register: Register, asked: str) -> list[Tab]:
    here = reverse("desk:online")
    verdicts = [
        Tab(
            capfirst(str(VERDICT_LABELS[one])),
            f"{here}?queue={one.value}",
            count=register.counts[one],
            current=asked == one.value,
        )
        for one in Verdict
    ]
    return [Tab(pgettext("online", "All"), here, count=len(register.rows), current=not asked), *verdicts]


@requires(*WORKERS)
def online_xlsx(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    register = queries.get_register(sight.today)
    names = get_names({row.keeper for row in register.rows if row.keeper}, sight.today)
    title = _("Register of online services, %(day)s") % {"day": f"{sight.today:%d/%m/%Y}"}
    if register.of:
        title += f" ({register.of.decision})"
    answer = HttpResponse(write_register(register.rows, names, title=title), content_type=XLSX)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="dich-vu-truc-tuyen-{sight.today:%Y%m%d}.xlsx"'
    )
    return answer


@require_POST
@requires(Permission.CONTROL)
def upload(request: HttpRequest) -> HttpResponse:
    """Called in the upload process when the whole file is here."""
    sight = sight_of(request)
    if not sight.may_enter:
        raise Http404
    form, file = ListForm(request.POST), request.FILES.get("file")
    if not form.is_valid():
        for name, faults in form.errors.items():
            messages.error(request, f"{form.fields[name].label}: {faults[0]}")
    elif file is None:
        messages.error(request, _("Choose the file first."))
    else:
        try:
            _enter(sight, form, cast(BinaryIO, file), file.name or "")
        except Refusal as refusal:
            messages.error(request, f"{file.name}: {refusal}")
        else:
            messages.success(request, _("The list is entered and counts from its day."))
            return redirect("desk:online")
    given = {name: request.POST.get(name, "")[:60] for name in form.fields}
    return redirect(f"{reverse('desk:online')}?{urlencode(given)}")


def _enter(sight: Sight, form: ListForm, content: BinaryIO, name: str) -> None:
    at = clock.now()
    kept = actions.receive_required(content=content, name=name, by=sight.by, at=at)
    with open_content(kept) as opened:
        needs = read_required(opened, name)
    entry = ListEntry(**form.cleaned_data, needs=needs)
    actions.enter_required(entry=entry, digest=kept.digest, by=sight.by, at=at)


urlpatterns = [
    path("procedures/online/", online, name="online"),
    path("procedures/online.xlsx", online_xlsx, name="online_xlsx"),
]
uploads = [path("uploads/required-services/", upload, name="required_upload")]
