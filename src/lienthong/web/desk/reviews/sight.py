"""What pages of reviews share: who looks, what they may do, how things stand in a word and a shape."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.procedures.queries import office_of
from lienthong.domain.reviews import queries
from lienthong.domain.reviews.permissions import WORKERS, can_control, can_see
from lienthong.domain.reviews.queries import EntryRow, HappeningRow, Owed, Saving, State, TextState
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar.queries import StepKind, explain
from lienthong.spine.money import format_money, format_number
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Knot, KnotState, Link, SumRow
from lienthong.web.ui.words import write_day, write_moment, write_short_day

TAGS = {
    State.DRAFT: "doing",
    State.SUBMITTED: "submitted",
    State.AGREED: "in_progress",
    State.DECIDED: "done",
}
TEXT_TAGS = {
    TextState.DRAFT: "doing",
    TextState.ASKED: "submitted",
    TextState.AGREED: "done",
    TextState.RETURNED: "returned",
}
STORY = {
    "draw_up": gettext_lazy("%(name)s drew up the plan."),
    "redraw": gettext_lazy("%(name)s changed the plan."),
    "issue": gettext_lazy("%(name)s entered the decision that issues the plan."),
    "begin": gettext_lazy("%(name)s began the review."),
    "answer": gettext_lazy("%(name)s wrote the answers."),
    "reckon": gettext_lazy("%(name)s reckoned the compliance cost."),
    "submit": gettext_lazy("%(name)s handed the review in."),
    "send_back": gettext_lazy("%(name)s sent it back."),
    "agree": gettext_lazy("%(name)s gave the office's opinion: agreed."),
    "decide": gettext_lazy("%(name)s entered the decision that approves proposals."),
    "carry_out": gettext_lazy("%(name)s opened the draft of the next version."),
    "enter_text": gettext_lazy("%(name)s entered the draft."),
    "assess": gettext_lazy("%(name)s began the assessment."),
    "ask_opinion": gettext_lazy("%(name)s asked the office for its opinion."),
    "agree_to_text": gettext_lazy("%(name)s gave the office's opinion: agreed."),
    "return_text": gettext_lazy("%(name)s returned the draft with reasons."),
}
WRITTEN_OFTEN = frozenset({"answer", "reckon", "redraw"})


@dataclass(frozen=True, slots=True)
class Sight:
    """Who looks. ``office`` is the agency that controls procedures."""

    by: Actor
    office: str
    today: date

    @property
    def controls(self) -> bool:
        return can_control(self.by, self.office)

    def sees(self, agencies: Collection[str]) -> bool:
        return can_see(self.by, agencies, self.office)


def sight_of(request: HttpRequest) -> Sight:
    """Raises Http404 for who has no part in reviews under this hat."""
    by, today = actor_of(request), clock.today()
    sight = Sight(by, office_of(today), today)
    if not by.agency or not any(by.may(one, by.agency) for one in WORKERS):
        raise Http404
    return sight


def crumbs(*after: Link) -> list[Link]:
    trail = [Link(_("Procedures"), reverse("desk:procedures")), Link(_("Reviews"), reverse("desk:reviews"))]
    return [*trail, *after]


def standing_of(entry: EntryRow) -> tuple[str, str]:
    """The tag and the words of a row's day."""
    if entry.done_on:
        if not entry.behind:
            return "done_on_time", _("in time")
        words = ngettext("%(days)s working day late", "%(days)s working days late", entry.behind)
        return "done_late", words % {"days": entry.behind}
    return left_of(entry.left)


def left_of(left: int) -> tuple[str, str]:
    """The tag and the words of so many working days to a day."""
    if left < 0:
        words = ngettext("%(days)s working day late", "%(days)s working days late", -left)
        return "overdue", words % {"days": -left}
    if left == 0:
        return "due_today", _("due today")
    words = ngettext("%(days)s working day left", "%(days)s working days left", left)
    return ("due_soon" if left <= 3 else "not_done"), words % {"days": left}


def words_of_cost(saving: Saving, *, is_reckoned: bool) -> str:
    """What complying costs, as far as it is known; "" while nothing is reckoned."""
    if is_reckoned:
        return f"{words_of_saving(saving)} {words_of_aim(saving)}".strip()
    if not saving.before:
        return ""
    told = {"before": format_money(saving.before)}
    return _("Complying costs %(before)s a year now; what it will cost is not reckoned yet.") % told


def words_of_saving(saving: Saving) -> str:
    """What a proposal saves in a year, as a sentence."""
    if saving.percent is None:
        return _("Complying costs %(after)s a year.") % {"after": format_money(saving.after)}
    told = {
        "before": format_money(saving.before),
        "after": format_money(saving.after),
        "amount": format_money(abs(saving.amount)),
        "percent": format_number(abs(saving.percent)),
    }
    if saving.amount < 0:
        return (
            _(
                "Complying costs %(before)s a year now and %(after)s afterwards: %(amount)s more (%(percent)s%%)."
            )
            % told
        )
    return (
        _(
            "Complying costs %(before)s a year now and %(after)s afterwards: %(amount)s are saved (%(percent)s%%)."
        )
        % told
    )


def words_of_aim(saving: Saving) -> str:
    """Whether the usual aim is met; "" where there is nothing to save."""
    if saving.percent is None:
        return ""
    told = {"aim": format_number(queries.AIM)}
    if saving.meets_aim:
        return _("The usual aim of %(aim)s%% is met.") % told
    return _("The usual aim of %(aim)s%% is not met.") % told


def story_of(rows: Iterable[HappeningRow]) -> list[Knot]:
    """The newest first; of what was written several times in a row only the last time."""
    return [_knot(row) for row in _thinned(rows)]


def _knot(row: HappeningRow) -> Knot:
    state: KnotState = "returned" if row.verb in {"send_back", "return_text"} else "past"
    return Knot(write_moment(row.occurred_at), STORY[row.verb] % {"name": row.name}, state, quote=row.words)


def _thinned(rows: Iterable[HappeningRow]) -> Iterator[HappeningRow]:
    last = ""
    for row in rows:
        if row.verb not in WRITTEN_OFTEN or f"{row.verb}{row.name}" != last:
            yield row
        last = f"{row.verb}{row.name}"


def sum_of(owed: Owed) -> Iterator[SumRow]:
    """How the day came about on which the office owes its opinion."""
    for step in owed.due.steps:
        if words := explain([step]):
            first, last = write_short_day(step.first), write_short_day(step.last)
            day = first if step.first == step.last else f"{first} – {last}"
            yield SumRow(words, write_day(step.first) if step.kind is StepKind.ENDS else day)
