"""An agency client of old software against our wire addresses, through Django itself."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.test import Client

from lienthong.connectors.axis import wire
from lienthong.connectors.axis.wire import Form
from lienthong.spine import clock


@dataclass
class Agency:
    """``repeats`` is the quirk of clients that send the last hash and sender again on calls without a body."""

    system: str
    secret: str
    code: str
    form: Form = Form.NAMED
    repeats: str = ""

    def call(self, name: str, body: bytes = b"", *, method: str = "POST", **fields: str) -> Any:
        answer = self.raw(name, body, method=method, **fields)
        assert answer.status_code == 200
        return answer.json()

    def raw(self, name: str, body: bytes = b"", *, method: str = "POST", **fields: str) -> Any:
        told = {
            "systemid": self.system,
            "timestamp": wire.timestamp(clock.real_now()),
            "servicetype": wire.SERVICE,
            "from": self.code,
            **{key.replace("_", "-"): value for key, value in fields.items()},
        }
        if body and self.form is Form.NAMED:
            told["Content-Type"] = wire.OCTETS
        if self.repeats:
            told["hash-file"] = self.repeats
        digest = hashlib.sha256(body).hexdigest() if body else None
        headers = wire.signed(told, secret=self.secret, body_sha256=digest, form=self.form, body=(body,))
        kind = headers.pop("Content-Type", wire.OCTETS)
        return Client().generic(method, f"/axis/{name}", body, content_type=kind, headers=headers)

    def send(self, content: bytes, kind: str = "edoc") -> Any:
        return self.call("sendEdoc", content, messagetype=kind)

    def listed(self, kind: str = "edoc") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.call("getReceivedEdocList", messagetype=kind)["data"]
        return rows

    def fetch(self, key: str) -> bytes:
        answer = self.raw("downloadEdoc", method="GET", docId=key)
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    def tell(self, key: str, outcome: str) -> Any:
        return self.call("updateStatus", docId=key, status=outcome)
