"""The way of a document over the axis: each hop with its receipt, to read and to take along as one file."""

import tempfile
from datetime import datetime
from typing import Any, BinaryIO, Final, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.axis import queries as axis
from lienthong.domain.axis.exchange import read_statement, write_bundle
from lienthong.domain.axis.queries import LegRow, LegState, MessageRow, ReceiptRow
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.errors import SendingNotFound
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import SendingRow
from lienthong.spine import clock
from lienthong.spine.files.queries import get_file
from lienthong.spine.signatures.receipts import NotSigned, Signed, check_statement
from lienthong.web.desk.correspondence.judged import judge_envelope
from lienthong.web.desk.correspondence.page import Desk, base_crumbs, clerks_desk
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Link
from lienthong.web.ui.words import in_vietnamese, write_code, write_moment, write_number

TAGS: Final = {
    LegState.WAITING: ("in_progress", pgettext_lazy("hop on the axis", "Waits to be handed on")),
    LegState.TAKEN: ("submitted", pgettext_lazy("hop on the axis", "Handed on")),
    LegState.DONE: ("done", pgettext_lazy("hop on the axis", "Received there")),
    LegState.DEAD: ("overdue", pgettext_lazy("hop on the axis", "Not delivered")),
}


def _shown(request: HttpRequest, sending: int) -> tuple[Desk, SendingRow, MessageRow]:
    """Raises Http404 unless one is the clerk of the side that is in the house, and a message carries it."""
    desk = clerks_desk(request)
    try:
        row = correspondence.get_sending(sending, by=desk.by)
    except SendingNotFound as absent:
        raise Http404(str(absent)) from absent
    message = axis.find_brought(row.key) if row.is_from_outside else axis.messages_of(sending)
    if message is None:
        raise Http404
    return desk, row, message


@requires(Permission.REGISTER)
def proof(request: HttpRequest, sending: int) -> HttpResponse:
    desk, row, message = _shown(request, sending)
    title = _("Proof of delivery")
    back = (
        Link(row.title, reverse("desk:arriving", args=[row.id]))
        if row.is_from_outside
        else Link(row.title, reverse("desk:document_sent", args=[row.document]))
    )
    context: dict[str, Any] = {
        "title": title,
        "row": row,
        "facts": _facts(row, message),
        "hops": [_hop(leg, desk) for leg in axis.list_legs(message.id)],
        "receipts": [_receipt(one) for one in axis.list_receipts(message.id)],
        "envelope": judge_envelope(kept) if (kept := get_file(message.file or 0)) else None,
        "bundle": reverse("desk:sending_bundle", args=[row.id]),
        "crumbs": [*base_crumbs()[:1], back, Link(title)],
    }
    return render(request, "desk/correspondence/proof.html", context)


def _facts(row: SendingRow, message: MessageRow) -> list[Fact]:
    return [
        Fact(_("The other side"), in_vietnamese(row.outside)),
        Fact(_("Identity of the document"), write_code(message.document)),
        Fact(_("Number of the message"), write_code(message.key)),
        Fact(_("Digest of the message (SHA-256)"), write_code(message.digest)),
        Fact(_("Size of the message in bytes"), write_number(message.size)),
        Fact(_("This node took it at, in real time"), write_moment(clock.local(message.real_at))),
    ]


def _hop(leg: LegRow, desk: Desk) -> dict[str, Any]:
    tag, word = TAGS[leg.state]
    at = leg.done_at or leg.taken_at
    return {
        "name": leg.neighbour_name or desk.names([leg.agency]).get(leg.agency, leg.agency),
        "tag": tag,
        "word": word,
        "when": write_moment(clock.local(at)) if at else "",
        "remote": leg.remote,
        "fault": leg.fault if leg.state is not LegState.DONE else "",
    }


def _receipt(one: ReceiptRow) -> dict[str, Any]:
    """Its signature is checked anew each time it is shown; what it states is believed of a valid one only."""
    try:
        signatory = check_statement(Signed(one.statement, one.signature, one.certificate))
        told = read_statement(one.statement)
    except (NotSigned, ValueError):
        return {"is_good": False, "is_ours": one.is_ours}
    at = write_moment(clock.local(datetime.fromisoformat(told["at"])))
    facts = [
        Fact(_("Node that signs"), write_code(told["node"]), hint=in_vietnamese(signatory.name)),
        Fact(_("It took the message from"), write_code(told["from"])),
        Fact(_("When, in real time"), at),
        Fact(_("Digest of the message (SHA-256)"), write_code(told["sha256"])),
        Fact(_("Certificate (SHA-256)"), write_code(signatory.fingerprint)),
    ]
    return {"is_good": True, "is_ours": one.is_ours, "facts": facts}


@requires(Permission.REGISTER)
def bundle(request: HttpRequest, sending: int) -> HttpResponse:
    """Everything that proves it, as one file."""
    _desk, row, message = _shown(request, sending)
    made = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
    write_bundle(message, axis.list_receipts(message.id), cast(BinaryIO, made))
    made.seek(0)
    name = f"bang-chung-{row.code.replace('/', '-')}.zip"
    answer = FileResponse(made, as_attachment=True, filename=name, content_type="application/zip")
    return cast(HttpResponse, answer)


urlpatterns = [
    path("sendings/<int:sending>/proof/", proof, name="sending_proof"),
    path("sendings/<int:sending>/proof/bundle.zip", bundle, name="sending_bundle"),
]
