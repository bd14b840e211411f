"""Exercises of a place for practice: four deeds of the one-stop, done when a case's own story says so."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Verb, list_first_deeds
from lienthong.spine import clock
from lienthong.spine.place.mode import is_training
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Task, TaskSection
from lienthong.web.ui.words import write_moment


@dataclass(frozen=True, slots=True)
class Exercise:
    """``verb`` of a case's story says that it is done; ``route`` is where it begins."""

    verb: Verb
    title: str | Promise
    how: str | Promise
    route: str


EXERCISES: Final = (
    Exercise(
        Verb.RECEIVED,
        gettext_lazy("Receive a case"),
        gettext_lazy("Find the procedure, type an invented applicant, tick the papers, press F9."),
        "desk:intake",
    ),
    Exercise(
        Verb.HANDED_OVER,
        gettext_lazy("Hand it over to the next step"),
        gettext_lazy("Open the case that you received and press the one button of its page."),
        "desk:cases",
    ),
    Exercise(
        Verb.SUPPLEMENT_ASKED,
        gettext_lazy("Ask for papers that are wanting"),
        gettext_lazy("On a case that you hold: say which paper and why. The clock waits."),
        "desk:cases",
    ),
    Exercise(
        Verb.GIVEN,
        gettext_lazy("Give a result to the applicant"),
        gettext_lazy("In the list of results that wait at the one-stop, open one and give it."),
        "desk:cases",
    ),
)


@requires(Permission.FOLLOW)
def exercises(request: HttpRequest) -> HttpResponse:
    """Raises Http404 in a place for work."""
    by = actor_of(request)
    if not is_training() or not by.agency:
        raise Http404
    done = list_first_deeds(by.account, [one.verb for one in EXERCISES])
    tasks = []
    for one in EXERCISES:
        deed = done.get(one.verb)
        url = reverse("desk:case", args=[deed.case]) if deed else reverse(one.route)
        hint = f"{deed.number} · {write_moment(clock.local(deed.occurred_at))}" if deed else one.how
        word = _("Done by you") if deed else _("Still to do")
        tasks.append(Task(one.title, url, hint, "done" if deed else "not_done", word))
    left = len(EXERCISES) - len(done)
    context = {"lead": lead(left), "sections": [TaskSection(_("At the one-stop"), tasks)]}
    return render(request, "desk/exercises.html", context)


def lead(left: int) -> str:
    if not left:
        return _("All exercises are done. Go on trying what you like: nothing here is real.")
    words = ngettext("%(count)s exercise is left.", "%(count)s exercises are left.", left)
    return words % {"count": left}


urlpatterns = [path("exercises/", exercises, name="exercises")]
