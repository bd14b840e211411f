"""One version: what it is asked, what it says, what may be done with it, what happened to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lienthong.domain.organisations.permissions import role_named
from lienthong.domain.procedures import queries
from lienthong.domain.procedures.exchange import telling
from lienthong.domain.procedures.queries import (
    CHANNEL_LABELS,
    PAUSE_LABELS,
    STATE_LABELS,
    STEP_LABELS,
    TIME_LABELS,
    Channel,
    HappeningRow,
    Question,
    Record,
    State,
    Step,
    StepKind,
    Task,
)
from lienthong.web.desk.procedures.page import TAGS, WORKERS, Page, page_of
from lienthong.web.desk.procedures.sentences import sentence_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Knot
from lienthong.web.ui.words import write_moment

DEEDS = ("publish", "announce", "submit", "send-back", "amend", "hand-to", "abolish", "discard")


@requires(*WORKERS)
def procedure(request: HttpRequest, version: int) -> HttpResponse:
    page = page_of(request, version)
    record = page.record
    asks = page.row.state in {State.DRAFT, State.SUBMITTED, State.ANNOUNCED}
    questions = queries.list_questions(version, page.day, record) if asks else []
    left = sum(question.is_open for question in questions)
    happenings = queries.list_happenings(page.row.procedure)
    agencies = {page.row.keeper, *record.agencies, *(one.agency for one in happenings if one.agency)}
    names = queries.unit_names(agencies | {step.unit for step in record.steps}, page.day)
    context = {
        "page": page,
        "record": record,
        "crumbs": page.crumbs(),
        "tag": TAGS[page.row.state],
        "word": STATE_LABELS[page.row.state],
        "lead": _lead(page, left),
        "questions": questions,
        "rows_asked": {question.finding.row for question in questions if question.is_open},
        "facts": list(_facts(page, record, names)),
        "rows": list(_rows(record, names, questions)),
        "papers": [(paper, telling.write_paper(paper)) for paper in record.papers],
        "deeds": [_deed(page, deed, left) for deed in DEEDS if page.may(deed)],
        "story": [_knot(one, names) for one in happenings],
        "changes": _changes(page, record, names),
    }
    answer = render(request, "desk/procedures/draft.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


def _lead(page: Page, left: int) -> str:
    row = page.row
    match row.state:
        case State.DRAFT if left:
            words = ngettext("%(count)s place must be settled.", "%(count)s places must be settled.", left)
            return words % {"count": left}
        case State.DRAFT:
            return _("Nothing is open: the draft can be submitted for control.")
        case State.SUBMITTED:
            return _("The Committee's office controls this draft.")
        case State.ANNOUNCED:
            return _("Announced by Decision %(decision)s; everybody sees it once it is published.") % {
                "decision": row.decision
            }
        case State.PUBLISHED:
            return _("In force since %(day)s by Decision %(decision)s.") % _dated(page)
        case State.AMENDED:
            return _("In force from %(day)s until a later version began on %(until)s.") % _dated(page)
        case State.ABOLISHED:
            return _("Abolished from %(until)s on by Decision %(end)s.") % _dated(page)


def _dated(page: Page) -> dict[str, str]:
    row = page.row
    days = {"day": row.effective_from, "until": row.until}
    written = {name: f"{day:%d/%m/%Y}" if day else "" for name, day in days.items()}
    return {**written, "decision": row.decision, "end": row.end_decision}


@dataclass(frozen=True, slots=True)
class Row:
    """A step in words; ``done`` is the time from the receipt until it ends, ``is_asked``: a finding names it."""

    place: int
    step: Step
    unit: str
    role: str
    time: str
    online: str
    done: str
    after: str
    returns: str
    kind: str
    tasks: list[tuple[Task, str]]
    is_asked: bool


def _rows(record: Record, names: Mapping[str, str], questions: list[Question]) -> Iterator[Row]:
    asked = {question.finding.row for question in questions if question.is_open}
    done = queries.hours_until(record.steps, Channel.COUNTER)
    for place, step in enumerate(record.steps, 1):
        yield Row(
            place=place,
            step=step,
            unit=names.get(step.unit, step.unit),
            role=str(role_named(step.role).label),
            time=_time(step.time, step),
            online=_time(step.online, step),
            done=telling.write_amount(done[place - 1] / 8),
            after=", ".join(map(str, step.after)),
            returns=", ".join(map(str, step.returns)),
            kind=str(STEP_LABELS[step.kind]) if step.kind is StepKind.CONSULT else "",
            tasks=[(task, _sign(task)) for task in step.tasks],
            is_asked=place in asked,
        )


def _time(time: Decimal | None, step: Step) -> str:
    return "" if time is None else f"{telling.write_amount(time)} {TIME_LABELS[step.measure]}"


def _sign(task: Task) -> str:
    """What a task does to the business clock."""
    if task.ends:
        return _("ends the business clock")
    if task.pauses:
        return _("pauses it for %(whom)s") % {"whom": PAUSE_LABELS[task.pauses]}
    return _("the clock runs again") if task.resumes else ""


def _facts(page: Page, record: Record, names: Mapping[str, str]) -> Iterator[Fact]:
    yield Fact(pgettext("procedure", "Kept by"), names.get(page.row.keeper, page.row.keeper))
    yield Fact(_("Version no."), str(page.row.number))
    for trigger in queries.triggers_of(page.row.id):
        url = reverse("desk:trigger", args=[trigger.id])
        yield Fact(_("Demanded by"), trigger.number, hint=trigger.issuer, url=url)
    lists = {"ways", "papers", "fees", "bases", "forms", "steps", "form", "name", "sequence", "conditions"}
    if record.fees:
        lists.add("fee_text")
    for part, label in telling.PART_LABELS.items():
        words = "" if part in lists else telling.write_value(getattr(record, part), names)
        if words:
            yield Fact(label, words)
    for way in record.ways:
        yield Fact(CHANNEL_LABELS[way.channel], telling.write_duration(way.duration), hint=way.note)
    for fee in record.fees:
        yield Fact(fee.name, telling.write_fee(fee))
    for basis in record.bases:
        yield Fact(telling.PART_LABELS["bases"], telling.write_basis(basis))


@dataclass(frozen=True, slots=True)
class Deed:
    """``blocked`` says why it cannot be done yet."""

    label: str
    url: str
    kind: str
    blocked: bool = False


def _deed(page: Page, deed: str, left: int) -> Deed:
    labels = {
        "submit": _("Submit for control"),
        "send-back": pgettext("procedure", "Send back"),
        "announce": _("Enter the decision"),
        "publish": pgettext("procedure", "Publish"),
        "amend": pgettext("procedure", "Amend"),
        "abolish": _("Abolish it"),
        "hand-to": _("Hand to another agency"),
        "discard": _("Give up the draft"),
    }
    is_first = deed == next(one for one in DEEDS if page.may(one))
    stops = deed in {"submit", "announce", "publish"} and left > 0
    label = labels[deed]
    if stops:
        label = _("%(deed)s (%(left)s places open)") % {"deed": label, "left": left}
    url = reverse("desk:procedure_deed", args=[page.row.id, deed])
    return Deed(label, url, "primary" if is_first else "secondary", blocked=stops)


def _knot(one: HappeningRow, names: Mapping[str, str]) -> Knot:
    return Knot(
        when=write_moment(one.occurred_at),
        what=sentence_of(one),
        who=names.get(one.agency, ""),
        state="returned" if one.verb == "send_back" else "past",
        quote=one.words if one.verb in {"send_back", "discard", "answer"} else "",
    )


def _changes(page: Page, record: Record, names: Mapping[str, str]) -> list[telling.Told]:
    """What this version changes in the one before."""
    if page.row.number == 1:
        return []
    versions = queries.list_versions(page.row.code, drafts=True)
    before = next((one for one in reversed(versions) if one.number < page.row.number), None)
    if before is None:
        return []
    return [telling.tell_change(one, names) for one in queries.compare(queries.get_record(before.id), record)]


urlpatterns = [path("procedures/<int:version>/", procedure, name="procedure")]
