from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class AuditRunning(Refusal):
    message = _("A proof is already running. Its result appears on this page.")
