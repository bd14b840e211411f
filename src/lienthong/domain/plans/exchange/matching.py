"""Reading a file by the agencies that the platform knows, as they stood on the day the plan was issued."""

from datetime import date

from lienthong.domain.plans.exchange.files import read_file
from lienthong.domain.plans.queries.names import read_names
from lienthong.domain.plans.rules.reading import PlanReading

__all__ = ["read_known", "read_names"]


def read_known(name: str, content: bytes, *, province: str, today: date) -> PlanReading:
    """The day of issue stands in the file itself, so a file of another day is read a second time by that
    day's
    agencies. Raises NotAPlan.
    """
    reading = read_file(name, content, read_names(province, today))
    issued_on = reading.document.issued_on
    if issued_on in (None, today):
        return reading
    return read_file(name, content, read_names(province, issued_on))
