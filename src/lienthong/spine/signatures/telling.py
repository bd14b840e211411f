"""The words for a verdict and its reasons, for whoever must act on them."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from lienthong.spine.signatures.verdicts import Reason, Verdict

VERDICTS: Final[dict[Verdict, Any]] = {
    Verdict.VALID: _("Valid signature"),
    Verdict.INVALID: _("Not valid"),
    Verdict.UNKNOWN: _("Cannot be checked"),
}
REASONS: Final[dict[Reason, Any]] = {
    Reason.CHANGED: _("The file was changed after it was signed."),
    Reason.FORGED: _("The signature was not made with the key that its certificate names."),
    Reason.ADDED: _("Something was added after signing that the signature does not allow."),
    Reason.PARTLY_COVERED: _("The signature does not cover the whole file as it was when signed."),
    Reason.REVOKED: _("The signer's certificate had been revoked before the signature was made."),
    Reason.NOT_YET_VALID: _("The signer's certificate was not valid yet when the signature was made."),
    Reason.MALFORMED: _("The signature is not built as the standard demands."),
    Reason.SHA1: _(
        "The signature uses SHA-1, with which a second file can be made that bears the same signature."
    ),
    Reason.UNTRUSTED: _("The certificate comes from an authority that this platform does not know."),
    Reason.UNFIT: _("The certificate is not meant for signing documents."),
    Reason.EXPIRED: _("The certificate has expired, and nothing proves that the signature is older."),
    Reason.REVOKED_LATER: _(
        "The certificate has been revoked, and nothing proves that the signature is older."
    ),
    Reason.STATUS_UNKNOWN: _(
        "Nobody can say now whether the certificate had been revoked: its authority's list is missing or too old."
    ),
    Reason.TIME_UNSURE: _("The time-stamp of the signature cannot be relied on."),
    Reason.WEAK: _("The signature uses a method that is no longer safe."),
    Reason.OTHER_KIND: _("The signature is of a kind that this page does not check."),
    Reason.PART_ONLY: _(
        "Only a part of the file is signed. Read the signed part below and nothing else of the file."
    ),
    Reason.LOCKED: _("The file is protected by a password."),
    Reason.UNREADABLE: _("The file is neither a PDF nor an XML that can be read, or it is damaged."),
    Reason.DOCTYPE: _(
        "The file defines words of its own (DOCTYPE), so that it may read differently on every machine."
    ),
    Reason.TOO_MUCH_WORK: _("The file is too large or too complicated to be checked here."),
}
