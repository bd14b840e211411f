"""Where things lie. ``LIENTHONG_VAR`` moves everything that is made while running."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src" / "lienthong"
DATA = ROOT / "data"
VAR = Path(os.environ.get("LIENTHONG_VAR") or ROOT / "var").absolute()
