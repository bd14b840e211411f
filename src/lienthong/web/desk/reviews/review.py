"""The sheet of one procedure: what was answered, what complying costs with its whole sum, what may be done now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.procedures.permissions import can_draft
from lienthong.domain.procedures.queries import STATE_LABELS as VERSION_LABELS
from lienthong.domain.procedures.queries import VersionRow, get_version, next_versions
from lienthong.domain.reviews import queries
from lienthong.domain.reviews.errors import ReviewNotFound
from lienthong.domain.reviews.exchange import write_costs
from lienthong.domain.reviews.permissions import WORKERS, can_submit, can_write
from lienthong.domain.reviews.queries import (
    PART_LABELS,
    PROPOSAL_LABELS,
    STATE_LABELS,
    VERDICT_LABELS,
    Answer,
    Cost,
    EntryRow,
    Gap,
    PlanRow,
    Proposal,
    ReviewRow,
    Sheet,
    State,
    TextRow,
    Verdict,
)
from lienthong.spine.money import format_money, format_number
from lienthong.web.desk.procedures.workbook import XLSX
from lienthong.web.desk.reviews.sight import (
    TAGS,
    TEXT_TAGS,
    Sight,
    crumbs,
    left_of,
    sight_of,
    story_of,
    sum_of,
    words_of_cost,
)
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import write_moment

ACTS = ("send-back", "agree", "submit", "carry-out")


@dataclass(frozen=True)
class Page:
    """One sheet seen by one person: of an ``entry`` of a ``plan``, or of a ``text``."""

    row: ReviewRow
    sight: Sight
    plan: PlanRow | None = None
    entry: EntryRow | None = None
    text: TextRow | None = None

    @property
    def url(self) -> str:
        return reverse("desk:review", args=[self.row.id])

    @property
    def may_write(self) -> bool:
        return self.row.is_written and can_write(self.sight.by, self.row.agency)

    @property
    def later(self) -> VersionRow | None:
        """The version drafted after the one that was reviewed."""
        if self.row.version is None:
            return None
        return next_versions([self.row.version]).get(self.row.version)

    def may(self, act: str) -> bool:
        """Whether this person may do this now; the action asks again."""
        by, state = self.sight.by, self.row.state
        match act:
            case "submit":
                own = can_submit(by, self.row.agency)
                return self.entry is not None and state is State.DRAFT and own
            case "send-back" | "agree":
                judges = self.sight.controls and self.row.submitted_by != by.account
                return state is State.SUBMITTED and judges
            case "carry-out":
                return state is State.DECIDED and self._may_draft
        return False

    @property
    def _may_draft(self) -> bool:
        if self.row.verdict is not Verdict.SIMPLIFY or self.row.version is None or self.later:
            return False
        return can_draft(self.sight.by, keeper=get_version(self.row.version).keeper, office=self.sight.office)

    def crumbs(self, *after: str) -> list[Link]:
        if self.plan:
            above = Link(self.plan.title, reverse("desk:review_plan", args=[self.plan.id]))
        else:
            text = self.row.text
            above = Link(self.text.title[:80] if self.text else "", reverse("desk:legal_text", args=[text]))
        name = self.row.code or self.row.name[:60]
        return crumbs(above, Link(name, self.url if after else ""), *map(Link, after))


def page_of(request: HttpRequest, review: int) -> Page:
    """Raises Http404 for a sheet that is none of one's business."""
    sight = sight_of(request)
    try:
        row = queries.get_review(review, sight.today)
    except ReviewNotFound as absent:
        raise Http404 from absent
    if row.entry is not None:
        plan, entry = queries.find_entry(row.entry, sight.today)
        page, sees = Page(row, sight, plan, entry), sight.sees({entry.lead, *entry.coordinating})
    else:
        text = queries.get_text(row.text or 0, sight.today)
        page = Page(row, sight, text=text)
        sees = sight.sees({text.agency}) and (sight.by.agency == text.agency or text.asked_at is not None)
    if not sees:
        raise Http404
    return page


def written_page(request: HttpRequest, review: int) -> Page:
    """As ``page_of``; Http404 as well for a sheet that this person may not write now."""
    page = page_of(request, review)
    if not page.may_write:
        raise Http404
    return page


