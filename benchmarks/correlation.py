"""How long correlation matrices take, beside Pearson's of numpy and pandas in the same run.

`times` is our time over that of `DataFrame.corr`, which skips missing answers too. Run it on an idle machine:
`python benchmarks/correlation.py`.
"""

from __future__ import annotations

import numpy as np
from answers import answers, milliseconds

import survey

SIZES = [(96, 24, 2), (1_000, 24, 2), (100_000, 24, 2), (2_800, 25, 6)]


def main() -> None:
    """Print one row for each size and kind."""
    print(" people items answers missing  kind              ms   pandas    numpy  times")
    for people, items, categories in SIZES:
        for missing in (0.0, 0.05):
            frame = answers(people, items, categories, missing)
            by_pandas = milliseconds(frame.corr)
            by_numpy = milliseconds(lambda frame=frame: np.corrcoef(frame.to_numpy().T))
            for kind in ("tetrachoric" if categories == 2 else "polychoric", "pearson"):
                ours = milliseconds(lambda frame=frame, kind=kind: survey.correlation(frame, kind=kind))
                print(
                    f"{people:>7} {items:>5} {categories:>7} {missing:>7.0%}  {kind:<11} {ours:>8.2f} {by_pandas:>8.2f}"
                    f" {by_numpy:>8.2f} {ours / by_pandas:>6.1f}"
                )


if __name__ == "__main__":
    main()
