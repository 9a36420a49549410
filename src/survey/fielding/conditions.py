"""When a question is asked, in the expression language of each platform. A missing answer meets no condition in any of them."""

from __future__ import annotations

from collections.abc import Callable

from survey.instrument.model import Condition, Instrument, ItemKind, ShowIf
from survey.instrument.platform_names import limesurvey_names, written_to


def xpath(show_if: ShowIf, name: Callable[[str], str]) -> str:
    """The column `relevant` of an XLSForm.

    Parameters
    ----------
    show_if
        The condition of an item.
    name
        Item, or `item.row` of a matrix -> its name in the form.

    Examples
    --------
    >>> both = ShowIf((Condition("trust.court", ("yes", "mostly")), Condition("region", ("city",))))
    >>> xpath(both, lambda column: column.replace(".", "_"))
    "(selected(${trust_court}, 'yes') or selected(${trust_court}, 'mostly')) and selected(${region}, 'city')"
    """

    def one(condition: Condition) -> str:
        codes = " or ".join(f"selected(${{{name(condition.item)}}}, '{code}')" for code in condition.codes)
        return f"({codes})" if len(condition.codes) > 1 and len(show_if.conditions) > 1 else codes

    return _joined(show_if, one)


def surveyjs(show_if: ShowIf) -> str:
    """`visibleIf` of SurveyJS, which calls rows of a matrix `item.row` as we do.

    >>> surveyjs(ShowIf((Condition("trust.court", ("yes", "mostly")), Condition("region", ("city",))), "any"))
    "{trust.court} anyof ['yes', 'mostly'] or {region} anyof ['city']"
    """

    def one(condition: Condition) -> str:
        codes = ", ".join(f"'{code}'" for code in condition.codes)
        return f"{{{condition.item}}} anyof [{codes}]"

    return _joined(show_if, one)


def limesurvey(show_if: ShowIf, instrument: Instrument) -> str:
    """`relevance` of LimeSurvey in its ExpressionScript, by the codes of its questions and the values of our answers.

    A question that was not asked counts as empty (`NAOK`), so it meets no condition; an answer that nobody is offered neither.
    """
    names = limesurvey_names(instrument)

    def test(condition: Condition, code: str) -> str | None:
        item = instrument.item(condition.item.partition(".")[0])
        row = condition.item.partition(".")[2]
        name, other = names.questions[item.id], written_to(item)
        if item.kind is ItemKind.MULTIPLE:
            if other is not None and code == other.code:
                return f'{name}_other.NAOK != ""'
            part = names.parts.get((item.id, code))
            return None if part is None else f'{name}_{part}.NAOK == "Y"'
        if row:
            return f'{name}_{names.parts[item.id, row]}.NAOK == "{item.option(code).value}"'
        value = "-oth-" if other is not None and code == other.code else str(item.option(code).value)
        return f'{name}.NAOK == "{value}"'

    def one(condition: Condition) -> str:
        tests = [told for code in condition.codes if (told := test(condition, code)) is not None]
        joined = " or ".join(tests) or "0"
        return f"({joined})" if len(tests) > 1 and len(show_if.conditions) > 1 else joined

    return _joined(show_if, one)


def _joined(show_if: ShowIf, one: Callable[[Condition], str]) -> str:
    sign = " and " if show_if.mode == "all" else " or "
    return sign.join(map(one, show_if.conditions))
