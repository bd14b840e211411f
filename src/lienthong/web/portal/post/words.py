"""Where a parcel is, in a citizen's words."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from lienthong.domain.deliveries.queries import OrderRow, State
from lienthong.web.ui.parts import Text


@dataclass(frozen=True, slots=True)
class Standing:
    """``status`` is a key of the statuses; ``word`` the tag's, ``what`` a sentence."""

    status: str
    word: Text
    what: Text


_TOLD: Final[dict[State, Standing]] = {
    State.WISHED: Standing(
        "sent",
        pgettext_lazy("parcel of a citizen", "Goes by post"),
        gettext_lazy("The post brings the result as soon as it is there. You need not do anything now."),
    ),
    State.TO_SEND: Standing(
        "processing",
        pgettext_lazy("parcel of a citizen", "Made ready for the post"),
        gettext_lazy("The one-stop hands the result to the post. You need not do anything now."),
    ),
    State.HANDED: Standing(
        "processing",
        pgettext_lazy("parcel of a citizen", "With the post"),
        gettext_lazy("The post has the result. It calls you before it comes."),
    ),
    State.UNDER_WAY: Standing(
        "processing",
        pgettext_lazy("parcel of a citizen", "On its way"),
        gettext_lazy("The result is on its way to you. The post calls before it comes."),
    ),
    State.DELIVERED: Standing(
        "handed_over",
        pgettext_lazy("parcel of a citizen", "Delivered"),
        gettext_lazy("The post handed the result over."),
    ),
    State.RETURNING: Standing(
        "needs_papers",
        pgettext_lazy("parcel of a citizen", "Not delivered"),
        gettext_lazy("The post did not reach you and brings the result back to the one-stop."),
    ),
    State.BACK: Standing(
        "result_ready",
        pgettext_lazy("parcel of a citizen", "Back at the one-stop"),
        gettext_lazy(
            "The post did not reach you. Fetch the result at the one-stop, or let it be sent once more."
        ),
    ),
}


def tell(parcel: OrderRow) -> Standing:
    """Of one that was not called off."""
    return _TOLD[parcel.state]


_FETCHED: Final[dict[State, Standing]] = {
    State.TO_SEND: Standing(
        "sent",
        pgettext_lazy("papers of a citizen", "The post will come"),
        gettext_lazy("The post calls you before it comes. Have the papers ready."),
    ),
    State.UNDER_WAY: Standing(
        "processing",
        pgettext_lazy("papers of a citizen", "On their way"),
        gettext_lazy(
            "The post has your papers and brings them to the one-stop. You need not do anything now."
        ),
    ),
    State.DELIVERED: Standing(
        "processing",
        pgettext_lazy("papers of a citizen", "At the one-stop"),
        gettext_lazy("The one-stop has your papers and looks whether everything is there."),
    ),
    State.CANCELLED: Standing(
        "withdrawn",
        pgettext_lazy("papers of a citizen", "Not fetched"),
        gettext_lazy("The post does not come for these papers. You may ask for it once more."),
    ),
}
_BECAME: Final = Standing(
    "received",
    pgettext_lazy("papers of a citizen", "Taken in"),
    gettext_lazy("Your papers became a case. Its number is below; the legal time counts from its receipt."),
)
_REFUSED: Final = Standing(
    "sent",
    pgettext_lazy("papers of a citizen", "Being looked into"),
    gettext_lazy("The post did not take the order. The one-stop looks into it and calls you."),
)


def tell_fetched(parcel: OrderRow) -> Standing:
    """Of papers that the post fetches."""
    if parcel.became:
        return _BECAME
    return _REFUSED if parcel.refusal and parcel.state is State.TO_SEND else _FETCHED[parcel.state]
