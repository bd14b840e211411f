"""What the clock refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class ClockRefused(Refusal):
    message = _("LIENTHONG_NOW moves the clock and is refused in production.")


class InstantUnreadable(Refusal):
    message = _("LIENTHONG_NOW names no instant such as 2021-10-15T09:00+07:00: %(given)s")
