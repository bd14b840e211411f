"""The electronic form of a draft: its definition is written, judged, and looked over page by page before it is kept."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.procedures import actions
from lienthong.domain.procedures.exchange import FieldKind, definition_fault, outline
from lienthong.domain.procedures.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.procedures.page import Page, written_page
from lienthong.web.entrance.access import requires

LONGEST: Final = 200_000
KINDS: Final = {
    FieldKind.TEXT: gettext_lazy("one line"),
    FieldKind.LONG_TEXT: gettext_lazy("several lines"),
    FieldKind.DATE: gettext_lazy("a day"),
    FieldKind.CHOICE: gettext_lazy("one of a list"),
    FieldKind.YES_NO: gettext_lazy("yes or no"),
    FieldKind.NUMBER: gettext_lazy("a number"),
    FieldKind.MONEY: gettext_lazy("an amount in đồng"),
    FieldKind.PHONE: gettext_lazy("a telephone number"),
    FieldKind.EMAIL: gettext_lazy("an e-mail address"),
}


class DefinitionForm(forms.Form):
    """``schema`` is what was read of it, once it is good."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    definition = forms.CharField(
        label=gettext_lazy("Definition (JSON Schema 2020-12)"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": "24", "spellcheck": "false", "class": "figures"}),
    )
    schema: Mapping[str, Any] = {}

    def clean_definition(self) -> str:
        told: str = self.cleaned_data["definition"]
        try:
            schema = json.loads(told)
        except json.JSONDecodeError as fault:
            place = {"line": fault.lineno, "column": fault.colno}
            raise forms.ValidationError(_("Line %(line)s, column %(column)s is no JSON.") % place) from fault
        except RecursionError as deep:
            raise forms.ValidationError(_("The definition is nested too deep.")) from deep
        if not isinstance(schema, dict):
            raise forms.ValidationError(_("A definition is an object: it begins with { and ends with }."))
        if unfit := definition_fault(schema):
            raise forms.ValidationError(_("At %(place)s") % {"place": unfit})
        self.schema = schema
        return told


@requires(Permission.DRAFT)
def eform(request: HttpRequest, version: int) -> HttpResponse:
    page = written_page(request, version)
    if request.method != "POST":
        shown = json.dumps(dict(page.record.form), ensure_ascii=False, indent=1) if page.record.form else ""
        form = DefinitionForm(initial={"seen": str(page.row.revision), "definition": shown})
        return _show(request, page, form, page.record.form)
    form = DefinitionForm(request.POST)
    if form.is_valid() and request.POST.get("do") == "keep":
        answer = _keep(request, page, form)
        if answer:
            return answer
    return _show(request, page, form, form.schema)


def _keep(request: HttpRequest, page: Page, form: DefinitionForm) -> HttpResponse | None:
    """None, with the refusal on the form, when it could not be kept."""
    try:
        actions.redraft(
            version=page.row.id,
            record=replace(page.record, form=form.schema),
            seen=form.cleaned_data["seen"],
            by=page.by,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("The electronic form is kept."))
    return redirect(page.url)


def _show(request: HttpRequest, page: Page, form: DefinitionForm, schema: Mapping[str, Any]) -> HttpResponse:
    pages = outline(schema) if schema and not definition_fault(schema) else []
    context = {
        "page": page,
        "form": form,
        "pages": [(one, [(field, KINDS[field.kind], hangs) for field, hangs in one.fields]) for one in pages],
        "crumbs": page.crumbs(_("Electronic form")),
    }
    return render(request, "desk/procedures/eform.html", context)


urlpatterns = [path("procedures/<int:version>/form/", eform, name="procedure_eform")]
