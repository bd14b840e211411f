"""By when an agency answers what people ask or remark: the dated rule, counted on the agency's own calendar."""

from datetime import date

from lienthong.domain.organisations.queries import get_path
from lienthong.domain.surveys import models as m
from lienthong.spine.calendar.queries import calendar_for


def answering_on(day: date) -> m.AnsweringTime | None:
    """The rule in force; None where none was ever laid down."""
    return m.AnsweringTime.objects.filter(since__lte=day).order_by("-since").first()


def due_on(agency: str, day: date, days: int) -> date:
    """So many working days after the day on which it came."""
    calendar = calendar_for(agency, superiors=get_path(agency, day)[::-1][1:])
    for _day in range(days):
        day = calendar.next_working(day)
    return day


def answer_due(agency: str, day: date) -> tuple[date, str] | None:
    """The day of the answer to what came to an agency, and what the rule rests on; None without a rule."""
    rule = answering_on(day)
    return (due_on(agency, day, rule.working_days), rule.basis) if rule else None
