"""One case: what to do now, where it lay how long, why its day is its day, its story, its papers and people."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from lienthong.domain.cases.exchange import Told, tell_all
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import (
    CHANNEL_LABELS,
    RETURN_LABELS,
    CaseRow,
    Channel,
    ReturnBy,
    ScanRow,
    State,
    Verb,
    list_papers,
)
from lienthong.domain.national.queries import find_line
from lienthong.domain.parties.queries import get_party
from lienthong.domain.retention.queries import Kept, kept_of_row
from lienthong.spine import clock
from lienthong.web.desk.cases.deeds import BUTTONS, SLUGS
from lienthong.web.desk.cases.documents import documents_of
from lienthong.web.desk.cases.lateness import lateness_of
from lienthong.web.desk.cases.opinions import opinions_of
from lienthong.web.desk.cases.originals import originals_of
from lienthong.web.desk.cases.page import TAGS, CasePage, case_page, late_words, left_words, word_of
from lienthong.web.desk.cases.papers import paper_url
from lienthong.web.desk.cases.scans import scans_of
from lienthong.web.desk.cases.sent_online import brought_of, sent_of
from lienthong.web.desk.cases.strip import steps_of, strip_of
from lienthong.web.desk.cases.sums import sum_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Knot, Link
from lienthong.web.ui.words import write_day, write_due, write_moment, write_name

FIRST: Final = (
    Verb.RECEIVED,
    Verb.ORIGINALS_SIGNED,
    Verb.SIDE_DONE,
    Verb.HANDED_OVER,
    Verb.PUT_TO_SIGN,
    Verb.SIGNED,
    Verb.SUPPLEMENT_RECEIVED,
    Verb.RESUMED,
    Verb.BROUGHT,
    Verb.GIVEN,
    Verb.OPINION_GIVEN,
)
"""What usually comes next: the first of these that is somebody's to do is the one button of the page."""
BESIDE: Final = (Verb.TAKEN, Verb.SENT_BACK, Verb.SUPPLEMENT_ASKED, Verb.ASSIGNED, Verb.TURNED_AWAY)


@requires(Permission.FOLLOW)
def case(request: HttpRequest, case: int) -> HttpResponse:
    page = case_page(request, case)
    row = page.row
    first = next((verb for verb in FIRST if verb in page.moves), None)
    beside = [verb for verb in page.moves if verb in BESIDE]
    others = [verb for verb in page.moves if verb is not first and verb not in beside]
    strip = None if page.is_only_asked else strip_of(page)
    register = documents_of(page)
    context = {
        "page": page,
        "row": row,
        "tag": TAGS[row.status],
        "word": word_of(row),
        "lead": lead(page),
        "first": _button(page, first) if first else None,
        "beside": [_button(page, verb) for verb in beside],
        "others": [*(_button(page, verb) for verb in others), *register.begin],
        "strip": strip,
        "knots": [_knot(one, is_now=place == 0) for place, one in enumerate(_told(page))],
        "steps": steps_of(page) if row.received_at and not page.is_only_asked else [],
        "lateness": lateness_of(page),
        "opinions": opinions_of(page),
        "originals": originals_of(page),
        "stops": page.stops,
        "linked": _linked(page),
        "sides": [
            (one, page.names.steps.get(one.step, ""), page.names.agency(one.agency)) for one in page.sides
        ],
        "due": clock.local(due) if (due := row.due_at or row.legal_at) else None,
        "is_promised": row.due_at is not None,
        "sum": sum_of(page),
        "left": _left(page),
        "applicant": _applicant(page),
        "papers": _papers(page),
        "handed_out": [(one, paper_url(one), clock.local(one.issued_at)) for one in list_papers(row.id)],
        "sent": sent_of(page),
        "brought": brought_of(page),
        "facts": _facts(page),
        "register": register,
        "crumbs": page.crumbs(),
    }
    return render(request, "desk/cases/case.html", context)


def lead(page: CasePage) -> str:
    """The sentence on top: who has to do what by when, or that nobody of ours has."""
    row, names = page.row, page.names
    step, seat = names.steps.get(row.step, ""), names.agency(row.seat)
    holder = names.person(row.holder)
    if row.is_erased:
        return _(
            "Its papers and personal data were destroyed when their time was over. Numbers and times remain."
        )
    told = {
        State.FILED: _("Filed online. It is to be received or turned away."),
        State.TURNED_AWAY: _("It was not received."),
        State.WAITING_PAPERS: _(
            "The applicant is to bring papers. The clock waits; nothing is to be done now."
        ),
        State.WAITING_DUTY: _("The applicant is to pay first. The clock waits."),
        State.TO_SIGN: _("The result waits for the signature at %(seat)s."),
        State.SIGNED: _("The result is signed. The one-stop waits for it."),
        State.READY: _("The result waits at the one-stop for the applicant."),
        State.GIVEN: _("Done: the result was given. Nothing is to be done."),
        State.WITHDRAWN: _("The applicant took it back."),
        State.STOPPED: _("It was stopped."),
        State.DENIED: _("What was applied for was refused."),
    }.get(row.state)
    if told is None:
        told = (
            _("“%(step)s” at %(seat)s, with %(holder)s.")
            if holder
            else _("“%(step)s” at %(seat)s, with nobody yet.")
        )
    return told % {"step": step, "seat": seat, "holder": holder}


