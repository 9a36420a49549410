"""What cleaning did to a wave, rule by rule: the receipt that a report and the command line show."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from survey.wave.wave import Wave

DROPPED = "<dropped>"
"""What the audit log has behind a cell of a respondent who was taken out."""

MERGED = "<merged>"
"""What it has behind the count of an answer that is counted together with another one."""

STEPS = ("recodes", "decision")
"""What runs before the rules, from files that people fill in."""

SILENT = ("not_set", "not_declared", "no_data")
"""The actions of rules that judged nothing: nobody said what to look for, there is no such thing, the data are not there."""

COLUMNS = ("rule", "action", "flagged", "kept", "dropped", "changed")


def receipt(wave: Wave) -> pd.DataFrame:
    """What each rule noticed and did.

    Parameters
    ----------
    wave
        A wave of rows or of margins.

    Returns
    -------
    One row per rule in the order in which they ran, recodes and decisions first: rule, action (what it was told to do; of a
    rule that judged nothing `no_data`, `not_set` or `not_declared`, which tells why), flagged (people), kept (of these, by a
    decision), dropped (people), changed (cells; of margins counts of answers).

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> found = receipt(load_wave(max((root() / "data").glob("*-2022-demo")))).set_index("rule")
    >>> found.loc["fieldwork"].astype(str).tolist()
    ['flag', '0', '0', '0', '0']
    """
    flags, audit = wave.flags, wave.audit
    dropped = audit[audit["after"] == DROPPED]
    changed = audit[audit["after"] != DROPPED]
    rows = []
    for rule, action in (dict.fromkeys(STEPS, "") | dict(wave.rules)).items():
        own = flags[flags["rule"] == rule]
        rows.append(
            (
                rule,
                action,
                own["respondent"].nunique(),
                own["respondent"][own["kept"].notna()].nunique(),
                dropped["respondent"][dropped["rule"] == rule].nunique(),
                int((changed["rule"] == rule).sum()),
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


@dataclass(frozen=True)
class Merge:
    """An answer of published counts that is counted together with another one."""

    item: str
    source: str
    target: str


def merges(wave: Wave) -> list[Merge]:
    """The answers that recodes merged in a wave of margins, in the order of the log."""
    found = []
    # The log tells of each merge first the count that grew, then the one that went.
    items, after = wave.audit["item"].tolist(), wave.audit["after"].tolist()
    for place in range(1, len(items)):
        if after[place] == MERGED:
            item, _, source = items[place].rpartition(".")
            found.append(Merge(item, source, items[place - 1].rpartition(".")[2]))
    return found


def dropped(wave: Wave, rule: str) -> list[str]:
    """Whom a rule took out, in the order of the log."""
    audit = wave.audit[(wave.audit["after"] == DROPPED) & (wave.audit["rule"] == rule)]
    return [str(one) for one in audit["respondent"].unique()]


def received(wave: Wave) -> int:
    """How many answers the file held before anybody was dropped."""
    return wave.n + wave.audit["respondent"][wave.audit["after"] == DROPPED].nunique()
