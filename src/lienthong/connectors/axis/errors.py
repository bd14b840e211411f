"""Why a message cannot be written, read or sent."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a message is set aside: said to its sender and to the clerk by ``domain/axis``."""

    MALFORMED = "malformed"
    """No well-formed XML to its end."""
    DOCTYPE = "doctype"
    ENCODING = "encoding"
    NO_EDXML = "no_edxml"
    """Well-formed, and no document or status of the standard."""
    AMBIGUOUS = "ambiguous"
    """Holds twice, or in a strange place, what may stand there once: which one counts cannot be told."""
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NAME = "name"
    """An attachment's name that is a path, hides its ending or has no end."""
    ORGAN = "organ"
    BASE64 = "base64"
    ARCHIVE = "archive"
    """A ZIP around an attachment that is broken, encrypted or packed in an unusual way."""
    BOMB = "bomb"
    NESTED = "nested"
    """An archive in an archive."""
    ATTACHMENT = "attachment"
    """A document points to a file that it does not bring."""
    CODE = "code"
    """A status or a kind of business that the standard does not know."""


class Unreadable(Exception):
    """No message, or one that is not opened."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason, self.detail = reason, detail


class Unwritable(Exception):
    """A field that the standard does not allow: ``field`` is its name there, ``fault`` what is wrong with it."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")
        self.field, self.fault = field, fault


class NotConnected(Exception):
    """No address of a parent node is set."""


class Silent(Exception):
    """No answer, or none that can be read: tried again."""


class Refused(Exception):
    """The node answered that it does not take it. ``code`` and ``words`` are its own."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"{code}: {words}" if words else code)
        self.code, self.words = code, words


class Forgery(StrEnum):
    """What is wrong with the headers of a call."""

    INCOMPLETE = "incomplete"
    UNKNOWN_SYSTEM = "unknown_system"
    SIGNATURE = "signature"
    HEADERS = "headers"
    """The signature is right, and the headers beside it are not those that were signed."""
    TIME = "time"


class Forged(Exception):
    """A call that is not believed."""

    def __init__(self, reason: Forgery) -> None:
        super().__init__(str(reason))
        self.reason = reason