def _button(page: CasePage, verb: Verb) -> Link:
    """A result is signed on the page that says what is proposed."""
    if verb is Verb.SIGNED:
        return Link(BUTTONS[verb], reverse("desk:submission", args=[page.row.id]))
    return Link(BUTTONS[verb], reverse("desk:case_deed", args=[page.row.id, SLUGS[verb]]))


def _left(page: CasePage) -> str:
    """What is left of the time, for the tag under the day."""
    row, desk = page.row, page.desk
    if row.due_at is None or row.signed_at or row.ended_at:
        return ""
    days = desk.days.left(row.due_at)
    if row.due_at < desk.now:
        return late_words(-days)
    return left_words(days) if days else _("Ends today")


def _told(page: CasePage) -> list[Told]:
    return tell_all(page.shown.happenings, page.names)[::-1]


def _knot(told: Told, *, is_now: bool) -> Knot:
    one = told.happening
    name = format_html(" {}.", write_name(one.name)) if one.account != "platform" else ""
    return Knot(
        when=write_moment(clock.local(one.occurred_at)),
        what=format_html("<b>{}</b>{}{}", told.deed, told.rest, name),
        state="now" if is_now and told.tone == "past" else told.tone,
        quote=told.quote,
        hint=told.hint,
    )


def _applicant(page: CasePage) -> list[Fact]:
    """As far as it may be shown: numbers and telephone masked."""
    row = page.row
    party = None if page.is_only_asked else get_party(row.applicant, page.desk.by)
    facts = [Fact(_("Name"), write_name(row.applicant_name))]
    if party:
        paper = next((one.number for one in party.numbers), "")
        facts += [
            Fact(label, value)
            for label, value in (
                (_("Paper"), paper),
                (_("Telephone"), party.phone),
                (_("Address"), party.address),
            )
            if value
        ]
    if row.submitter_name:
        facts.append(Fact(_("Brought by"), write_name(row.submitter_name), hint=row.authority))
    return facts


def _papers(page: CasePage) -> list[tuple[str, bool, list[tuple[ScanRow, str]]]]:
    """Each paper of the list, whether it is here, and its scans."""
    return [(one.name, one.place in page.row.papers, one.scans) for one in scans_of(page) if one.place]


def _linked(page: CasePage) -> list[Link]:
    """Cases that belong together with it, each once."""
    told = [one.data for one in page.shown.happenings if one.verb == Verb.LINKED]
    numbers = {one["other"]: one["number"] for one in told}
    return [Link(number, reverse("desk:case", args=[case])) for case, number in numbers.items()]


def _national(row: CaseRow) -> Fact:
    """The code of how it stands; the number that it bears at the national portal, where that is another than ours."""
    line = find_line(row.id) if row.channel == Channel.ONLINE else None
    number = line.number if line and line.number != row.number else ""
    return Fact(_("National status"), str(row.national), hint=number)


def _received_by(page: CasePage) -> list[Fact]:
    """Who took it and who decides it: most often one agency."""
    taken = Fact(_("Received by"), write_name(page.names.agency(page.row.taken_by)))
    if not page.row.point:
        return [taken]
    return [taken, Fact(_("Decided by"), write_name(page.names.agency(page.row.owner)))]


def _facts(page: CasePage) -> list[Fact]:
    row = page.row
    facts = [
        *_received_by(page),
        Fact(_("Filed"), CHANNEL_LABELS[Channel(row.channel)]),
        Fact(_("How the result is returned"), RETURN_LABELS[ReturnBy(row.return_by)]),
        _national(row),
    ]
    if row.legal_at and row.due_at and row.legal_at != row.due_at:
        facts.append(Fact(_("Day by law"), write_due(row.legal_at)))
    if row.ended_at and not page.is_only_asked and (kept := kept_of_row(row)):
        facts.append(_kept(kept))
    return facts


def _kept(kept: Kept) -> Fact:
    """Until when it is kept, with the sum; a hold comes before it."""
    until = write_day(kept.until) if kept.until else _("for good")
    if kept.erased_by:
        return Fact(
            _("Kept until the end of"),
            until,
            hint=_("Destroyed by list %(number)s.") % {"number": kept.erased_by},
        )
    held = [_("Held: %(reason)s") % {"reason": reason} for reason in kept.held]
    return Fact(_("Kept until the end of"), until, hint=" ".join([*held, kept.why]))


urlpatterns = [path("<int:case>/", case, name="case")]
