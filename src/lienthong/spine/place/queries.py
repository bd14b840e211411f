from lienthong.spine.place.errors import PlaceForPractice, PlaceForWork
from lienthong.spine.place.mode import is_training
from lienthong.spine.place.models import Mark
from lienthong.spine.place.rules import Kind


def check_place() -> None:
    """Raises PlaceForPractice, PlaceForWork when the database is not what this process was started for.

    One without a mark is none of ours yet.
    """
    kind = Mark.objects.values_list("kind", flat=True).first()
    if kind == Kind.TRAINING and not is_training():
        raise PlaceForPractice
    if kind == Kind.WORK and is_training():
        raise PlaceForWork
