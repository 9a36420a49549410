"""An option in other words or by its value is never taken for "other"; what was written is never lost."""

from __future__ import annotations

from random import Random
from time import process_time

import pandas as pd
import pytest

from survey.errors import LABEL_NEAR_OTHER, NOT_A_NUMBER, TICKS_DISAGREE, SurveyError
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES
from survey.intake.labels import Unmatched, number
from survey.intake.options import IntakeOptions
from survey.intake.read import understand
from survey.intake.timestamps import holds_times, read_times
from survey.intake.write_ins import reworded
from survey.wave.tablefile import read_table

TICKS = {10 + n: f"media.{code}" for n, code in enumerate(("air", "tv", "press", "other"))}


def received(path, instrument, **options):
    return understand(read_table(path), instrument, IntakeOptions(**options)).responses()


def refused(path, instrument, **options):
    with pytest.raises(SurveyError) as caught:
        received(path, instrument, **options)
    return caught.value.problems


def ticked(answers):
    row = answers.answers.filter(like="media.").iloc[0]
    return {name.removeprefix("media.") for name in row.index if row[name]}


@pytest.mark.parametrize("text", ["3 4", "18 20", "1 2000", "1,200", "-12,345"])
def test_numbers_that_may_mean_another(text):
    assert number(text, None) == Unmatched(text)


def test_numbers_with_groups_and_a_declared_sign():
    assert number("12\u00a0345,5", None) == 12345.5
    assert number("1,200", ",") == 1.2
    assert number("0,125", None) == 0.125


def test_a_doubtful_number_stops_the_import(hand_in, small):
    assert [found.code for found in refused(hand_in({7: "1,200"}), small)] == [NOT_A_NUMBER]
    assert received(hand_in({7: "1,200"}), small, decimal=",").answers["age"].tolist() == [1.2]


@pytest.mark.parametrize("cell", ["Қалалда", "In a city centre", "в городе Алматы"])
def test_an_option_in_other_words_is_not_other(hand_in, small, cell):
    assert [found.code for found in refused(hand_in({8: cell}), small)] == [LABEL_NEAR_OTHER]
    assert received(hand_in({8: cell}), small, allow_unmatched=("region",)).answers["region"].tolist() == ["other"]


@pytest.mark.parametrize("cell", ["In a city, in a village", "not in a village", "Ауылда, қалада"])
def test_options_that_make_up_half_of_a_text_are_asked_about(hand_in, small, cell):
    """Two options at once, a negation: whoever made the survey has to say what is meant."""
    assert [found.code for found in refused(hand_in({8: cell}), small)] == [LABEL_NEAR_OTHER]


@pytest.mark.parametrize(
    "cell",
    [
        "Not really in a city any more, we moved to the seaside last year",
        "Летом мы живём в селе у бабушки, зимой снимаем комнату у родственников в Алматы",
        "Бұрын қалада тұрдық, қазір жайлаудан жайлауға көшіп жүрміз",
        "у родителей",
    ],
)
def test_a_text_that_only_mentions_an_option_is_an_answer_of_its_own(hand_in, small, cell):
    read = received(hand_in({8: cell}), small)
    assert (read.answers["region"].tolist(), read.text["region"].tolist()) == (["other"], [cell])


def test_the_option_that_a_text_holds_is_named_with_the_ways_out(hand_in, small):
    (found,) = refused(hand_in({8: "в городе Алматы"}), small)
    assert found.params["nearest"] == "В городе"
    for language in LANGUAGES:
        sentence = tell(found, language)
        assert all(words in sentence for words in ("--allow-unmatched region", "allow_unmatched", "columns.yaml", "verbatim"))
        assert "«В городе»" in sentence or "“В городе”" in sentence


def test_many_write_ins_take_seconds(small):
    """Twenty thousand different texts, each compared with every wording of every option."""
    words = ["in", "a", "city", "village", "by", "the", "river", "old", "bridge", "қалада", "ауылда", "жолда", "село", "город"]
    random = Random(1)
    texts = [" ".join(random.choices(words, k=random.randint(1, 9))) + f" {n}" for n in range(20_000)]
    item = next(item for item in small.items if item.id == "region")
    start = process_time()
    found = [reworded(item, text) for text in texts]
    assert process_time() - start < 15
    assert 0 < sum(near is not None for near in found) < len(texts)


def test_a_ticked_option_in_other_words_is_not_other(hand_in, small):
    assert [found.params["text"] for found in refused(hand_in({3: "Теледидарр;Басқа"}), small)] == ["Теледидарр"]


VALUES = [("1;2", {"air", "tv"}), ("2", {"tv"}), ("1, 3", {"air", "press"}), ("1,9", {"air", "other"})]


@pytest.mark.parametrize(("cell", "codes"), VALUES)
def test_ticks_by_value(hand_in, small, cell, codes):
    assert ticked(received(hand_in({3: cell}), small)) == codes


def test_both_forms_that_disagree_stop_the_import(hand_in, small):
    cells = {10: "0", 11: "1", 12: "0", 13: "0"}
    assert ticked(received(hand_in(cells, header=TICKS), small)) == {"tv"}
    (found,) = refused(hand_in(cells, {3: "Теледидар;Басқа", **cells}, header=TICKS), small)
    assert (found.code, found.params["rows"]) == (TICKS_DISAGREE, ["3"])


def test_a_text_beside_an_other_that_was_said_to_be_unticked_is_kept_beside(hand_in, small):
    cells = {10: "0", 11: "1", 12: "0", 13: "0", 14: "көршіден"}
    answers = received(hand_in(cells, header={**TICKS, 14: "media.other.text"}, drop=(3,)), small)
    assert ticked(answers) == {"tv"}
    assert answers.received["media.other.text"].tolist() == ["көршіден"]


def test_a_text_beside_an_empty_other_ticks_it(hand_in, small):
    cells = {10: "0", 11: "1", 12: "0", 13: "", 14: "көршіден"}
    answers = received(hand_in(cells, header={**TICKS, 14: "media.other.text"}, drop=(3,)), small)
    assert ticked(answers) == {"tv", "other"}
    assert answers.text["media.other"].tolist() == ["көршіден"]


def test_dates_alone_and_short_years():
    frame, bad = read_times(["15.09.2022", "15.09.22 10:05", "2022-09-15"], "Asia/Almaty")
    assert not bad
    midnight = "2022-09-14 18:00:00+00:00"
    assert list(map(str, frame.timestamp)) == [midnight, "2022-09-15 04:05:00+00:00", midnight]
    assert holds_times(["15.09.22 10:05"])
    assert not holds_times(["15.09.2022"])
    assert pd.isna(read_times(["31.02.22"], None)[0].timestamp[0])
