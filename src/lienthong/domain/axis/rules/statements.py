"""What a receipt states of one hop, as the JSON that is signed."""

import json
from datetime import datetime
from typing import Final

FORM: Final = "lienthong-receipt-1"


def write_statement(
    *, node: str, message: str, document: str, sha256: str, size: int, came_from: str, at: datetime
) -> bytes:
    """The node ``node`` took these very bytes at that moment."""
    told = {
        "form": FORM,
        "node": node,
        "message": message,
        "document": document,
        "sha256": sha256,
        "size": size,
        "from": came_from,
        "at": at.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode()


def read_statement(statement: bytes) -> dict[str, str]:
    """Its fields as texts. Raises ValueError for anything else."""
    told = json.loads(statement)
    if not isinstance(told, dict) or told.get("form") != FORM:
        raise ValueError("not a receipt")
    return {str(name): str(value) for name, value in told.items()}
