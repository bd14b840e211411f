"""Why a call did not succeed."""


class NotConnected(Exception):
    """No address is set."""


class Silent(Exception):
    """No answer, or none that can be read: tried again."""


class Refused(Exception):
    """The provider answered that it does not take it."""
