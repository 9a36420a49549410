"""Whether the questionnaire was changed while people answered, and whether answers that are kept still have a place in it.

New items, new options and other wordings lose nothing; an item or an option that was removed or renamed would take the answers to
it along. So nothing is served or closed then.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from survey.errors import ITEM_GONE, ITEM_UNASKED, OPTION_GONE, QUESTIONNAIRE_CHANGED, Place, Problem, problem, raise_all
from survey.fielding.web.store.record import Record
from survey.fielding.web.study import Study
from survey.fielding.web.values import cleared, columns
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind

_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")


def notice(study: Study) -> bool:
    """Remember the questionnaire that is served; True where it is another one than before, and people had begun.

    Raises
    ------
    SurveyError
        Answers that are kept have no place in the questionnaire any more; all of them are told.
    """
    check_fits(study, [*study.answers.submitted(), *study.answers.unsent()])
    now, before = fingerprint(study.instrument), study.settings.questionnaire
    changed = before not in (None, now) and study.answers.counts().n_started > 0
    if before != now:
        study.change(questionnaire=now, changes=study.settings.changes + changed)
    return changed


def changes(study: Study) -> int:
    """How often the questionnaire changed while people answered, a change since it was last served counted as well."""
    return study.settings.changes + _changed(study)


def check_fits(study: Study, records: Iterable[Record]) -> None:
    """Raise SurveyError where answers of these records have no place in the questionnaire; item, option and people are named.

    Where the questionnaire changed, an answer to an item that is not asked any more counts too: its condition may have changed.
    """
    records = list(records)
    problems = list(_homeless(study.instrument, records, strict=_changed(study) or study.settings.changes > 0))
    if problems:
        place = Place(file=study.instrument.path)
        raise_all([*problems, problem(QUESTIONNAIRE_CHANGED, place, path=study.field)])


def fingerprint(instrument: Instrument) -> str:
    """SHA-256 of all that people see and that decides what they are asked."""
    seen: list[Any] = [instrument.introduction, instrument.consent, instrument.contact, instrument.thanks, instrument.title]
    seen += [(section.id, section.number, section.title) for section in instrument.sections]
    for item in instrument.items:
        options = [(option.code, option.kind, option.text) for option in item.offered]
        rows = [(row.code, row.text) for row in item.rows]
        condition = item.show_if and (item.show_if.mode, [(one.item, one.codes) for one in item.show_if.conditions])
        limits = (item.minimum, item.maximum, item.required, item.randomise)
        seen.append((item.id, item.number, item.section, item.kind, item.text, options, rows, condition, limits))
    return hashlib.sha256(json.dumps(seen, default=_plain, ensure_ascii=False).encode()).hexdigest()


def _plain(text: object) -> dict[str, str]:
    if not isinstance(text, Text):
        raise TypeError(type(text).__name__)
    return dict(text)


def _changed(study: Study) -> bool:
    return study.settings.questionnaire not in (None, fingerprint(study.instrument))


def _homeless(instrument: Instrument, records: Iterable[Record], *, strict: bool) -> Iterator[Problem]:
    homes = {column: item for item in instrument.items for column in (*item.columns, *columns(item))}
    lost: dict[tuple[str, str, str], set[str]] = {}
    for record in records:
        unasked = cleared(instrument, record.answers) if strict else {}
        for column, value in record.answers.items():
            item = column.partition(".")[0]
            option = _lost(homes.get(column), column, value)
            if option is not None:
                known = any(one.id == item for one in instrument.items)
                key = (OPTION_GONE, item, option) if known and option else (ITEM_GONE, item, "")
                lost.setdefault(key, set()).add(record.id)
            elif column in unasked:
                lost.setdefault((ITEM_UNASKED, item, ""), set()).add(record.id)
    for (code, item, option), people in sorted(lost.items()):
        if code == OPTION_GONE:
            yield problem(code, item=item, option=option, n=len(people))
        else:
            yield problem(code, item=item, n=len(people))


def _lost(home: Item | None, column: str, value: object) -> str | None:
    """The option whose answer has no place, "" where it is no option; None where all is well. Never what people wrote."""
    if value is False:  # a box that was not ticked
        return None
    if home is None:
        return column.partition(".")[2].removesuffix(".text")
    if column.endswith(".text") or home.kind in (ItemKind.MULTIPLE, ItemKind.TEXT):
        return None
    if home.kind is ItemKind.NUMBER:
        return "" if isinstance(value, str) else None
    if value in home.codes:
        return None
    return str(value) if _CODE.fullmatch(str(value)) else ""
