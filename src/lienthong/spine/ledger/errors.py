from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class SealKeyMissing(Refusal):
    message = _("Seals need a key of their own: give LIENTHONG_SEAL_KEY or LIENTHONG_SEAL_KEY_FILE.")


class SealKeyUnreadable(Refusal):
    message = _("LIENTHONG_SEAL_KEY is not a private Ed25519 key in PEM form.")


class ChainBroken(Refusal):
    message = _("The chain of %(agency)s is broken at %(sequence)s and is not sealed: run `ledger verify`.")
