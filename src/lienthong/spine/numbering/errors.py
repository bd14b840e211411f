from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class OtherYear(Refusal):
    message = _("A number of %(year)s can only be issued in %(year)s; today is in %(today)s.")


class BackDated(Refusal):
    message = _(
        "The last number of this book was issued at %(last)s: a later number cannot bear an earlier time."
    )


class NoSuchNumber(Refusal):
    message = _("There is no such number.")


class AlreadyCancelled(Refusal):
    message = _("This number has already been cancelled.")


class ReasonMissing(Refusal):
    message = _("Say why the number is cancelled: the reason is kept in the book.")
