"""The whole of what one sheet says of a procedure, and what it still lacks before it may be handed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lienthong.domain.reviews.rules.cost import Cost, Saving, total
from lienthong.domain.reviews.rules.vocabulary import Part, Proposal, Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """The questions of one item, None while unanswered; ``change``: what shall stand there instead."""

    part: Part
    item: str
    necessary: bool | None = None
    lawful: bool | None = None
    reasonable: bool | None = None
    reason: str = ""
    proposal: Proposal = Proposal.KEEP
    change: str = ""

    @property
    def is_answered(self) -> bool:
        return None not in (self.necessary, self.lawful, self.reasonable)

    @property
    def is_faulted(self) -> bool:
        return False in (self.necessary, self.lawful, self.reasonable)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``conclusion`` gives the reasons of the verdict. ``income``: what an hour is worth here, fixed at the start."""

    income: int
    answers: tuple[Answer, ...] = ()
    before: tuple[Cost, ...] = ()
    after: tuple[Cost, ...] = ()
    verdict: Verdict | None = None
    conclusion: str = ""

    @property
    def is_reckoned(self) -> bool:
        """Whether one knows what complying will cost."""
        return bool(self.after) or self.verdict in {Verdict.KEEP, Verdict.ABOLISH}

    @property
    def saving(self) -> Saving:
        """What is kept costs what it costs now; what is abolished costs nothing more."""
        before = total(self.before, self.income)
        if self.verdict is Verdict.ABOLISH:
            return Saving(before, 0)
        if self.verdict is Verdict.KEEP:
            return Saving(before, before)
        return Saving(before, total(self.after, self.income))


class Lack(StrEnum):
    ANSWERS = "ANSWERS"
    UNANSWERED = "UNANSWERED"
    REASON = "REASON"
    CHANGE = "CHANGE"
    VERDICT = "VERDICT"
    NO_PROPOSAL = "NO_PROPOSAL"
    PROPOSAL = "PROPOSAL"
    CONCLUSION = "CONCLUSION"
    BEFORE = "BEFORE"
    AFTER = "AFTER"


LACK_LABELS: dict[Lack, Promise] = {
    Lack.ANSWERS: _("No question is answered yet."),
    Lack.UNANSWERED: _("Say whether it is necessary, lawful and reasonable."),
    Lack.REASON: _("Give the reason for a “no”, and for a proposal."),
    Lack.CHANGE: _("Write what shall stand there instead."),
    Lack.VERDICT: _("Say what the review proposes of the procedure as a whole."),
    Lack.NO_PROPOSAL: _("Simplifying needs at least one item to be dropped, amended or replaced."),
    Lack.PROPOSAL: _("A procedure that is kept as it is has no item to be dropped, amended or replaced."),
    Lack.CONCLUSION: _("Write the reasons of the conclusion."),
    Lack.BEFORE: _("Reckon what complying costs now."),
    Lack.AFTER: _("Reckon what complying will cost."),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """What is lacking; ``place`` the row of the questions from 1 on, 0 where it is no row's."""

    lack: Lack
    place: int = 0
    item: str = ""


def gaps_of(sheet: Sheet, *, is_new: bool, is_review: bool) -> list[Gap]:
    """``is_new``: nothing of the procedure is in force, so it costs nothing now. ``is_review``: of what is in force,
    with a verdict; else of a draft, whose procedures are neither kept nor abolished.
    """
    return [*_of_answers(sheet), *(_of_verdict(sheet) if is_review else ()), *_of_costs(sheet, is_new=is_new)]


def _of_answers(sheet: Sheet) -> Iterator[Gap]:
    if not sheet.answers:
        yield Gap(Lack.ANSWERS)
    for place, answer in enumerate(sheet.answers, 1):
        if lack := _lack_of(answer):
            yield Gap(lack, place, answer.item)


def _lack_of(answer: Answer) -> Lack | None:
    if not answer.is_answered:
        return Lack.UNANSWERED
    if (answer.is_faulted or answer.proposal is not Proposal.KEEP) and not answer.reason:
        return Lack.REASON
    if answer.proposal in {Proposal.AMEND, Proposal.REPLACE} and not answer.change:
        return Lack.CHANGE
    return None


def _of_verdict(sheet: Sheet) -> Iterator[Gap]:
    proposes = any(answer.proposal is not Proposal.KEEP for answer in sheet.answers)
    if sheet.verdict is None:
        yield Gap(Lack.VERDICT)
    elif not sheet.conclusion:
        yield Gap(Lack.CONCLUSION)
    if sheet.verdict is Verdict.SIMPLIFY and not proposes:
        yield Gap(Lack.NO_PROPOSAL)
    if sheet.verdict is Verdict.KEEP and proposes:
        yield Gap(Lack.PROPOSAL)


def _of_costs(sheet: Sheet, *, is_new: bool) -> Iterator[Gap]:
    if not sheet.before and not is_new:
        yield Gap(Lack.BEFORE)
    if not sheet.after and sheet.verdict not in {Verdict.KEEP, Verdict.ABOLISH}:
        yield Gap(Lack.AFTER)
