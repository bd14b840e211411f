"""What a place refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class PlaceForPractice(Refusal):
    message = _(
        "This database is a place for practice with false data. Start it with ./lienthong up --training."
    )


class PlaceForWork(Refusal):
    message = _(
        "This database is a place for work: no practice in it. ./lienthong up --training makes its own."
    )
