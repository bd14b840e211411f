"""What remains of personal data where it need not be known: lists of officials show more than public pages."""

STAR = "*"
_TAIL = 4


def mask_number(number: str) -> str:
    """For lists of officials: 064*****1234, *****4567; what has no more than four signs is hidden whole."""
    if len(number) <= _TAIL:
        return STAR * len(number)
    head = 3 if len(number) >= 12 and number.isdigit() else 0
    return number[:head] + STAR * (len(number) - head - _TAIL) + number[-_TAIL:]


def mask_number_publicly(number: str) -> str:
    """Three last signs of twelve, enough for the holder to know it."""
    kept = 3 if len(number) >= 9 else 0
    return STAR * (len(number) - kept) + (number[-kept:] if kept else "")


def mask_name(name: str) -> str:
    """The given name whole, of the others the first letter: N*** V*** An, R*** C*** H'Nhung; one word alone: S***."""
    *others, given = name.split() or [""]
    hidden = [word[:1] + STAR * 3 for word in others]
    return " ".join([*hidden, given if others else given[:1] + STAR * 3])


def mask_phone(phone: str) -> str:
    """0912345678 -> 091****678."""
    if len(phone) < 9:
        return STAR * len(phone)
    return phone[:3] + STAR * (len(phone) - 6) + phone[-3:]


def mask_email(email: str) -> str:
    """an.nguyen@gialai.vn -> a***@gialai.vn."""
    name, at, place = email.partition("@")
    return name[:1] + STAR * 3 + at + place


def mask_address(address: str) -> str:
    """Without its first part, which is house, street or hamlet: "***, xã Ia Mơ, huyện Chư Prông"."""
    _, comma, rest = address.partition(",")
    return STAR * 3 + (comma + rest if comma else "")
