"""A copy of a questionnaire under another name, which says what it repeats."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.instrument.find import available, find_instrument
from survey.instrument.read import read_instrument
from survey.scaffold.source import companions, copy_of
from survey.scaffold.terms import terms_for
from survey.translation.terms_file import read_terms

TEA = """\
# Tea, as asked in a former year.
id: tea-2020 # a name
version: "3"
languages: [en]
title: {en: "Tea"}
sources: {book: {en: "A book."}}
sections: [{id: tea, number: "1", title: {en: "Tea"}}]
items:
  - {id: cup, number: "1.1", section: tea, kind: single, level: binary, text: {en: "A cup?"}, options: yes_no, flags: [doubtful]}
  - id: sort # which
    trend:
      questionnaire: tea-2010
      item: kind_of_tea
    figure: "7"
    number: "1.2"
    section: tea
    kind: single
    level: nominal
    # Why this is asked.
    text: {en: "Which?"}
    verbatim:
      - {language: en, text: "Witch?", where: book}
    options: sorts
"""
SORTS = """\
- {code: black, text: {en: "Black"}}
- {code: green, text: {en: "Green"}}
"""


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "sorts.yaml").write_text(SORTS, "utf-8")
    (tmp_path / "lists" / "of_no_use.yaml").write_text(SORTS, "utf-8")
    path = tmp_path / "tea-2020.yaml"
    path.write_text(TEA, "utf-8")
    return path


def test_every_question_names_the_one_it_repeats(tea: Path) -> None:
    copy = copy_of(read_instrument(tea), TEA, "tea-2021", "# A copy.\n")
    (tea.parent / "tea-2021.yaml").write_text(copy, "utf-8")
    read = read_instrument(tea.parent / "tea-2021.yaml")
    assert (read.id, read.version) == ("tea-2021", "1")
    assert [(item.id, item.trend and (item.trend.questionnaire, item.trend.item)) for item in read.items] == [
        ("cup", ("tea-2020", "cup")),
        ("sort", ("tea-2020", "sort")),
    ]


def test_what_was_printed_earlier_stays_behind_and_comments_come_along(tea: Path) -> None:
    copy = copy_of(read_instrument(tea), TEA, "tea-2021", "# A copy.\n")
    assert copy.startswith("# A copy.\nid: tea-2021 # a name\n")
    assert not [word for word in ("verbatim", "Witch", "figure", "doubtful", "sources", "tea-2010") if word in copy]
    assert "# which" in copy
    assert "    # Why this is asked.\n" in copy


def test_lists_in_use_and_the_source_come_along(tea: Path) -> None:
    beside = companions(tea, read_instrument(tea), TEA, "tea-2021")
    assert sorted(beside) == ["lists/sorts.yaml", "tea-2020.yaml"]
    assert beside["lists/sorts.yaml"] == SORTS.encode()


@pytest.mark.parametrize("name", available())
def test_each_shipped_questionnaire_can_be_copied(name: str, tmp_path: Path) -> None:
    """The copy has the same questions, answers and indices, and differs from its source in nothing that `trend` compares."""
    from survey.instrument.trends import check_trends

    path = find_instrument(name)
    source, text = read_instrument(path), path.read_text("utf-8")
    for folder in ("lists", "links"):
        (tmp_path / folder).mkdir()
    for file, content in companions(path, source, text, "copy").items():
        (tmp_path / file).write_bytes(content)
    copy = tmp_path / "copy.yaml"
    copy.write_text(copy_of(source, text, "copy", ""), "utf-8")
    read = read_instrument(copy)
    assert [item.id for item in read.items] == [item.id for item in source.items]
    assert [item.show_if for item in read.items] == [item.show_if for item in source.items]
    assert [index.scores for index in read.indices] == [index.scores for index in source.indices]
    found = check_trends(read)
    assert (found.problems, found.notes) == ((), ())
    assert all(item.trend and item.trend.item == item.id for item in read.items)


TERMS = """\
terms:
  - id: tea # how we call it
    en: {agreed: [tea], stems: [tea], forbidden: [chai]}
    except: [{questionnaire: tea-2010, reason: "Old."}, {questionnaire: tea-2020, addresses: [items.cup], reason: "Kept."}]
  - id: cup
    en: {agreed: [cup], stems: [cup]}
    except:
      - questionnaire: tea-2020
        addresses: [items.cup]
        reason: "Kept as well." # so
      - {questionnaire: tea-2010, reason: "Old."}
"""


def test_terms_and_decisions_come_along_and_hold_for_the_copy(tea: Path) -> None:
    (tea.parent / "links").mkdir()
    (tea.parent / "links" / "tea-2020.yaml").write_text("earlier: []\n", "utf-8")
    (tea.parent / "terms.yaml").write_text(TERMS, "utf-8")
    beside = companions(tea, read_instrument(tea), TEA, "tea-2021")
    assert beside["links/tea-2021.yaml"] == beside["links/tea-2020.yaml"] == b"earlier: []\n"
    (tea.parent / "terms.yaml").write_bytes(beside["terms.yaml"])
    for term in read_terms(tea.parent / "terms.yaml"):
        for name, exempt in (("tea-2010", True), ("tea-2020", True), ("tea-2021", True), ("tea-2022", False)):
            assert any(one.covers(name, "items.cup", "en") for one in term.exceptions) == exempt


def test_where_the_source_stays_behind_its_exemptions_change_their_name() -> None:
    renamed = terms_for(TERMS, "tea-2020", "tea-2021", both=False)
    assert renamed == TERMS.replace("questionnaire: tea-2020", "questionnaire: tea-2021")
