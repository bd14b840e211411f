"""Why a call did not succeed."""


class NotConnected(Exception):
    """No address is set."""


class Silent(Exception):
    """No answer, or none that can be read: tried again."""


class Refused(Exception):
    """It answered that it does not take it, with its words."""
