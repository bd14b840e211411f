"""What each version of a procedure changed in the one before."""

from dataclasses import dataclass
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.domain.procedures import queries
from lienthong.domain.procedures.exchange.telling import Told, tell_change
from lienthong.web.entrance.access import public
from lienthong.web.entrance.moment import moment_of
from lienthong.web.portal.procedures.page import published_or_404

MOST = 20


@dataclass(frozen=True, slots=True)
class Amendment:
    version: queries.VersionRow
    changes: list[Told]


@public
def changes(request: HttpRequest, procedure: str) -> HttpResponse:
    moment = moment_of(request)
    current = published_or_404(procedure, moment.as_of)
    versions = queries.list_versions(procedure, drafts=False)
    known = [one for one in versions if one.effective_from and one.effective_from <= moment.as_of]
    if len(known) < 2:
        raise Http404
    context = {"version": current, "amendments": [*reversed(_amendments(known[-MOST:]))]}
    return render(request, "portal/procedures/changes.html", context)


def _amendments(versions: list[queries.VersionRow]) -> list[Amendment]:
    records = {version.id: queries.get_record(version.id) for version in versions}
    codes = {step.unit for record in records.values() for step in record.steps}
    codes |= {code for record in records.values() for code in record.agencies}
    names = queries.unit_names(codes, versions[-1].effective_from or versions[-1].recorded_at.date())
    return [
        Amendment(
            after, [tell_change(one, names) for one in queries.compare(records[before.id], records[after.id])]
        )
        for before, after in pairwise(versions)
    ]


urlpatterns = [path("procedures/<str:procedure>/changes/", changes, name="procedure_changes")]
