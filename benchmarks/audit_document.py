"""How many wrong numbers `survey audit document` finds: errors planted in correct texts, and false alarms in those texts.

Prints a markdown table and writes it into docs/audit-document.md. `python benchmarks/audit_document.py` takes a minute;
`--quick` shows in seconds what it does and writes nothing.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from audit_document_sets import FORMS, PUBLISHED, SETS, STARTS, chosen, shares
from audit_document_texts import Template

from survey.audit.document import audit_passages
from survey.audit.document_arithmetic import rounds_to
from survey.audit.document_text import text_passages
from survey.audit.document_wave import WaveText
from survey.audit.facts import Count, Facts
from survey.audit.judge import percent_of
from survey.i18n.kazakh_cases import with_case
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument, Item, Level

ROOT = Path(__file__).parents[1]
SEED = 20261122
BEGIN, END = "<!-- made by benchmarks/audit_document.py: begin -->", "<!-- made by benchmarks/audit_document.py: end -->"
STUDY = "sovereignty-2022"
SIGNS = {"kk": ("%", " %", " пайыз"), "ru": ("\u00a0%", "%", " процента"), "en": ("%", " %", " per cent")}


@dataclass(frozen=True)
class Paragraph:
    """values: what is printed in each field. n: the base. counts: the truth. planted: the kind of error and the fields it
    changed.
    """

    template: Template
    language: Language
    item: Item
    n: int
    counts: tuple[int, ...]
    values: dict[str, str]
    planted: str = ""

    @property
    def text(self) -> str:
        return self.template[0].format(**self.values)


# -- correct texts -----------------------------------------------------------------------------------------------------
def percent(k: int, n: int) -> str:
    return percent_of(k, n, 1)


def draw(rng: random.Random, template: Template, item: Item, language: Language, n: int) -> Paragraph:
    """A correct paragraph: counts of an item drawn anew, printed in a template."""
    multi = "multi" in template[1]
    if multi:
        cuts = sorted(rng.sample(range(1, n), 2))
        while "descending" in template[1] and len({cuts[0], cuts[1] - cuts[0], n - cuts[1]}) < 3:
            cuts = sorted(rng.sample(range(1, n), 2))
        counts = (cuts[0], cuts[1] - cuts[0], n - cuts[1])
        counts = tuple(sorted(counts, reverse=True)) if "descending" in template[1] else counts
    else:
        low = n // 2 + 3 if "maj" in template[1] or "{r}" in template[0] else n // 8
        yes = rng.randint(*(shares(template, n) or (low, n - 4)))
        counts = (yes, n - yes)
    raw = {"n": str(n), "fig": str(item.figure), "q": item.number}
    raw |= {"a": str(counts[0]), "b": str(counts[1]), "pa": percent(counts[0], n), "pb": percent(counts[1], n)}
    raw["r"] = f"{ratio(counts[0], counts[1])}" if not multi else ""
    raw["d"] = f"{abs(float(raw['pa']) - float(raw['pb'])):.1f}"
    if multi:
        for at, (count, option) in enumerate(zip(counts, item.options, strict=False), start=1):
            raw |= {f"c{at}": str(count), f"p{at}": percent(count, n), f"o{at}": (option.text[language]).lower()}
    return Paragraph(template, language, item, n, counts, raw)


def ratio(over: int, under: int) -> str:
    return f"{int(10 * over / under + 0.5) / 10:g}"


def written(paragraph: Paragraph, sign: str) -> str:
    """The paragraph as its language writes numbers."""
    shown = {}
    for name, value in paragraph.values.items():
        comma = paragraph.language != "en" and name not in ("q", "fig") and not name.startswith("o")
        shown[name] = value.replace(".", ",") if comma else value
        if name[0] == "p":
            shown |= {f"{name}_n": shown[name], f"{name}_w": f"{shown[name]} пайызы"}
            shown[name] += sign
        if paragraph.language == "kk" and name in PERCENTS + COUNTS:
            glued = shown[name].removesuffix(sign) + "%" if name[0] == "p" else shown[name]
            shown |= {f"{name}_i": with_case(glued, "possessive"), f"{name}_d": with_case(glued, "accusative")}
    return paragraph.template[0].format(**shown)


@dataclass(frozen=True)
class Text:
    introduction: str
    paragraphs: tuple[Paragraph, ...]
    sign: str

    def passages(self) -> list:
        body = [self.introduction, *(written(paragraph, self.sign) for paragraph in self.paragraphs)]
        return list(text_passages("\n\n".join(body)))


def texts(rng: random.Random, which: str, language: Language, instrument: Instrument) -> Iterator[Text]:
    """Correct texts of one language without end, each with the templates chosen for one text."""
    pairs = [item for item in instrument.items if item.level is Level.BINARY and item.figure]
    lists = [item for item in instrument.items if len(item.options) > 2 and item.figure and len(item.options) < 6]
    while True:
        n = rng.randint(81, 149)
        yes_no, several = rng.sample(pairs, len(pairs)), rng.sample(lists, len(lists))
        found = [
            draw(rng, template, (several if "multi" in template[1] else yes_no).pop(), language, n)
            for template in chosen(rng, which, language)
        ]
        yield Text(STARTS[which][language].format(n=n), tuple(found), rng.choice(SIGNS[language]))


# -- errors ------------------------------------------------------------------------------------------------------------
def fields(paragraph: Paragraph, *names: str) -> list[str]:
    return [name for name in names if any("{" + name + form + "}" in paragraph.template[0] for form in FORMS)]


PERCENTS, COUNTS = ("pa", "pb", "p1", "p2", "p3"), ("a", "b", "c1", "c2", "c3")


def digit_swap(rng: random.Random, paragraph: Paragraph) -> dict[str, str]:
    """Two digits of a percent change places: 56.3 -> 53.6."""
    name = rng.choice(fields(paragraph, *PERCENTS) or ["-"])
    digits = paragraph.values.get(name, "").replace(".", "")
    at = rng.randrange(max(len(digits) - 1, 1))
    swapped = digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]
    return {name: f"{int(swapped[:-1])}.{swapped[-1]}"} if len(digits) > 1 else {}


def wrong_base(rng: random.Random, paragraph: Paragraph) -> dict[str, str]:
    """A percent of another number of people."""
    name = rng.choice(fields(paragraph, *PERCENTS) or ["-"])
    if name == "-":
        return {}
    count = paragraph.counts[{"a": 0, "b": 1, "1": 0, "2": 1, "3": 2}[name[1]]]
    return {name: percent(count, max(count, paragraph.n + rng.choice((-9, -5, -2, -1, 1, 2, 5, 9))))}


def complement(rng: random.Random, paragraph: Paragraph) -> dict[str, str]:
    """The second of two answers is not what the first leaves."""
    names = fields(paragraph, "b", "pb")
    if not names:
        return {}
    other = paragraph.counts[1] + rng.choice((-5, -3, -2, -1, 1, 2, 3, 5))
    values = {"b": str(other), "pb": percent(other, paragraph.n)}
    return {name: values[name] for name in names} if 0 < other <= paragraph.n else {}


def count_and_percent(rng: random.Random, paragraph: Paragraph) -> dict[str, str]:
    """A count is changed, its percent is not."""
    names = [name for name in fields(paragraph, *COUNTS) if fields(paragraph, f"p{name[-1]}")]
    if not names:
        return {}
    name = rng.choice(names)
    return {name: str(max(int(paragraph.values[name]) + rng.choice((-10, -4, -2, -1, 1, 2, 4, 10)), 0))}


def wrong_ratio(rng: random.Random, paragraph: Paragraph) -> dict[str, str]:
    """A ratio that is not that of the counts."""
    if not fields(paragraph, "r"):
        return {}
    return {"r": f"{max(float(paragraph.values['r']) + rng.choice((-0.5, -0.3, 0.3, 0.5, 1)), 0.3):.1f}"}


def false_majority(rng: random.Random, paragraph: Paragraph) -> dict[str, str]:
    """What is called the majority is below a half."""
    return swapped(rng, paragraph) if "maj" in paragraph.template[1] else {}


def swapped(rng: random.Random, paragraph: Paragraph) -> dict[str, str]:
    """The numbers of two answers change places."""
    old = paragraph.values
    one, two = ("1", "2") if "multi" in paragraph.template[1] else ("a", "b")
    pairs = [(f"p{one}", f"p{two}"), ("c1", "c2") if one == "1" else ("a", "b")]
    return {x: old[y] for first, second in pairs for x, y in ((first, second), (second, first)) if fields(paragraph, x)}


def wrong_difference(rng: random.Random, paragraph: Paragraph) -> dict[str, str]:
    """A difference in percentage points that is not that of the percents."""
    return {"d": f"{float(paragraph.values['d']) + rng.choice((1, 3, 7)):.1f}"} if fields(paragraph, "d") else {}


def wrong_whole(rng: random.Random, paragraph: Paragraph) -> dict[str, str]:
    """Another base is printed: 54 of 69 for 54 of 96."""
    if not fields(paragraph, "n"):
        return {}
    return {"n": str(paragraph.n + rng.choice((-18, -9, -1, 1, 9, 18)))}


KINDS: dict[str, Callable[[random.Random, Paragraph], dict[str, str]]] = {
    "digit swap": digit_swap,
    "percent of a wrong base": wrong_base,
    "wrong complement": complement,
    "count and percent": count_and_percent,
    "wrong ratio": wrong_ratio,
    "false majority": false_majority,
    "swapped answers": swapped,
    "wrong difference": wrong_difference,
    "wrong base": wrong_whole,
}


def plant(rng: random.Random, text: Text, kind: str) -> tuple[Text, int] | None:
    """The text with one error, and the number of its paragraph; None where no paragraph can have this error."""
    for at in rng.sample(range(len(text.paragraphs)), len(text.paragraphs)):
        old = text.paragraphs[at]
        new = KINDS[kind](rng, old)
        if new and any(old.values[name] != value for name, value in new.items()) and all(name in old.values for name in new):
            changed = replace(old, values=old.values | new, planted=kind)
            if written(changed, text.sign) == written(old, text.sign):
                continue
            return replace(text, paragraphs=(*text.paragraphs[:at], changed, *text.paragraphs[at + 1 :])), at
    return None


def contradicts_itself(paragraph: Paragraph) -> bool:
    """Whether no counts at all give what is printed: every table of counts is tried."""
    values, marks = paragraph.values, paragraph.template[1]
    n = int(values["n"])
    shown = set(fields(paragraph, *PERCENTS, *COUNTS, "r", "d"))

    def fits(letter: str, k: int) -> bool:
        count = f"c{letter}" if letter.isdigit() else letter
        return (count not in shown or int(values[count]) == k) and (
            f"p{letter}" not in shown or float(percent(k, n)) == float(values[f"p{letter}"])
        )

    if "multi" in marks:
        options = [[k for k in range(n + 1) if fits(letter, k)] for letter in "123"]
        return any(not found for found in options) or sum(min(found) for found in options) > n
    for yes in (k for k in range(n + 1) if fits("a", k)):
        for no in (k for k in range(n + 1 - yes) if fits("b", k)):
            whole = "rest" not in marks or yes + no == n
            larger = "maj" not in marks or 2 * yes > n
            quotient = "r" not in shown or (min(yes, no) > 0 and rounds_to(values["r"], max(yes, no), min(yes, no)))
            shares = (float(values.get("pa", 0)), float(values.get("pb", 0)))
            difference = "d" not in shown or abs(abs(shares[0] - shares[1]) - float(values["d"])) < 0.05
            if whole and larger and quotient and difference:
                return False
    return True


# -- measuring ---------------------------------------------------------------------------------------------------------
def wave_of(text: Text, instrument: Instrument) -> WaveText:
    """The true counts of a text as a wave."""
    counts = {}
    for one in text.paragraphs:
        codes = [option.code for option in one.item.options]
        true = (*one.counts, *(0 for _ in codes[len(one.counts) :]))
        counts[one.item.id] = {code: Count(count, count, one.n) for code, count in zip(codes, true, strict=True)}
    return WaveText(Facts(instrument, text.paragraphs[0].n, counts))


def places(text: Text, known: WaveText | None) -> tuple[Counter[int], int, list[str], list[tuple[int, str]]]:
    """How many findings each paragraph has (the introduction is -1), how many numbers were read, the findings in their
    paragraphs, and which paragraph each has and what it prints.
    """
    passages = text.passages()
    starts = [passage.starts[0][1].line or 0 for passage in passages]
    audit = audit_passages(passages, known)
    at = [sum(start <= (finding.place.line or 0) for start in starts) - 2 for finding in audit.findings]
    return (
        Counter(at),
        audit.numbers,
        [f"{passages[where + 1].text} -> {finding}" for where, finding in zip(at, audit.findings, strict=True)],
        [(where, " ".join(map(str, finding.params.values()))) for where, finding in zip(at, audit.findings, strict=True)],
    )


def names(said: str, old: Paragraph, new: Paragraph) -> bool:
    """Whether a finding names one of the numbers that were changed."""
    changed = {value for name, value in new.values.items() if old.values.get(name) != value}
    shown = {value.removesuffix(".0") if "." in value else value for value in changed} | changed
    return any(re.search(rf"(?<![\d.,]){re.escape(value)}(?![\d]|[.,]\d)", said.replace(",", ".")) for value in shown)


@dataclass
class Tally:
    planted: int = 0
    possible: int = 0
    found: int = 0
    named: int = 0
    numbers: int = 0
    alarms: int = 0


def measure(which: str, errors: int, *, verbose: bool = False) -> dict[tuple[str, str], Tally]:
    """Tallies by ("alone" or "wave", kind of error); the kind "" holds the false alarms."""
    rng = random.Random(f"{SEED} {which}")
    instrument = load_instrument(STUDY)
    found: dict[tuple[str, str], Tally] = {(mode, kind): Tally() for mode in ("alone", "wave") for kind in ("", *KINDS)}
    sources = {language: texts(rng, which, language, instrument) for language in LANGUAGES}
    done = 0
    while done < errors:
        language, kind = LANGUAGES[done % 3], list(KINDS)[done // 3 % len(KINDS)]
        text = next(sources[language])
        planted = plant(rng, text, kind)
        if planted is None:
            done += 0 if any(plant(rng, next(sources[language]), kind) for _ in range(3)) else 1
            continue
        wrong, at = planted
        done += 1
        for mode, known in (("alone", None), ("wave", wave_of(text, instrument))):
            before, numbers, alarms, _ = places(text, known)
            after, _, _, told = places(wrong, known)
            tally, base = found[mode, kind], found[mode, ""]
            base.numbers += numbers
            base.alarms += sum(before.values())
            tally.planted += 1
            possible = mode == "wave" or contradicts_itself(wrong.paragraphs[at])
            tally.possible += possible
            caught = possible and after[at] > before[at]
            tally.found += caught
            tally.named += caught and any(
                where == at and names(said, text.paragraphs[at], wrong.paragraphs[at]) for where, said in told
            )
            if verbose:
                print(*(f"ALARM {mode}: {alarm}" for alarm in alarms), sep="\n", end="\n" if alarms else "")
                if possible and after[at] <= before[at]:
                    print(f"MISSED {mode} {kind}: {written(wrong.paragraphs[at], text.sign)}  truth {text.paragraphs[at].counts}")
    return found


def report(errors: int, sets: tuple[str, ...]) -> str:
    """The tables of the document, for sets of sentences chosen by name."""
    made = f"Up to {errors} errors in each set of sentences (fewer where no sentence of a set can have a kind), "
    lines = [f"{made}one in a text of six to nine paragraphs; seed {SEED}."]
    for which in sets:
        found = measure(which, errors)
        lines += [
            "",
            f"### Sentences: {which}",
            "",
            "| error | planted | contradicts the text | found | contradicts the wave | found |",
            "|---|---:|---:|---:|---:|---:|",
        ]
        for kind in KINDS:
            alone, wave = found["alone", kind], found["wave", kind]
            lines.append(f"| {kind} | {alone.planted} | {alone.possible} | {alone.found} | {wave.possible} | {wave.found} |")
        sums = {
            mode: [sum(getattr(found[mode, kind], name) for kind in KINDS) for name in ("planted", "possible", "found", "named")]
            for mode in ("alone", "wave")
        }
        lines.append("| **all** | " + " | ".join(map(str, (*sums["alone"][:3], *sums["wave"][1:3]))) + " |")
        for mode, name in (("alone", "without the wave"), ("wave", "with the wave")):
            base, (_, possible, caught, named) = found[mode, ""], sums[mode]
            lines.append("") if mode == "alone" else None
            lines.append(
                f"- {name}: recall {caught / possible:.3f} ({named} of {caught} findings name the changed number), "
                f"{base.alarms} false alarms in {base.numbers} numbers of correct texts"
            )
    return "\n".join(lines)


def write(path: Path, text: str) -> None:
    """Put the tables between the marks in the document."""
    before, rest = path.read_text("utf-8").split(BEGIN)
    _, after = rest.split(END)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8", newline="\n")


def main() -> None:
    """Measure, print the tables, write them into the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="30 errors of the tuned sentences, each miss printed; nothing is written"
    )
    parser.add_argument("--set", choices=SETS, help="only this set of sentences; nothing is written")
    options = parser.parse_args()
    if options.quick:
        measure(options.set or "tuned", 216, verbose=True)
        return
    text = report(200, (options.set,) if options.set else PUBLISHED)
    print(text)
    if options.set:
        return
    write(ROOT / "docs" / "audit-document.md", text)


if __name__ == "__main__":
    main()
