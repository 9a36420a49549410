"""What a publication printed, checked by arithmetic alone: the survey of 2022, other surveys, and numbers made from counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.audit.judge import percent_of
from survey.audit.published import audit_published
from survey.errors import (
    BASE_DIFFERS,
    COUNT_OVER_BASE,
    COUNT_PERCENT,
    MISSING_COLUMNS,
    NO_NUMBER,
    NOT_A_BASE,
    NOT_A_COUNT,
    NOT_A_PERCENT,
    NOT_A_RATIO,
    PERCENT_IMPOSSIBLE,
    PUBLISHED_NOWHERE,
    PUBLISHED_SUM,
    RATIO_WRONG,
    SAID_TWICE,
    WORD_FALSE,
    SurveyError,
)
from survey.i18n.problems import tell
from survey.shipped import root

PRINTED = root() / "data" / "sovereignty-2022" / "published.csv"


def codes(audit) -> list[str]:
    return [problem.code for problem in audit.findings]


def found(audit, code: str) -> list[dict]:
    return [dict(problem.params) for problem in audit.findings if problem.code == code]


def table(*rows: tuple[str, ...], more: str = "") -> pd.DataFrame:
    names = ["item", "answer", "percent", *more.split()]
    return pd.DataFrame(rows, columns=names)


# -- 2022 --------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def audit(tmp_path_factory):
    """From published.csv alone: nothing else of the wave is in the folder."""
    folder = tmp_path_factory.mktemp("alone")
    (folder / "published.csv").write_bytes(PRINTED.read_bytes())
    return audit_published(folder)


def test_the_base_is_96_and_only_a_third_figure_of_a_percent_misfits(audit) -> None:
    assert audit.base == 96
    chosen = audit.percents[audit.percents["chosen"]]
    assert chosen.loc[~chosen["possible"], ["figure", "percent"]].to_numpy().tolist() == [["6", "30.1"]]
    assert found(audit, PERCENT_IMPOSSIBLE) == [{"printed": "30.1%", "base": 96, "possible": "29.2% (28/96), 30.2% (29/96)"}]


def test_profession_has_the_base_95_and_no_other(audit) -> None:
    assert found(audit, BASE_DIFFERS) == [{"item": "profession", "base": 95, "common": 96}]
    own = audit.bases[audit.bases["item"] == "profession"]
    assert own[["base", "contradicted", "chosen"]].to_numpy().tolist() == [[95, 0, True], [96, 3, False]]
    counts = audit.percents[(audit.percents["item"] == "profession") & audit.percents["chosen"]]
    assert counts["low"].tolist() == counts["high"].tolist() == [33, 31, 10]


def test_figure_6_adds_up_to_103(audit) -> None:
    (one,) = found(audit, PUBLISHED_SUM)
    assert one["total"] == "103.0%"
    assert one["rest"] == "27.1% (26/96)"


def test_figures_without_numbers(audit) -> None:
    assert [one["figure"] for one in found(audit, NO_NUMBER)] == ["3", "13", "15", "16"]


def test_a_majority_of_a_third_is_told(audit) -> None:
    assert {"printed": "34,7%", "word": "басым бөлігі"} in found(audit, WORD_FALSE)


def test_ratios_give_counts(audit) -> None:
    ratios = audit.words[audit.words["kind"] == "ratio"]
    assert ratios[["printed", "low", "high", "says"]].astype(str).to_numpy().tolist() == [
        ["ratio 2.3:1", "29", "29", "open"],
        ["ratio 11:1", "8", "8", "open"],
    ]
    assert audit.words.set_index("figure")["says"]["17"] == "holds"  # "close to 30%" is 29.2


def test_every_count_is_that_of_the_margins(audit) -> None:
    """margins.csv was made by hand from the same numbers."""
    margins = pd.read_csv(PRINTED.with_name("margins.csv")).set_index(["item", "code"])
    chosen = audit.percents[audit.percents["chosen"] & audit.percents["possible"]]
    for row in chosen.to_dict("records"):
        assert row["low"] == row["high"] == margins["low"][row["item"], row["answer"]], row


# -- other surveys -----------------------------------------------------------------------------------------------------
CLEAN = "figure;item;answer;percent;n\n" + "\n".join(
    f"{figure};{item};{answer};{percent_of(n, 143, 1).replace('.', ',')};{n}"
    for figure, item, n, answer in (
        *(("1", "library", 88, "yes"), ("1", "library", 55, "no")),
        *(("2", "canteen", 41, "good"), ("2", "canteen", 67, "fair"), ("2", "canteen", 35, "bad")),
        *(("3", "travel", 19, "walk"), ("3", "travel", 124, "bus")),
    )
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_clean_survey_of_students_gives_nothing(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "студенттер.csv"
    path.write_text(CLEAN.replace("library", "кітапхана"), encoding=encoding)
    audit = audit_published(path)
    assert (audit.base, codes(audit)) == (143, [])
    assert audit.percents["possible"].all()


def test_the_base_is_found_without_counts_where_there_are_enough_percents() -> None:
    counts = [88, 55, 41, 67, 35, 19, 124, 7, 60, 76, 101, 3, 39]
    rows = [(f"q{place}", "yes", percent_of(n, 143, 1)) for place, n in enumerate(counts)]
    assert audit_published(table(*rows)).base == 143
    assert audit_published(table(*rows[:3])).base is None


def test_whole_percents_do_not_tell_the_base() -> None:
    audit = audit_published(table(("tea", "yes", "61"), ("tea", "no", "39"), ("milk", "yes", "17"), ("milk", "no", "83")))
    assert (audit.base, codes(audit)) == (None, [])


def test_a_printed_base_is_taken_at_its_word() -> None:
    """Who has no car was not asked for its colour: 40 of 120."""
    rows = [
        ("car", "yes", "33.3", "120"),
        ("car", "no", "66.7", "120"),
        ("colour", "red", "32.5", "40"),
        ("colour", "blue", "67.5", "40"),
    ]
    audit = audit_published(table(*rows, more="base"))
    assert codes(audit) == []
    assert audit.percents.loc[audit.percents["chosen"], "low"].tolist() == [40, 80, 13, 27]


def test_a_count_that_is_not_its_percent_and_one_above_the_base() -> None:
    rows = [("tea", "yes", "56.3", "54"), ("tea", "no", "43.7", "42"), ("milk", "yes", "", "97")]
    audit = audit_published(table(*rows, more="n"), base=96)
    assert codes(audit) == [COUNT_PERCENT, COUNT_OVER_BASE]
    assert found(audit, COUNT_PERCENT)[0]["possible"] == "42/96 = 43.8%"


def test_an_answer_printed_twice_differently() -> None:
    audit = audit_published(table(("tea", "yes", "56.3"), ("tea", "yes", "57.3")), base=96)
    assert codes(audit) == [SAID_TWICE]


def test_an_answer_printed_with_fewer_decimals_is_the_same() -> None:
    """54 of 96 are 56.3% and 56%; 54.9% and 56% are no rounding of one number."""
    assert codes(audit_published(table(("tea", "yes", "56.3"), ("tea", "yes", "56")), base=96)) == []
    assert codes(audit_published(table(("tea", "yes", "56.3"), ("tea", "yes", "56")))) == []
    assert codes(audit_published(table(("tea", "yes", "54.9"), ("tea", "yes", "56")))) == [SAID_TWICE]
    counts = table(("tea", "yes", "", "54"), ("tea", "yes", "", "45"), more="n")
    assert found(audit_published(counts, base=96), SAID_TWICE) == [{"printed": "45", "before": "54"}]


def test_counts_without_percents_add_up_too() -> None:
    rows = [("tea", "yes", "", "54"), ("tea", "no", "", "50")]
    (one,) = found(audit_published(table(*rows, more="n"), base=96), PUBLISHED_SUM)
    assert (one["printed"], one["total"], one["rest"]) == ("54 + 50", "104", "42/96")
    assert codes(audit_published(table(*rows[:1], ("tea", "no", "", "42"), more="n"), base=96)) == []
    mixed = table(rows[0], ("tea", "no", "52.1", ""), more="n")
    assert codes(audit_published(mixed, base=96)) == [PUBLISHED_SUM]


def test_a_ratio_may_be_to_one_of_several_answers() -> None:
    """60 yes, 26 no and 10 who do not know: yes to no is 2.3 to one, and 1.7 to all others."""
    rows = [("tea", "yes", "62.5", ""), ("tea", "no", "27.1", ""), ("tea", "dk", "10.4", "")]
    for ratio, expected in (("2.3", []), ("1.7", []), ("2.9", [RATIO_WRONG])):
        said = table(*rows, ("tea", "yes", "", f"ratio {ratio}:1"), more="qualifier")
        assert codes(audit_published(said, base=96)) == expected


def test_several_answers_may_add_up_to_more() -> None:
    rows = [("drinks", "tea", "72.9"), ("drinks", "milk", "30.2")]
    assert codes(audit_published(table(*rows), base=96)) == [PUBLISHED_SUM]
    several = audit_published(table(*((*row, "multiple") for row in rows), more="qualifier"), base=96)
    assert codes(several) == []


@pytest.mark.parametrize(
    ("qualifier", "code"),
    [
        ("majority", WORD_FALSE),
        ("about a third", None),
        ("minority", None),
        ("two thirds", WORD_FALSE),
        ("третья часть; меньшинство", None),
        ("үштен бір", None),
        ("ratio 2.3:1", RATIO_WRONG),
        ("ratio 1.7:1", None),
        ("not serious", None),
        ("относительное большинство", None),
        ("не более половины", None),
        ("at least half", WORD_FALSE),
        ("more than a third", None),
    ],
)
def test_words_and_ratios_against_the_count(qualifier: str, code: str | None) -> None:
    """36 of 96 said yes, 60 no."""
    rows = [("tea", "no", "62.5", "exact"), ("tea", "yes", "37.5", "exact"), ("tea", "yes", "", qualifier)]
    assert codes(audit_published(table(*rows, more="qualifier"), base=96)) == ([code] if code else [])


def test_a_bound_that_the_number_breaks() -> None:
    rows = [("tea", "yes", "57.3", "exact"), ("tea", "yes", "60", "more than")]
    assert codes(audit_published(table(*rows, more="qualifier"), base=96)) == [WORD_FALSE]


def test_rows_of_a_frame_are_named_as_in_a_sheet() -> None:
    (problem,) = audit_published(table(("tea", "yes", "50"), ("tea", "no", "30.1")), base=96).findings
    assert problem.place.row == 3


# -- unusable ----------------------------------------------------------------------------------------------------------
def test_all_bad_cells_are_told_at_once() -> None:
    rows = [("tea", "yes", "most", "1"), ("tea", "no", "130", "some")]
    with pytest.raises(SurveyError) as told:
        audit_published(table(*rows, more="n"))
    assert [problem.code for problem in told.value.problems] == [NOT_A_PERCENT, NOT_A_PERCENT, NOT_A_COUNT]


def test_missing_columns_and_a_folder_without_the_file(tmp_path: Path) -> None:
    with pytest.raises(SurveyError) as told:
        audit_published(pd.DataFrame({"item": ["tea"]}))
    assert told.value.code == MISSING_COLUMNS
    with pytest.raises(SurveyError) as told:
        audit_published(tmp_path)
    assert told.value.code == PUBLISHED_NOWHERE


# -- numbers made from counts ------------------------------------------------------------------------------------------
@st.composite
def surveys(draw) -> tuple[int, pd.DataFrame]:
    base, places = draw(st.integers(1, 3000)), draw(st.integers(0, 2))
    rows = []
    for item in range(draw(st.integers(1, 6))):
        left = base
        for answer in range(draw(st.integers(1, 4))):
            n = draw(st.integers(0, left))
            left -= n
            rows.append((f"q{item}", f"a{answer}", percent_of(n, base, places), draw(st.sampled_from([str(n), ""]))))
    return base, table(*rows, more="n")


@given(surveys())
def test_percents_made_from_counts_are_never_called_impossible(made: tuple[int, pd.DataFrame]) -> None:
    base, frame = made
    audit = audit_published(frame, base=base)
    assert codes(audit) == []
    shown = audit.percents.merge(frame.assign(true=frame["n"]), on=["item", "answer", "percent"])
    known = shown[shown["true"] != ""]
    assert (known["low"] <= known["true"].astype(int)).all()
    assert (known["true"].astype(int) <= known["high"]).all()


def test_the_base_found_is_the_true_one_or_none() -> None:
    """Of 100 surveys of 20 to 400 people, each of some questions, none is told another base, and no number is called wrong."""
    rng = np.random.default_rng(5)
    right = 0
    for _ in range(100):
        base, rows = int(rng.integers(20, 400)), []
        for item in range(int(rng.integers(3, 25))):
            counts = rng.multinomial(base, rng.dirichlet(np.ones(int(rng.integers(2, 5)))))
            rows += [(f"q{item}", f"a{place}", percent_of(int(n), base, 1)) for place, n in enumerate(counts[:-1])]
        audit = audit_published(table(*rows))
        assert audit.base in (base, None)
        assert codes(audit) == []
        right += audit.base == base
    assert right > 75


@pytest.mark.parametrize("base", [0, -1])
def test_a_base_below_one_is_refused(base: int) -> None:
    with pytest.raises(SurveyError) as told:
        audit_published(table(("tea", "yes", "56.3")), base=base)
    assert told.value.code == NOT_A_BASE


@pytest.mark.parametrize("ratio", ["1:0", "0:0", "0:1"])
def test_a_ratio_with_a_zero_is_refused(ratio: str) -> None:
    with pytest.raises(SurveyError) as told:
        audit_published(table(("tea", "yes", "", f"ratio {ratio}"), more="qualifier"), base=96)
    assert told.value.code == NOT_A_RATIO


def test_percents_are_told_with_the_decimal_sign_of_the_language(audit) -> None:
    (impossible,) = [one for one in audit.findings if one.code == PERCENT_IMPOSSIBLE]
    assert "30,1%" in tell(impossible, "ru")
    assert "29,2%" in tell(impossible, "kk")
    assert "29.2%" in tell(impossible, "en")
