"""The front page of the console: what needs attention, each figure leading to its rows."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.accounts.permissions import Permission as Accounts
from lienthong.domain.approvals.permissions import can_take_part
from lienthong.domain.approvals.queries import list_waiting as list_waiting_approvals
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.permissions import Permission as Organisations
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar import queries as calendar
from lienthong.spine.calendar.permissions import Permission as Calendar
from lienthong.spine.ledger.queries import ChainRow, list_chains
from lienthong.spine.outbox.queries import lag, list_waiting
from lienthong.spine.permissions import Permission as Spine
from lienthong.web.console.page import may_enter, render_page
from lienthong.web.console.people.scope import visible
from lienthong.web.entrance.access import actor_of, signed_in
from lienthong.web.ui.parts import Task, TaskSection
from lienthong.web.ui.words import write_number

A_NIGHT_MISSED = timedelta(hours=36)


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    if not may_enter(by):
        raise Http404
    open_tasks = [*_approvals(by), *_deliveries(by), *_ledger(by), *_people(by), *_dates(by)]
    waiting = [task for task in open_tasks if task.status != "done"]
    title = (
        ngettext("%(count)d thing needs attention", "%(count)d things need attention", len(waiting))
        % {"count": len(waiting)}
        if waiting
        else _("Nothing needs attention now")
    )
    lead = _("Figures are of this moment; each leads to its rows.")
    sections = [TaskSection(_("What to look at"), open_tasks)] if open_tasks else []
    return render_page(
        request, "console/home.html", current="home", title=title, lead=lead, task_sections=sections
    )


def _approvals(by: Actor) -> Iterator[Task]:
    if not can_take_part(by):
        return
    mine = [row for row in list_waiting_approvals(by) if row.proposed_by != by.account]
    words = ngettext("%(count)d waiting", "%(count)d waiting", len(mine)) % {"count": len(mine)}
    hint = _("Proposed by others; you may approve or refuse.") if mine else ""
    yield Task(
        _("Acts that need a second person"), reverse("console:approvals"), hint, _light(len(mine)), words
    )


def _deliveries(by: Actor) -> Iterator[Task]:
    if not by.may(Spine.MEND_DELIVERIES):
        return
    url, now = reverse("console:deliveries"), lag()
    dead = ngettext("%(count)d dead letter", "%(count)d dead letters", now.dead) % {"count": now.dead}
    hint = _("Each waits for somebody to try again or give it up.") if now.dead else ""
    yield Task(_("Deliveries that failed"), url, hint, "overdue" if now.dead else "done", dead)
    stalled = sum(row.is_stalled for row in list_waiting())
    words = ngettext("%(count)d waiting", "%(count)d waiting", now.waiting) % {"count": now.waiting}
    hint = _("%(count)d of them longer than five minutes.") % {"count": stalled}
    yield Task(_("Deliveries on their way"), url, hint if now.waiting else "", _light(stalled), words)


def _ledger(by: Actor) -> Iterator[Task]:
    if not by.may(Spine.READ_LEDGER):
        return
    open_chains = [chain for chain in list_chains() if chain.unsealed]
    entries = sum(chain.unsealed for chain in open_chains)
    overdue = sum(_is_overdue(chain) for chain in open_chains)
    words = ngettext("%(count)s entry unsealed", "%(count)s entries unsealed", entries) % {
        "count": write_number(entries)
    }
    hint = _("Seals are written each night; what is older than a day should be sealed.")
    yield Task(_("Ledger"), reverse("console:ledger"), hint, _light(overdue), words)


def _people(by: Actor) -> Iterator[Task]:
    if not by.may(Accounts.SEE):
        return
    state = accounts.State.NEVER_CAME
    count = accounts.count_accounts(among=visible(by), state=state)
    words = ngettext("%(count)d account", "%(count)d accounts", count) % {"count": count}
    url = f"{reverse('console:people')}?state={state.value}"
    hint = _("Invited or opened, and never used since.")
    yield Task(_("Accounts that never signed in"), url, hint, _light(count), words)


def _dates(by: Actor) -> Iterator[Task]:
    today = clock.today()
    if by.may(Organisations.CHANGE_AGENCIES):
        codes = organisations.list_official_codes(
            [r.agency.code for r in organisations.get_tree(today)], today
        )
        doubtful = sum(not row.confirmed for rows in codes.values() for row in rows)
        words = ngettext("%(count)d code", "%(count)d codes", doubtful) % {"count": doubtful}
        hint = _("Codes without a decision read; correct or confirm them on the agency's page.")
        yield Task(
            _("Unconfirmed official codes"), reverse("console:agencies"), hint, _light(doubtful), words
        )
    if by.may(Calendar.KEEP):
        unread = sum(not kept.value.basis.confirmed for kept in calendar.list_days(today.year))
        words = ngettext("%(count)d day", "%(count)d days", unread) % {"count": unread}
        url = reverse("console:calendar")
        yield Task(_("Unconfirmed days of this year's calendar"), url, "", _light(unread), words)


def _is_overdue(chain: ChainRow) -> bool:
    """Sealing is nightly, in real time: a chain that missed a night waits for somebody."""
    return chain.sealed_at is None or clock.real_now() - chain.sealed_at > A_NIGHT_MISSED


def _light(count: int) -> str:
    return "due_soon" if count else "done"


urlpatterns = [path("", home, name="home")]
