"""Due days as a calendar feed: one all-day event for each due day, the same identifier in every download."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from icalendar import Calendar, Event

from lienthong.domain.plans.queries import Due, ObligationRow, PlanRow

ZONE = "Asia/Ho_Chi_Minh"
_PRODUCT = "-//Lienthong//Ke hoach//VI"


def write_ics(plan: PlanRow, dues: list[Due], *, host: str, address: str) -> bytes:
    """``host`` makes identifiers unique in the world; ``address`` is the plan's page, with ``{ref}`` for a
    task's.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Thời hạn kế hoạch {plan.year} ({plan.number})")
    calendar.add("x-wr-timezone", ZONE)
    for due in dues:
        calendar.add_component(_event(plan, due, host, address))
    return bytes(calendar.to_ical())


def _event(plan: PlanRow, due: Due, host: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"{plan.slug}.{due.task.ref}.{_place(due)}@{host}")
    event.add("dtstamp", plan.recorded_at)
    event.add("sequence", plan.version - 1)
    event.add("dtstart", due.on)
    event.add("summary", f"{due.task.ref} {due.deadline.subject or due.task.called}")
    event.add("description", "\n".join(_description(due)))
    event.add("url", address.format(ref=due.task.ref))
    event.add("transp", "TRANSPARENT")
    return event


def _place(due: Due) -> str:
    """Which deadline of the task, and which occurrence of it: "1", "2-4"."""
    deadline = due.task.deadlines.index(due.deadline) + 1
    return f"{deadline}-{due.occurrence}" if due.occurrence else str(deadline)


def _description(due: Due) -> list[str]:
    task: Any = due.task
    return [
        task.called,
        f"Sản phẩm: {'; '.join(task.outputs)}",
        f"Chủ trì: {'; '.join(party.text for party in task.leads)}",
        f"Phối hợp: {'; '.join(party.text for party in task.coordinating)}",
        f"Thời hạn: {due.deadline.text}",
    ]


def write_duties_ics(name: str, rows: Sequence[ObligationRow], *, host: str, address: str) -> bytes:
    """An agency's due days as a feed; ``address`` leads to a duty, with ``{duty}`` for its number.

    A duty keeps its identifier when its day moves, so that calendar programs move it too.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Thời hạn kế hoạch: {name}")
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for row in rows:
        if row.due is not None:
            calendar.add_component(_duty_event(row, host, address))
    return bytes(calendar.to_ical())


def _duty_event(row: ObligationRow, host: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"duty.{row.id}@{host}")
    event.add("dtstamp", row.accepted_at or row.submitted_at or row.laid_at)
    event.add("dtstart", row.due)
    done = "✓ " if row.state == "DONE" else ""
    event.add("summary", f"{done}{row.ref} {row.title}".strip())
    event.add("url", address.format(duty=row.id))
    event.add("transp", "TRANSPARENT")
    return event
