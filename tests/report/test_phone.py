"""The page on a phone, in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MEASURE = "<script>document.title = [innerWidth, document.documentElement.scrollWidth].join('/')</script>"


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the width on a phone is not measured")
@pytest.mark.parametrize("language", ["kk", *(pytest.param(one, marks=pytest.mark.slow) for one in ("ru", "en"))])
def test_the_page_does_not_scroll_sideways(language, reports, tmp_path):
    page = tmp_path / "page.html"
    page.write_text((reports / f"report.{language}.html").read_text("utf-8").replace("</body>", f"{MEASURE}</body>"), "utf-8")
    command = [
        str(CHROMIUM),
        *QUIET,
        f"--user-data-dir={tmp_path / 'profile'}",
        "--window-size=360,800",
        "--dump-dom",
        page.as_uri(),
    ]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    measured = re.search(r"<title>(\d+)/(\d+)</title>", shown)
    assert measured is not None
    width, needed = map(int, measured.groups())
    assert needed <= width <= 500
