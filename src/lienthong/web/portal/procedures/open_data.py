"""All procedures in force as a file that anybody may use: one row each, with the address of its page."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse

from lienthong.domain.procedures.queries import ProcedureRow, list_published
from lienthong.web.entrance.access import public
from lienthong.web.entrance.moment import moment_of

MOST: Final = 20_000
KINDS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@public
def open_data(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    day = moment_of(request).as_of
    rows = [_row(one) for one in list_published(day, limit=MOST)]
    answer = HttpResponse(_as_csv(rows) if kind == "csv" else _as_json(rows), content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="thu-tuc-hanh-chinh-{day.isoformat()}.{kind}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _row(row: ProcedureRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "field": row.field,
        "levels": [level.value for level in row.levels],
        "online_level": row.online_level,
        "filed_online": row.is_online,
        "url": settings.LIENTHONG_PUBLIC_ORIGIN + reverse("procedure", args=[row.code]),
    }


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _as_csv(rows: list[dict[str, Any]]) -> str:
    """Begins with the mark by which spreadsheets know Unicode."""
    sheet = StringIO()
    names = ("code", "name", "field", "levels", "online_level", "filed_online", "url")
    writer = csv.DictWriter(sheet, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_cells(rows))
    return "\ufeff" + sheet.getvalue()


def _cells(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Words that a spreadsheet would take for a formula are words."""
    for row in rows:
        flat = {
            **row,
            "levels": " ".join(row["levels"]),
            "filed_online": "yes" if row["filed_online"] else "no",
        }
        yield {
            name: f"'{one}" if isinstance(one, str) and one[:1] in "=+-@" else one
            for name, one in flat.items()
        }


urlpatterns = [path("procedures/open.<str:kind>", open_data, name="procedures_open")]
