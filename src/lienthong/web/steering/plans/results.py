"""What the public sees of a plan: how far it is, and every accepted product with its document.

Who is late is said only when the People's Committee decided so (``plan.shows_lateness``).
"""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path

from lienthong.domain.plans import queries as plans
from lienthong.web.entrance.access import public
from lienthong.web.steering.plans.page import Page, page_of
from lienthong.web.ui.paging import paging

PAGE = 40


@dataclass(frozen=True, slots=True)
class Product:
    """An accepted document; the number leads to its file."""

    row: plans.ProductRow
    agency: str
    task_url: str
    file_url: str


@public
def view(request: HttpRequest, slug: str) -> HttpResponse:
    """The same page for officials, who meet the overview at the plan's own address."""
    return results(page_of(request, slug), current="plan_results")


def results(page: Page, current: str = "plan") -> HttpResponse:
    found = plans.find_products(page.plan, **page.seen)
    leaf = Paginator(found, PAGE).get_page(page.request.GET.get("page"))
    counts = plans.by_month(page.plan, **page.seen)
    context = {
        "summary": plans.get_summary(page.plan),
        "whole": plans.total(tally for months in counts.values() for tally in months.values()),
        "products": show_products(page, plans.read_products(leaf.object_list)),
        "count": leaf.paginator.count,
        "ways": paging(page.request, leaf),
        "shows_lateness": page.plan.shows_lateness,
        "late": late_agencies(page, counts) if page.plan.shows_lateness else [],
    }
    return page.render("results", context, current=current)


def show_products(page: Page, rows: list[plans.ProductRow]) -> list[Product]:
    return [
        Product(
            row,
            page.places.name(row.agency),
            page.url("plan_task", ref=row.ref) if row.ref else "",
            page.url("plan_evidence", file=row.file),
        )
        for row in rows
    ]


def late_agencies(page: Page, counts: dict[str, plans.Months]) -> list[tuple[str, str, int]]:
    """(name, address, how many duties are overdue), most first."""
    late = {code: plans.total(months.values()).overdue for code, months in counts.items()}
    ordered = sorted((code for code in late if late[code]), key=lambda code: -late[code])
    return [(page.places.name(code), page.url("plan_agency", code=code), late[code]) for code in ordered]


urlpatterns = [path("results/", view, name="plan_results")]
