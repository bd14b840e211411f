"""One form: a template is sent, looked at on an example and put in place from a day on; or ours is brought back."""

from datetime import date
from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.cases import actions
from lienthong.domain.cases.errors import DayPast, NoForm
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Kind, LayoutRow, get_layout, try_layout
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import day_field
from lienthong.web.console.forms.listing import crumbs_of, kind_of, show_on_case, shown_of, slug_of
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.entrance.downloads import show_made
from lienthong.web.ui.parts import Link


class PlaceForm(forms.Form):
    since = day_field(
        gettext_lazy("In force from day"),
        help_text=gettext_lazy("Today or later. What was handed out before stays as it is."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Why, with the decision"),
        help_text=gettext_lazy("Kept in the history with your name."),
        max_length=300,
        widget=forms.Textarea({"rows": "2"}),
    )


@requires(Permission.KEEP_FORMS)
def form(request: HttpRequest, kind: str) -> HttpResponse:
    which = kind_of(kind)
    rows = shown_of(which)
    if not rows:
        raise Http404
    current = next((row for row in rows if row.state == "in_progress"), rows[-1])
    answer = render_page(
        request,
        "console/forms/form.html",
        current="forms",
        title=current.layout.title,
        lead=_("Form %(number)s of %(circular)s.")
        % {"number": current.layout.number, "circular": current.layout.circular},
        crumbs=[Link(current.layout.title)],
        rows=rows,
        now=current,
        slug=slug_of(which),
        upload_url=settings.LIENTHONG_STREAM_ORIGIN + reverse("console:form_upload", args=[slug_of(which)]),
        use=actions.TEMPLATE,
        of_case=reverse("console:form_case", args=[current.layout.id]),
    )
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@require_POST
@requires(Permission.KEEP_FORMS)
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Called in the upload process when the whole file is here."""
    which, file = kind_of(kind), request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose the template first."))
        return redirect("console:form", kind=slug_of(which))
    try:
        kept = actions.receive_template(
            content=cast(BinaryIO, file), name=file.name or "", by=actor_of(request), at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, f"{file.name}: {refusal}")
        return redirect("console:form", kind=slug_of(which))
    return redirect("console:form_sent", kind=slug_of(which), template=kept.id)


@requires(Permission.KEEP_FORMS)
def sent(request: HttpRequest, kind: str, template: int) -> HttpResponse:
    """What became of it: its fault with the line, or the example to look at and the day from which it holds."""
    which, kept = kind_of(kind), _kept(request, template)
    layout = _in_place(which, clock.today())
    fault = _fault(layout, kept)
    place = PlaceForm(request.POST if request.method == "POST" else None, initial={"since": clock.today()})
    if not fault and place.is_valid():
        try:
            actions.replace_layout(
                kind=which, file=kept, **place.cleaned_data, by=actor_of(request), at=clock.now()
            )
        except Refusal as refusal:
            place.add_error("since" if isinstance(refusal, DayPast) else None, str(refusal))
        else:
            messages.success(request, _("The template is in place from that day on."))
            return redirect("console:form", kind=slug_of(which))
    return render_page(
        request,
        "console/forms/sent.html",
        current="forms",
        title=_("A template was sent: %(name)s") % {"name": kept.name},
        crumbs=[*crumbs_of(which, layout.title), Link(kept.name)],
        fault=fault,
        form=place,
        example=reverse("console:form_try", args=[slug_of(which), kept.id]),
        of_case=reverse("console:form_try_case", args=[slug_of(which), kept.id]),
        back=reverse("console:form", args=[slug_of(which)]),
    )


@requires(Permission.KEEP_FORMS)
def try_sent(request: HttpRequest, kind: str, template: int) -> HttpResponse:
    which, kept = kind_of(kind), _kept(request, template)
    try:
        return show_made(try_layout(_in_place(which, clock.today()), _source(kept)), "vi-du.pdf")
    except Refusal as refusal:
        raise Http404 from refusal


@requires(Permission.KEEP_FORMS)
def try_sent_on_case(request: HttpRequest, kind: str, template: int) -> HttpResponse:
    """The same on a real case, by its number."""
    which, kept = kind_of(kind), _kept(request, template)
    there = reverse("console:form_sent", args=[slug_of(which), kept.id])
    return show_on_case(request, _in_place(which, clock.today()), _source(kept), there)


@requires(Permission.KEEP_FORMS)
def back(request: HttpRequest, kind: str) -> HttpResponse:
    """To the template that came with the platform."""
    which = kind_of(kind)
    layout = _in_place(which, clock.today())

    def act(given: dict[str, Any]) -> None:
        actions.return_layout(kind=which, **given, by=actor_of(request), at=clock.now())

    title = _("Bring the platform's own template back")
    deed = Deed(
        "forms",
        title,
        _("Bring it back"),
        _("The platform's own template is in place from that day on."),
        reverse("console:form", args=[slug_of(which)]),
        layout.title,
    )
    form_ = PlaceForm(request.POST if request.method == "POST" else None, initial={"since": clock.today()})
    return perform(request, deed, form_, act, crumbs_of(which, layout.title))


def _fault(layout: LayoutRow, kept: FileRow) -> str:
    try:
        try_layout(layout, _source(kept))
    except Refusal as refusal:
        return str(refusal)
    return ""


def _source(kept: FileRow) -> str:
    with open_content(kept) as content:
        return content.read().decode()


def _in_place(kind: Kind, day: date) -> LayoutRow:
    """The layout of today, whose data the example shows; of a form that only comes, the first to come."""
    try:
        return get_layout(kind, day)
    except NoForm:
        rows = shown_of(kind)
        if not rows:
            raise Http404 from None
        return rows[-1].layout


def _kept(request: HttpRequest, template: int) -> FileRow:
    """Only a template that this person sent. Raises Http404."""
    kept = get_file(template)
    if kept is None or (kept.use, kept.put_by) != (actions.TEMPLATE.name, actor_of(request).account):
        raise Http404
    return kept


urlpatterns = [
    path("forms/<slug:kind>/", form, name="form"),
    path("forms/<slug:kind>/back/", back, name="form_back"),
    path("forms/<slug:kind>/sent/<int:template>/", sent, name="form_sent"),
    path("forms/<slug:kind>/sent/<int:template>/example.pdf", try_sent, name="form_try"),
    path("forms/<slug:kind>/sent/<int:template>/case.pdf", try_sent_on_case, name="form_try_case"),
]
uploads = [path("uploads/forms/<slug:kind>/", upload, name="form_upload")]
