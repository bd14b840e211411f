"""The page workers' entrance."""

import gc
import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application

from lienthong.config.ground.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.config.settings")
if os.environ.get("LIENTHONG_MODE") != "test":
    die_with_parent()
application = get_wsgi_application()
if os.environ.get("LIENTHONG_MODE") != "test":
    from django.db import DatabaseError

    from lienthong.spine.place.queries import check_place

    with suppress(DatabaseError):  # it is not there yet: /readyz tells
        check_place()
    gc.collect()
    gc.freeze()  # what was imported stays: no collection walks over it again
