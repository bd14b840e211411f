"""The base of every refusal: what is wrong and how to right it, in words a clerk understands."""

from typing import Any, ClassVar


class Refusal(Exception):
    """Raised when a rule says no. ``message`` is lazy text, formatted with ``facts``; nothing was changed."""

    message: ClassVar[Any] = ""

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(type(self).__name__, facts)

    @property
    def code(self) -> str:
        return type(self).__name__

    def __str__(self) -> str:
        return str(self.message) % self.facts if self.facts else str(self.message)
