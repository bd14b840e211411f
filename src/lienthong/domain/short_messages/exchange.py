"""A message -> what goes to Zalo and to the SMS gateway."""

from datetime import datetime

from django.conf import settings

from lienthong.connectors.sms.messages import Sms
from lienthong.connectors.zalo.messages import Zns
from lienthong.domain.parties.queries import phone_of
from lienthong.domain.short_messages.models import Trial
from lienthong.domain.short_messages.queries import Row
from lienthong.domain.short_messages.rules import SENTENCES, VALID, code_text, sms_text
from lienthong.spine import cipher, clock
from lienthong.spine.text.dates import write_date
from lienthong.spine.text.searching import search_key


def key_of(row: Row) -> str:
    """The same for a message that is told twice, another for one that a person sends again."""
    return f"{settings.LIENTHONG_PROVINCE}-{row.id}-{row.attempt}"


def code_of(trial: int, at: datetime) -> Sms | None:
    """None when it is no longer of use."""
    row = Trial.objects.filter(pk=trial, made_at__gte=at - VALID).first()
    phone = phone_of(row.contact) if row else ""
    if row is None or not phone:
        return None
    code = cipher.decrypt(bytes(row.code), use="short_messages.code", context=str(row.pk))
    return Sms(f"{settings.LIENTHONG_PROVINCE}-code-{row.pk}", phone, code_text(code))


def zns_of(row: Row, phone: str) -> Zns:
    day = write_date(clock.local(row.made_at).date())
    return Zns(key_of(row), phone, row.code, SENTENCES[row.occasion], day)


def sms_of(row: Row, phone: str) -> Sms:
    place = settings.LIENTHONG_PUBLIC_ORIGIN.partition("//")[2] + "/follow/"
    return Sms(
        key_of(row), phone, sms_text(search_key(SENTENCES[row.occasion]).capitalize(), row.code, place)
    )
