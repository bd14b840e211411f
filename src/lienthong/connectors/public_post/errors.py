"""Why a call on the post did not succeed, or what it tells is not believed."""


class NotConnected(Exception):
    """No address is set."""


class Silent(Exception):
    """No answer, or none that can be read: tried again."""


class Refused(Exception):
    """The post answered that it does not take it."""


class Forged(Exception):
    """A call-back whose signature is not of our key, or that is not for us."""


class Unreadable(Exception):
    """What the post tells, and is no message of it."""
