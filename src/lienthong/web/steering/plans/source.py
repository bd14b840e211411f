"""The document around the table: objectives and body with their addresses, cited law, notes of the reading."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from lienthong.domain.plans import queries as plans
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import page_of
from lienthong.web.steering.plans.reading import show_warning


@public
def source(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    context = {"objectives": plans.list_objectives(page.plan), "sections": plans.list_sections(page.plan)}
    return page.render("source", context, current="plan_source")


@public
def citations(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    return page.render("citations", {"citations": plans.list_citations(page.plan)}, current="plan_citations")


@public
def notes(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_of(request, slug)
    warnings = [show_warning(warning) for warning in plans.list_warnings(page.plan)]
    return page.render("warnings", {"warnings": warnings}, current="plan_warnings")


urlpatterns = [
    path("text/", source, name="plan_source"),
    path("citations/", citations, name="plan_citations"),
    path("warnings/", notes, name="plan_warnings"),
]
