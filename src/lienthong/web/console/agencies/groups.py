"""Groups such as "Sở, ban, ngành tỉnh": who belongs to them on a day, and the monitor's changes to that."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.organisations import actions, queries
from lienthong.domain.organisations.permissions import Permission, can_set_groups
from lienthong.spine import clock
from lienthong.web.console.agencies.moment import seen
from lienthong.web.console.deed import Deed, perform
from lienthong.web.console.fields import agency_field, day_field, decision_field
from lienthong.web.console.page import render_page
from lienthong.web.entrance.access import actor_of, requires, signed_in
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_day


class MemberForm(forms.Form):
    agency = agency_field(gettext_lazy("Agency"))
    member = forms.TypedChoiceField(
        label=gettext_lazy("The agency"),
        choices=[
            ("yes", gettext_lazy("belongs to the group")),
            ("no", gettext_lazy("does not belong to it")),
        ],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    on = day_field(gettext_lazy("From day"))
    until = day_field(
        gettext_lazy("First day no longer so"),
        required=False,
        help_text=gettext_lazy("Left empty: as long as the agency lasts."),
    )
    decision = decision_field(required=False)


@signed_in
def groups(request: HttpRequest) -> HttpResponse:
    view = seen(request)
    rows = [
        (group, view.url("group", group.code), len(queries.member_codes(group.code, view.day, view.known)))
        for group in queries.list_groups()
    ]
    title = ngettext("%(count)d group", "%(count)d groups", len(rows)) % {"count": len(rows)}
    lead = _("Plans speak of groups; who belongs to one on a day decides whose duty it is.")
    return render_page(
        request,
        "console/agencies/groups.html",
        current="groups",
        title=title,
        lead=lead,
        rows=rows,
        **view.context(),
    )


@signed_in
def group(request: HttpRequest, code: str) -> HttpResponse:
    view, row = seen(request), _group(code)
    members = queries.list_group_members(code, view.day, view.known)
    lead = ngettext(
        "%(count)d agency belonged to it on %(day)s.",
        "%(count)d agencies belonged to it on %(day)s.",
        len(members),
    ) % {"count": len(members), "day": write_day(view.day)}
    context: dict[str, Any] = {
        "group": row,
        "members": [(view.url("agency", member.code), member) for member in members],
        "may_set": can_set_groups(actor_of(request)),
    }
    return render_page(
        request,
        "console/agencies/group.html",
        current="groups",
        title=row.name,
        lead=lead,
        crumbs=[Link(row.name)],
        **view.context(),
        **context,
    )


@requires(Permission.SET_GROUPS)
def set_member(request: HttpRequest, code: str) -> HttpResponse:
    row, today = _group(code), clock.today()
    form = MemberForm(request.POST or None, initial={"on": today, "agency": request.GET.get("agency", "")})

    def act(given: dict[str, Any]) -> None:
        actions.set_membership(group=code, **given, by=actor_of(request), at=clock.now())

    back = reverse("console:group", args=[code])
    title = _("Set a member of “%(name)s”") % {"name": row.name}
    deed = Deed("groups", title, _("Set the membership"), _("The membership is set."), back)
    return perform(request, deed, form, act, [Link(row.name, back)])


def _group(code: str) -> queries.GroupRow:
    found = next((row for row in queries.list_groups() if row.code == code), None)
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("groups/", groups, name="groups"),
    path("groups/<str:code>/", group, name="group"),
    path("groups/<str:code>/members/", set_member, name="set_member"),
]
