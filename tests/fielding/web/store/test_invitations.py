"""The store of invitations: a link is spent once, after the answers are written, and knows nobody."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from survey.errors import ANSWERS_CLOSED, INVITATION_REVOKED, INVITATION_UNKNOWN, LINK_OLDER, LINK_UNKNOWN, FieldingError
from survey.fielding.web.store.codes import new_token
from survey.fielding.web.store.invitations import Invitation, Invitations


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Invitations]:
    store = Invitations(tmp_path / "invitations.sqlite")
    yield store
    store.close()


def test_a_link_says_for_whom_it_is(doors: Invitations) -> None:
    first, second = doors.add([("kk", "academy"), ("ru", None)])
    assert doors.find(first) == Invitation("kk", "academy")
    assert doors.find(second) == Invitation("ru", None)
    assert [doors.find(strange) for strange in (new_token(), "", "'; DROP TABLE invites", first[:-1], first + "A")] == [None] * 5
    assert doors.invited() == {("kk", "academy"): 1, ("ru", None): 1}


def test_spent_once_after_the_answers_are_written(doors: Invitations, tmp_path: Path) -> None:
    [token] = doors.add([("kk", None)])
    other = Invitations(tmp_path / "invitations.sqlite")  # a second server
    written: list[bool] = []
    assert [doors.submit(token, lambda: written.append(other.is_spent(token))) for _ in range(2)] == [True, False]
    other.close()
    assert written == [False], "written once, before the link was marked"
    assert doors.is_spent(token)
    assert doors.n_spent() == 1


def test_where_writing_fails_the_link_stays(doors: Invitations) -> None:
    """A machine that stops in between: the answers are there, the link is not marked, and trying again marks it."""
    [token] = doors.add([("kk", None)])

    def fails() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        doors.submit(token, fails)
    assert not doors.is_spent(token)
    assert doors.submit(token, lambda: None)


def test_two_devices_with_one_link(doors: Invitations, tmp_path: Path) -> None:
    [token] = doors.add([("kk", None)])
    stores, written = [doors, Invitations(tmp_path / "invitations.sqlite")], []
    results: list[bool] = []
    threads = [
        threading.Thread(target=lambda n=n: results.append(stores[n % 2].submit(token, lambda: written.append(n))))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(results), len(written)) == ([False] * 7 + [True], 1)
    stores[1].close()


def test_strange_and_revoked_links_are_refused(doors: Invitations) -> None:
    [token] = doors.add([("kk", None)])
    doors.revoke(token)
    for one, code in ((token, INVITATION_REVOKED), (new_token(), INVITATION_UNKNOWN)):
        with pytest.raises(FieldingError) as why:
            doors.submit(one, lambda: pytest.fail("written"))
        assert why.value.code == code
        assert one not in str(why.value), "no message carries a token"


def test_reminders_go_to_those_who_have_not_answered(doors: Invitations) -> None:
    answered, waiting = doors.add([("kk", "academy"), ("ru", "industry")])
    doors.submit(answered, lambda: None)
    given: dict[str, str] = {}
    new = doors.reissue({answered: 2, waiting: 3}, given.update)
    assert new == given
    assert list(new) == [waiting]
    assert doors.find(new[waiting]) == Invitation("ru", "industry")
    assert doors.invited() == {("kk", "academy"): 1, ("ru", "industry"): 1}, "still two people"
    with pytest.raises(FieldingError) as why:
        doors.submit(waiting, lambda: pytest.fail("written"))
    assert why.value.code == INVITATION_REVOKED


@pytest.mark.parametrize("older", [True, False])
def test_a_list_of_another_time_or_wave_gives_no_links(doors: Invitations, older: bool) -> None:
    [token] = doors.add([("kk", None)])
    if older:
        doors.reissue({token: 2}, lambda new: None)
    asked = {token: 2} if older else {token: 2, new_token(): 7}
    with pytest.raises(FieldingError) as why:
        doors.reissue(asked, lambda new: pytest.fail("given"))
    assert (why.value.code, why.value.problems[0].params["links"]) == ((LINK_OLDER, ["2"]) if older else (LINK_UNKNOWN, ["7"]))


def test_where_the_new_list_cannot_be_written_the_old_links_stay(doors: Invitations) -> None:
    [token] = doors.add([("kk", None)])

    def fails(new: Mapping[str, str]) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        doors.reissue({token: 2}, fails)
    assert doors.submit(token, lambda: None)


def test_the_store_holds_hashes_alone(doors: Invitations, tmp_path: Path) -> None:
    tokens = doors.add([("kk", "academy")] * 5)
    kept = (tmp_path / "invitations.sqlite").read_bytes()
    assert not [token for token in tokens if token.encode() in kept]
    with sqlite3.connect(tmp_path / "invitations.sqlite") as store:
        invites = {row[0] for row in store.execute("SELECT hash FROM invites")}
        spent = {row[0] for row in store.execute("SELECT hash FROM spent")}
    assert len(invites) == len(spent) == 5
    assert not invites & spent


def test_spending_moves_no_byte_but_the_mark(doors: Invitations, tmp_path: Path) -> None:
    """Apart from SQLite's counter of changes: so no order of people can be read off the file."""
    tokens = doors.add([("kk", "academy")] * 40)
    path = tmp_path / "invitations.sqlite"
    before = path.read_bytes()
    for token in reversed(tokens):
        doors.submit(token, lambda: None)
    after = path.read_bytes()
    changed = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other and n >= 100]
    assert len(changed) == 40


def test_after_the_close_no_link_is_left(doors: Invitations, tmp_path: Path) -> None:
    [token] = doors.add([("kk", "academy")])
    doors.submit(token, lambda: None)
    doors.forget()
    assert (doors.find(token), doors.is_spent(token), doors.invited(), doors.n_spent()) == (None, False, {}, 0)
    assert b"academy" not in (tmp_path / "invitations.sqlite").read_bytes()
    with pytest.raises(FieldingError) as why:
        doors.add([("kk", None)])
    assert why.value.code == ANSWERS_CLOSED


def test_a_link_knows_the_one_whose_place_it_took(doors: Invitations) -> None:
    mine, yours = doors.add([("kk", None)] * 2)
    chain = [mine]
    for _ in range(2):
        chain.append(doors.reissue({chain[-1]: 2}, lambda new: None)[chain[-1]])
    assert all(doors.same_person(one, other) for one in chain for other in chain)
    assert not any(doors.same_person(one, other) for one in chain for other in (yours, new_token(), ""))
    assert not doors.same_person(new_token(), new_token())