@dataclass(frozen=True, slots=True)
class AnswerLine:
    row: Answer
    part: str
    proposal: str
    verdicts: tuple[tuple[str, str], ...]

    @property
    def is_kept(self) -> bool:
        return self.row.proposal is Proposal.KEEP


@dataclass(frozen=True, slots=True)
class CostLine:
    """An activity with its sum in figures: once, and in a year."""

    row: Cost
    once: str
    yearly: str
    amount: int


@dataclass(frozen=True, slots=True)
class CostTable:
    title: str
    lines: tuple[CostLine, ...]
    total: int


@requires(*WORKERS)
def review(request: HttpRequest, review: int) -> HttpResponse:
    page = page_of(request, review)
    row = page.row
    sheet, gaps = queries.get_sheet(review)
    names = get_names({row.agency}, page.sight.today)
    context = {
        "page": page,
        "row": row,
        "tag": _tag(page),
        "lead": _lead(page, gaps),
        "saving": words_of_cost(sheet.saving, is_reckoned=sheet.is_reckoned),
        "gaps": [queries.words_of(gap) for gap in gaps] if row.is_written else [],
        "answers": [_answer(one) for one in sheet.answers],
        "verdict": VERDICT_LABELS[sheet.verdict] if sheet.verdict else "",
        "conclusion": sheet.conclusion,
        "tables": list(_tables(page, sheet)),
        "income": format_money(row.income),
        "facts": _facts(page, names),
        "acts": [
            (act, reverse(f"desk:{act.replace('-', '_')}_review", args=[review]))
            for act in ACTS
            if page.may(act)
        ],
        "later": _later(page),
        "story": story_of(queries.list_happenings(queries.review_subject(review))),
        "crumbs": page.crumbs(),
    }
    return render(request, "desk/reviews/review.html", context | _owed(row))


def _act_url(act: str, review: int) -> str:
    return reverse(f"desk:{act.replace('-', '_')}_review", args=[review])


def _owed(row: ReviewRow) -> dict[str, Any]:
    """The day by which the office gives its opinion, with its sum, while it owes it."""
    if row.state is not State.SUBMITTED or row.submitted_at is None:
        return {}
    owed = queries.owed(None, row.submitted_at)
    return {"owed": owed, "owed_sum": list(sum_of(owed)), "owed_tag": left_of(row.left)}


def _tag(page: Page) -> tuple[str, str]:
    if page.text:
        return TEXT_TAGS[page.text.state], str(queries.TEXT_STATE_LABELS[page.text.state])
    return TAGS[page.row.state], str(STATE_LABELS[page.row.state])


def _lead(page: Page, gaps: list[Gap]) -> str:
    row = page.row
    if row.is_written and gaps:
        words = ngettext(
            "%(count)s place must be filled in.", "%(count)s places must be filled in.", len(gaps)
        )
        return words % {"count": len(gaps)}
    if page.text:
        return (
            _("The sheet is complete.")
            if row.is_written
            else _("The sheet goes with its draft to the office.")
        )
    match row.state:
        case State.DRAFT:
            return _("Nothing is lacking: the review can be handed in.")
        case State.SUBMITTED:
            return _("The Committee's office gives its opinion on this review.")
        case State.AGREED:
            return _("The office agreed; the proposal waits for the decision.")
    number = row.decision.number if row.decision else ""
    return _("Approved by Decision %(number)s.") % {"number": number}


def _answer(row: Answer) -> AnswerLine:
    return AnswerLine(
        row, str(PART_LABELS[row.part]), str(PROPOSAL_LABELS[row.proposal]), tuple(_judged(row))
    )


def _judged(row: Answer) -> Iterator[tuple[str, str]]:
    """Each question with its answer; what is all well, and what nobody answered, in one line."""
    said = ((_("necessary"), row.necessary), (_("lawful"), row.lawful), (_("reasonable"), row.reasonable))
    given = {answer for _label, answer in said}
    if given == {True}:
        yield ", ".join(label for label, _answer in said), ""
    elif given == {None}:
        yield _("not answered"), ""
    else:
        yield from ((label, _yes(answer)) for label, answer in said)


