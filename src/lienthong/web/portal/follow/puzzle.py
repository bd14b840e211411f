"""After some look-ups from one address that found nothing: a small piece of work before the next one.

The browser does it by itself: a person never notices a second's reckoning, and who tries numbers by the thousand does.
Where scripts are off, or the browser has no WebCrypto, a question in plain words stands there; it is answered a few
times an hour only, since a machine can read as well. A puzzle is signed, runs out, counts once and for one address.
"""

from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address, ip_network
from secrets import randbelow, token_hex
from typing import Any, Final

from allauth.core import ratelimit
from django import forms
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.web.entrance.address import client_address

SALT: Final = "lienthong.follow.puzzle"
MOST: Final = 40_000
"""Numbers to try at most, half of them on average: about a second on a cheap telephone."""
LASTS: Final = 30 * 60
FREE: Final = 3
"""Misses before a puzzle is set."""
FORGOTTEN: Final = 60 * 60
SIX: Final = 6


@dataclass(frozen=True, slots=True)
class Puzzle:
    """``token`` is signed and holds what is asked, not the answer; ``digest`` is of the nonce and the number sought."""

    token: str
    nonce: str
    digest: str
    most: int
    form: "AnswerForm"


class AnswerForm(forms.Form):
    """Both ways through: what the script found, or what a person answered."""

    token = forms.CharField(widget=forms.HiddenInput)
    solved = forms.CharField(required=False, widget=forms.HiddenInput)
    answer = forms.CharField(
        max_length=10,
        widget=forms.TextInput({"size": "4", "autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, question: str, token: str) -> None:
        super().__init__(initial={"token": token}, auto_id="puzzle_%s", use_required_attribute=False)
        self.fields["answer"].label = question
        self.fields["answer"].help_text = _(
            "Write the number in digits. We ask because nothing was found several times."
        )


def is_wanted(request: HttpRequest) -> bool:
    """Whether so many look-ups from this address found nothing."""
    return int(cache.get(_misses(request), 0)) >= FREE


def note_miss(request: HttpRequest) -> None:
    """Two at once may count as one; an hour without a miss forgets them."""
    missed = _misses(request)
    cache.set(missed, int(cache.get(missed, 0)) + 1, FORGOTTEN)


def set_puzzle(request: HttpRequest) -> Puzzle:
    nonce, first, second = token_hex(16), 1 + randbelow(9), 1 + randbelow(9)
    asked = {
        "nonce": nonce,
        "whose": _whose(request, nonce),
        "digest": _digest(nonce, str(randbelow(MOST + 1))),
        "answer": _sealed(nonce, str(first + second)),
    }
    token = signing.dumps(asked, salt=SALT)
    names = _number_names()
    question = _("How much is %(first)s plus %(second)s?") % {"first": names[first], "second": names[second]}
    return Puzzle(token, nonce, asked["digest"], MOST, AnswerForm(question[:1].upper() + question[1:], token))


def fault_of(request: HttpRequest) -> str:
    """Why the next look-up may not happen yet, in a sentence; "" when the puzzle was solved. Used it is either way."""
    try:
        asked: dict[str, Any] = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return _another()
    nonce = asked["nonce"]
    is_theirs = constant_time_compare(asked["whose"], _whose(request, nonce))
    if not is_theirs or not cache.add(f"puzzle:{nonce}", 1, LASTS):
        return _another()
    if solved := request.POST.get("solved", "").strip():
        return "" if constant_time_compare(asked["digest"], _digest(nonce, solved)) else _another()
    return _fault_of_answer(request, asked)


def _fault_of_answer(request: HttpRequest, asked: dict[str, Any]) -> str:
    if not (told := request.POST.get("answer", "").strip()):
        return _("Please answer the question below; then what you typed is looked up.")
    if not ratelimit.consume(request, action="follow_question"):
        return _("This question was answered too often from here. Wait an hour, or ask at the one-stop.")
    if not constant_time_compare(asked["answer"], _sealed(asked["nonce"], told)):
        return _("That was not the right number. Here is another question; what you typed stays.")
    return ""


def _another() -> str:
    return _("This check ran out or was used already. Here is another; what you typed stays.")


def _misses(request: HttpRequest) -> str:
    return f"follow_missed:{_sealed('', _place(request))}"


def _whose(request: HttpRequest, nonce: str) -> str:
    return _sealed(nonce, _place(request))


def _place(request: HttpRequest) -> str:
    """The caller's address; of version 6 its network, in which one machine has as many addresses as it likes."""
    address = ip_address(client_address(request))
    return str(ip_network((address, 64), strict=False)) if address.version == SIX else str(address)


def _sealed(nonce: str, told: str) -> str:
    """With our key: neither an address nor an answer can be read back from the page."""
    return salted_hmac(SALT, f"{nonce}:{told}", algorithm="sha256").hexdigest()


def _digest(nonce: str, number: str) -> str:
    return sha256(f"{nonce}:{number}".encode()).hexdigest()


def _number_names() -> tuple[str, ...]:
    return (
        "", pgettext("number", "one"), pgettext("number", "two"), pgettext("number", "three"),
        pgettext("number", "four"), pgettext("number", "five"), pgettext("number", "six"),
        pgettext("number", "seven"), pgettext("number", "eight"), pgettext("number", "nine"),
    )  # fmt: skip
