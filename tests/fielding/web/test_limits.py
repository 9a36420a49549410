"""How often somebody may ask, with a clock that the test sets."""

from __future__ import annotations

from survey.fielding.web.limits import Limiter, Limits, Rate, network


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def limiter(clock: Clock, size: int = 100) -> Limiter:
    return Limiter(Limits(guesses=Rate(3, 60)), clock, size)


def test_a_bucket_empties_and_fills_again() -> None:
    clock = Clock()
    some = limiter(clock)
    assert [some.take("guesses", "a") for _ in range(4)] == [True, True, True, False]
    assert some.take("guesses", "b")
    clock.now += 20
    assert [some.take("guesses", "a") for _ in range(2)] == [True, False]


def test_asking_takes_nothing() -> None:
    some = limiter(Clock())
    assert all(some.take("guesses", "a", 0) for _ in range(10))
    assert [some.take("guesses", "a") for _ in range(3)] == [True] * 3
    assert not some.take("guesses", "a", 0)


def test_a_clock_set_back_gives_nothing_away_and_locks_nobody_out() -> None:
    clock = Clock()
    some = limiter(clock)
    for _ in range(3):
        some.take("guesses", "a")
    clock.now -= 10_000
    assert not some.take("guesses", "a")
    clock.now += 20
    assert some.take("guesses", "a")


def test_what_was_right_is_given_back() -> None:
    some = limiter(Clock())
    for _ in range(10):
        assert some.take("guesses", "a")
        some.give_back("guesses", "a")
    some.give_back("guesses", "b")
    assert [some.take("guesses", "b") for _ in range(4)] == [True, True, True, False]
    some.give_back("guesses", "b")
    assert [some.take("guesses", "b") for _ in range(2)] == [True, False]


def test_memory_stays_within_its_size() -> None:
    some = limiter(Clock(), size=10)
    for n in range(1000):
        some.take("guesses", str(n))
        assert len(some._buckets["guesses"]) <= 10


def test_no_crowd_pushes_an_empty_bucket_out() -> None:
    """Neither what is asked for another purpose, nor many who ask once."""
    some = limiter(Clock(), size=10)
    for _ in range(3):
        some.take("guesses", "a")
    for n in range(1000):
        some.take("writes", str(n))
        some.take("guesses", str(n))
    assert not some.take("guesses", "a")


def test_buckets_that_are_full_again_are_forgotten_first() -> None:
    clock = Clock()
    some = limiter(clock, size=10)
    for n in range(10):
        some.take("guesses", f"old {n}")
    clock.now += 60
    some.take("guesses", "new")
    assert list(some._buckets["guesses"]) == ["new"]


def test_a_network_is_known_without_its_address() -> None:
    assert network("2001:db8:0:1::1") == network("2001:db8:0:ff::2") != network("2001:db8:1::1")
    assert network("testclient") == network(None)
