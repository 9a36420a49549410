"""The agreed terms of a study that begins with a copy of another questionnaire: the same, with exemptions for the copy too."""

from __future__ import annotations

from collections.abc import Iterator

from yaml import Node, ScalarNode, SequenceNode

from survey.instrument.edits import Edit, edited, end_of, root_of, value_of


def terms_for(text: str, source: str, copy: str, *, both: bool) -> str:
    """The text of terms.yaml for another folder.

    Parameters
    ----------
    text
        That of the file beside the source.
    source, copy
        Ids of two questionnaires; what is exempt in the one is in the other.
    both
        Whether both lie in the new folder: exemptions are doubled, else renamed.

    Examples
    --------
    >>> terms_for("terms: [{id: tea, except: [{questionnaire: old, reason: r}]}]", "old", "new", both=False)
    'terms: [{id: tea, except: [{questionnaire: new, reason: r}]}]'
    """
    edits: list[Edit] = []
    for exemptions in _exemptions(root_of(text)):
        for one in exemptions.value:
            name = value_of(one, "questionnaire")
            if not isinstance(name, ScalarNode) or name.value != source:
                continue
            renamed = Edit(name.start_mark.index, name.end_mark.index, copy)
            if not both:
                edits.append(renamed)
                continue
            start, end = one.start_mark.index, end_of(one)
            apart = ", " if exemptions.flow_style else f"\n{' ' * exemptions.start_mark.column}- "
            edits.append(Edit(end, end, apart + edited(text[start:end], [_moved(renamed, start)])))
    return edited(text, edits)


def _moved(edit: Edit, start: int) -> Edit:
    return Edit(edit.start - start, edit.end - start, edit.new)


def _exemptions(root: Node) -> Iterator[SequenceNode]:
    """The lists `except` of all terms."""
    terms = value_of(root, "terms")
    for term in terms.value if isinstance(terms, SequenceNode) else ():
        found = value_of(term, "except")
        if isinstance(found, SequenceNode):
            yield found
