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
