"""People answer the reader's questions before a version is issued; answers change the draft and can be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.mending import (
    Mend,
    Sheet,
    commit,
    covers,
    hold_draft,
    read_sheets,
    revert,
)
from lienthong.domain.plans.actions.placing import name_task, open_area, put_tasks
from lienthong.domain.plans.actions.wording import Reader, TaskWords
from lienthong.domain.plans.errors import (
    AlreadySettled,
    AnswerUnfit,
    BuiltUpon,
    NotSettled,
    NotUnderReview,
    ReasonMissing,
)
from lienthong.domain.plans.rules.answers import REASONED, Answer, answers_to
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record

AS_READ = Answer.AS_READ
"""The reading stands as it is; the reason says why."""


@dataclass(frozen=True, slots=True)
class Given:
    """What goes with an answer: names, a deadline or the number of a document in words; title and number of a task
    of its own; the tasks of an area that was missing.
    """

    words: str = ""
    title: str = ""
    number: int | None = None
    tasks: tuple[TaskWords, ...] = ()


@transaction.atomic
def settle(
    *, warning: int, reason: str, answer: str = AS_READ, given: Given | None = None, by: Actor, at: datetime
) -> None:
    """Answers a warning and changes the draft as the answer says.

    Raises NotUnderReview, AlreadySettled, AnswerUnfit, ReasonMissing, and what reading the given words raises.
    """
    held = hold_warning(warning)
    if answer not in answers_to(held.code, is_matched=_is_matched(held)):
        raise AnswerUnfit
    if answer in REASONED and not reason.strip():
        raise ReasonMissing
    mender = _MENDERS.get(Answer(answer))
    mended = commit(held.version, mender(held, given or Given())) if mender else {}
    note_answer(held, answer, reason=reason, mended=mended, by=by, at=at)


def _is_matched(warning: m.Warning) -> bool:
    parties = m.Party.objects.filter(task=warning.task_id, text=warning.about)
    return bool(warning.task_id and parties.exclude(agency=None, group=None).exists())


def hold_warning(warning: int) -> m.Warning:
    """The warning, its version locked until the transaction ends. Raises NotUnderReview, AlreadySettled."""
    held = m.Warning.objects.filter(pk=warning).first()
    if held is None:
        raise NotUnderReview
    version = hold_draft(held.version_id)
    held.refresh_from_db()  # as it was left by who held the version before
    held.version = version
    if m.Settlement.objects.filter(warning=held, withdrawn_at__isnull=True).exists():
        raise AlreadySettled
    return held


def note_answer(
    warning: m.Warning,
    answer: str,
    *,
    reason: str = "",
    mended: dict[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> m.Settlement:
    """Keeps an answer to a held warning, and what it changed, with what stood there before."""
    kept = note_change(warning.version, answer, warning=warning, reason=reason, mended=mended, by=by, at=at)
    _record("plans.settle", kept, by=by, at=at)
    return kept


def note_change(
    version: m.Version,
    answer: str,
    *,
    warning: m.Warning | None = None,
    reason: str = "",
    mended: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> m.Settlement:
    return m.Settlement.objects.create(
        version=version,
        warning=warning,
        answer=answer,
        reason=reason.strip(),
        mended=mended or {},
        account=by.account,
        name=by.name,
        settled_at=at,
    )


@transaction.atomic
def settle_rest(*, plan: int, reason: str, by: Actor, at: datetime) -> int:
    """Accepts everything still open in the version under review as it was read; returns how much that was.

    Raises ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    draft = m.Version.objects.filter(plan=plan, issued_at__isnull=True).first()
    if draft is None:
        return 0
    version = hold_draft(draft.pk)
    settled = m.Settlement.objects.filter(version=version, withdrawn_at__isnull=True, warning__isnull=False)
    left = m.Warning.objects.filter(version=version).exclude(pk__in=settled.values("warning"))
    rows = m.Settlement.objects.bulk_create(
        m.Settlement(
            version=version,
            warning=warning,
            answer=AS_READ,
            reason=reason.strip(),
            account=by.account,
            name=by.name,
            settled_at=at,
        )
        for warning in left.order_by("position")
    )
    if rows:
        told: dict[str, Any] = {"number": version.number, "answers": len(rows), "reason": reason.strip()}
        record_draft("plans.settle_rest", version, by=by, at=at, **told)
    return len(rows)


