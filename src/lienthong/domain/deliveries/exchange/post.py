"""A parcel -> the post's order; its call-back, or a page of its tracking -> news; labels to stick on."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from lienthong.connectors.public_post import client, messages
from lienthong.connectors.public_post.errors import Unreadable
from lienthong.domain.deliveries.actions import Told
from lienthong.domain.deliveries.actions.handing import template
from lienthong.domain.deliveries.queries import Half, Kind, OrderRow, Tiding, errand_of
from lienthong.domain.deliveries.queries.wording import label_words
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.pdf import typeset_form

TIDINGS: Final = {
    messages.ACCEPTED: Tiding.ACCEPTED,
    messages.ON_ROAD: Tiding.ON_ROAD,
    messages.DELIVERED: Tiding.DELIVERED,
    messages.CANCELLED: Tiding.CANCELLED,
    messages.FAILED: Tiding.FAILED,
    messages.BROUGHT_BACK: Tiding.BROUGHT_BACK,
}
ONE_STOP: Final = "Bộ phận Tiếp nhận và Trả kết quả"
HOTLINE: Final = "1022"


def parcel_message(row: OrderRow, at: datetime) -> messages.Parcel:
    name = get_names({row.agency}, clock.local(at).date()).get(row.agency, row.agency)
    ours = messages.Place(name, HOTLINE, f"{ONE_STOP}, {name}")
    theirs = messages.Place(row.receiver, row.phone, row.address)
    is_result = row.kind is Kind.RESULT
    return messages.Parcel(
        reference=row.code,
        service=messages.DELIVER if is_result else messages.COLLECT,
        sender=ours if is_result else theirs,
        receiver=theirs if is_result else ours,
        content="Kết quả giải quyết thủ tục hành chính" if is_result else _papers(row),
        cod=row.cod,
    )


def _papers(row: OrderRow) -> str:
    """When to come and what to take (senderDesc: the parts of the file)."""
    errand = errand_of(row)
    if errand is None:
        return "Hồ sơ thủ tục hành chính"
    half = "sáng" if errand.half is Half.MORNING else "chiều"
    return f"Lấy hồ sơ {half} {errand.day:%d/%m/%Y}: {'; '.join(errand.papers)}"[: messages.LONGEST]


def take_callback(body: bytes) -> Told:
    """Raises NotConnected, Unreadable, Forged."""
    return read_step(client.read_callback(body))


def read_news(steps: Iterable[messages.Step]) -> list[Told]:
    """Raises Unreadable."""
    return [read_step(one) for one in steps]


def read_step(step: messages.Step) -> Told:
    """Raises Unreadable."""
    try:
        at = datetime.strptime(step.at, "%Y%m%d%H%M%S").replace(tzinfo=clock.ZONE)
    except ValueError as unfit:
        raise Unreadable("statusDate") from unfit
    return Told(step.id, step.reference, TIDINGS[step.status], at, step.words, step.collected)


def print_labels(rows: Sequence[OrderRow], at: datetime) -> bytes:
    """One A6 sheet for each, in their order."""
    return typeset_form(template("label"), label_words(rows, at))
