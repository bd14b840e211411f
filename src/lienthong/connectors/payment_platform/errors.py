"""Why a call did not succeed, or a call-back is not believed."""


class NotConnected(Exception):
    """No address is set."""


class Silent(Exception):
    """No answer, or none that can be read: tried again."""


class Refused(Exception):
    """The platform answered that it does not take it."""


class Forged(Exception):
    """A call-back whose checksum is not of our key, or that is not for us."""


class Unreadable(Exception):
    """A call-back that is no message of the platform."""
