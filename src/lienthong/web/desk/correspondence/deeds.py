"""One move of one incoming document on a page of its own: a form, one action, a message, and back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from lienthong.domain.correspondence import actions, errors
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import Verb
from lienthong.domain.workfiles.actions import put_incoming
from lienthong.domain.workfiles.permissions import Permission as Workfiles
from lienthong.domain.workfiles.queries import list_open
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.web.desk.correspondence.incoming import BUTTONS, SLUGS, files_of, sheets
from lienthong.web.desk.correspondence.page import IncomingPage, come_late, incoming_page
from lienthong.web.desk.hats import lines
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField

VERBS: Final = {slug: verb for verb, slug in SLUGS.items()}
DONE: Final[dict[Verb, str | Promise]] = {
    Verb.SUBMITTED: gettext_lazy("Put before the leader, who is told."),
    Verb.INSTRUCTED: gettext_lazy("Your instruction is given; who leads and who supports is told."),
    Verb.ASSIGNED: gettext_lazy("Assigned; who handles it is told."),
    Verb.NOTED: gettext_lazy("Your note stands in the story."),
    Verb.CLOSED: gettext_lazy("Closed. What is left is to file it."),
    Verb.FILED: gettext_lazy("Filed."),
    Verb.GIVEN_BACK: gettext_lazy("Given back to the clerk with your reason."),
    Verb.RETURNED: gettext_lazy("Returned to its sender; the arrival number stays with the reason."),
}
LEADS: Final[dict[Verb, str | Promise]] = {
    Verb.INSTRUCTED: gettext_lazy("Who leads answers for it by the day; who supports is told too."),
    Verb.CLOSED: gettext_lazy(
        "Say why nothing is to be answered, for example that it is for information only."
    ),
    Verb.GIVEN_BACK: gettext_lazy("For what does not belong to your unit or your agency."),
    Verb.RETURNED: gettext_lazy("For what was sent to the wrong agency. Its sender reads the reason."),
}
FIELDS: Final[dict[type[Refusal], str]] = {
    errors.InstructionMissing: "words",
    errors.DueBeforeToday: "due",
    errors.ReasonMissing: "reason",
    errors.FileTitleMissing: "title",
}


class DeedForm(forms.Form):
    """Knows the incoming document it moves, and offers the people of its agency who may be given it."""

    permission = Permission.FOLLOW

    def __init__(self, page: IncomingPage, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.page = page
        for name in ("to", "lead", "supporting"):
            if name in self.fields:
                self.fields[name].choices = self.offers(name)  # type: ignore[attr-defined]

    def offers(self, name: str) -> list[tuple[str, str]]:
        del name
        return correspondence.list_people(self.page.row.agency, self.page.desk.day, self.permission)


class SubmitForm(DeedForm):
    permission = Permission.INSTRUCT
    to = forms.ChoiceField(label=gettext_lazy("To which leader"))
    note = lines(gettext_lazy("Proposal of the clerk"), required=False)


class InstructForm(DeedForm):
    words = lines(gettext_lazy("Your instruction"))
    lead = forms.ChoiceField(label=gettext_lazy("Who leads"))
    supporting = forms.MultipleChoiceField(
        label=gettext_lazy("Who supports"), required=False, widget=forms.CheckboxSelectMultiple
    )
    due = DayField(label=gettext_lazy("By which day"), required=False)

    def __init__(self, page: IncomingPage, *args: Any) -> None:
        super().__init__(page, *args, initial={"due": page.row.due})

    def offers(self, name: str) -> list[tuple[str, str]]:
        """Somebody else, as a rule: oneself comes last of who leads, and never supports."""
        me = self.page.desk.by.account
        found = super().offers(name)
        mine = [one for one in found if one[0] == me] if name == "lead" else []
        return [*(one for one in found if one[0] != me), *mine]


class AssignForm(DeedForm):
    to = forms.ChoiceField(label=gettext_lazy("Who handles it"))
    note = lines(gettext_lazy("Word to who handles it"), required=False)

    def offers(self, name: str) -> list[tuple[str, str]]:
        """Those under whoever heads the unit first."""
        return super().offers(name)[::-1]


class NoteForm(DeedForm):
    text = lines(pgettext_lazy("incoming document", "Note on the handling"))


class ReasonForm(DeedForm):
    reason = lines(pgettext_lazy("document", "Reason"))


class FileForm(DeedForm):
    """Into an open work file of the platform; or named, where it is kept outside of it."""

    workfile = forms.ChoiceField(label=gettext_lazy("Work file in which it is kept"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Or the title of a file outside the platform"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("As the agency's list of files calls it."),
    )

    def __init__(self, page: IncomingPage, *args: Any) -> None:
        super().__init__(page, *args)
        rows = list_open(by=page.desk.by) if page.desk.by.may(Workfiles.KEEP, page.row.agency) else []
        self.fields["workfile"].choices = [  # type: ignore[attr-defined]
            ("", gettext("none of these")),
            *((str(row.id), f"{row.code}/{row.year} {row.title}") for row in rows),
        ]


FORMS: Final[dict[Verb, type[DeedForm]]] = {
    Verb.SUBMITTED: SubmitForm,
    Verb.INSTRUCTED: InstructForm,
    Verb.ASSIGNED: AssignForm,
    Verb.NOTED: NoteForm,
    Verb.CLOSED: ReasonForm,
    Verb.FILED: FileForm,
    Verb.GIVEN_BACK: ReasonForm,
    Verb.RETURNED: ReasonForm,
}


def _file(*, incoming: int, workfile: str, title: str, by: Actor, at: datetime) -> None:
    if workfile:
        put_incoming(workfile=int(workfile), incoming=incoming, by=by, at=at)
    else:
        actions.file(incoming=incoming, title=title, by=by, at=at)


ACTS: Final[dict[Verb, Callable[..., object]]] = {
    Verb.SUBMITTED: actions.submit,
    Verb.INSTRUCTED: actions.instruct,
    Verb.ASSIGNED: actions.assign,
    Verb.NOTED: actions.note,
    Verb.CLOSED: actions.close,
    Verb.FILED: _file,
    Verb.GIVEN_BACK: actions.give_back,
    Verb.RETURNED: actions.send_back,
}


@requires(Permission.FOLLOW)
def deed(request: HttpRequest, incoming: int, step: str) -> HttpResponse:
    """The form of a move, or the move. What is never this person's to do is not found."""
    if (verb := VERBS.get(step)) is None:
        raise Http404
    page = incoming_page(request, incoming, verb)
    if verb not in page.moves:
        return come_late(request, page, {verb}, str(DONE[verb]))
    form = FORMS[verb](page, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        try:
            ACTS[verb](incoming=incoming, **form.cleaned_data, by=page.desk.by, at=clock.now())
        except errors.NotNow:
            return come_late(request, page, {verb}, str(DONE[verb]))
        except Refusal as refusal:
            field = FIELDS.get(type(refusal), "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, str(DONE[verb]))
            return redirect(page.url)
    title = str(BUTTONS[verb])
    context: dict[str, Any] = {
        "page": page,
        "row": page.row,
        "title": title,
        "lead": LEADS.get(verb, ""),
        "form": form,
        "note": page.last(Verb.SUBMITTED) if verb is Verb.INSTRUCTED else None,
        "sheets": sheets(page),
        "files": files_of(page),
        "crumbs": page.crumbs(title),
    }
    return render(request, "desk/correspondence/deed.html", context)


urlpatterns = [path("incoming/<int:incoming>/<slug:step>/", deed, name="incoming_deed")]
