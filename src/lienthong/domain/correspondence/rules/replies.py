"""How a document says that it answers an incoming one."""

from typing import Final

_PREFIX: Final = "incoming:"


def about_of(incoming: int) -> str:
    return f"{_PREFIX}{incoming}"


def incoming_in(about: str) -> int | None:
    number = about.removeprefix(_PREFIX)
    return int(number) if about.startswith(_PREFIX) and number.isascii() and number.isdigit() else None
