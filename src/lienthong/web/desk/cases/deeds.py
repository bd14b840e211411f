"""One move of one case on a page of its own: a form, one action, a message, and back. Refusals keep what was typed."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.cases import actions
from lienthong.domain.cases.errors import DayUnfit, NotNow
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Verb, next_row
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.deed_base import DeedForm
from lienthong.web.desk.cases.deed_forms import FORMS
from lienthong.web.desk.cases.page import CasePage, case_page
from lienthong.web.desk.cases.papers import hand_out
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField

SLUGS: Final = {
    Verb.RECEIVED: "receive",
    Verb.TURNED_AWAY: "turn-away",
    Verb.TAKEN: "take",
    Verb.ASSIGNED: "assign",
    Verb.HANDED_OVER: "hand-over",
    Verb.SENT_BACK: "send-back",
    Verb.SUPPLEMENT_ASKED: "supplement",
    Verb.SUPPLEMENT_RECEIVED: "supplemented",
    Verb.PAUSED: "pause",
    Verb.RESUMED: "resume",
    Verb.PUT_TO_SIGN: "submit",
    Verb.SIGNED: "sign",
    Verb.BROUGHT: "bring",
    Verb.GIVEN: "give",
    Verb.WITHDRAWN: "withdraw",
    Verb.DENIED: "refuse",
    Verb.STOPPED: "stop",
    Verb.REAPPOINTED: "appoint",
    Verb.CONSULTED: "consult",
    Verb.OPINION_GIVEN: "opinion",
    Verb.QUESTION_DROPPED: "drop-question",
    Verb.ORIGINALS_TAKEN: "originals",
    Verb.ORIGINALS_SENT: "send-originals",
    Verb.ORIGINALS_SIGNED: "sign-for",
    Verb.ORIGINALS_RETURNED: "return-originals",
    Verb.CORRECTED: "correct",
    Verb.LINKED: "link",
    Verb.SIDE_DONE: "step-done",
    Verb.EXPLAINED: "explain",
    Verb.CONTESTED: "contest",
}
VERBS: Final = {slug: verb for verb, slug in SLUGS.items()}
BUTTONS: Final[dict[Verb, Promise]] = {
    Verb.RECEIVED: gettext_lazy("Receive it"),
    Verb.TURNED_AWAY: gettext_lazy("Turn it away"),
    Verb.TAKEN: gettext_lazy("Take it up"),
    Verb.ASSIGNED: gettext_lazy("Give it to somebody"),
    Verb.HANDED_OVER: gettext_lazy("Hand it over"),
    Verb.SENT_BACK: gettext_lazy("Send it back"),
    Verb.SUPPLEMENT_ASKED: gettext_lazy("Ask for papers"),
    Verb.SUPPLEMENT_RECEIVED: gettext_lazy("The papers have come"),
    Verb.PAUSED: gettext_lazy("Wait for a financial duty"),
    Verb.RESUMED: gettext_lazy("The duty is met"),
    Verb.PUT_TO_SIGN: gettext_lazy("Submit it for signature"),
    Verb.SIGNED: gettext_lazy("Sign the result"),
    Verb.BROUGHT: gettext_lazy("The result has come"),
    Verb.GIVEN: gettext_lazy("Give the result"),
    Verb.WITHDRAWN: gettext_lazy("Withdrawn by the applicant"),
    Verb.DENIED: gettext_lazy("Refuse what was applied for"),
    Verb.STOPPED: gettext_lazy("Stop it"),
    Verb.REAPPOINTED: gettext_lazy("Apologise and promise another day"),
    Verb.CONSULTED: gettext_lazy("Ask another agency"),
    Verb.OPINION_GIVEN: gettext_lazy("Give the opinion"),
    Verb.QUESTION_DROPPED: gettext_lazy("Take a question back"),
    Verb.ORIGINALS_TAKEN: gettext_lazy("Keep originals"),
    Verb.ORIGINALS_SENT: gettext_lazy("Hand originals on"),
    Verb.ORIGINALS_SIGNED: gettext_lazy("Sign for originals"),
    Verb.ORIGINALS_RETURNED: gettext_lazy("Give originals back"),
    Verb.CORRECTED: gettext_lazy("Correct what was typed"),
    Verb.LINKED: gettext_lazy("Link another case"),
    Verb.SIDE_DONE: gettext_lazy("The step beside is done"),
    Verb.EXPLAINED: gettext_lazy("Say why it is late"),
    Verb.CONTESTED: gettext_lazy("Contest the part of the agency"),
}
DONE: Final[dict[Verb, Promise]] = {
    Verb.RECEIVED: gettext_lazy("Received. Its number and its day stand here."),
    Verb.TURNED_AWAY: gettext_lazy("Turned away; the applicant reads your reason."),
    Verb.TAKEN: gettext_lazy("It lies with you now."),
    Verb.ASSIGNED: gettext_lazy("Given; who handles it is told."),
    Verb.HANDED_OVER: gettext_lazy("Handed over."),
    Verb.SENT_BACK: gettext_lazy("Sent back with your reason."),
    Verb.SUPPLEMENT_ASKED: gettext_lazy("Asked for; the clock waits until the papers come."),
    Verb.SUPPLEMENT_RECEIVED: gettext_lazy("The clock goes on; the day was counted anew."),
    Verb.PAUSED: gettext_lazy("The clock waits."),
    Verb.RESUMED: gettext_lazy("The clock goes on; the day was counted anew."),
    Verb.PUT_TO_SIGN: gettext_lazy("Submitted for signature."),
    Verb.SIGNED: gettext_lazy("Signed: the time for handling ends here. The one-stop waits for the result."),
    Verb.BROUGHT: gettext_lazy("The result is at the one-stop."),
    Verb.GIVEN: gettext_lazy("Given. Nothing more is to be done."),
    Verb.WITHDRAWN: gettext_lazy("Withdrawn."),
    Verb.DENIED: gettext_lazy("Refused; the applicant reads your reason."),
    Verb.STOPPED: gettext_lazy("Stopped."),
    Verb.REAPPOINTED: gettext_lazy("Another day is promised. The apology stands in the story."),
    Verb.CONSULTED: gettext_lazy("Asked; they see it in their list at once. The clock of the case goes on."),
    Verb.OPINION_GIVEN: gettext_lazy("The opinion stands in the story of the case."),
    Verb.QUESTION_DROPPED: gettext_lazy("Taken back; the agency need not answer."),
    Verb.ORIGINALS_TAKEN: gettext_lazy("Kept; each hand through which they go signs for them."),
    Verb.ORIGINALS_SENT: gettext_lazy(
        "Handed on; they are on the way until the other agency signs for them."
    ),
    Verb.ORIGINALS_SIGNED: gettext_lazy("Signed for; they lie with you now."),
    Verb.ORIGINALS_RETURNED: gettext_lazy("Given back to the applicant."),
    Verb.CORRECTED: gettext_lazy(
        "Corrected; the number stays. Hand the receipt out anew: it says that it is another."
    ),
    Verb.LINKED: gettext_lazy("Both cases show each other."),
    Verb.SIDE_DONE: gettext_lazy("Done; what waited for it goes on."),
    Verb.EXPLAINED: gettext_lazy(
        "Kept, with what each unit was given and used. Who is named may contest it."
    ),
    Verb.CONTESTED: gettext_lazy("Your words stand beside the explanation."),
}
LEADS: Final[dict[Verb, Promise]] = {
    Verb.ORIGINALS_TAKEN: gettext_lazy(
        "They go on with the case. Whoever gets them signs for them, and none is forgotten when the result is given."
    ),
    Verb.CORRECTED: gettext_lazy(
        "On the day of receipt by the counter, later by the head. What was typed first stays in the story."
    ),
    Verb.ORIGINALS_SIGNED: gettext_lazy("Tick only what lies before you. For what is wanting say why."),
    Verb.EXPLAINED: gettext_lazy(
        "An honest cause protects those who worked. Named anew, the last time counts."
    ),
    Verb.CONTESTED: gettext_lazy("What was said stays; your words stand beside it."),
    Verb.SIGNED: gettext_lazy("The time for handling ends with this signature."),
    Verb.BROUGHT: gettext_lazy(
        "Say so only when the result really lies at the counter: the promise to the applicant is judged by it."
    ),
    Verb.SUPPLEMENT_ASKED: gettext_lazy("The clock waits from now until the papers come."),
    Verb.CONSULTED: gettext_lazy(
        "The clock of the case does not wait for the answers. Each agency sees the case and its own question."
    ),
    Verb.REAPPOINTED: gettext_lazy("Once only. Whether it was late is still said of the day by law."),
    Verb.DENIED: gettext_lazy("In writing, with the rule it rests on. The case ends here."),
    Verb.STOPPED: gettext_lazy("The case ends here without a result."),
    Verb.WITHDRAWN: gettext_lazy("The applicant wants it back. The case ends here."),
}
FINAL: Final = frozenset({Verb.DENIED, Verb.STOPPED, Verb.WITHDRAWN, Verb.TURNED_AWAY})
ACTS: Final[dict[Verb, Callable[..., object]]] = {
    Verb.RECEIVED: actions.accept,
    Verb.TURNED_AWAY: actions.turn_away,
    Verb.TAKEN: actions.take,
    Verb.ASSIGNED: actions.assign,
    Verb.HANDED_OVER: actions.hand_over,
    Verb.SENT_BACK: actions.send_back,
    Verb.SUPPLEMENT_ASKED: actions.ask_supplement,
    Verb.SUPPLEMENT_RECEIVED: actions.receive_supplement,
    Verb.PAUSED: actions.pause,
    Verb.RESUMED: actions.resume,
    Verb.PUT_TO_SIGN: actions.put_to_sign,
    Verb.SIGNED: actions.sign_off,
    Verb.BROUGHT: actions.bring,
    Verb.GIVEN: actions.give,
    Verb.WITHDRAWN: actions.withdraw,
    Verb.DENIED: actions.deny,
    Verb.STOPPED: actions.stop,
    Verb.REAPPOINTED: actions.reappoint,
    Verb.CONSULTED: actions.consult,
    Verb.OPINION_GIVEN: actions.give_opinion,
    Verb.QUESTION_DROPPED: actions.drop_question,
    Verb.ORIGINALS_TAKEN: actions.take_originals,
    Verb.ORIGINALS_SENT: actions.send_originals,
    Verb.ORIGINALS_SIGNED: actions.sign_originals,
    Verb.ORIGINALS_RETURNED: actions.return_originals,
    Verb.CORRECTED: actions.correct,
    Verb.LINKED: actions.link,
    Verb.SIDE_DONE: actions.finish_beside,
    Verb.EXPLAINED: actions.explain,
    Verb.CONTESTED: actions.contest,
}


@requires(Permission.RECEIVE, Permission.HANDLE, Permission.DIRECT, Permission.SIGN)
def deed(request: HttpRequest, case: int, move: str) -> HttpResponse:
    """The form of a move, or the move. What is never this person's to do is not found."""
    if (verb := VERBS.get(move)) is None:
        raise Http404
    page = case_page(request, case, verb)
    if verb not in page.moves:
        return come_late(request, page, verb)
    form = FORMS[verb](page, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        try:
            ACTS[verb](case=page.row.id, **form.given, by=page.desk.by, at=clock.now())
        except NotNow:
            return come_late(request, page, verb)
        except Refusal as refusal:
            form.add_error(_wrong_field(form, refusal), str(refusal))
        else:
            hand_out(page.row.id, verb, page.desk.by)
            messages.success(request, str(DONE[verb]))
            return redirect(page.url)
    return _show(request, page, verb, form)


def _show(request: HttpRequest, page: CasePage, verb: Verb, form: DeedForm) -> HttpResponse:
    context: dict[str, Any] = {
        "page": page,
        "row": page.row,
        "title": BUTTONS[verb],
        "lead": _lead(page, verb),
        "kind": "danger" if verb in FINAL else "primary",
        "form": form,
        "crumbs": page.crumbs(str(BUTTONS[verb])),
    }
    return render(request, "desk/cases/deed.html", context)


def _lead(page: CasePage, verb: Verb) -> str:
    """What follows from the move; of one that moves on, the step to which; of an answer, the question."""
    if verb in {Verb.HANDED_OVER, Verb.PUT_TO_SIGN}:
        following = next_row(page.handling.steps, page.row.step, page.row.done, page.row.beside)
        following = following or min(page.row.beside, default=None)
        if following:
            return _("Next step: “%(step)s”.") % {"step": page.names.steps[following]}
    if verb is Verb.OPINION_GIVEN:
        asked = [one for one in page.shown.happenings if one.verb == Verb.CONSULTED]
        return str(asked[-1].data["question"]) if asked else ""
    return str(LEADS.get(verb, ""))


def _wrong_field(form: DeedForm, refusal: Refusal) -> str | None:
    """Of a wrong day, the field it was typed in."""
    days = [name for name, field in form.fields.items() if isinstance(field, DayField)]
    return days[0] if days and isinstance(refusal, DayUnfit) else None


def come_late(request: HttpRequest, page: CasePage, verb: Verb) -> HttpResponse:
    """Pressed twice, the second press finds what the first one did; else somebody else was quicker."""
    if request.method == "POST":
        newest = case_page(request, page.row.id).story.happenings[-1]
        if (newest.verb, newest.account) == (verb, page.desk.by.account):
            messages.success(request, str(DONE[verb]))
        else:
            messages.error(request, str(NotNow(verb=verb)))
    return redirect(page.url)


urlpatterns = [path("<int:case>/<slug:move>/", deed, name="case_deed")]
