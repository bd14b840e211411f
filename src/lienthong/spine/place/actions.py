from django.conf import settings

from lienthong.spine.place.errors import PlaceForWork
from lienthong.spine.place.mode import is_training
from lienthong.spine.place.models import Mark
from lienthong.spine.place.queries import check_place
from lienthong.spine.place.rules import kind_of


def claim(*, is_used: bool) -> None:
    """Marks the database for what this process was started for, once. ``is_used``: somebody's data lie there already,
    from before there were marks; then it is a place for work.

    Raises PlaceForPractice, PlaceForWork.
    """
    check_place()
    if is_training() and is_used and not Mark.objects.exists():
        raise PlaceForWork
    Mark.objects.get_or_create(only=True, defaults={"kind": kind_of(settings.LIENTHONG_MODE).value})
    check_place()