@transaction.atomic
def take_back_answer(*, settlement: int, by: Actor, at: datetime) -> None:
    """Takes an answer, or a change made unasked, back; the draft is as it was before.

    Raises NotUnderReview, NotSettled, BuiltUpon.
    """
    asked = m.Settlement.objects.filter(pk=settlement).first()
    if asked is None:
        raise NotSettled
    version = hold_draft(asked.version_id)
    closed = [settlement, *asked.mended.get("closed", ())]
    answers = m.Settlement.objects.filter(pk__in=closed, withdrawn_at__isnull=True)
    answer = answers.select_related("warning").filter(pk=settlement).first()
    if answer is None:
        raise NotSettled
    _refuse_covered(answer)
    revert(version, answer.mended)
    answers.update(withdrawn_at=max(at, answer.settled_at))
    _record("plans.unsettle", answer, by=by, at=at)


def _refuse_covered(answer: m.Settlement) -> None:
    """A later answer that kept a whole list, with what this one changed in it, is taken back first."""
    later = m.Settlement.objects.filter(
        version=answer.version_id, pk__gt=answer.pk, withdrawn_at__isnull=True, mended__has_key="tasks"
    )
    if any(covers(mended, answer.mended) for mended in later.values_list("mended", flat=True)):
        raise BuiltUpon


def _record(verb: str, kept: m.Settlement, *, by: Actor, at: datetime) -> None:
    told: dict[str, Any] = {"settlement": kept.pk, "answer": kept.answer, "reason": kept.reason}
    if kept.warning:
        told |= {"warning": kept.warning.pk, "code": kept.warning.code}
    record_draft(verb, kept.version, by=by, at=at, **told)


def record_draft(verb: str, draft: m.Version, *, by: Actor, at: datetime, **details: Any) -> None:
    plan = m.Plan.objects.get(pk=draft.plan_id)
    record(by=by, verb=verb, subject=f"plan:{plan.pk}", agency=plan.agency, at=at, details=details)


def _sheet(warning: m.Warning) -> Sheet:
    """The task that a warning is about. Raises AnswerUnfit."""
    sheets = read_sheets([warning.task_id]) if warning.task_id else {}
    for sheet in sheets.values():
        return sheet
    raise AnswerUnfit


def _of_task(warning: m.Warning, **parts: Any) -> Mend:
    assert warning.task_id  # noqa: S101 - for the types, a sheet was read by it
    return Mend({warning.task_id: _sheet(warning) | parts})


def _bare(warning: m.Warning, _given: Given) -> Mend:
    """The figure counts what it counts: no per cent."""
    if warning.task_id is None:
        return Mend()
    targets = [
        one | {"unit": ""} if one["text"] == warning.about and one["unit"] == "%" else one
        for one in _sheet(warning)["targets"]
    ]
    return _of_task(warning, targets=targets)


def _who(warning: m.Warning, given: Given) -> Mend:
    """The words mean these; where the plan names nobody who leads, these lead."""
    sheet, meant = _sheet(warning), Reader(warning.version).parties(given.words)
    if not meant:
        raise AnswerUnfit
    if not warning.about:
        return _of_task(warning, leads=[*sheet["leads"], *meant])
    parts = {key: _meaning(sheet[key], warning.about, meant) for key in ("leads", "coordinating")}
    if all(parts[key] == sheet[key] for key in parts):
        raise AnswerUnfit
    return _of_task(warning, **parts)


def _meaning(parties: list[Sheet], text: str, meant: list[Sheet]) -> list[Sheet]:
    """The plan's own words stay beside each that they mean."""
    found: list[Sheet] = []
    for party in parties:
        found += (
            [one | {"text": text, "inherited": party["inherited"]} for one in meant]
            if party["text"] == text
            else [party]
        )
    return found


def _merged(warning: m.Warning, _given: Given) -> Mend:
    """The row goes on with the task above it in its area."""
    row = _sheet(warning)
    above = (
        m.Task.objects.filter(area=row["area_id"], position__lt=row["position"]).order_by("position").last()
    )
    if above is None or warning.task_id is None:
        raise AnswerUnfit
    return Mend({above.pk: _joined(read_sheets([above.pk])[above.pk], row), warning.task_id: None})


