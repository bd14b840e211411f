from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NameTaken(Refusal):
    message = _("The sign-in name “%(username)s” is already used by another account. Choose another name.")


class EmailTaken(Refusal):
    message = _("This e-mail address already belongs to another account.")


class NameUnfit(Refusal):
    message = _(
        "A sign-in name has 3 to 64 characters: small letters a-z without marks, digits, dot, hyphen, "
        "underscore."
    )


class PasswordRefused(Refusal):
    """``reasons`` are sentences, each saying what the password lacks."""

    message = _("This password cannot be used. %(reasons)s")


class LinkSpent(Refusal):
    message = _("This link has been used or is too old. Ask for a new one on the page “Forgotten password”.")


class NoEmail(Refusal):
    message = _(
        "This account has no e-mail address, so no letter can be sent. Give a temporary password instead."
    )


class HasLeft(Refusal):
    message = _(
        "%(name)s has left. An account of somebody who has left is not opened again; invite the person anew."
    )


class YourOwnAccount(Refusal):
    message = _("You cannot close your own account. Ask another administrator.")


class KeptForWork(Refusal):
    message = _("An account for work is closed by the administrator of its agency.")


class AlreadyLinked(Refusal):
    message = _("This identity already belongs to another account.")


class MachineSignsIn(Refusal):
    message = _("The account of a machine never signs in by a page; it asks the API with its tokens.")


class LabelMissing(Refusal):
    message = _("Name the program that gets the token, so that you know it again in the list.")


class ScopeMissing(Refusal):
    message = _("Choose at least one thing that the token may read.")


class WrongDays(Refusal):
    message = _("A token lasts from 1 to %(most)s days.")


class TooManyTokens(Refusal):
    message = _("You have %(most)s tokens already. End one that is not needed any more.")


class TokenInvalid(Refusal):
    """Unknown, ended, or of somebody whose account is closed: which of these is not told."""

    message = _("This access token is not valid, or no longer.")
