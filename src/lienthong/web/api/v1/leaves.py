"""Pages of rows with the address of the next."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from lienthong.web.api.v1.when import Leaf


def leaves(request: HttpRequest, leaf: Leaf, items: list[Any], count: int) -> dict[str, Any]:
    """The body of a page; ``next`` keeps every other word of the question."""
    query = request.GET.copy()
    query["page"] = str(leaf.page + 1)
    more = leaf.offset + len(items) < count and items
    address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {"items": items, "count": count, "next": address if more else None}


def follow(request: HttpRequest, rows: list[Any], size: int, place: Callable[[Any], str]) -> dict[str, Any]:
    """The body of a slice, of one row more than is shown; ``place`` is what the next one begins after."""
    query = request.GET.copy()
    if len(rows) <= size:
        return {"items": rows, "next": None}
    query["after"] = place(rows[size - 1])
    query.pop("page", None)
    return {"items": rows[:size], "next": request.build_absolute_uri(f"{request.path}?{query.urlencode()}")}
