"""The server's log tells that something failed and where in the program, never what a visitor sent."""

from __future__ import annotations

import io
import logging

from survey.fielding.web.quiet import LOGGER, keep_quiet


def test_a_failure_is_told_without_what_was_said() -> None:
    logger, told = logging.getLogger(LOGGER), io.StringIO()
    before, handler = list(logger.filters), logging.StreamHandler(told)
    logger.addHandler(handler)
    try:
        keep_quiet()
        keep_quiet()
        assert len(logger.filters) == len(before) + 1, "once"
        try:
            raise ValueError("Aigul's answer")
        except ValueError:
            logger.exception("Exception in ASGI application %s", "/i/a-secret-link")
        logger.error("the disk is full")
    finally:
        logger.removeHandler(handler)
        logger.filters[:] = before
    first, second = told.getvalue().splitlines()
    assert first.startswith("ValueError (test_quiet.py:")
    assert second == "the disk is full"
    assert "Aigul" not in told.getvalue()
    assert "secret-link" not in told.getvalue()
