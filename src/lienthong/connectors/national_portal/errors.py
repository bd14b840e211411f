"""Why a call did not succeed: the line is down, or the portal said no."""


class NotConnected(Exception):
    """No address is set."""


class Silent(Exception):
    """No answer, or none that can be read: what was told may have been heard or not."""


class Refused(Exception):
    """The portal answered that it does not take it. ``words`` are its own."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"error_code {code}: {words}" if words else f"error_code {code}")
        self.code, self.words = code, words
