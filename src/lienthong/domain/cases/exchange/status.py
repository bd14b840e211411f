"""How a case stands, as other systems are told: asked by the API, or by a message. No personal data."""

from typing import Any

from lienthong.domain.cases.exchange.telling import name_status
from lienthong.domain.cases.queries import CaseRow


def status_of(row: CaseRow) -> dict[str, Any]:
    """``status`` is the national portal's code. The fields are promised to those who read them."""
    return {
        "number": row.number,
        "procedure": row.procedure,
        "title": row.title,
        "agency": row.owner,
        "status": int(row.national),
        "words": name_status(row.status),
        "received_at": row.received_at,
        "promised_at": row.due_at,
        "legal_at": row.legal_at,
        "signed_at": row.signed_at,
        "ready_at": row.ready_at,
        "ended_at": row.ended_at,
    }
