"""What all pages of the console share: sections, shown to whom they are of use, and the frame around."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lienthong import __version__
from lienthong.domain.accounts.permissions import Permission as Accounts
from lienthong.domain.approvals.permissions import NEEDED
from lienthong.domain.axis.permissions import Permission as Axis
from lienthong.domain.cases.permissions import Permission as Cases
from lienthong.domain.ministries.permissions import Permission as Ministries
from lienthong.domain.national.permissions import Permission as National
from lienthong.domain.organisations.permissions import Permission as Organisations
from lienthong.domain.partners.permissions import Permission as Partners
from lienthong.domain.retention.permissions import Permission as Retention
from lienthong.spine.actor import Actor
from lienthong.spine.calendar.permissions import Permission as Calendar
from lienthong.spine.causes.permissions import Permission as Causes
from lienthong.spine.permissions import Permission as Spine
from lienthong.web.entrance.access import actor_of
from lienthong.web.ui.parts import Link, Tab


@dataclass(frozen=True, slots=True)
class Section:
    """``route`` is also its name; who holds any of ``permissions`` sees its tab."""

    route: str
    label: str | Promise
    permissions: tuple[str, ...]


_AGENCIES = (Organisations.VIEW_PEOPLE, Organisations.CHANGE_AGENCIES, Organisations.SET_GROUPS)
SECTIONS = (
    Section("agencies", gettext_lazy("Agencies"), _AGENCIES),
    Section("groups", gettext_lazy("Groups"), _AGENCIES),
    Section("people", gettext_lazy("People"), (Accounts.SEE,)),
    Section("partners", gettext_lazy("Partner systems"), (Partners.KEEP,)),
    Section("national", gettext_lazy("National portal"), (National.KEEP,)),
    Section("axis", gettext_lazy("Document axis"), (Axis.KEEP,)),
    Section("calendar", gettext_lazy("Calendar"), (Calendar.KEEP,)),
    Section("forms", pgettext_lazy("one-stop", "Forms"), (Cases.KEEP_FORMS,)),
    Section("anywhere", gettext_lazy("Filing anywhere"), (Cases.KEEP_ANYWHERE,)),
    Section("history", gettext_lazy("Old cases"), (Cases.IMPORT,)),
    Section("systems", gettext_lazy("Ministry software"), (Ministries.KEEP,)),
    Section("causes", gettext_lazy("Causes of lateness"), (Causes.KEEP,)),
    Section("retention", pgettext_lazy("console", "Storage times"), (Retention.RULE,)),
    Section("approvals", gettext_lazy("Approvals"), tuple(dict.fromkeys(NEEDED.values()))),
    Section("deliveries", gettext_lazy("Deliveries"), (Spine.MEND_DELIVERIES,)),
    Section("short_messages", gettext_lazy("Short messages"), (Spine.MEND_DELIVERIES,)),
    Section("ledger", gettext_lazy("Ledger"), (Spine.READ_LEDGER,)),
    Section("letters", pgettext_lazy("mail", "Letters"), (Accounts.SEE_LETTERS,)),
)


def sections_of(actor: Actor) -> list[Section]:
    return [section for section in SECTIONS if any(map(actor.may, section.permissions))]


def may_enter(actor: Actor) -> bool:
    """Whether the console holds anything for this person."""
    return bool(sections_of(actor))


def render_page(
    request: HttpRequest,
    template: str,
    *,
    current: str,
    title: str,
    lead: str = "",
    crumbs: Iterable[Link] = (),
    **context: Any,
) -> HttpResponse:
    """``current`` is the route of the section the page belongs to; ``crumbs`` lead from it to the page."""
    shared = {
        "title": title,
        "lead": lead,
        "crumbs": [*_trail(current), *crumbs] if crumbs else [],
        "sections": _tabs(actor_of(request), current),
        "environment": _("%(mode)s, version %(version)s") % {"mode": _mode(), "version": __version__},
    }
    return render(request, template, shared | context)


def _trail(current: str) -> list[Link]:
    labels = {section.route: section.label for section in SECTIONS}
    return [Link(labels[current], reverse(f"console:{current}"))] if current in labels else []


def _tabs(actor: Actor, current: str) -> list[Tab]:
    front = Tab(_("Overview"), reverse("console:home"), current=current == "home")
    own = [
        Tab(section.label, reverse(f"console:{section.route}"), current=section.route == current)
        for section in sections_of(actor)
    ]
    return [front, *own]


def _mode() -> str:
    told = {"demo": _("Demonstration"), "training": pgettext("mode", "Practice")}
    return told.get(settings.LIENTHONG_MODE, _("In operation"))
