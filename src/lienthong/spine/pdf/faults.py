"""What the typesetter says of a template, in the words of who wrote it. Paths of this machine stay here."""

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_KNOWN: Final[tuple[tuple[str, Promise], ...]] = (
    (r"unknown variable: (?P<what>.+)", gettext_lazy("nothing is called “%(what)s” here")),
    (
        r"dictionary does not contain key \"(?P<what>.+?)\"",
        gettext_lazy("the data of this form hold no “%(what)s”"),
    ),
    (r"unclosed (?P<what>.+)", gettext_lazy("what is opened here is never closed (%(what)s)")),
    (r"(?:un)?expected (?P<what>.+)", gettext_lazy("this cannot be read: expected %(what)s")),
    (
        r"file not found|would escape|failed to (?:download|load)|package not found|unknown font",
        gettext_lazy(
            "a template may use no file, package, font or address besides the parts of the platform"
        ),
    ),
    (
        r"condition is always true|seems to be infinite|maximum .* depth exceeded",
        gettext_lazy("this does not come to an end"),
    ),
    (
        r"PDF/A-2a error: (?P<what>.+)",
        gettext_lazy("paper for the archive must not be so (%(what)s)"),
    ),
)


def plain(said: str) -> str:
    """Of what is not known here the typesetter's own words, quoted."""
    line = said.splitlines()[0] if said else ""
    for pattern, words in _KNOWN:
        if found := re.search(pattern, line):
            return str(words) % found.groupdict()
    return _("the typesetter says “%(said)s”") % {"said": line}
