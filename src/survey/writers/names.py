"""Names that SPSS and Stata accept, and the way back from each to its column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

SPSS_RESERVED = frozenset(["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"])
STATA_RESERVED = frozenset(["byte", "double", "float", "if", "in", "int", "long", "using", "with", "str", "strl"]) | {
    f"str{n}" for n in range(1, 2046)
}
SPSS_LENGTH, STATA_LENGTH = 64, 32
"""SPSS counts bytes, Stata letters; pyreadstat names sets of labels after their variable and its place, which has to fit too."""


def spss_names(columns: Iterable[str]) -> dict[str, str]:
    """column -> name in SPSS. `item.option` becomes `item__option`, which no other column can have; `_row` becomes `row_`.

    A reserved word gets an underscore at its end too; what is longer than SPSS allows is shortened and ends in `_<place>_`. No id
    ends in an underscore, so every name has one column.

    >>> spss_names(["drinks.tea", "with", "_synthetic"])
    {'drinks.tea': 'drinks__tea', 'with': 'with_', '_synthetic': 'synthetic_'}
    """
    return _names(columns, SPSS_RESERVED, SPSS_LENGTH)


def stata_names(columns: Iterable[str]) -> dict[str, str]:
    """The same for Stata, where names are shorter.

    >>> stata_names(["drinks.tea", "a_question_with_a_name_that_is_long"])["a_question_with_a_name_that_is_long"]
    'a_question_with_a_name_that_2_'
    """
    listed = tuple(columns)
    return _names(listed, STATA_RESERVED, STATA_LENGTH - max(2, len(str(len(listed)))))


def _names(columns: Iterable[str], reserved: frozenset[str], most: int) -> dict[str, str]:
    found = {}
    for place, column in enumerate(columns, 1):
        name = plain(column)
        if name in reserved:
            name += "_"
        if len(name) > most:
            end = f"_{place}_"
            name = name[: most - len(end)] + end
        found[column] = name
    return found


def plain(column: str) -> str:
    """The name of a column under the general rule: two underscores for a full stop, one in front goes to the end."""
    name = column.replace(".", "__")
    return f"{name[1:]}_" if name.startswith("_") else name


def exceptions(names: Mapping[str, str]) -> dict[str, str]:
    """name -> column of those that the general rule does not explain."""
    return {name: column for column, name in names.items() if name != plain(column)}
