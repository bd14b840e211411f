"""The closed lists of the room: stored codes, each with a label apart."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What an agency is. The first seven are People's Committees, by the unit they govern."""

    PROVINCE = "PROVINCE"
    CITY = "CITY"
    TOWN = "TOWN"
    DISTRICT = "DISTRICT"
    COMMUNE = "COMMUNE"
    WARD = "WARD"
    TOWNSHIP = "TOWNSHIP"
    OFFICE = "OFFICE"
    COUNCIL_OFFICE = "COUNCIL_OFFICE"
    DEPARTMENT = "DEPARTMENT"
    SERVICE_UNIT = "SERVICE_UNIT"
    CENTRAL = "CENTRAL"
    POST = "POST"
    STATE_COMPANY = "STATE_COMPANY"


class Level(StrEnum):
    """The level of government at which an agency works."""

    PROVINCE = "PROVINCE"
    DISTRICT = "DISTRICT"
    COMMUNE = "COMMUNE"


class Scheme(StrEnum):
    """How the State writes an agency's code: ``000.00.05.H21`` or ``H21.05``."""

    QCVN102 = "QCVN102"
    QD20 = "QD20"


class SuccessionKind(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    TRANSFER = "transfer"
    ABOLISH = "abolish"


class SigningForm(StrEnum):
    """The words before a signature (Decree 30/2020, art. 13); each is a right with a written basis."""

    TM = "TM"
    Q = "Q"
    KT = "KT"
    TL = "TL"
    TUQ = "TUQ"


KIND_LABELS: dict[Kind, Promise] = {
    Kind.PROVINCE: _("Province"),
    Kind.CITY: _("City"),
    Kind.TOWN: _("Town"),
    Kind.DISTRICT: _("District"),
    Kind.COMMUNE: _("Commune"),
    Kind.WARD: _("Ward"),
    Kind.TOWNSHIP: _("Township"),
    Kind.OFFICE: _("Office of the People's Committee"),
    Kind.COUNCIL_OFFICE: _("Office of the People's Council"),
    Kind.DEPARTMENT: _("Department"),
    Kind.SERVICE_UNIT: _("Public service unit"),
    Kind.CENTRAL: _("Central agency in the province"),
    Kind.POST: _("Post"),
    Kind.STATE_COMPANY: _("State company"),
}
LEVEL_LABELS: dict[Level, Promise] = {
    Level.PROVINCE: _("Provincial level"),
    Level.DISTRICT: _("District level"),
    Level.COMMUNE: _("Commune level"),
}
SUCCESSION_LABELS: dict[SuccessionKind, Promise] = {
    SuccessionKind.MERGE: _("Merged into"),
    SuccessionKind.SPLIT: _("Split into"),
    SuccessionKind.RENAME: _("Renamed to"),
    SuccessionKind.TRANSFER: _("Transferred to"),
    SuccessionKind.ABOLISH: _("Abolished, work goes to"),
}
SIGNING_LABELS: dict[SigningForm, Promise] = {
    SigningForm.TM: _("On behalf of the collective (TM.)"),
    SigningForm.Q: _("Acting head (Q.)"),
    SigningForm.KT: _("Deputy for the head (KT.)"),
    SigningForm.TL: _("By order of the head (TL.)"),
    SigningForm.TUQ: _("By written mandate of the head (TUQ.)"),
}
