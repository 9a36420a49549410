"""Terms stand in their agreed form; forbidden variants, exceptions and word-for-word questions."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from survey import shipped
from survey.cli.main import main
from survey.instrument.find import available, load_instrument
from survey.translation.terms import check_terms
from survey.translation.terms_file import pattern, read_terms

TERMS = """\
terms:
  - id: threat
    en: {agreed: [threat], stems: [threat, threats]}
    kk: {agreed: [қауіп], stems: [қауіп-], forbidden: [қатер-]}
    ru: {agreed: [угроза], stems: [угроз-], forbidden: [опасност-]}
"""


@pytest.fixture
def terms(path: Path) -> Path:
    file = path.parent / "terms.yaml"
    file.write_text(TERMS, "utf-8")
    return file


def told() -> list[str]:
    found = check_terms(load_instrument("courts"))
    return [repr(one).partition("courts.yaml")[2] for one in (*found.problems, *found.notes)]


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")


def test_agreed_terms_are_fine(terms: Path) -> None:
    assert told() == []
    assert "terms" not in available()


def test_a_text_without_the_agreed_form(path: Path, terms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(path, "Есть ли угроза суду?", "Есть ли риск для суда?")
    (said,) = told()
    assert said.startswith(", line 29: `items.threat.text` (ru): the English text has the term “threat”, and this one lacks its")
    assert said.endswith("[SQ-I70]")
    assert main(["check", "courts"]) == 1
    assert said in capsys.readouterr().out


def test_a_forbidden_variant_is_told_once(path: Path, terms: Path) -> None:
    change(path, "Сотқа қауіп бар ма?", "Сотқа Қатерлер бар ма?")
    (said,) = told()
    assert said == (
        ", line 28: `items.threat.text` (kk): the variant “Қатерлер” is not to be used. "
        "The agreed term: қауіп. Put it instead. [SQ-I71]"
    )


def test_an_exception_is_counted(path: Path, terms: Path) -> None:
    change(path, "Сотқа қауіп бар ма?", "Сотқа қатер бар ма?")
    exempt = "    except: [{questionnaire: courts, addresses: [items.threat], languages: [kk], reason: as printed}]\n"
    terms.write_text(TERMS + exempt, "utf-8")
    (said,) = told()
    assert "0 in questions repeated word for word, 1 by exceptions" in said
    terms.write_text(TERMS + exempt.replace("items.threat", "items.thr"), "utf-8")
    assert "[SQ-I71]" in told()[0]


def test_a_question_repeated_word_for_word_is_left_alone(path: Path, terms: Path) -> None:
    change(path, "Сотқа қауіп бар ма?", "Сотқа қатер бар ма?")
    change(path, '    translators: "a threat', '    trend: {questionnaire: elsewhere, item: threat}\n    translators: "a threat')
    (said,) = told()
    assert "1 in questions repeated word for word, 0 by exceptions" in said


def test_a_broken_file_is_told_at_its_lines(path: Path, terms: Path) -> None:
    terms.write_text(TERMS + TERMS.replace("terms:\n", "").replace("stems", "stem"), "utf-8")
    found = check_terms(load_instrument("courts")).problems
    assert {one.code for one in found} == {"SQ-I01", "SQ-I02", "SQ-I73"}
    assert all(one.place.file == terms for one in found)


def test_stems_and_whole_words() -> None:
    assert pattern("аумақтық тұтаст-").search("Аумақтық\u00a0тұтастығына")
    assert not pattern("Kazakh identit-").search("Kazakhstani identity")
    assert not pattern("dependen-").search("independence")


def test_the_agreed_forms_of_the_package_are_matched_by_their_own_stems() -> None:
    """And by no forbidden pattern of the same language: else no text could be right."""
    terms = read_terms(shipped.root() / "instruments" / "terms.yaml")
    assert len(terms) >= 25
    for term in terms:
        assert len(term.forms) == 3
        for language, forms in term.forms.items():
            for agreed in forms.agreed:
                assert any(one.search(agreed) for one in forms.stems), (term.id, language)
                others = [one for other in terms for one in other.forms[language].forbidden]
                assert not any(one.search(agreed) for one in others), (term.id, language)


def test_exceptions_of_the_package_name_texts_that_are_there() -> None:
    loaded = yaml.safe_load((shipped.root() / "instruments" / "terms.yaml").read_text("utf-8"))
    exceptions = [one for term in loaded["terms"] for one in term.get("except", ())]
    named = {name: load_instrument(name) for name in {one["questionnaire"] for one in exceptions}}
    for one in exceptions:
        instrument = named[one["questionnaire"]]
        indices = {f"indices.{index.id}" for index in instrument.indices}
        assert set(one.get("addresses", ())) <= indices | {f"items.{item.id}" for item in instrument.items}


def test_an_exception_about_no_text_is_a_note(path: Path, terms: Path) -> None:
    """Only where it is about this questionnaire; an address may also be the beginning of one."""
    exceptions = (
        "      - {questionnaire: courts, addresses: [items.thread, items.why], reason: r}\n"
        "      - {questionnaire: other, addresses: [items.nothing], reason: r}\n"
    )
    terms.write_text(f"{TERMS}    except:\n{exceptions}", "utf-8")
    found = check_terms(load_instrument("courts"))
    assert found.problems == ()
    (note,) = found.notes
    assert (note.code, note.place.file, note.place.line) == ("SQ-I113", terms, 7)
    assert "the address `items.thread`" in repr(note)
    assert main(["check", "courts"]) == 0


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("terms.yaml", "terms"),
        ("translations/courts.yaml", "source"),
        ("links/courts.yaml", "earlier"),
        ("lists/courts3.yaml", "- code"),
    ],
)
@pytest.mark.parametrize("content", ["", "# nothing yet\n"])
def test_an_empty_file_beside_a_questionnaire_is_told_as_what_it_is(
    name: str, begins: str, content: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = path.parent / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, "utf-8")
    assert main(["check", "courts"]) in (1, 2)
    told = capsys.readouterr()
    assert f"{name}: The file is empty. Such a file begins with the key `{begins}`." in (told.out + told.err).replace("\\", "/")
