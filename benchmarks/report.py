"""How long the nine reports of the 2022 survey take, cold and warm, with the share of each step.

As many workers as `survey report build` takes. Cold: a new process and an empty build folder. Warm: the same process again, the
server of its workers started and the pictures made before. Run it on an idle machine: `python benchmarks/report.py`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from survey.report.build import workers_here

ROOT = Path(__file__).resolve().parents[1]
STARTS = {"import survey": "import survey", "survey --help": "from survey.cli.main import main; main(['--help'])"}
ROUNDS = 5
BUILD = """
import json, sys, time
from collections import Counter
from pathlib import Path

from survey.report.build import build_report, workers_here
from survey.wave.load import load_wave

def once():
    start = time.perf_counter()
    outputs = build_report(load_wave("data/sovereignty-2022"), out=Path(sys.argv[1]), workers=workers_here())
    steps = Counter()
    for output in outputs:
        if output.error is not None:
            raise output.error
        steps.update(output.seconds)
    return time.perf_counter() - start, dict(steps)

if __name__ == "__main__":  # the workers import this file
    print(json.dumps([once(), once()]))
"""


def seconds(code: str) -> float:
    """The best of a few runs of a new interpreter, less what the interpreter itself takes."""

    def run(text: str) -> float:
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", text], check=True, capture_output=True)
            times.append(time.perf_counter() - start)
        return min(times)

    return run(code) - run("pass")


def main() -> None:
    for name, code in STARTS.items():
        print(f"{name:<16} {seconds(code):6.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "build.py"
        script.write_text(BUILD, encoding="utf-8")
        start = time.perf_counter()
        ran = subprocess.run([sys.executable, script, Path(folder) / "out"], cwd=ROOT, check=True, capture_output=True, text=True)
        whole = time.perf_counter() - start
        (cold, steps), (warm, warm_steps) = json.loads(ran.stdout)
    print(f"nine outputs     {whole - warm:6.2f} s cold with the start of Python, {cold:.2f} s without, {warm:.2f} s warm")
    for name, taken in (("cold", steps), ("warm", warm_steps)):
        total = sum(taken.values())
        shares = ", ".join(
            f"{step} {value:.1f} s ({value / total:.0%})" for step, value in sorted(taken.items(), key=lambda pair: -pair[1])
        )
        print(f"  {name}, summed over the workers ({workers_here()}): {shares}")


if __name__ == "__main__":
    main()
