"""Why a call did not succeed; a job that meets one is tried again by the outbox, then waits for a person."""


class NotConnected(Exception):
    """No address is set."""


class Silent(Exception):
    """No answer, or none that can be read."""


class Refused(Exception):
    """The database answered that it does not take it."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"error_code {code}: {words}" if words else f"error_code {code}")
        self.code = code