def _joined(task: Sheet, row: Sheet) -> Sheet:
    joined = {
        key: [*task[key], *(one for one in row[key] if one not in task[key])]
        for key in ("details", "outputs", "citations", "source", "targets", "warnings")
    }
    words = [row["title"]] if row["title"] else []
    return (
        task
        | joined
        | {"details": [*joined["details"], *words], "deadlines": _deadlines(task, row)}
        | {key: _parties(task[key], row[key]) for key in ("leads", "coordinating")}
    )


def _parties(known: list[Sheet], more: list[Sheet]) -> list[Sheet]:
    told = {(one["agency"], one["group"], one["text"]) for one in known}
    codes = {one["agency"] or one["group"] for one in known} - {None}
    further = [
        one
        for one in more
        if (one["agency"], one["group"], one["text"]) not in told
        and (one["agency"] or one["group"]) not in codes
    ]
    return [*known, *further]


def _deadlines(task: Sheet, row: Sheet) -> list[Sheet]:
    """The row's deadlines are for the row's own products."""
    subject = next(iter((*row["outputs"], *row["details"])), None)
    own = [one | {"subject": one["subject"] or subject} for one in row["deadlines"] if one["text"]]
    stated = [one for one in task["deadlines"] if one["text"] or one["kind"] != "unstated"]
    return [*stated, *own] or task["deadlines"]


def _own(warning: m.Warning, given: Given) -> Mend:
    sheet = _sheet(warning)
    named = name_task(warning.version, sheet["area_id"], given.number or sheet["number"], but=warning.task_id)
    title = " ".join(given.title.split()) or sheet["title"]
    return _of_task(
        warning,
        title=title,
        details=[one for one in sheet["details"] if one != title],
        **(named if given.number else {}),
    )


def _time(warning: m.Warning, _given: Given) -> Mend:
    return _words(warning, Given(words=warning.about))


def _words(warning: m.Warning, given: Given) -> Mend:
    """Other words for the deadline in question; where none is in question, for those without a day."""
    sheet = _sheet(warning)
    in_question = [one for one in sheet["deadlines"] if one["text"] == warning.about] or [
        one for one in sheet["deadlines"] if one["due"] is None
    ]
    if not given.words.strip() or not in_question:
        raise AnswerUnfit
    read = Reader(warning.version).deadlines(given.words)
    place = sheet["deadlines"].index(in_question[0])
    kept = [one for one in sheet["deadlines"] if one not in in_question]
    return _of_task(warning, deadlines=[*kept[:place], *read, *kept[place:]])


def _cited(warning: m.Warning, given: Given) -> Mend:
    """The full number of a document, wherever the plan cites it."""
    number = " ".join(given.words.split())
    if not number:
        raise AnswerUnfit
    cited = m.Citation.objects.filter(version=warning.version, number=warning.about)
    citing = m.Task.objects.filter(version=warning.version, citations__contains=[warning.about])
    sheets = read_sheets(citing.values_list("pk", flat=True))
    return Mend(
        {
            task: sheet
            | {"citations": [number if one == warning.about else one for one in sheet["citations"]]}
            for task, sheet in sheets.items()
        },
        citations={one.pk: (one.number, number) for one in cited},
    )


def _tasks(warning: m.Warning, given: Given) -> Mend:
    """The area that the appendix leaves out, with these tasks."""
    if not given.tasks or not given.title.strip():
        raise AnswerUnfit
    area = open_area(warning.version, warning.about, given.title)
    origin = {"kind": "BODY", "text": given.words}
    sheets = put_tasks(warning.version, area, given.tasks, origin=origin, at=warning.version.recorded_at)
    return Mend(sheets, areas=[area.pk])


type Mender = Callable[[m.Warning, Given], Mend]

_MENDERS: dict[Answer, Mender] = {
    Answer.BARE: _bare,
    Answer.WHO: _who,
    Answer.MERGED: _merged,
    Answer.OWN: _own,
    Answer.TIME: _time,
    Answer.WORDS: _words,
    Answer.CITED: _cited,
    Answer.TASKS: _tasks,
}


def answer_with(answer: Answer, mender: Mender) -> None:
    """Told once by the module that knows what an answer does."""
    _MENDERS[answer] = mender
