"""What systems are told by themselves: the ``webhooks`` of the description, from the kinds that the room tells of."""

from typing import Any, Final

from django.utils.translation import override

from lienthong.domain.partners.queries import KIND_LABELS, Kind

_HEADERS: Final = (
    ("webhook-id", "names the message for ever: take each once, though it may come twice", "string"),
    ("webhook-timestamp", "seconds since 1970 when it was sent; refuse what is older than five minutes", "integer"),
    ("webhook-signature", "v1,base64 of HMAC-SHA256 over id.timestamp.body; two while a secret changes", "string"),
)  # fmt: skip
_CASE: Final = {"$ref": "#/components/schemas/CaseStatus"}
_NOTHING: Final = {"type": "object", "description": "empty"}


def described() -> dict[str, Any]:
    """By the type of the message; the answer is awaited for ten seconds, and nothing but its status is read."""
    with override("en"):
        return {kind.value: {"post": _operation(kind, str(words))} for kind, words in KIND_LABELS.items()}


def _operation(kind: Kind, words: str) -> dict[str, Any]:
    data = _NOTHING if kind is Kind.TEST else _CASE
    return {
        "operationId": f"on_{kind.value.replace('.', '_')}",
        "summary": words,
        "tags": ["messages"],
        "parameters": [
            {
                "name": name,
                "in": "header",
                "required": True,
                "description": about,
                "schema": {"type": type_},
            }
            for name, about, type_ in _HEADERS
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": _message(kind, data)}}},
        "responses": {
            "2XX": {"description": "taken; it is not sent again"},
            "410": {"description": "gone: nothing more is sent until somebody of the agency looks"},
            "default": {"description": "not taken: sent again with growing pauses, for more than a day"},
        },
    }


def _message(kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["id", "type", "time", "subject", "data"],
        "properties": {
            "id": {"type": "string", "description": "the same as webhook-id"},
            "type": {"const": kind.value},
            "time": {"type": "string", "format": "date-time", "description": "when it happened"},
            "subject": {"type": "string", "description": "the number of the case"},
            "data": data,
        },
    }
