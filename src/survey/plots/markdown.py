"""The line of Markdown that puts a figure into a report."""

from __future__ import annotations

from survey.i18n.markdown import attribute, escape


def figure_markdown(stem: str, caption: str, alt: str, figure_id: str) -> str:
    """An image without an extension, because HTML and PDF take the SVG and DOCX takes the PNG, with its caption, id and alt text.

    >>> figure_markdown("figures/tea", "Drinks tea", "Drinks tea. Bar chart.", "tea")
    '![Drinks tea](figures/tea){#fig-tea fig-alt="Drinks tea. Bar chart."}\\n'
    """
    return f"![{escape(caption)}]({stem}){{#fig-{figure_id} fig-alt={attribute(alt)}}}\n"
