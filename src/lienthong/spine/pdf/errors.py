from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class PaperTooLarge(Refusal):
    message = _("The paper holds more than %(megabytes)s MB of text: narrow down what it lists.")


class PaperTookTooLong(Refusal):
    message = _("Setting the paper took longer than %(seconds)s seconds: narrow down what it lists.")


class TemplateFaulty(Refusal):
    """A template that somebody wrote: ``said`` of its ``line`` in plain words."""

    message = _("Line %(line)s of the template: %(said)s.")


class TemplateUnfit(Refusal):
    """No line in particular: the whole cannot be set, or not as paper for the archive."""

    message = _("The template cannot be set: %(said)s.")


class TemplateTooGreedy(Refusal):
    message = _("The template does not come to an end, or wants more memory than one paper may take.")


class PaperUnprintable(Exception):
    """A template and its data do not fit: a fault of ours, told as the typesetter tells it."""
