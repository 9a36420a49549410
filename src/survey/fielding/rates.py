"""Response rates of a closed list, and the completion rate of an open link.

Sources: American Association for Public Opinion Research (2023). Standard Definitions: Final Dispositions of Case Codes and
Outcome Rates for Surveys. 10th edition. Eysenbach, G. (2004). Improving the Quality of Web Surveys: the Checklist for Reporting
Results of Internet E-Surveys (CHERRIES). Journal of Medical Internet Research 6(3), e34.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Dispositions:
    """What became of the people on a list, as Standard Definitions sorts them; numbers of people.

    complete (I): answered wholly. partial (P): answered in part, enough to be used. refusal (R): refused, or broke off too early
    to be used. non_contact (NC): eligible, but never reached. other (O): eligible, did not answer for another reason (ill, away).
    unknown (U): nobody knows whether they were eligible or whether the invitation reached them, a letter that came back among
    them; UH and UO of the standard.
    ineligible (NE): turned out not to belong on the list; in no rate but `eligibility`. unsure: how many of the refusals may be
    nobody: records that began and were not sent, by people who may be counted elsewhere.
    """

    complete: int
    partial: int = 0
    refusal: int = 0
    non_contact: int = 0
    other: int = 0
    unknown: int = 0
    ineligible: int = 0
    unsure: int = 0

    @property
    def known(self) -> int:
        """People who are known to be eligible: I + P + R + NC + O."""
        return self.complete + self.partial + self.refusal + self.non_contact + self.other


RATES = ("RR1", "RR2", "RR3", "RR4", "RR5", "RR6")


def eligibility(people: Dispositions) -> Fraction:
    """The share e of the unknown who are taken to be eligible: the same as among those of whom it is known (CASRO).

    people: counts. Returns (I + P + R + NC + O) / (I + P + R + NC + O + NE), 1 where nobody is known. A researcher who knows
    better says so: "e" must rest on what can be defended (Standard Definitions). R: `outcomerate::eligibility_rate`.

    >>> eligibility(Dispositions(complete=40, refusal=5, unknown=30, ineligible=5))
    Fraction(9, 10)
    """
    return Fraction(people.known, people.known + people.ineligible) if people.known else Fraction(1)


def response_rates(people: Dispositions, e: Fraction | float | None = None) -> dict[str, Fraction | None]:
    """The six response rates of AAPOR.

    Parameters
    ----------
    people
        Numbers of people by disposition.
    e
        The share of the unknown who are taken to be eligible, 0 to 1; by default `eligibility(people)`.

    Returns
    -------
    RR1 ... RR6 as exact fractions, None where nobody could have answered::

        RR1 = I / (I + P + R + NC + O + U)         RR2 = (I + P) / (the same)       the smallest that can be said
        RR3 = I / (I + P + R + NC + O + e U)       RR4 = (I + P) / (the same)       e estimated
        RR5 = I / (I + P + R + NC + O)             RR6 = (I + P) / (the same)       only where U is 0, or none is eligible

    In R: `outcomerate::outcomerate(c(I=, P=, R=, NC=, O=, UO=, NE=), e=)`.

    Examples
    --------
    >>> rates = response_rates(Dispositions(complete=60, partial=6, refusal=10, non_contact=4, unknown=20))
    >>> rates["RR1"], rates["RR6"]
    (Fraction(3, 5), Fraction(33, 40))
    """
    share = eligibility(people) if e is None else Fraction(e)
    bases = (Fraction(people.known + people.unknown), people.known + share * people.unknown, Fraction(people.known))
    tops = (people.complete, people.complete + people.partial)
    pairs = [(top, base) for base in bases for top in tops]
    return {name: top / base if base else None for name, (top, base) in zip(RATES, pairs, strict=True)}


def completion_rate(completed: int, started: int) -> Fraction | None:
    """Who sent answers among those who began: completed / started, the completion rate of CHERRIES; None where nobody began.

    completed, started: numbers of records. A participation rate divides by those who saw the first page, whom nobody counts here,
    so that an open link has none.

    Standard Definitions names no response rate for volunteers: there is no list to divide by, and the word "response rate" would
    promise one.

    >>> completion_rate(30, 40)
    Fraction(3, 4)
    """
    return Fraction(completed, started) if started else None
