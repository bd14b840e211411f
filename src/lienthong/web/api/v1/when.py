"""From which day an answer is seen, and which page of it."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from lienthong.web.entrance.moment import Moment, moment_of

MOST = 200

Words = Annotated[str, Query(max_length=200, description="words in any order, with or without marks")]


class When(Schema):
    as_of: str = Field("", description="2021-10-15: what had occurred by that day; today when left out")
    known: str = Field("", description="2021-10-15: as it was known on that day; now when left out")

    def moment(self, request: HttpRequest) -> Moment:
        """Raises BadRequest for a day that is none."""
        return moment_of(request)


class Leaf(Schema):
    """Which page: counted from 1, of ``size`` rows."""

    page: int = Field(1, ge=1, le=10_000)
    size: int = Field(60, ge=1, le=MOST)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size


class Leaves[Row](Schema):
    """A page of rows: ``next`` is the address of the page behind it, null on the last."""

    items: list[Row]
    count: int
    next: str | None
