"""The random order of answers: one for each person, drawn once, kept with the record, and worked out of nothing."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from scipy.stats import chisquare

from survey.fielding.web.order import draw_orders, shown_order
from survey.fielding.web.store.codes import recovery_code
from survey.fielding.web.study import Study
from survey.instrument.read import read_instrument

from .conftest import Clock, begun

TEA = read_instrument(Path(__file__).parent / "tea.yaml")
SORTS, TRUST, DRINKS = TEA.item("sorts"), TEA.item("trust"), TEA.item("drinks")


def test_every_order_of_what_moves_and_the_rest_at_the_end() -> None:
    chance = random.Random(1)
    orders = {draw_orders(TEA, chance)["sorts"] for _ in range(300)}
    assert len(orders) == 24  # every order of four teas
    assert all(order[4:] == ("other", "dont_know") for order in orders)
    assert set(draw_orders(TEA)) == {item.id for item in TEA.items if item.randomise}


def test_every_place_is_as_likely() -> None:
    chance = random.Random(1)
    firsts = Counter(draw_orders(TEA, chance)["trust"][0] for _ in range(3000))
    assert chisquare([firsts[code] for code in ("shop", "friend", "advert")]).pvalue > 0.001


def test_what_was_shown_first_stays_while_it_fits() -> None:
    shown, drawn = ("advert", "shop", "friend"), ("friend", "shop", "advert")
    assert shown_order(TRUST, shown, drawn) == shown
    assert shown_order(TRUST, None, drawn) == drawn
    assert shown_order(TRUST, ("advert", "gone"), drawn) == drawn
    assert shown_order(TRUST, ("advert", "gone"), None) == ("shop", "friend", "advert"), "a question that was changed meanwhile"


def test_without_randomise_the_order_of_the_questionnaire() -> None:
    assert shown_order(DRINKS, ("no", "yes", "refused")) == ("yes", "no", "refused")


def test_no_cookie_and_no_secret_lead_to_a_row(open_study: Study, clock: Clock) -> None:
    """One browser begins six times under the same cookie and secret: the orders differ, so neither gives the row away."""
    one = begun(open_study, clock)
    record, seen = one.record, set()
    for _ in range(6):
        assert one.record == record
        drawn = open_study.answers.record(record).drawn
        seen.add((drawn["sorts"], drawn["trust"]))
        assert open_study.answers.erase(recovery_code(record))
        one.get("/").post({"agree": "yes"})
    assert len(seen) > 1
