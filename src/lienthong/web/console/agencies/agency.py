"""One agency: names and codes of a day, history with decisions, who works there for those who may know."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.organisations import queries
from lienthong.domain.organisations.permissions import Permission, can_change, can_give_signing, role_named
from lienthong.spine.actor import Actor
from lienthong.web.console.agencies.moment import Seen, seen
from lienthong.web.console.agencies.signing import Right, rights_of_agency
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, signed_in
from lienthong.web.ui.parts import Fact, Knot, Link
from lienthong.web.ui.words import write_day


@dataclass(frozen=True, slots=True)
class Code:
    """An official code in one scheme; ``code`` is empty where none is known."""

    scheme: str
    label: str
    code: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody with a position here; ``url`` only for who may open the person's page."""

    position: int
    name: str
    title: str
    role: str
    since: str
    url: str


SCHEMES = {queries.Scheme.QCVN102: "000.00.05.H21", queries.Scheme.QD20: "H21.05"}


@signed_in
def agency(request: HttpRequest, code: str) -> HttpResponse:
    view, by = seen(request), actor_of(request)
    row = queries.get_agency(code, view.day, view.known)
    versions = queries.list_versions(code, view.known)
    if not versions:
        raise Http404
    shown = row or versions[-1].agency
    may_view = by.may(Permission.VIEW_PEOPLE, code)
    context: dict[str, Any] = {
        "agency": shown,
        "facts": _facts(shown, view),
        "codes": _codes(code, view),
        "groups": queries.list_groups_of(code, view.day, view.known),
        "story": _story(code, versions, view),
        "below": [(view.url("agency", r.code), r) for r in queries.children(code, view.day, view.known)],
        "may_change": view.moment.is_today and row is not None and can_change(by, code),
        "may_view_people": may_view,
        "may_substitute": by.may(Permission.SUBSTITUTE, code),
        "workers": _workers(code, view, by) if may_view else [],
        "rights": _rights(code, view, by) if may_view else [],
        "may_give_signing": view.moment.is_today and row is not None and can_give_signing(by, code),
    }
    return render_page(
        request,
        "console/agencies/agency.html",
        current="agencies",
        title=shown.name,
        lead=_lead(row, shown, view),
        crumbs=_trail(code, view),
        **view.context(),
        **context,
    )


def _lead(row: queries.AgencyRow | None, shown: queries.AgencyRow, view: Seen) -> str:
    if row is None:
        return _("Not in force on %(day)s. Its history is below.") % {"day": write_day(view.day)}
    facts = {"code": shown.code, "day": write_day(shown.since)}
    return (
        _("Code %(code)s, so called since %(day)s.") % facts if shown.since else _("Code %(code)s.") % facts
    )


def _trail(code: str, view: Seen) -> list[Link]:
    way = queries.get_path(code, view.day, view.known)
    names = queries.get_names([*way, code], view.day, view.known)
    return [*(Link(names[one], view.url("agency", one)) for one in way[:-1]), Link(names[code])]


def _facts(shown: queries.AgencyRow, view: Seen) -> list[Fact]:
    facts = [
        Fact(_("Short name"), shown.short_name),
        Fact(_("Also called"), ", ".join(shown.aliases)),
        Fact(_("Kind"), queries.KIND_LABELS[queries.Kind(shown.kind)]),
        Fact(_("Level"), queries.LEVEL_LABELS[queries.Level(shown.level)]),
        Fact(_("Basis"), shown.decision, hint="" if shown.confirmed else _("not confirmed")),
    ]
    if shown.parent:
        names = queries.get_names([shown.parent], view.day, view.known)
        above = Fact(_("Subordinate to"), names.get(shown.parent, ""), url=view.url("agency", shown.parent))
        facts.insert(0, above)
    return [fact for fact in facts if fact.value]


def _codes(code: str, view: Seen) -> list[Code]:
    held = {row.scheme: row for row in queries.list_official_codes([code], view.day, view.known)[code]}
    return [
        Code(scheme.value, form, held[scheme].code, held[scheme].confirmed)
        if scheme in held
        else Code(scheme.value, form, "", False)
        for scheme, form in SCHEMES.items()
    ]


def _story(code: str, versions: list[queries.VersionRow], view: Seen) -> list[Knot]:
    """Newest first: versions and successions in one thread, each with the decision behind it."""
    told = [*_versions_told(versions), *_successions_told(code, view)]
    ordered = sorted(told, key=lambda one: one[0], reverse=True)
    later = str(view.day)
    return [replace(knot, state="to_come") if day > later else knot for day, knot in ordered]


def _versions_told(versions: list[queries.VersionRow]) -> Iterable[tuple[str, Knot]]:
    for number, version in enumerate(versions):
        row = version.agency
        when = write_day(row.since) if row.since else _("Since before our records")
        words = _("Is called %(name)s.") if number == 0 else _("From now on: %(name)s.")
        hint = _basis(row.decision, row.confirmed)
        yield str(row.since or ""), Knot(when, words % {"name": row.name}, hint=hint)
    last = versions[-1]
    if last.until:
        yield str(last.until), Knot(write_day(last.until), _("Is no longer in force."), state="late")


def _successions_told(code: str, view: Seen) -> Iterable[tuple[str, Knot]]:
    after = queries.successors(code, view.day, view.known)
    before = queries.predecessors(code, view.day, view.known)
    codes = {row.edge.successor for row in after} | {row.edge.predecessor for row in before}
    names = queries.get_names(codes, view.day, view.known)
    for row in after:
        label = queries.SUCCESSION_LABELS[queries.SuccessionKind(row.edge.kind)]
        other = names.get(row.edge.successor, _("nobody"))
        words = f"{label} {other}."
        yield _knot(row, words)
    for row in before:
        other = names.get(row.edge.predecessor, row.edge.predecessor)
        yield _knot(row, _("Took over from %(name)s.") % {"name": other})


def _knot(row: queries.EdgeRow, words: str) -> tuple[str, Knot]:
    return str(row.edge.on), Knot(
        write_day(row.edge.on), words, hint=_basis(row.decision, row.confirmed), quote=row.reason
    )


def _basis(decision: str, is_confirmed: bool) -> str:
    if is_confirmed:
        return decision
    return _("%(basis)s (not confirmed)") % {"basis": decision} if decision else _("not confirmed")


def _rights(code: str, view: Seen, by: Actor) -> list[Right]:
    rows = queries.list_signing(code, view.day, view.known)
    return rights_of_agency(code, rows, by, may_change=view.moment.is_today)


def _workers(code: str, view: Seen, by: Actor) -> list[Worker]:
    hats = queries.list_positions([code], view.day)
    names = get_full_names({hat.account for hat in hats})
    may_open = by.may("accounts.see", code)
    return [
        Worker(
            hat.position,
            names.get(hat.account, ""),
            hat.title,
            str(role_named(hat.role).label),
            write_day(hat.since),
            reverse("console:person", args=[hat.account]) if may_open else "",
        )
        for hat in hats
    ]


urlpatterns = [path("agencies/<str:code>/", agency, name="agency")]
