from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class CertificateRefused(Refusal):
    """The base of all reasons why a certificate must not sign now."""


class CertificateExpired(CertificateRefused):
    message = _("The certificate of %(name)s is not valid on this day. Ask its issuer for a new one.")


class CertificateRevoked(CertificateRefused):
    message = _("The certificate of %(name)s has been revoked. It can never sign again.")


class CertificateUntrusted(CertificateRefused):
    message = _("The certificate of %(name)s was not issued by an authority that this platform trusts.")


class CertificateUnfit(CertificateRefused):
    message = _("The certificate of %(name)s is not meant for signing documents.")


class CertificateDisowned(CertificateRefused):
    message = _("The issuer says that it does not know the certificate of %(name)s. Nothing was signed.")


class StatusUnknown(CertificateRefused):
    message = _(
        "Nobody can say now whether the certificate of %(name)s is still good: its issuer gives no answer,"
        " and its list of revoked certificates is missing or too old. Nothing was signed; try again later."
    )


class NoTime(Refusal):
    message = _("The time-stamp authority gave no time. Nothing was signed; try again later.")


class PlaceMissing(Refusal):
    message = _("The paper has no place for this signature.")


class PlaceTaken(Refusal):
    message = _("This place of the paper has been filled already.")


class ContentRefused(Refusal):
    """The base of all reasons why a file from outside cannot be signed."""


class NotReadable(ContentRefused):
    message = _("The file is no PDF that can be read. Save it again as PDF and send it.")


class NoXml(ContentRefused):
    message = _("The file is no XML that can be signed.")


class ActiveContent(ContentRefused):
    message = _(
        "The PDF holds %(what)s, which could change what a reader sees. Print it to a new PDF and send that."
    )


class Locked(ContentRefused):
    message = _("The PDF is protected by a password: send it without.")


class SignedAlready(ContentRefused):
    message = _("The PDF bears signatures already; cleaning it would break them.")


class TooManyPages(ContentRefused):
    message = _("The PDF has more than %(most)s pages.")


class PagesMissing(ContentRefused):
    message = _("The PDF has no more than %(pages)s pages.")


class TokenRefused(Refusal):
    """The base of all reasons why a key does not answer."""


class WrongPin(TokenRefused):
    message = _("The PIN is not right. %(left)s more wrong PINs and the key is locked.")


class KeyLocked(TokenRefused):
    message = _("The key is locked after too many wrong PINs. Ask who keeps the keys to enrol it anew.")


class KeyEnded(TokenRefused):
    message = _("This key is no longer in use.")


class NoKey(TokenRefused):
    message = _("No key that can sign is enrolled here.")


class NotYourKey(TokenRefused):
    message = _("This key answers only to its owner; an agency's key answers only to the agency's clerk.")


class TokenSilent(TokenRefused):
    message = _("The signing device or service gave no answer. Nothing was signed; try again.")


class TokenDeclined(TokenRefused):
    message = _("The signing device or service declined: %(why)s")


class PinTooShort(TokenRefused):
    message = _("The PIN needs at least %(least)s characters.")


class KeyUnfit(TokenRefused):
    message = _("The key does not belong to the certificate, or is of a kind that is not safe enough.")


class ReasonMissing(TokenRefused):
    message = _("Say why the key is taken out of use: the reason is kept.")
