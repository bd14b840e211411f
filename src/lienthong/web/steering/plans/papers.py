"""What can be taken away: Word in official layout, a workbook that can be read again, JSON, a calendar of
due days.

A version of a plan never changes, so its papers carry a tag of the version: who has them already is told
so at once.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language

from lienthong import __version__
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.exchange import plan_contract
from lienthong.domain.plans.exchange.papers import (
    Line,
    Paper,
    Register,
    duties_contract,
    paper_of,
    write_docx,
    write_duties_docx,
    write_duties_pdf,
    write_duties_xlsx,
    write_ics,
    write_pdf,
    write_xlsx,
)
from lienthong.domain.plans.permissions import Permission
from lienthong.web.entrance.access import public, requires
from lienthong.web.steering.plans.duties import Listing
from lienthong.web.steering.plans.duty import DutyShown, show_duties
from lienthong.web.steering.plans.page import Page, followed, page_of

MOST_DUTIES = 10_000
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper: its media type and how its bytes are made."""

    media_type: str
    make: Callable[[Page], bytes]
    is_attachment: bool = True


@dataclass(frozen=True, slots=True)
class DutyKind:
    """The same for a register of duties."""

    media_type: str
    make: Callable[[Register], bytes]
    is_attachment: bool = True


@public
def paper(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    page = page_of(request, slug)
    tag = quote_etag(f"{page.plan.version_id}-{kind}-{get_language()}-{__version__}")
    answer = get_conditional_response(request, etag=tag) or _made(page, kind)
    answer.headers["ETag"] = tag
    patch_cache_control(answer, no_cache=True)
    return answer


def _made(page: Page, kind: str) -> HttpResponse:
    made = KINDS[kind]
    name = f"ke-hoach-{page.plan.slug}.{kind}"
    answer = HttpResponse(made.make(page), content_type=made.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(made.is_attachment, name) or "inline"
    return answer


def _paper(page: Page) -> Paper:
    """With the full name that its issuer bore on the day of issue."""
    plan = page.plan
    agency = organisations.get_agency(plan.agency, plan.issued_on)
    issuer = agency.name if agency else plan.issuer
    return paper_of(plan, province=settings.LIENTHONG_PROVINCE, issuer=issuer)


def _json(page: Page) -> bytes:
    return json.dumps(plan_contract(page.plan), ensure_ascii=False, indent=2).encode()


def _ics(page: Page) -> bytes:
    of_task = reverse("steering:plan_task", kwargs={"slug": page.plan.slug, "ref": "REF"})
    address = page.request.build_absolute_uri(of_task).replace("REF", "{ref}")
    return write_ics(page.plan, plans.list_dues(page.plan), host=page.request.get_host(), address=address)


KINDS = {
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", lambda page: write_docx(_paper(page))),
    "pdf": Kind("application/pdf", lambda page: write_pdf(_paper(page)), is_attachment=False),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", lambda page: write_xlsx(_paper(page))),
    "json": Kind("application/json", _json, is_attachment=False),
    "ics": Kind("text/calendar; charset=utf-8", _ics),
}


@requires(Permission.FOLLOW)
def duties_paper(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The duties that a list shows, with their standing on its day."""
    if kind not in DUTY_KINDS:
        raise Http404
    page = followed(request, slug)
    rows = plans.read_obligations(Listing(page, request.GET).rows()[:MOST_DUTIES], page.moment.as_of)
    lines = [Line(one.row, one.agency, _note(one)) for one in show_duties(page, rows)]
    register = Register(page.plan, page.moment.as_of, page.places.name(page.plan.monitor), lines)
    made = DUTY_KINDS[kind]
    answer = HttpResponse(made.make(register), content_type=made.media_type)
    name = f"nghia-vu-{page.plan.slug}-{page.moment.as_of.isoformat()}.{kind}"
    answer.headers["Content-Disposition"] = content_disposition_header(made.is_attachment, name) or "inline"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _note(duty: DutyShown) -> str:
    return f"{duty.lateness}; {duty.about}" if duty.lateness else duty.about


def _duties_json(register: Register) -> bytes:
    return json.dumps(duties_contract(register), ensure_ascii=False, indent=2).encode()


DUTY_KINDS = {
    "xlsx": DutyKind(f"{_OFFICE}.spreadsheetml.sheet", write_duties_xlsx),
    "docx": DutyKind(f"{_OFFICE}.wordprocessingml.document", write_duties_docx),
    "pdf": DutyKind("application/pdf", write_duties_pdf, is_attachment=False),
    "json": DutyKind("application/json", _duties_json, is_attachment=False),
}

urlpatterns = [
    path("plan.<str:kind>", paper, name="plan_paper"),
    path("duties.<str:kind>", duties_paper, name="plan_duties_paper"),
]
