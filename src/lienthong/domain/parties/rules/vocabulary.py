"""The closed lists of the room: stored codes, each with a label apart."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PartyKind(StrEnum):
    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"


class Form(StrEnum):
    """What kind of organisation; a household business is one, whoever owns it."""

    ENTERPRISE = "ENTERPRISE"
    HOUSEHOLD_BUSINESS = "HOUSEHOLD_BUSINESS"
    COOPERATIVE = "COOPERATIVE"
    STATE_AGENCY = "STATE_AGENCY"
    ASSOCIATION = "ASSOCIATION"
    RELIGIOUS = "RELIGIOUS"
    COMMUNITY = "COMMUNITY"
    OTHER = "OTHER"


class Sex(StrEnum):
    MALE = "M"
    FEMALE = "F"


class IdentifierKind(StrEnum):
    CCCD = "CCCD"
    CMND = "CMND"
    PASSPORT = "PASSPORT"
    FOREIGN = "FOREIGN"
    TAX = "TAX"
    ENTERPRISE = "ENTERPRISE"
    HOUSEHOLD = "HOUSEHOLD"
    OTHER = "OTHER"


OF_PERSONS = frozenset(
    {IdentifierKind.CCCD, IdentifierKind.CMND, IdentifierKind.PASSPORT, IdentifierKind.FOREIGN}
)
OF_ORGANISATIONS = frozenset({IdentifierKind.ENTERPRISE, IdentifierKind.HOUSEHOLD})


class ContactKind(StrEnum):
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    RESIDENCE = "RESIDENCE"
    STAY = "STAY"
    HEAD_OFFICE = "HEAD_OFFICE"


ADDRESSES = frozenset({ContactKind.RESIDENCE, ContactKind.STAY, ContactKind.HEAD_OFFICE})


class Proof(StrEnum):
    """How a contact was found to be theirs."""

    CODE = "CODE"
    SEEN = "SEEN"
    PROVIDER = "PROVIDER"


class Assurance(StrEnum):
    """How it was made sure that an account is a person's: by the card at a counter, by an identity provider."""

    CARD = "CARD"
    PROVIDER = "PROVIDER"


class AuthorityKind(StrEnum):
    MANDATE = "MANDATE"
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE"
    PARENT = "PARENT"
    GUARDIAN = "GUARDIAN"


class Purpose(StrEnum):
    """What a consent is for."""

    SMS = "SMS"
    EMAIL = "EMAIL"
    ZALO = "ZALO"
    REUSE_PAPERS = "REUSE_PAPERS"
    POST = "POST"


class Channel(StrEnum):
    """Where a consent was given."""

    COUNTER = "COUNTER"
    PORTAL = "PORTAL"
    PAPER = "PAPER"


class Origin(StrEnum):
    """Where a kept paper comes from: a scanned original, a certified copy, our own result, another register."""

    SCAN = "SCAN"
    CERTIFIED_COPY = "CERTIFIED_COPY"
    RESULT = "RESULT"
    REGISTER = "REGISTER"


class Part(StrEnum):
    """What a reading of personal data may show; RECORD: the masked record itself, FILES: a paper about them."""

    RECORD = "record"
    NUMBERS = "numbers"
    BIRTH = "birth"
    CONTACTS = "contacts"
    FILES = "files"


PARTY_LABELS: dict[PartyKind, Promise] = {
    PartyKind.PERSON: _("Natural person"),
    PartyKind.ORGANISATION: _("Organisation"),
}
FORM_LABELS: dict[Form, Promise] = {
    Form.ENTERPRISE: _("Enterprise"),
    Form.HOUSEHOLD_BUSINESS: _("Household business"),
    Form.COOPERATIVE: _("Cooperative"),
    Form.STATE_AGENCY: _("State agency or unit"),
    Form.ASSOCIATION: _("Association"),
    Form.RELIGIOUS: _("Religious organisation"),
    Form.COMMUNITY: _("Residential community"),
    Form.OTHER: _("Other organisation"),
}
SEX_LABELS: dict[Sex, Promise] = {Sex.MALE: _("Male"), Sex.FEMALE: _("Female")}
IDENTIFIER_LABELS: dict[IdentifierKind, Promise] = {
    IdentifierKind.CCCD: _("Citizen identity number"),
    IdentifierKind.CMND: _("Identity card of 9 digits"),
    IdentifierKind.PASSPORT: _("Passport"),
    IdentifierKind.FOREIGN: _("Foreign identity paper"),
    IdentifierKind.TAX: _("Tax code"),
    IdentifierKind.ENTERPRISE: _("Enterprise code"),
    IdentifierKind.HOUSEHOLD: _("Household business code"),
    IdentifierKind.OTHER: _("Other number"),
}
CONTACT_LABELS: dict[ContactKind, Promise] = {
    ContactKind.PHONE: _("Telephone"),
    ContactKind.EMAIL: _("Electronic mail"),
    ContactKind.RESIDENCE: _("Permanent residence"),
    ContactKind.STAY: _("Temporary residence"),
    ContactKind.HEAD_OFFICE: _("Head office"),
}
PROOF_LABELS: dict[Proof, Promise] = {
    Proof.CODE: _("by a code sent to it"),
    Proof.SEEN: _("seen at the counter"),
    Proof.PROVIDER: _("by the identity provider"),
}
ASSURANCE_LABELS: dict[Assurance, Promise] = {
    Assurance.CARD: _("an officer saw the card at the counter"),
    Assurance.PROVIDER: _("an identity provider vouched for it"),
}
AUTHORITY_LABELS: dict[AuthorityKind, Promise] = {
    AuthorityKind.MANDATE: _("Mandate"),
    AuthorityKind.LEGAL_REPRESENTATIVE: _("Legal representative"),
    AuthorityKind.PARENT: _("Father or mother"),
    AuthorityKind.GUARDIAN: _("Guardian"),
}
PURPOSE_LABELS: dict[Purpose, Promise] = {
    Purpose.SMS: _("Notices by SMS"),
    Purpose.EMAIL: _("Notices by e-mail"),
    Purpose.ZALO: _("Notices by Zalo"),
    Purpose.REUSE_PAPERS: _("Reuse of papers handed in before"),
    Purpose.POST: _("Name, address and telephone given to the post"),
}
ORIGIN_LABELS: dict[Origin, Promise] = {
    Origin.SCAN: _("Scanned from the original"),
    Origin.CERTIFIED_COPY: _("Certified copy"),
    Origin.RESULT: _("Result of a case"),
    Origin.REGISTER: _("From another register"),
}
