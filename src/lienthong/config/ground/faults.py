"""What an operator is told when something is not as it must be: the fault, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """``code`` is stable for scripts, ``message`` says what is wrong, ``remedy`` what to type or change."""

    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.message}\n    remedy: {self.remedy}"
