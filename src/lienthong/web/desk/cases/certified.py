"""The books of certifications: what waits, a period to read, print or take away; certifying later, cancelling."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.cases import actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.errors import CertificationNotFound, NoForm
from lienthong.domain.cases.exchange import MOST_LINES, read_book, write_certified, write_certified_xlsx
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import CertificationRow, Certified
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.certify_form import KINDS
from lienthong.web.desk.cases.page import Desk, desk_of
from lienthong.web.desk.cases.register import PeriodForm
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.parts import Link

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN: Final = 100


class BookForm(PeriodForm):
    kind = forms.ChoiceField(
        label=pgettext_lazy("certified", "Book"), choices=[(str(one), words) for one, words in KINDS.items()]
    )
    q = forms.CharField(label=gettext_lazy("Name or paper"), required=False, max_length=200)
    field_order = ("kind", "first", "last", "q")


class SignerForm(forms.Form):
    signer = forms.ChoiceField(label=pgettext_lazy("certified", "Who signs"), widget=forms.RadioSelect)

    def __init__(self, desk: Desk, *args: Any) -> None:
        super().__init__(*args)
        self.fields["signer"].choices = desk.staff(desk.by.agency, Permission.SIGN)  # type: ignore[attr-defined]
        self.initial["signer"] = cases.last_signer(desk.by.agency)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is cancelled"),
        help_text=gettext_lazy("The number stays in the book with this reason and is not given again."),
        max_length=300,
        widget=forms.Textarea({"rows": "3"}),
    )


@requires(Permission.FOLLOW)
def certified(request: HttpRequest) -> HttpResponse:
    desk = _desk(request)
    form = _form(request, desk)
    context: dict[str, Any] = {
        "form": form,
        "agency": desk.agency_names([desk.by.agency]).get(desk.by.agency, desk.by.agency),
        "waiting": [(row, row.due_at < desk.now) for row in cases.list_waiting(desk.by.agency)],
        "may_receive": desk.may_receive,
        "may_cancel": desk.may_receive or desk.may_direct,
        "crumbs": [Link(_("Cases"), reverse("desk:cases")), Link(_("Book of certifications"))],
    }
    if form.is_valid():
        context |= _book(desk, form)
    return render(request, "desk/cases/certified.html", context)


def _book(desk: Desk, form: BookForm) -> dict[str, Any]:
    given, period = form.cleaned_data, form.period()
    kind, text = Certified(given["kind"]), given["q"]
    told = cases.sum_certified(desk.by.agency, kind, period)
    words = {
        "kind": kind.value,
        "first": f"{period.first:%d/%m/%Y}",
        "last": f"{period.last:%d/%m/%Y}",
    }
    return {
        "lines": cases.list_certified(desk.by.agency, kind, period, text=text, limit=SHOWN),
        "shown": SHOWN,
        "told": told,
        "is_too_long": told.lines + told.cancelled > MOST_LINES,
        "most": MOST_LINES,
        "pdf": f"{reverse('desk:certified_pdf')}?{urlencode(words)}",
        "xlsx": f"{reverse('desk:certified_xlsx')}?{urlencode(words)}",
    }


@requires(Permission.FOLLOW)
def certified_pdf(request: HttpRequest) -> HttpResponse:
    """Raises Http404 for what is no period, and for one with more lines than one book takes."""
    desk, form = _whole(request)
    try:
        content = write_certified(_read(desk, form), now=desk.now)
    except NoForm as lacking:
        raise Http404 from lacking
    return show_made(content, f"{_name(form)}.pdf")


@requires(Permission.FOLLOW)
def certified_xlsx(request: HttpRequest) -> HttpResponse:
    """Raises Http404 as the paper does."""
    desk, form = _whole(request)
    agency = desk.agency_names([desk.by.agency]).get(desk.by.agency, desk.by.agency)
    answer = HttpResponse(write_certified_xlsx(_read(desk, form), agency=agency), content_type=XLSX)
    name = f"{_name(form)}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


@requires(Permission.RECEIVE)
def finish(request: HttpRequest, certification: int) -> HttpResponse:
    """Certifies what was taken in before."""
    desk, row = _one(request, certification)
    if not desk.may_receive:
        raise Http404
    form = SignerForm(desk, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        signer = form.cleaned_data["signer"]
        try:
            made = actions.certify_waiting(
                certification=certification, signer=signer, by=desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            told = {"number": made.number, "volume": made.volume}
            messages.success(request, _("Certified: number %(number)s, volume %(volume)s.") % told)
            return redirect("desk:certified")
    return _deed(request, row, form, _("Certify"))


@requires(Permission.RECEIVE, Permission.DIRECT)
def cancel(request: HttpRequest, certification: int) -> HttpResponse:
    desk, row = _one(request, certification)
    if not (desk.may_receive or desk.may_direct):
        raise Http404
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_certification(
                certification=certification, reason=form.cleaned_data["reason"], by=desk.by, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Cancelled. The line stays in the book with your reason."))
            return redirect("desk:certified")
    return _deed(request, row, form, _("Cancel the number") if row.number else _("Take it back"), "danger")


def _deed(
    request: HttpRequest, row: CertificationRow, form: forms.Form, title: str, kind: str = "primary"
) -> HttpResponse:
    crumbs = [Link(_("Book of certifications"), reverse("desk:certified")), Link(title)]
    context = {"row": row, "form": form, "title": title, "kind": kind, "crumbs": crumbs}
    return render(request, "desk/cases/certification.html", context)


def _one(request: HttpRequest, certification: int) -> tuple[Desk, CertificationRow]:
    desk = _desk(request)
    try:
        return desk, cases.get_certification(certification, desk.by.agency)
    except CertificationNotFound as absent:
        raise Http404 from absent


def _desk(request: HttpRequest) -> Desk:
    """Raises Http404 where nothing is certified."""
    desk = desk_of(request)
    if not desk.by.may(Permission.FOLLOW, desk.by.agency) or not cases.certifies(desk.by.agency, desk.day):
        raise Http404
    return desk


def _whole(request: HttpRequest) -> tuple[Desk, BookForm]:
    desk = _desk(request)
    form = _form(request, desk)
    if not form.is_valid():
        raise Http404
    told = cases.sum_certified(desk.by.agency, Certified(form.cleaned_data["kind"]), form.period())
    if told.lines + told.cancelled > MOST_LINES:
        raise Http404
    return desk, form


def _read(desk: Desk, form: BookForm) -> Any:
    return read_book(desk.by.agency, Certified(form.cleaned_data["kind"]), form.period(), by=desk.by)


def _name(form: BookForm) -> str:
    return f"so-chung-thuc-{form.period().first:%Y%m%d}-{form.period().last:%Y%m%d}"


def _form(request: HttpRequest, desk: Desk) -> BookForm:
    """Of nothing chosen, the copies of this month until today."""
    first, last = desk.day.replace(day=1), desk.day
    usual = {
        "kind": Certified.COPY.value,
        "first": f"{first:%d/%m/%Y}",
        "last": f"{last:%d/%m/%Y}",
        "q": "",
    }
    return BookForm(request.GET if "first" in request.GET else usual)


urlpatterns = [
    path("certified/", certified, name="certified"),
    path("certified.pdf", certified_pdf, name="certified_pdf"),
    path("certified.xlsx", certified_xlsx, name="certified_xlsx"),
    path("certified/<int:certification>/finish/", finish, name="certification_finish"),
    path("certified/<int:certification>/cancel/", cancel, name="certification_cancel"),
]
