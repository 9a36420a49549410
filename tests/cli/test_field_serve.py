"""`survey field serve`: what stops it, what it says, and that it serves."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from survey.cli.main import main
from survey.fielding.web.study import open_study


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--host", "0.0.0.0"], "SQ-F81"),
        (["--host", "192.0.2.1"], "SQ-F81"),
        (["--allowed-host", "https://anketa.example.org/"], "SQ-F83"),
        (["--allowed-host", "*"], "SQ-F83"),
    ],
)
def test_what_would_be_open_without_encryption_is_refused(wave: Path, words: list[str], code: str, capsys) -> None:
    assert main(["field", "serve", str(wave), *words]) == 2
    assert code in capsys.readouterr().err
    assert not (wave / "field").exists()


def test_a_closed_wave_is_not_served(wave: Path, capsys) -> None:
    study = open_study(wave)
    study.answers.seal()
    study.close()
    assert main(["field", "serve", str(wave)]) == 2
    assert "SQ-F82" in capsys.readouterr().err


def test_a_taken_port_is_told(wave: Path, capsys) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["field", "serve", str(wave), "--port", str(taken.getsockname()[1])]) == 2
    assert "SQ-F80" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process alone there")
def test_it_serves_until_it_is_stopped_and_logs_nothing(wave: Path) -> None:
    command = [sys.executable, "-m", "survey.cli.main", "field", "serve", str(wave), "--port", "0", "--open-link"]
    environment = {"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "SURVEY_LANGUAGE": "en", "PATH": ""}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        said = [server.stdout.readline() for _ in range(2)]
        word = re.search(r"not shown again: (\S+)", said[0])
        address = re.search(r"http://127\.0\.0\.1:\d+", said[1])
        assert word is not None
        assert address is not None
        with urllib.request.urlopen(address.group(), timeout=10) as answer:
            assert answer.url.endswith("/consent")
            assert "server" not in answer.headers
        server.send_signal(signal.SIGINT)
        out, told = server.communicate(timeout=20)
    assert "GET" not in out + told
    assert "127.0.0.1" not in told
    study = open_study(wave)
    assert study.is_admin(word.group(1))
    assert study.settings.open_link
    assert word.group(1) not in "".join(path.read_text("utf-8", "ignore") for path in study.field.iterdir() if path.is_file())
    study.close()
