"""One person or organisation, masked: numbers, contacts, who acts for them, papers, consents, second records.

Opening it is written in the reading log.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.organisations import queries as organisations
from lienthong.domain.parties import actions, queries
from lienthong.domain.parties.actions import Form, Sex
from lienthong.domain.parties.errors import UnknownParty
from lienthong.domain.parties.permissions import Permission
from lienthong.domain.parties.queries import (
    AUTHORITY_LABELS,
    CONTACT_LABELS,
    FORM_LABELS,
    IDENTIFIER_LABELS,
    ORIGIN_LABELS,
    PARTY_LABELS,
    PURPOSE_LABELS,
    SEX_LABELS,
    AuthorityRow,
    NameRow,
    PartyRow,
)
from lienthong.spine import clock
from lienthong.web.desk.parties.page import Page, page_with, write_number
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.parts import Fact, Text
from lienthong.web.ui.words import write_day

LOOKS = 10


@requires(Permission.SEE)
def record(request: HttpRequest, party: int) -> HttpResponse:
    by = actor_of(request)
    try:
        row = actions.open_record(party=party, by=by, at=clock.now())
    except UnknownParty as stranger:
        raise Http404 from stranger
    page = page_with(row, by)
    context = {
        "page": page,
        "crumbs": page.crumbs(),
        "facts": _facts(page.row),
        "numbers": [(IDENTIFIER_LABELS[one.kind], one) for one in page.row.numbers],
        "contacts": [(CONTACT_LABELS[one.kind], one, _area(page, one.area)) for one in page.row.contacts],
        **_acting(page),
        **_others(page),
    }
    response = render(request, "desk/parties/record.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _facts(row: PartyRow) -> list[Fact]:
    told: list[tuple[str, Text]] = [
        (_("Kind"), FORM_LABELS[Form(row.form)] if row.form else PARTY_LABELS[row.kind]),
        (_("Year of birth"), row.birth),
        (_("Sex"), SEX_LABELS[Sex(row.sex)] if row.sex else ""),
        (_("Nationality"), row.nationality if row.nationality != "VN" else ""),
        (_("Also called"), ", ".join(row.aliases)),
    ]
    return [Fact(name, value) for name, value in told if value]


def _area(page: Page, code: str) -> str:
    """Who answers for the commune of an address now, when that is another than on its day."""
    if not code:
        return ""
    heir = organisations.get_heir(code, page.today)
    names = organisations.get_names([heir or code], page.today)
    return names.get(heir or code, "")


def _acting(page: Page) -> dict[str, object]:
    today, party = page.today, page.row.id
    authority = [(one, _authority(one)) for one in queries.list_authority(party, today)]
    return {
        "holders": [(one, words) for one, words in authority if one.party == party],
        "represented": [(one, words) for one, words in authority if one.holder == party],
        "papers": [(one, ORIGIN_LABELS[one.origin]) for one in queries.list_papers(party, today)],
        "consents": [(PURPOSE_LABELS[one.purpose], one) for one in queries.list_consents(party, today)],
    }


def _authority(one: AuthorityRow) -> str:
    words = [str(AUTHORITY_LABELS[one.kind]), one.basis]
    if one.until:
        words.append(_("before %(day)s") % {"day": write_day(one.until)})
    if one.limits:
        words.append(_("only for %(procedures)s") % {"procedures": ", ".join(one.limits)})
    return " · ".join(words)


def _others(page: Page) -> dict[str, object]:
    party = page.row.id
    alike = queries.list_alike(party, page.by) if page.may_link else []
    return {
        "names": _names_before(page.row),
        "links": [one for one in queries.list_links(party) if one.undone_at is None],
        "alike": [(row, [write_number(one) for one in row.numbers]) for row in alike],
        "looks": queries.list_readings(party, limit=LOOKS) if page.may_read_log else [],
    }


def _names_before(row: PartyRow) -> list[NameRow]:
    """Names that any record of theirs bore and the kept one does not bear now, each once."""
    others = {
        one.name: one for one in queries.list_names(row.id) if not one.was_mistake and one.name != row.name
    }
    return list(others.values())


urlpatterns = [path("people/<int:party>/", record, name="party")]
