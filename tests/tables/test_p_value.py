"""p-values in cells."""

from __future__ import annotations

from survey.tables.p_value import p_range, p_relation, p_value


def test_no_p_is_printed_as_0_and_half_is_rounded_up() -> None:
    assert [p_value(p, "en") for p in (0.0, 0.00099, 0.001, 0.0125, 0.99951, 1.0)] == [
        *("<0.001", "<0.001", "0.001", "0.013", "1.000", "1.000")
    ]


def test_bounds_of_p_and_p_in_a_sentence() -> None:
    assert [p_range(low, high, "kk") for low, high in ((0.0, 0.0002), (0.0, 0.5), (0.0251, 0.0252))] == [
        "<0,001",
        "<0,001–0,500",
        "0,025",
    ]
    assert [p_relation(p, language).replace("\xa0", " ") for p, language in ((0.0, "ru"), (0.05, "en"))] == ["< 0,001", "= 0.050"]
