"""One move of one document on a page of its own: a form, one action, a message, and back."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.documents import actions
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.errors import NotNow
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import Verb
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.documents.attachments import lines_of
from lienthong.web.desk.documents.document import BUTTONS, SLUGS, sheets, slip
from lienthong.web.desk.documents.page import DocumentPage, come_late, document_page
from lienthong.web.desk.hats import lines
from lienthong.web.entrance.access import requires

VERBS: Final = {slug: verb for verb, slug in SLUGS.items()}
DONE: Final[dict[Verb, str | Promise]] = {
    Verb.SUBMITTED: gettext_lazy("Submitted; who has the next word is told."),
    Verb.INITIALLED: gettext_lazy("Initialled; who has the next word is told."),
    Verb.RETURNED: gettext_lazy("Returned with your reason."),
    Verb.TAKEN_BACK: gettext_lazy("Taken back. You can go on writing."),
    Verb.COMMENTED: gettext_lazy("Your comment stands in the story."),
    Verb.CANCELLED: gettext_lazy("The number is cancelled; it stays in the register with the reason."),
    Verb.DROPPED: gettext_lazy("Dropped."),
}
LEADS: Final[dict[Verb, str | Promise]] = {
    Verb.SUBMITTED: gettext_lazy("Who signs reads this page first: why, by which law, what is proposed."),
    Verb.INITIALLED: gettext_lazy("Your initials say that content and form are right."),
    Verb.RETURNED: gettext_lazy("What was initialled or signed must be so anew."),
    Verb.CANCELLED: gettext_lazy("The number is not given again. The document must not be used any more."),
    Verb.DROPPED: gettext_lazy("The draft is closed; what happened stays on record."),
}
FINAL: Final = frozenset({Verb.CANCELLED, Verb.DROPPED})


class DeedForm(forms.Form):
    """Knows the document it moves."""

    def __init__(self, page: DocumentPage, *args: Any) -> None:
        super().__init__(*args)
        if "to" in self.fields:
            offers = self.offers(page)
            self.fields["to"].choices = offers  # type: ignore[attr-defined]
            self.fields["to"].required = "" not in dict(offers)

    def offers(self, page: DocumentPage) -> list[tuple[str, str]]:
        """Others who initial; first the signatory, for who may initial themselves or where nobody else may."""
        desk = page.desk
        others = [
            one
            for one in documents.list_initiallers(page.row.agency, desk.day)
            if one[0] not in {desk.by.account, page.row.signer}
        ]
        straight = _("Straight to %(name)s, who signs") % {"name": page.row.signer_name}
        return [*([("", straight)] if desk.may_initial or not others else []), *others]


class SubmitForm(DeedForm):
    why = lines(gettext_lazy("Why this document is needed"))
    proposal = lines(gettext_lazy("What you propose"))
    to = forms.ChoiceField(label=gettext_lazy("Who initials it"), required=False)


class InitialForm(DeedForm):
    to = forms.ChoiceField(label=pgettext_lazy("document", "To whom it goes"), required=False)
    note = lines(gettext_lazy("Note to who reads it next"), required=False)


class ReasonForm(DeedForm):
    reason = lines(pgettext_lazy("document", "Reason"))


class TakeBackForm(DeedForm):
    reason = lines(pgettext_lazy("document", "Reason"), required=False)


class CommentForm(DeedForm):
    text = lines(pgettext_lazy("document", "Comment"))


FORMS: Final[dict[Verb, type[DeedForm]]] = {
    Verb.SUBMITTED: SubmitForm,
    Verb.INITIALLED: InitialForm,
    Verb.RETURNED: ReasonForm,
    Verb.TAKEN_BACK: TakeBackForm,
    Verb.COMMENTED: CommentForm,
    Verb.CANCELLED: ReasonForm,
    Verb.DROPPED: DeedForm,
}
ACTS: Final[dict[Verb, Callable[..., object]]] = {
    Verb.SUBMITTED: actions.submit,
    Verb.INITIALLED: actions.initial,
    Verb.RETURNED: actions.send_back,
    Verb.TAKEN_BACK: actions.take_back,
    Verb.COMMENTED: actions.comment,
    Verb.CANCELLED: actions.cancel,
    Verb.DROPPED: actions.drop,
}


@requires(Permission.FOLLOW)
def deed(request: HttpRequest, document: int, step: str) -> HttpResponse:
    """The form of a move, or the move. What is never this person's to do is not found."""
    if (verb := VERBS.get(step)) is None:
        raise Http404
    page = document_page(request, document, verb)
    if verb not in page.moves:
        return come_late(request, page, {verb}, str(DONE[verb]))
    form = FORMS[verb](page, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        try:
            ACTS[verb](document=document, **form.cleaned_data, by=page.desk.by, at=clock.now())
        except NotNow:
            return come_late(request, page, {verb}, str(DONE[verb]))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(DONE[verb]))
            return redirect(page.url)
    title = str(BUTTONS[verb])
    context: dict[str, Any] = {
        "page": page,
        "row": page.row,
        "title": title,
        "lead": LEADS.get(verb, ""),
        "kind": "final" if verb in FINAL else "primary",
        "form": form,
        "slip": slip(page) if verb is Verb.INITIALLED else {},
        "sheets": sheets(page) if verb is Verb.INITIALLED else [],
        "attached": lines_of(page) if verb is Verb.INITIALLED else [],
        "crumbs": page.crumbs(title),
    }
    return render(request, "desk/documents/deed.html", context)


urlpatterns = [path("<int:document>/<slug:step>/", deed, name="document_deed")]
