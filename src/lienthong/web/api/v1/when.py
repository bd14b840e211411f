"""From which day an answer is seen, and which page of it."""

import datetime as dt
from typing import Annotated, Literal

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from lienthong.domain.cases.queries import Period
from lienthong.web.entrance.moment import FIRST, LAST, Moment, moment_of

MOST = 200

type LineKind = Literal["unit", "commune", "field", "procedure", "channel"]

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


class Following(Schema):
    """How many rows follow the one that a page begins after."""

    size: int = Field(60, ge=1, le=MOST)


class Slice[Row](Schema):
    """Rows in a fixed order: ``next`` is the address of those that follow, null at the end. What is added meanwhile
    makes none appear twice.
    """

    items: list[Row]
    next: str | None


class Days(Schema):
    """Which days a board tells of, both included, and of whom; without days, of the month that is reported now."""

    since: dt.date | None = Field(None, alias="from", description="first day")
    to: dt.date | None = Field(None, description="last day")
    unit: str = Field("", max_length=40, description="an agency with all below it")
    by: LineKind = "unit"
    known: str = Field("", description="2021-10-15: as it was known on that day; now when left out")

    def period(self, usual: Period) -> Period:
        """Raises BadRequest for days in the wrong order or far away."""
        period = Period(self.since or usual.first, self.to or usual.last)
        if period.last < period.first or period.first.year < FIRST or period.last.year > LAST:
            raise BadRequest(_("to: the last day must follow the first one, between 1900 and 2199."))
        return period

    def moment(self, request: HttpRequest) -> Moment:
        """Raises BadRequest for a day that is none."""
        return moment_of(request)


class Leaves[Row](Schema):
    """A page of rows: ``next`` is the address of the page behind it, null on the last."""

    items: list[Row]
    count: int
    next: str | None