def _yes(given: bool | None) -> str:
    return (
        _("not answered")
        if given is None
        else pgettext("answer", "yes")
        if given
        else pgettext("answer", "no")
    )


def _tables(page: Page, sheet: Sheet) -> Iterator[CostTable]:
    saving = sheet.saving
    if page.row.version is not None:
        yield CostTable(_("Compliance cost now"), _costs(sheet.before, sheet.income), saving.before)
    if page.row.version is None or sheet.verdict not in {Verdict.KEEP, Verdict.ABOLISH}:
        title = (
            _("Compliance cost under the draft") if page.text else _("Compliance cost after simplification")
        )
        yield CostTable(title, _costs(sheet.after, sheet.income), saving.after)


def _costs(rows: tuple[Cost, ...], income: int) -> tuple[CostLine, ...]:
    return tuple(CostLine(row, _once(row, income), _yearly(row, income), row.yearly(income)) for row in rows)


def _once(row: Cost, income: int) -> str:
    """2 giờ × 30.540 đ + 10.000 đ = 71.080 đ."""
    paid = [amount for amount in (row.service, row.other, row.fee) if amount]
    parts = []
    if row.hours:
        hours = _("%(hours)s hours") % {"hours": plain(row.hours)}
        parts.append(f"{hours} × {format_money(income, short=True)}")
    parts += [format_money(amount, short=True) for amount in paid]
    return _bound(f"{' + '.join(parts) or '0 đ'} = {format_money(row.once(income), short=True)}")


def _yearly(row: Cost, income: int) -> str:
    """71.080 đ × 1 × 1.200 = 85.296.000 đ."""
    whole = (format_money(row.once(income), short=True), format_number(row.times), format_number(row.people))
    return _bound(f"{' × '.join(whole)} = {format_money(row.yearly(income), short=True)}")


def _bound(sum_told: str) -> str:
    """An amount and its đồng stay on one line."""
    return sum_told.replace(" đ", "\u00a0đ")


def plain(hours: object) -> str:
    """2.50 -> "2,5"; 10.00 -> "10"."""
    return f"{hours:f}".rstrip("0").rstrip(".").replace(".", ",") or "0"


def _facts(page: Page, names: dict[str, str]) -> list[Fact]:
    row = page.row
    facts = [Fact(_("Reviewed by"), names.get(row.agency, row.agency))]
    if page.entry and page.plan:
        entry = f"{page.entry.position}. {page.entry.name}"
        facts.append(Fact(_("Row of the plan"), entry, url=reverse("desk:review_plan", args=[page.plan.id])))
    if row.version:
        facts.append(Fact(_("Version reviewed"), row.code, url=reverse("procedure", args=[row.code])))
    if row.submitted_at:
        facts.append(Fact(pgettext("review", "Handed in"), write_moment(row.submitted_at)))
    if row.agreed_at:
        facts.append(Fact(_("Opinion of the office"), row.opinion, hint=write_moment(row.agreed_at)))
    if row.decision:
        url = reverse("desk:review_decision", args=[row.decision.id])
        facts.append(Fact(pgettext("review", "Decision"), row.decision.number, url=url))
    return facts


def _later(page: Page) -> tuple[str, str] | None:
    """Of a decided simplification the version that carries it out: its address, and how it stands."""
    if page.row.state is not State.DECIDED or (later := page.later) is None:
        return None
    return reverse("desk:procedure", args=[later.id]), str(VERSION_LABELS[later.state])


@requires(*WORKERS)
def costs_xlsx(request: HttpRequest, review: int) -> HttpResponse:
    page = page_of(request, review)
    sheet, _gaps = queries.get_sheet(review)
    title = _("Compliance cost of %(code)s %(name)s") % {"code": page.row.code, "name": page.row.name}
    answer = HttpResponse(write_costs(sheet, title=" ".join(title.split())), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="chi-phi-tuan-thu-{page.row.id}.xlsx"'
    return answer


urlpatterns = [
    path("reviews/<int:review>/", review, name="review"),
    path("reviews/<int:review>/costs.xlsx", costs_xlsx, name="review_costs_xlsx"),
]
