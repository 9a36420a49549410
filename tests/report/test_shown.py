"""What a table or figure says of itself, so that it may be copied without its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.i18n.text import LANGUAGES, Language
from survey.report.shown import Shown
from survey.tables.table import Column, Table


class Page(Shown):
    def __init__(self, language: Language, synthetic: bool) -> None:
        self.language, self.folder, self._synthetic = language, Path(), synthetic

    @property
    def synthetic(self) -> bool:
        return self._synthetic


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_answers_are_told_in_every_caption(language: Language) -> None:
    table = Table("tea", "Tea", (Column("Cups"),), (("1",),))
    real, invented = (Page(language, synthetic).table(table) for synthetic in (False, True))
    assert ": Tea {" in real
    assert Page(language, True).marked("Tea") != "Tea"
    assert Page(language, True).marked("Tea") in invented
