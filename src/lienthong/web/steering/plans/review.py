"""Checking a draft: the document's own words beside their reading, every question with its answers.

An answer is kept at once, so the page may be left at any moment; one press takes an answer back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.actions import Given
from lienthong.domain.plans.exchange import message
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.queries import Answer, Question, Which
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.plans.answers import ANSWER_WORDS, HEADINGS, ORIGINS, said
from lienthong.web.steering.plans.child_family import steps_for
from lienthong.web.steering.plans.drafts import draft_of, render_draft, review_url
from lienthong.web.steering.plans.reading import PartyShown, codes_of, shown
from lienthong.web.ui.paging import paging
from lienthong.web.ui.parts import Tab

PAGE = 20
BLANK: dict[str, str] = {"reason": "", "words": "", "title": "", "number": ""}


@dataclass(frozen=True)
class Typed:
    """What somebody wrote to a question that was refused: it stays in its boxes, the refusal above them."""

    warning: int = 0
    refusal: Refusal | None = None
    words: dict[str, str] = field(default_factory=dict)


@requires(Permission.IMPORT, Permission.MAKE_CHILD)
def review(request: HttpRequest, slug: str) -> HttpResponse:
    draft = draft_of(request, slug)
    if request.method != "POST":
        return _show(request, draft, Typed())
    if "undo" in request.POST:
        return _take_back(request, draft)
    if "rest" in request.POST:
        return _settle_rest(request, draft)
    return _answer(request, draft)


def _answer(request: HttpRequest, draft: plans.PlanRow) -> HttpResponse:
    typed = {name: request.POST.get(name, "").strip()[:2_000] for name in BLANK}
    warning = _number(request.POST.get("warning", ""))
    given = Given(words=typed["words"], title=typed["title"], number=_number(typed["number"]) or None)
    try:
        actions.settle(
            warning=plans.get_question(draft, warning).id,
            answer=request.POST.get("answer", ""),
            given=given,
            reason=typed["reason"],
            by=actor_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        return _show(request, draft, Typed(warning, refusal, typed))
    return _back(request, draft)


def _take_back(request: HttpRequest, draft: plans.PlanRow) -> HttpResponse:
    settlement = _number(request.POST["undo"])
    try:
        plans.get_answer(draft, settlement)
        actions.take_back_answer(settlement=settlement, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _back(request, draft)


def _settle_rest(request: HttpRequest, draft: plans.PlanRow) -> HttpResponse:
    reason = request.POST.get("reason", "")
    try:
        count = actions.settle_rest(plan=draft.id, reason=reason, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        return _show(request, draft, Typed(0, refusal, {"reason": reason}))
    words = ngettext("%(count)s warning was settled.", "%(count)s warnings were settled.", count)
    messages.success(request, words % {"count": count})
    return _back(request, draft)


def _back(request: HttpRequest, draft: plans.PlanRow) -> HttpResponse:
    """To the same page of the same list, at the next open question of it."""
    kept = {name: request.GET[name] for name in ("which", "page") if request.GET.get(name)}
    after = _number(request.POST.get("next", ""))
    anchor = f"#w{after}" if after else ""
    return redirect(f"{review_url(draft)}{'?' if kept else ''}{urlencode(kept)}{anchor}")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _show(request: HttpRequest, draft: plans.PlanRow, typed: Typed) -> HttpResponse:
    open_count, settled = plans.count_answers(draft)
    summary = plans.get_summary(draft)
    which = _which(request, open_count)
    page = Paginator(plans.list_keys(draft, which), PAGE).get_page(request.GET.get("page"))
    entries = plans.read_entries(draft, list(page.object_list))
    context: dict[str, Any] = {
        "summary": summary,
        "open_count": open_count,
        "settled_count": settled,
        "which": which,
        "views": _views(draft, which, open_count, settled, summary.tasks),
        "entries": _Drawing(draft, typed).rows(entries),
        "family": steps_for(draft),
        "changes": [] if which is Which.OPEN else _changes(draft),
        "agencies": plans.list_names(draft.issued_on),
        "ways": paging(request, page),
        "query": request.GET.urlencode(),
        "typed": typed,
    }
    return render_draft(request, "review", draft, context, status=409 if typed.refusal else 200)


def _which(request: HttpRequest, open_count: int) -> Which:
    asked = request.GET.get("which", "")
    if asked in set(Which):
        return Which(asked)
    return Which.OPEN if open_count else Which.ALL


def _views(draft: plans.PlanRow, which: Which, open_count: int, settled: int, tasks: int) -> list[Tab]:
    labels = {
        Which.OPEN: (pgettext("warnings", "Open"), open_count),
        Which.SETTLED: (pgettext("warnings", "Settled"), settled),
        Which.ALL: (_("All tasks"), tasks),
    }
    return [
        Tab(label, f"{review_url(draft)}?which={one}", count, current=one is which)
        for one, (label, count) in labels.items()
    ]


def _changes(draft: plans.PlanRow) -> list[dict[str, Any]]:
    return [{"id": one.id, "words": said(one), "reason": one.reason} for one in plans.list_changes(draft)]


class _Drawing:
    """Rows of a page, with the names of everybody in them."""

    def __init__(self, draft: plans.PlanRow, typed: Typed) -> None:
        self.draft, self.typed = draft, typed
        self.groups = {group.code: group.name for group in organisations.list_groups()}
        self.members = {code: len(organisations.member_codes(code, draft.issued_on)) for code in self.groups}
        above = plans.get_above(draft)
        self.served = plans.list_served(draft, above) if above else {}
        self.names: dict[str, str] = {}

    def rows(self, entries: Sequence[plans.Entry]) -> list[dict[str, Any]]:
        codes = codes_of(entry.task for entry in entries if entry.task)
        self.names = organisations.get_names(codes, self.draft.issued_on) | self.groups
        asked = [one.id for entry in entries for one in entry.questions if one.given is None]
        following = dict(pairwise([*asked, 0]))
        return [self._row(entry, following) for entry in entries]

    def _row(self, entry: plans.Entry, following: dict[int, int]) -> dict[str, Any]:
        row: dict[str, Any] = {
            "task": None,
            "source": [(words.line, mark(words)) for words in entry.source],
            "is_bad": any(one.code == "missing_area" for one in entry.questions),
            "questions": [self._question(one, entry, following) for one in entry.questions],
        }
        if entry.task is None:
            return row
        task = shown(entry.task, self.names)
        return row | {
            "task": task,
            "leads": self._parties(task.leads, entry.task.leads, entry.above),
            "coordinating": self._parties(task.coordinating, entry.task.coordinating, entry.above),
            "deadlines": [
                (one, entry.above.get(read.text))
                for one, read in zip(task.deadlines, entry.task.deadlines, strict=True)
            ],
            "targets": self._targets(entry, task.targets),
            "origin": _origin(entry.origin),
            "served": self.served.get(entry.task.id),
        }

    def _parties(
        self, parties: Sequence[PartyShown], rows: Sequence[plans.PartyRow], above: dict[str, int]
    ) -> list[dict[str, Any]]:
        return [
            {"party": one, "members": self.members.get(one.code or ""), "line": above.get(row.text)}
            for one, row in zip(parties, rows, strict=True)
        ]

    def _targets(self, entry: plans.Entry, targets: Sequence[str]) -> list[str]:
        """A figure in doubt bears a question mark until somebody has spoken."""
        doubted = {
            one.about for one in entry.questions if one.code == "percent_sign_lost" and one.given is None
        }
        rows = entry.task.targets if entry.task else ()
        return [
            f"{words}?" if row.text in doubted else words for words, row in zip(targets, rows, strict=True)
        ]

    def _question(self, one: Question, entry: plans.Entry, following: dict[int, int]) -> dict[str, Any]:
        is_refused = one.id == self.typed.warning
        return {
            "id": one.id,
            "code": one.code,
            "about": one.about,
            "line": one.line,
            "heading": HEADINGS.get(one.code, ""),
            "words": message(one.code, one.about),
            "more": self._gap(one) if one.code == "missing_area" and not one.given else "",
            "given": said(one.given) if one.given else "",
            "undo": one.given.id if one.given else 0,
            "reason": one.given.reason if one.given else "",
            "answers": [self._offer(answer, one, entry) for answer in one.answers],
            "next": following.get(one.id, 0),
            "refusal": self.typed.refusal if is_refused else None,
            "typed": BLANK | self.typed.words if is_refused else BLANK,
        }

    def _gap(self, one: Question) -> str:
        """What the body says of an area that the appendix leaves out."""
        gap = plans.find_gap(one.about, plans.list_areas(self.draft), plans.list_sections(self.draft))
        if not gap.points:
            return ""
        words = ngettext(
            "The body has %(address)s “%(title)s” with %(count)s point.",
            "The body has %(address)s “%(title)s” with %(count)s points.",
            len(gap.points),
        )
        return words % {"address": gap.address, "title": gap.title, "count": len(gap.points)}

    def _offer(self, answer: str, question: Question, entry: plans.Entry) -> dict[str, str]:
        """One way to answer and the words on its button."""
        words = ANSWER_WORDS[Answer(answer)] % {"about": question.about, "task": entry.follows or ""}
        if answer == Answer.RIGHT and question.code == "agency_unmatched" and entry.task:
            parties = (*entry.task.leads, *entry.task.coordinating)
            code = next((one.group or one.agency for one in parties if one.text == question.about), None)
            words = _("All of “%(name)s”") % {"name": self.names.get(code or "", question.about)}
        return {"code": answer, "words": words}


def _origin(origin: dict[str, str] | None) -> str:
    return f"{ORIGINS.get(origin['kind'], '')}: {origin['text']}" if origin else ""


def mark(words: plans.SourceWords) -> SafeString:
    """A line of the document with its doubtful words marked."""
    parts: list[SafeString] = []
    end = 0
    for begin, stop in words.doubts:
        parts.append(format_html("{}<mark>{}</mark>", words.text[end:begin], words.text[begin:stop]))
        end = stop
    return _joined([*parts, format_html("{}", words.text[end:])])


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


urlpatterns = [path("review/", review, name="plan_review")]
