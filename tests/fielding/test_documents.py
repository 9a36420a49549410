"""Pages that go out with a questionnaire are made by the same renderer as reports."""

from __future__ import annotations

import pytest

from survey.errors import SurveyError
from survey.fielding.documents import documents


def test_formats_asked_for_and_the_same_bytes_twice() -> None:
    made = documents("# Шай\n\nҚандай шай ішесіз? ☐", "kk", ("docx", "pdf"), {"title": "Шай"})
    assert [name for name, content in made.items() if content] == ["docx", "pdf"]
    assert made == documents("# Шай\n\nҚандай шай ішесіз? ☐", "kk", ("docx", "pdf"), {"title": "Шай"})


def test_a_format_that_cannot_be_made_raises() -> None:
    with pytest.raises(SurveyError):
        documents("![Шай](no-such-file.svg)", "kk", ("pdf",), {"title": "Шай"})
