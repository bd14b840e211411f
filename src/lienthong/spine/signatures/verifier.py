"""The program that judges one file: a line of JSON (trust, time) and the file on stdin, the report as JSON on stdout.

Run by ``verification`` with limits of its own, so that a file from a stranger can exhaust nobody else.
"""

import json
import logging
import resource
import sys
from datetime import datetime
from typing import Final

from lienthong.spine.signatures.judging import judge
from lienthong.spine.signatures.trust import Trust

MEMORY: Final = 512_000_000


def main() -> None:
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable(logging.CRITICAL)
    asked = json.loads(sys.stdin.buffer.readline())
    paper = sys.stdin.buffer.read()
    report = judge(paper, Trust.of(asked["trust"]), at=datetime.fromisoformat(asked["at"]))
    sys.stdout.write(json.dumps(report.told()))


if __name__ == "__main__":
    main()
