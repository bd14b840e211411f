"""Opening a work file: one that the list foresees, or one that nobody foresaw; and mending its cover."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.workfiles import actions, errors
from lienthong.domain.workfiles import queries as workfiles
from lienthong.domain.workfiles.actions import Cover
from lienthong.domain.workfiles.permissions import Permission
from lienthong.domain.workfiles.queries import Verb, WorkfileRow, read_years, write_years
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.hats import key_of, lines
from lienthong.web.desk.workfiles.page import Desk, base_crumbs, come_late, desk_of, workfile_page
from lienthong.web.entrance.access import requires

FIELDS: Final[dict[type[Refusal], str]] = {
    errors.UnitMissing: "unit",
    errors.CodeMissing: "code",
    errors.CodeTaken: "code",
    errors.TitleMissing: "title",
    errors.RetentionWrong: "years",
    errors.KeeperUnfit: "keeper",
    errors.WhyMissing: "reason",
}
"""Which field a refusal speaks of."""


class YearsField(forms.CharField):
    """ "10 năm", "10" or "Vĩnh viễn"; gives a number, or None for what is kept for good."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Retention"),
            help_text=gettext_lazy(
                "A number of years, for example “10 năm”, or “Vĩnh viễn” for what is kept for good."
            ),
            max_length=20,
            widget=forms.TextInput({"size": "12", "list": "retentions", "autocomplete": "off", "lang": "vi"}),
            **options,
        )

    def clean(self, value: Any) -> int | None:
        told = super().clean(value)
        try:
            return read_years(told)
        except ValueError:
            raise forms.ValidationError(str(errors.RetentionWrong())) from None


class CoverForm(forms.Form):
    """``desk`` says who may keep a file there."""

    code = forms.CharField(
        label=gettext_lazy("Number and symbol"),
        max_length=40,
        help_text=gettext_lazy("As the list has them, for example 01.CCHC."),
        widget=forms.TextInput({"size": "16", "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=gettext_lazy("Title of the work file"),
        max_length=1_000,
        help_text=gettext_lazy("Whose work, on what, of when."),
        widget=forms.Textarea({"rows": "2"}),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit that keeps it"),
        max_length=200,
        help_text=gettext_lazy("For example “Phòng Cải cách hành chính”."),
        widget=forms.TextInput({"size": "36"}),
    )
    keeper = forms.ChoiceField(label=gettext_lazy("Who keeps it"))
    years = YearsField()

    def __init__(self, desk: Desk, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["keeper"].choices = workfiles.list_keepers(desk.by.agency, desk.day)  # type: ignore[attr-defined]
        self.fields["keeper"].initial = desk.by.account

    def cover(self) -> Cover:
        return Cover(
            **{name: self.cleaned_data[name] for name in ("unit", "code", "title", "years", "keeper")}
        )


class CorrectForm(CoverForm):
    reason = lines(pgettext_lazy("document", "Reason"))


class LineForm(forms.Form):
    line = forms.ChoiceField(label=gettext_lazy("Which file of the list"))

    def __init__(self, desk: Desk, *args: Any) -> None:
        super().__init__(*args)
        self.fields["line"].choices = [  # type: ignore[attr-defined]
            (str(row.id), f"{row.code} {row.title} ({row.keeper_name})")
            for row in workfiles.list_unopened(by=desk.by)
        ]

    @property
    def has_choice(self) -> bool:
        return bool(self.fields["line"].choices)  # type: ignore[attr-defined]


@requires(Permission.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    desk = desk_of(request)
    is_sent, of_list = request.method == "POST", "line" in request.POST
    foreseen = LineForm(desk, *([request.POST] if is_sent and of_list else []))
    form = CoverForm(desk, *([request.POST] if is_sent and not of_list else []))
    key, used = key_of(request), foreseen if of_list else form
    if is_sent and used.is_valid():
        try:
            made = _open(key, used, desk)
        except Refusal as refusal:
            used.add_error(_field(used, refusal), str(refusal))
        else:
            messages.success(request, _("Opened. Put its documents in as the work goes on."))
            return redirect("desk:workfile", workfile=made)
    title = _("Open a work file")
    context = {
        "title": title,
        "foreseen": foreseen if foreseen.has_choice else None,
        "form": form,
        "has_faults": bool(foreseen.errors),
        "key": key,
        "retentions": RETENTIONS,
        "crumbs": base_crumbs(title),
        "back": reverse("desk:workfiles"),
    }
    return render(request, "desk/workfiles/opening.html", context)


RETENTIONS: Final = ("Vĩnh viễn", "70 năm", "20 năm", "10 năm", "5 năm", "2 năm")


def _open(key: UUID, form: forms.Form, desk: Desk) -> int:
    if isinstance(form, CoverForm):
        return actions.open_outside(key=key, cover=form.cover(), by=desk.by, at=clock.now())
    line = number_in(form.cleaned_data["line"]) or 0
    return actions.open_line(key=key, line=line, by=desk.by, at=clock.now())


def _field(form: forms.Form, refusal: Refusal) -> str | None:
    field = FIELDS.get(type(refusal), "")
    return field if field in form.fields else None


@requires(Permission.KEEP)
def correct(request: HttpRequest, workfile: int) -> HttpResponse:
    page = workfile_page(request, workfile, Verb.CORRECTED)
    done = _("Mended; what stood on the cover before is kept in the story.")
    if Verb.CORRECTED not in page.moves:
        return come_late(request, page, {Verb.CORRECTED}, done)
    given = {"data": request.POST} if request.method == "POST" else {"initial": _told(page.row)}
    form = CorrectForm(page.desk, **given)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(
                workfile=workfile,
                cover=form.cover(),
                reason=form.cleaned_data["reason"],
                by=page.desk.by,
                at=clock.now(),
            )
        except errors.NotNow:
            return come_late(request, page, {Verb.CORRECTED}, done)
        except Refusal as refusal:
            form.add_error(_field(form, refusal), str(refusal))
        else:
            messages.success(request, done)
            return redirect(page.url)
    title = _("Mend the cover")
    context = {
        "title": title,
        "form": form,
        "retentions": RETENTIONS,
        "crumbs": page.crumbs(title),
        "back": page.url,
    }
    return render(request, "desk/workfiles/opening.html", context)


def _told(row: WorkfileRow) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("unit", "code", "title", "keeper")}
    return told | {"years": write_years(row.years)}


urlpatterns = [
    path("files/new/", new, name="workfile_new"),
    path("files/<int:workfile>/correct/", correct, name="workfile_correct"),
]
