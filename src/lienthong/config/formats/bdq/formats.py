"""Bahnar readers write days and figures as in Vietnamese."""

from lienthong.config.formats.vi.formats import *  # noqa: F403
