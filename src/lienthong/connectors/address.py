"""Where a partner is and who we are there, as a setting writes both: https://us:secret@host/path?word=value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Address:
    """``place`` is what is called: without the name and the secret, and with no slash at its end. What is not said is
    empty.
    """

    place: str
    user: str
    secret: str = field(repr=False)
    words: Mapping[str, str]

    @property
    def is_proved(self) -> bool:
        """Whether it says both who we are and by what we prove it."""
        return bool(self.user and self.secret)


def read_address(url: str) -> Address:
    """Raises ValueError for a port that is no number."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return Address(
        f"{parts.scheme}://{parts.hostname}{port}{parts.path.rstrip('/')}" if parts.hostname else "",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        dict(parse_qsl(parts.query)),
    )
