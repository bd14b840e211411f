"""Form II.06a/VPCP/KSTT as a workbook."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header

from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.exchange import Sheet, write_board
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.organisations.queries import get_agency
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.steering.boards.draw import name_of, name_of_lines
from lienthong.web.steering.boards.page import BoardPage, page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.FOLLOW)
def workbook(request: HttpRequest) -> HttpResponse:
    page = page_of(request)
    board = cases.get_board(page.asked, page.by)
    sheet = Sheet(
        agency=name_of_reporter(page),
        period=page.period,
        known=page.asked.at,
        lines_are=name_of_lines(page.by),
        lines=[(name_of(line), line.counts) for line in board.lines],
        total=board.total,
    )
    answer = HttpResponse(write_board(sheet), content_type=XLSX)
    name = f"II.06a-{page.period.first:%Y%m%d}-{page.period.last:%Y%m%d}.xlsx"
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def name_of_reporter(page: BoardPage) -> str:
    """Who reports: the unit that was chosen, the province, or the agency whose hat is worn."""
    code = page.unit or (settings.LIENTHONG_PROVINCE if page.reach is None else actor_of(page.request).agency)
    agency = get_agency(code, page.period.last, page.moment.known)
    return agency.name if agency else code


urlpatterns = [path("boards/II.06a.xlsx", workbook, name="board_xlsx")]
