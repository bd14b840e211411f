"""What happened to a procedure, as sentences."""

from django.utils.translation import gettext as _

from lienthong.domain.procedures.queries import HappeningRow


def sentence_of(one: HappeningRow) -> str:
    """``name`` did what; a verb that is not known here is told by its own name."""
    sentences = {
        "import": _("%(name)s brought the draft in from the file %(words)s."),
        "open_draft": _("%(name)s opened the draft."),
        "redraft": _("%(name)s changed the draft."),
        "receive_workbook": _("%(name)s handed in the workbook %(words)s."),
        "answer": _("%(name)s answered a question of the draft."),
        "take_back": _("%(name)s took an answer back."),
        "hand_to": _("%(name)s handed the procedure to %(words)s."),
        "submit": _("%(name)s submitted version %(version)s for control."),
        "send_back": _("%(name)s sent version %(version)s back."),
        "announce": _("%(name)s entered Decision %(words)s, which announces version %(version)s."),
        "publish": _("%(name)s published version %(version)s."),
        "amend": _("%(name)s opened version %(version)s, which amends the one before."),
        "abolish": _("%(name)s abolished the procedure: %(words)s."),
        "discard": _("%(name)s gave up the draft of version %(version)s."),
        "enter_historic": _("%(name)s entered it with old cases, as no longer in force: %(words)s."),
    }
    told = sentences.get(one.verb, "%(name)s: " + one.verb)
    return told % {"name": one.name, "words": one.words, "version": one.version}
