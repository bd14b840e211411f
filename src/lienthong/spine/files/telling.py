"""What a page says beside a file that is kept with a mark."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lienthong.spine.files.rules import Mark

WARNINGS: Final[dict[Mark, str | Promise]] = {
    Mark.MACROS: _(
        "It holds macros: programs that run when it is opened. Open it only with macros switched off, after asking its"
        " sender."
    ),
    Mark.OBJECTS: _("Other files lie inside it. Do not open them unless you know its sender."),
    Mark.REACHES_OUT: _(
        "It fetches something from elsewhere when it is opened. Open it with that switched off."
    ),
    Mark.UNSEEN: _("An old or packed format that is not shown here: it can only be downloaded."),
}


def warnings_of(marks: Iterable[str]) -> list[str]:
    """The gravest first; a mark that nobody knows any more says nothing."""
    told = set(marks)
    return [str(words) for mark, words in WARNINGS.items() if mark in told]
