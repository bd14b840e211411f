"""The closed lists of the room: stored codes, each with a label apart."""

from enum import IntEnum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lienthong.spine.calendar.rules.values import Unit

TimeUnit = Unit
"""Working hours, working days, days or months, as the calendar counts them."""


class State(StrEnum):
    """Where a version stands. AMENDED: another version followed; ABOLISHED: none did."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    ANNOUNCED = "ANNOUNCED"
    PUBLISHED = "PUBLISHED"
    AMENDED = "AMENDED"
    ABOLISHED = "ABOLISHED"


class Level(StrEnum):
    """The level of government that decides."""

    PROVINCE = "PROVINCE"
    DISTRICT = "DISTRICT"
    COMMUNE = "COMMUNE"


class Audience(StrEnum):
    CITIZEN = "CITIZEN"
    BUSINESS = "BUSINESS"
    ORGANISATION = "ORGANISATION"
    OFFICIAL = "OFFICIAL"
    FOREIGN = "FOREIGN"


class Channel(StrEnum):
    """How papers are filed; the State counts by it."""

    COUNTER = "COUNTER"
    ONLINE = "ONLINE"
    POST = "POST"


class FeeKind(StrEnum):
    """Phí pays for a service, lệ phí for the State's act (Law 97/2015/QH13)."""

    FEE = "FEE"
    CHARGE = "CHARGE"


class OnlineLevel(IntEnum):
    """The four levels of Decree 43/2011/NĐ-CP."""

    INFORMATION = 1
    FORMS = 2
    FILING = 3
    PAYMENT = 4


class OnlineExtent(StrEnum):
    """The words of Decree 42/2022/NĐ-CP, which follow the four levels."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    FULL = "FULL"


class Pause(StrEnum):
    """For what the business clock waits while somebody outside must act."""

    TAX_DUTY = "TAX_DUTY"
    FEE = "FEE"
    APPLICANT = "APPLICANT"
    OTHER = "OTHER"


class StepKind(StrEnum):
    """CONSULT: another agency is asked for its opinion, by a due day."""

    HANDLE = "HANDLE"
    CONSULT = "CONSULT"


class Place(StrEnum):
    """Where a unit is found: inside the agency that handles, at a commune's committee, or an agency by its code."""

    PART = "PART"
    COMMUNE = "COMMUNE"
    AGENCY = "AGENCY"


STATE_LABELS: dict[State, Promise] = {
    State.DRAFT: _("Draft"),
    State.SUBMITTED: _("Under control"),
    State.ANNOUNCED: _("Announced"),
    State.PUBLISHED: _("Published"),
    State.AMENDED: _("Amended"),
    State.ABOLISHED: _("Abolished"),
}
LEVEL_LABELS: dict[Level, Promise] = {
    Level.PROVINCE: _("Provincial level"),
    Level.DISTRICT: _("District level"),
    Level.COMMUNE: _("Commune level"),
}
AUDIENCE_LABELS: dict[Audience, Promise] = {
    Audience.CITIZEN: _("Citizens"),
    Audience.BUSINESS: _("Businesses, cooperatives"),
    Audience.ORGANISATION: _("Other organisations"),
    Audience.OFFICIAL: _("Officials"),
    Audience.FOREIGN: _("Foreigners, Vietnamese abroad"),
}
CHANNEL_LABELS: dict[Channel, Promise] = {
    Channel.COUNTER: pgettext_lazy("channel", "At the counter"),
    Channel.ONLINE: pgettext_lazy("channel", "Online"),
    Channel.POST: pgettext_lazy("channel", "By public post"),
}
FEE_LABELS: dict[FeeKind, Promise] = {FeeKind.FEE: _("Fee"), FeeKind.CHARGE: _("Charge")}
ONLINE_LABELS: dict[OnlineLevel, Promise] = {
    OnlineLevel.INFORMATION: _("Level 1: information"),
    OnlineLevel.FORMS: _("Level 2: forms to take away"),
    OnlineLevel.FILING: _("Level 3: filed online"),
    OnlineLevel.PAYMENT: _("Level 4: filed, paid and returned online"),
}
EXTENT_LABELS: dict[OnlineExtent, Promise] = {
    OnlineExtent.NONE: _("Not online"),
    OnlineExtent.PARTIAL: _("Partly online"),
    OnlineExtent.FULL: _("Fully online"),
}
PAUSE_LABELS: dict[Pause, Promise] = {
    Pause.TAX_DUTY: _("tax duty of the applicant"),
    Pause.FEE: _("fee of the applicant"),
    Pause.APPLICANT: _("the applicant"),
    Pause.OTHER: _("somebody outside"),
}
STEP_LABELS: dict[StepKind, Promise] = {
    StepKind.HANDLE: _("Handling"),
    StepKind.CONSULT: _("Consultation"),
}
TIME_LABELS: dict[TimeUnit, Promise] = {
    TimeUnit.WORKING_DAY: _("working days"),
    TimeUnit.WORKING_HOUR: _("working hours"),
    TimeUnit.CALENDAR_DAY: _("days"),
    TimeUnit.MONTH: _("months"),
}
