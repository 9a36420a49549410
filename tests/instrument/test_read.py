"""What is read from a questionnaire file, and what is filled in."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

from survey.instrument.model import IndexModel, OptionKind, Provenance
from survey.instrument.read import read_instrument
from survey.instrument.tables import ALL

HERE = Path(__file__).parent
GUIDE = (HERE.parents[1] / "docs" / "instrument.md").read_text("utf-8")

SHORT = """\
id: short
version: "1"
languages: [en]
title: {en: Courts}
sections: [{id: s, number: "1", title: {en: Courts}}]
items: [{id: t1, number: "1.10", section: s, kind: single, level: binary, text: {en: "Trust?"}, options: OPTIONS}]
"""


def read(text: str, folder: Path):
    path = folder / "short.yaml"
    path.write_text(text, "utf-8")
    return read_instrument(path)


def test_what_is_left_out_is_filled_in(tmp_path: Path) -> None:
    item = read(SHORT.replace("OPTIONS", "[{code: yes, text: {en: Yes}}, {code: no, text: {en: No}}]"), tmp_path).items[0]
    assert item.label == item.text
    assert [(option.code, option.value, option.text.en) for option in item.options] == [("yes", 1, "Yes"), ("no", 2, "No")]
    assert {option.kind for option in item.options} == {OptionKind.SUBSTANTIVE}
    assert {option.provenance for option in item.options} == {Provenance.PRINTED}
    assert (item.option_list, item.show_if, item.required) == (None, None, False)


def test_yes_and_no_need_no_quotes_and_numbers_keep_their_zeros(tmp_path: Path) -> None:
    item = read(SHORT.replace("OPTIONS", "yes_no"), tmp_path).items[0]
    assert item.codes == ("yes", "no")
    assert item.number == "1.10"


def test_a_list_beside_the_questionnaire_goes_before_the_one_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "yes_no.yaml").write_text("[{code: aye, text: {en: Aye}}, {code: nay, text: {en: Nay}}]", "utf-8")
    text = SHORT.replace("OPTIONS", "yes_no")
    assert read(text, tmp_path).items[0].codes == ("aye", "nay")
    own = "lists: {yes_no: [{code: oui, text: {en: Oui}}, {code: non, text: {en: Non}}]}\n"
    assert read(own + text, tmp_path).items[0].codes == ("oui", "non")


def test_one_with_everything(tmp_path: Path) -> None:
    trial = read_instrument(HERE / "trial.yaml")
    assert trial.item("t3").columns == ("t3.city",)
    assert trial.item("t6").columns == ("t6.yes", "t6.no")
    assert (trial.item("t4").minimum, trial.item("t4").maximum) == (0, 9)
    assert trial.item("t1").required
    assert trial.item("t2").option_list == "agree3"
    assert trial.item("t5").show_if.conditions[0].codes == ("no",)
    assert trial.index("T").scores == {"t1": {"yes": 1, "no": 0}, "t2": {"disagree": 0, "neutral": None, "agree": 1}}
    assert trial.index("C").model is IndexModel.COUNT
    assert trial.index("C").scores == {"t2": {}, "t3.city": {}}
    assert trial.path.endswith("trial.yaml")


def test_an_instrument_travels_to_another_process() -> None:
    trial = read_instrument(HERE / "trial.yaml")
    assert pickle.loads(pickle.dumps(trial)) == trial


def test_names_alike_in_two_languages_are_no_mistake(tmp_path: Path) -> None:
    text = SHORT.replace("OPTIONS", "yes_no").replace("languages: [en]", "languages: [ru, en]")
    text = text.replace('{en: "Trust?"}', '{ru: "Доверие?", en: "Trust?"}')
    assert read(text.replace("{en: Courts}", "{ru: PISA 2022, en: PISA 2022}"), tmp_path).title.ru == "PISA 2022"


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "short.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SHORT.replace("OPTIONS", "yes_no").replace("\n", "\r\n").encode())
    assert read_instrument(path).id == "short"


def test_the_example_of_the_guide_reads_as_printed(tmp_path: Path) -> None:
    instrument = read(re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[1], tmp_path)
    assert [item.id for item in instrument.items] == ["trust_court", "why_not"]
    assert instrument.item("why_not").option("dont_know").kind is OptionKind.DONT_KNOW
    assert instrument.index("TRUST").scores == {"trust_court": {"yes": 1.0, "no": 0.0}}


def test_the_guide_names_every_key_and_every_word_it_can_hold() -> None:
    named = set(re.findall(r"[\w]+", " ".join(re.findall(r"`([^`\n]+)`", GUIDE))))
    for fields in ALL:
        for key, about in fields.keys.items():
            assert key in named, f"{fields.name}: {key}"
            for word in getattr(about.shape, "values", ()):
                assert word in named, f"{fields.name}: {key}: {word}"
