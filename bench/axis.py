"""How fast one worker, as `up` runs one, takes in what agencies' software sent by the document axis."""

import hashlib
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Final
from uuid import uuid4

from bench import benchmark
from bench.facts import running_worker
from bench.figures import Figure, figure
from bench.ground import Bench
from lienthong.connectors.axis import edxml
from lienthong.connectors.axis.messages import Attachment, Edoc, Organization
from lienthong.domain.axis import actions
from lienthong.domain.axis import models as m
from lienthong.domain.axis.actions import BY, Arrival
from lienthong.domain.axis.queries import Wanted, organ_of_agency
from lienthong.spine import clock

AGENCY: Final = "GL-SNV"
A_SECOND: Final = 10  # messages piled up for each second of measuring
PATIENCE: Final = 300.0
PDF: Final = b"%PDF-1.7\n" + b"noi dung van ban\n" * 2_000


@benchmark("documents.axis")
def axis(bench: Bench) -> Iterator[Figure]:
    """From the bytes of a document to its clerk's list and the word that it arrived, written for whoever sent it."""
    organ = f"000.99.{uuid4().int % 10_000:04}.H21"
    client, _secret = actions.add_client(
        name="Phần mềm đo", system=f"do-{uuid4().hex[:8]}", organ=organ, by=BY, at=clock.now()
    )
    count = int(A_SECOND * bench.measured)
    for number in range(count):
        _take(client, organ, number)
    with running_worker():
        waiting = _waiting_after(client, count)
    legs = m.Leg.objects.filter(neighbour=client, message__wanted=Wanted.STATUS.value)
    moments = sorted(legs.values_list("made_at", flat=True))
    between = [(later - sooner).total_seconds() for sooner, later in pairwise(moments)]
    load = f"a pile of {count}, one worker"
    yield figure("a message end to end", load, between, sum(between) or 1, errors=waiting)


def _take(client: int, organ: str, number: int) -> None:
    kept = PDF + f"{organ} {number}\n%%EOF\n".encode()
    attached = Attachment(
        name="van-ban.pdf",
        content_type="application/pdf",
        open=lambda: BytesIO(kept),
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
    )
    dated = date(2021, 10, 14)
    message = Edoc(
        sender=Organization(organ_id=organ, name="Cơ quan đo"),
        recipients=(Organization(organ_id=organ_of_agency(AGENCY, clock.today()), name="Sở Nội vụ"),),
        document_id=f"{organ},{dated:%Y/%m/%d},{number}/DO",
        number=str(number),
        notation="DO",
        place="Gia Lai",
        dated=dated,
        type_name="Công văn",
        subject="đo tốc độ nhận văn bản",
        attachments=(attached,),
    )
    out = BytesIO()
    edxml.write(message, out)
    actions.take(
        content=BytesIO(out.getvalue()),
        arrival=Arrival(neighbour=client, wanted=Wanted.DOCUMENT, stated=organ),
        is_announced=lambda _digest: True,
        by=BY,
        at=clock.now(),
    )


def _waiting_after(client: int, count: int) -> int:
    """How many nobody was told of when patience ended."""
    legs = m.Leg.objects.filter(neighbour=client, message__wanted=Wanted.STATUS.value)
    deadline = time.monotonic() + PATIENCE
    while legs.count() < count and time.monotonic() < deadline:
        time.sleep(0.2)
    return count - legs.count()
