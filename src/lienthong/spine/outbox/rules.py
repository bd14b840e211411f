from datetime import timedelta

# After which pause a failed delivery is tried again, by how often it has failed. A handler that meets a
# restart or a short lock recovers within seconds; a partner's night is bridged; after some 32 hours a person
# must look.
PAUSES = tuple(timedelta(seconds=s) for s in (1, 5, 30, 120, 600, 3_600, 6 * 3_600, 24 * 3_600))


def pause_after(failures: int) -> timedelta | None:
    """How long to wait after the ``failures``-th failure (from 1), or None when it is time to give it to a
    person.
    """
    return PAUSES[failures - 1] if failures <= len(PAUSES) else None
