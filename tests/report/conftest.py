"""The nine reports of the 2022 survey, built once for every test of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.report.build import build_report
from survey.shipped import root
from survey.wave.load import load_wave


@pytest.fixture(scope="session")
def wave():
    return load_wave(root() / "data" / "sovereignty-2022")


@pytest.fixture(scope="session")
def reports(wave, tmp_path_factory) -> Path:
    """The folder with report.<language>.<format> for three languages and three formats."""
    folder = tmp_path_factory.mktemp("reports")
    for output in build_report(wave, out=folder):
        if output.error is not None:
            raise output.error
    return folder
