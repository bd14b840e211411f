"""Telephones and e-mail addresses as they are kept: one form each, so that equal means equal."""

import re

_NOISE = re.compile(r"[\s.()\-–—]+")
_MOBILE = re.compile(r"0[35789]\d{8}")
_FIXED = re.compile(r"02\d{8,9}")
_SERVICE = re.compile(r"1[89]00\d{4,6}")
_ABROAD = re.compile(r"\+\d{8,15}")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@(?:[^\s@.\-_][^\s@._]*\.)+[^\s@.\d]{2,}")

# Mobile numbers of eleven digits became ten between 15/09 and 14/11/2018 (plan of the Ministry of Information and
# Communications, Circular 22/2014/TT-BTTTT); older papers still carry the long ones.
_SHORTENED = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038",
    "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


def normal_phone(text: str) -> str:
    """0912345678 for 0912.345.678, +84 912 345 678 and 84912345678; a mobile number of before 2018 in its new form.

    Numbers abroad keep their plus. "" for what is no telephone number.
    """
    plain = _NOISE.sub("", text)
    plain = re.sub(r"^00", "+", plain)
    plain = re.sub(r"^\+?840?(?=\d{9,10}$)", "0", plain)
    if len(plain) == 11 and plain[:4] in _SHORTENED:
        plain = _SHORTENED[plain[:4]] + plain[4:]
    shapes = (_MOBILE, _FIXED, _SERVICE, _ABROAD)
    fits = plain.isascii() and any(shape.fullmatch(plain) for shape in shapes)
    return plain if fits else ""


def is_mobile(phone: str) -> bool:
    """Of a number as it is kept: whether messages reach it."""
    return _MOBILE.fullmatch(phone) is not None


def normal_email(text: str) -> str:
    """Small letters; "" for what is no address."""
    plain = text.strip().lower()
    return plain if len(plain) <= 254 and _EMAIL.fullmatch(plain) and ".." not in plain else ""
