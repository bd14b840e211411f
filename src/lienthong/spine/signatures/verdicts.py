"""What can be said of a signature, and why. Reasons are codes here; ``telling`` has their words."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """``VALID`` only when everything was checked and holds; what nobody can say for sure is ``UNKNOWN``."""

    VALID = "VALID"
    UNKNOWN = "UNKNOWN"
    INVALID = "INVALID"


class Reason(StrEnum):
    """Why a signature, or a whole file, is not valid. The first group is proof against it, the second is doubt."""

    CHANGED = "CHANGED"
    FORGED = "FORGED"
    ADDED = "ADDED"
    PARTLY_COVERED = "PARTLY_COVERED"
    REVOKED = "REVOKED"
    NOT_YET_VALID = "NOT_YET_VALID"
    MALFORMED = "MALFORMED"
    SHA1 = "SHA1"

    UNTRUSTED = "UNTRUSTED"
    UNFIT = "UNFIT"
    EXPIRED = "EXPIRED"
    REVOKED_LATER = "REVOKED_LATER"
    STATUS_UNKNOWN = "STATUS_UNKNOWN"
    TIME_UNSURE = "TIME_UNSURE"
    WEAK = "WEAK"
    OTHER_KIND = "OTHER_KIND"
    PART_ONLY = "PART_ONLY"
    LOCKED = "LOCKED"
    DOCTYPE = "DOCTYPE"
    UNREADABLE = "UNREADABLE"
    TOO_MUCH_WORK = "TOO_MUCH_WORK"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature or document time-stamp. ``signer`` and ``organisation`` are what the certificate says, believed
    only of a ``VALID`` one. ``stamped_at`` is proven time, ``claimed_at`` the signer's own clock; ``is_last_word``
    when the file ends with it. ``signed`` of an XML: the very parts that were signed, canonical, once the key has
    answered for them; who reads such a file reads these and nothing else of it.
    """

    place: str
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    signer: str = ""
    organisation: str = ""
    issuer: str = ""
    serial: str = ""
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    level: str = ""
    is_last_word: bool = False
    is_time_stamp: bool = False
    is_test: bool = False
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All signatures of a file in the order of signing. ``faults`` are reasons why the file itself cannot be read."""

    signatures: tuple[SignatureReport, ...] = ()
    faults: tuple[Reason, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The worst of its parts; None for a file that can be read and bears no signature."""
        said = {one.verdict for one in self.signatures} | ({Verdict.UNKNOWN} if self.faults else set())
        return next((one for one in (Verdict.INVALID, Verdict.UNKNOWN, Verdict.VALID) if one in said), None)

    def told(self) -> dict[str, Any]:
        """Plain values of JSON."""
        return {"signatures": [_told(one) for one in self.signatures], "faults": list(self.faults)}

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Report":
        return cls(
            signatures=tuple(_signature(one) for one in told["signatures"]),
            faults=tuple(map(Reason, told["faults"])),
        )


def _told(one: SignatureReport) -> dict[str, Any]:
    times = {name: getattr(one, name) for name in ("claimed_at", "stamped_at")}
    return asdict(one) | {name: time.isoformat() if time else None for name, time in times.items()}


def _signature(told: dict[str, Any]) -> SignatureReport:
    times = {name: told[name] and datetime.fromisoformat(told[name]) for name in ("claimed_at", "stamped_at")}
    said: dict[str, Any] = {
        "verdict": Verdict(told["verdict"]),
        "reasons": tuple(map(Reason, told["reasons"])),
    }
    said["signed"] = tuple(told["signed"])
    return SignatureReport(**told | times | said)
