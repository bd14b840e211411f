"""One agreement: what it transfers, who works under it, what they did, what went wrong and who answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from lienthong.domain.procedures.queries import get_titles
from lienthong.domain.transfers import queries
from lienthong.domain.transfers.permissions import Permission
from lienthong.domain.transfers.queries import BLAME_LABELS, STEP_LABELS, Standing
from lienthong.web.desk.transfers.page import TAGS, Page, page_of, steps_of, word_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact
from lienthong.web.ui.words import in_vietnamese, write_day


@requires(Permission.SEE)
def transfer(request: HttpRequest, agreement: int) -> HttpResponse:
    page = page_of(request, agreement)
    row, deeds = page.row, queries.list_deeds(agreement)
    codes = {code for code, _step in row.tasks} | {one.procedure for one in deeds}
    titles = {code: title.name for code, title in get_titles(codes, page.desk.day).items()}
    context = {
        "page": page,
        "row": row,
        "tag": TAGS[row.standing],
        "word": word_of(row),
        "facts": _facts(page),
        "may_change": page.may_keep and row.standing is not Standing.OVER,
        "tasks": [(code, titles.get(code, code), words) for code, words in steps_of(row).items()],
        "deeds": [(one, STEP_LABELS[one.step], titles.get(one.procedure, "")) for one in deeds],
        "faults": [(one, BLAME_LABELS[one.blame]) for one in queries.list_faults(agreement)],
        "crumbs": page.crumbs(),
    }
    return render(request, "desk/transfers/agreement.html", context)


def _facts(page: Page) -> list[Fact]:
    row = page.row
    names = page.desk.agency_names([row.agency, row.post])
    last = _("to the end of %(day)s") % {"day": write_day(row.until)} if row.until else _("until it is ended")
    told = [
        Fact(_("Agency that transfers the work"), in_vietnamese(names.get(row.agency, row.agency))),
        Fact(_("Post office"), in_vietnamese(names.get(row.post, row.post))),
        Fact(_("Signed on"), write_day(row.signed_on)),
        Fact(_("In force"), _("from %(since)s, %(last)s") % {"since": write_day(row.since), "last": last}),
        Fact(_("Who answers for what"), in_vietnamese(row.answers)),
    ]
    if row.ended_at:
        told.append(Fact(_("Ended before its last day"), in_vietnamese(row.reason), hint=row.ender))
    return told


urlpatterns = [path("<int:agreement>/", transfer, name="transfer")]
