from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class NoSuchNotice(Refusal):
    message = _("There is no such notice among yours.")
