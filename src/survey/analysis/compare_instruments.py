"""What became of the questions of a questionnaire in a later one, as a table."""

from __future__ import annotations

import pandas as pd

from survey.i18n.text import Language, known_language
from survey.instrument.compare import Pair, compare
from survey.instrument.links import Links
from survey.instrument.links_file import links_of
from survey.instrument.model import Instrument, Item
from survey.instrument.word_changes import marked

COLUMNS = ("earlier", "later", "status", "differs", "decision", "reason", "answers", "alike", "text")


def compare_instruments(
    earlier: Instrument, later: Instrument, language: Language = "en", *, links: Links | None = None
) -> pd.DataFrame:
    """Pair the questions of two questionnaires and say what differs.

    Parameters
    ----------
    earlier, later
        Questionnaires, as `survey.load_instrument` reads them.
    language
        The language of the texts that are compared word by word: `kk`, `ru` or `en`; a language that either of the two lacks
        gives empty texts.
    links
        What people have decided about the questions; read from `links/<later id>.yaml` beside the later questionnaire by default.

    Returns
    -------
    One row per question of the later questionnaire in its order, then one per question that was dropped. Columns: earlier, later
    (ids, NA where there is none), status (`same`: word for word, with the same answers; `reworded`; `rescaled`: other answers or
    another kind of question; `new`; `dropped`), differs (what differs, in any language: text, answer_texts, rows, filter,
    answers, order, kind, bounds), decision (`same`, `linked`, `apart`; NA where nobody decided), reason, answers (the map of
    answers, `category: earlier = later`), alike (of a new question the dropped one that reads most like it), text (the wording
    with `[-left out-]` and `{+put in+}` words).

    Raises
    ------
    SurveyError
        An unknown language; everything that is wrong with the file of decisions.

    Notes
    -----
    A question belongs to the one that a decision names, else to the one that its key `trend` names, else to the one with the same
    id. Answers that were coded from what people wrote were never offered, so they are not compared.

    Examples
    --------
    >>> from survey.instrument.find import available, load_instrument
    >>> one = load_instrument(available()[0])
    >>> compare_instruments(one, one)["status"].unique().tolist()
    ['same']
    """
    known_language(language)
    links = links_of(earlier, later) if links is None else links
    rows = [_row(pair, language) for pair in compare(earlier, later, links)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("string")


def _row(pair: Pair, language: Language) -> dict[str, str | None]:
    link = pair.link
    return {
        "earlier": pair.earlier.id if pair.earlier else None,
        "later": pair.later.id if pair.later else None,
        "status": str(pair.status),
        "differs": ", ".join(pair.differs),
        "decision": str(link.decision) if link else None,
        "reason": link.reason[language] if link and language in link.reason else None,
        "answers": "; ".join(
            f"{one.code}: {', '.join(one.earlier) or '–'} = {', '.join(one.later) or '–'}"
            for one in (link.answers if link else ())
        ),
        "alike": pair.alike,
        "text": _text(pair.earlier, pair.later, language),
    }


def _text(earlier: Item | None, later: Item | None, language: Language) -> str:
    both = [item.text[language] if item is not None and language in item.text else None for item in (earlier, later)]
    before, after = both
    return marked(before, after) if before is not None and after is not None else after or before or ""
