"""Entries as sentences: who did what, in the reader's language. Each room tells how its own verbs read."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lienthong.spine.ledger.queries import EntryRow

type Text = str | Promise

_told: dict[str, Text] = {}


def tell(**verbs: Text) -> None:
    """Registers sentences, ``room__verb=_("%(name)s ... %(subject)s")``; they may quote any of the details
    too.
    """
    for verb, sentence in verbs.items():
        _told[verb.replace("__", ".", 1)] = sentence


def sentence(entry: EntryRow) -> str:
    """The sentence of ``entry``; one that its room did not teach is told by its verb."""
    facts: dict[str, Any] = {
        "name": entry.name or _("Somebody"),
        "subject": entry.subject,
        "verb": entry.verb,
    }
    template = _told.get(entry.verb)
    if template is not None:
        try:
            return str(template) % ({**entry.details} | facts)
        except KeyError:
            pass  # an older entry lacks a detail that today's sentence quotes
    return _("%(name)s: %(verb)s, %(subject)s") % facts
