"""What the server says of a failure: its kind and its place in the program, and nothing that a visitor sent.

A traceback in the journal of the machine would stand there with its time, and an error may name what it was about.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

LOGGER = "uvicorn.error"


class WithoutTraces(logging.Filter):
    """Puts the kind and the place of an exception in place of the exception, and drops what was said with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a record; always let it pass."""
        why = record.exc_info[1] if record.exc_info else None
        if why is not None:
            frames = traceback.extract_tb(why.__traceback__)
            place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
            record.msg, record.args = f"{type(why).__name__}{place}", ()
            record.exc_info = record.exc_text = None
        return True


def keep_quiet() -> None:
    """Let the server's own log tell failures by kind and place alone."""
    logger = logging.getLogger(LOGGER)
    if not any(isinstance(one, WithoutTraces) for one in logger.filters):
        logger.addFilter(WithoutTraces())
