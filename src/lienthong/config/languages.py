"""The languages of the interface. Jrai and Bahnar are skeletons: offered from the first reviewed string on.

A catalogue is added per app: an empty ``locale/jra/LC_MESSAGES/django.po`` beside the Vietnamese one, then
``./lienthong fix``. What it does not say yet is shown in Vietnamese.
"""

import gettext
from pathlib import Path

from django.conf.locale import LANG_INFO

from lienthong.config.ground.paths import SOURCE

COMPLETE = {"vi": "Tiếng Việt", "en": "English"}
SKELETONS = {"jra": "Jrai", "bdq": "Bahnar"}

# Django knows neither; their own names stand in the switch. It writes that of Vietnamese with the marks apart.
LANG_INFO |= {
    code: {"bidi": False, "code": code, "name": name, "name_local": name} for code, name in SKELETONS.items()
}
LANG_INFO["vi"]["name_local"] = COMPLETE["vi"]


def offered(source: Path = SOURCE) -> list[tuple[str, str]]:
    """Code and own name of each language that a reader may choose."""
    begun = {code: name for code, name in SKELETONS.items() if _is_begun(code, source)}
    return list((COMPLETE | begun).items())


def _is_begun(code: str, source: Path) -> bool:
    depths = ("*", "*/*")  # an app lies one or two folders deep
    places = [
        place for depth in depths for place in source.glob(f"{depth}/locale/{code}/LC_MESSAGES/django.mo")
    ]
    return any(_has_strings(place) for place in places)


def _has_strings(compiled: Path) -> bool:
    """False for a catalogue that holds nothing but its own heading."""
    with compiled.open("rb") as content:
        catalogue: dict[object, str] = vars(gettext.GNUTranslations(content))["_catalog"]
    return any(key for key in catalogue)
