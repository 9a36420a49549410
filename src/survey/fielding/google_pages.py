"""The pages of a Google form, and where each answer leads: the only conditions that such a form knows.

Questions that everybody is asked share a page as long as they follow each other in a section; questions with the same condition
have a page of their own behind it. A single-choice question sends whoever gives certain answers to such a page and all others on
to the next page for everybody; who gives no answer passes by the page, because it is passed in the order of the form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from survey.errors import SHOW_IF_NO_PAGE, Place, Problem, problem
from survey.fielding.by_hand import condition
from survey.instrument.model import Condition, Instrument, Item, ItemKind
from survey.instrument.platform_names import written_to


@dataclass
class Page:
    """A page of questions of one section. condition: who is asked them; None for everybody."""

    section: str
    items: list[Item] = field(default_factory=list)
    condition: Condition | None = None


def pages_of(instrument: Instrument) -> list[Page]:
    """The pages in their order. A condition that no page can have counts as none here; `refused_conditions` tells it."""
    pages: list[Page] = []
    for section in instrument.sections:
        for item in instrument.in_section(section.id):
            asked = None if item.show_if is None or len(item.show_if.conditions) > 1 else item.show_if.conditions[0]
            if not pages or (pages[-1].section, pages[-1].condition) != (section.id, asked):
                pages.append(Page(section.id, condition=asked))
            pages[-1].items.append(item)
    return pages


def refused_conditions(instrument: Instrument, platform: str) -> Iterator[Problem]:
    """A problem for each question whose condition cannot be put by answers that lead to pages."""
    pages = pages_of(instrument)
    place = Place(file=instrument.path)
    for number, page in enumerate(pages):
        for item in page.items:
            fits = page.condition is None or _fits(instrument, pages, number)
            if item.show_if is not None and (page.condition is None or not fits):
                yield problem(
                    SHOW_IF_NO_PAGE, place, item=item.id, platform=platform, condition=condition(instrument, item.show_if)
                )


def after(pages: list[Page], number: int) -> int | None:
    """The next page behind this one that everybody is asked; None where the form ends."""
    return next((n for n in range(number + 1, len(pages)) if pages[n].condition is None), None)


def leads(pages: list[Page], item: Item) -> list[int | None] | None:
    """The page that each offered answer of an item leads to, None for the end; None for an item that decides nothing."""
    here = next(n for n, page in enumerate(pages) if item in page.items)
    there = {n: page.condition for n, page in enumerate(pages) if page.condition is not None and page.condition.item == item.id}
    if not there:
        return None
    end = after(pages, here)
    return [next((n for n, one in there.items() if option.code in one.codes), end) for option in item.offered]


def _fits(instrument: Instrument, pages: list[Page], number: int) -> bool:
    """Whether the item that decides on a page is the only one to decide on its own, which is one of those just before it: the
    last page for everybody, or one with a condition after that; and whether its answers lead to one page each."""
    asked = pages[number].condition
    if asked is None or asked.item not in {item.id for item in instrument.items}:
        return False
    item = instrument.item(asked.item)
    if item.kind not in (ItemKind.SINGLE, ItemKind.SCALE) or written_to(item) is not None:
        return False
    base = max((n for n in range(number) if pages[n].condition is None), default=None)
    here = next((n for n, page in enumerate(pages) if item in page.items), None)
    if base is None or here is None or not base <= here < number:
        return False
    decided = [page.condition for page in pages if page.condition is not None]
    on_page = {one.id for one in pages[here].items}
    if {one.item for one in decided if one.item in on_page} != {item.id}:
        return False
    codes = [code for one in decided if one.item == item.id for code in set(one.codes)]
    return len(codes) == len(set(codes))
