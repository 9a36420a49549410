"""What a publication tells of how its survey was made, against the lists of what has to be told."""

from __future__ import annotations

import pandas as pd

from survey.wave.wave import Wave, expect_wave

CHECKLIST: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("AAPOR 2", "commissioned_by", ("commissioned_by",)),
    ("AAPOR 2", "conducted_by", ("conducted_by",)),
    ("AAPOR 3", "wording", ("wording",)),
    ("AAPOR 4", "target_population", ("target_population",)),
    ("AAPOR 5", "recruitment", ("expert_frame", "recruitment")),
    ("AAPOR 6", "mode", ("mode", "platform")),
    ("AAPOR 6", "survey_languages", ("survey_languages",)),
    ("AAPOR 7", "fieldwork", ("fieldwork",)),
    ("AAPOR 8", "sample_size", ("sample_size",)),
    ("AAPOR 9", "weighting", ("weighting",)),
    ("AAPOR 10", "data_processing", ("data_processing",)),
    ("CHERRIES 2", "ethics_approval", ("ethics_approval",)),
    ("CHERRIES 12", "incentives", ("incentives",)),
    ("CHERRIES 22", "participation_rate", ("response_rate", "participation_rate")),
)
"""Item of a standard, topic, and the facts about a wave that tell it."""


def reporting(wave: Wave) -> pd.DataFrame:
    """Which of the facts that a survey report has to tell are known of a wave.

    Parameters
    ----------
    wave
        A wave of rows or of margins.

    Returns
    -------
    One row for each point: standard (the item of it), topic, facts (those that are known, names of `method` in wave.yaml or
    wording, fieldwork, sample_size, weighting), told (whether there is any). The wording counts as known where every question has
    its `verbatim`, or where there are rows, because then the questionnaire is at hand.

    Notes
    -----
    AAPOR Code of Professional Ethics and Practices (2021), III.A, items for immediate disclosure; of its items 1 and 11 nothing
    can be read from a wave. CHERRIES: Eysenbach (2004), "Improving the quality of web surveys", doi:10.2196/jmir.6.3.e34.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> found = reporting(load_wave(min((root() / "data").glob("*-2022"))))
    >>> found.loc[~found["told"], "topic"].tolist()[:3]
    ['commissioned_by', 'conducted_by', 'weighting']
    """
    known = _known(expect_wave(wave))
    rows = [(standard, topic, tuple(fact for fact in facts if fact in known)) for standard, topic, facts in CHECKLIST]
    return pd.DataFrame(
        [(standard, topic, facts, bool(facts)) for standard, topic, facts in rows], columns=["standard", "topic", "facts", "told"]
    )


def _known(wave: Wave) -> set[str]:
    settings = wave.settings
    others = {
        "wording": wave.margins is None or all(item.verbatim for item in wave.instrument.items),
        "fieldwork": settings.fieldwork is not None,
        "sample_size": True,
        "weighting": settings.weighting_told,
    }
    return {*settings.method, *(name for name, told in others.items() if told)}
