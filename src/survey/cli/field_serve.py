"""`survey field serve WAVE`: the web questionnaire, on this machine or behind a server with TLS."""

from __future__ import annotations

import argparse
import re
import socket
import sys
from typing import TYPE_CHECKING

from survey.cli.asking import whole
from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.text import Language

if TYPE_CHECKING:
    from survey.fielding.web.study import Study

HOST, PORT = "127.0.0.1", 8000
_NAME = re.compile(r"(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.field_serve_{key}", parser.language)

    parser.add_argument("wave", help=say("status.help_wave", parser.language))
    parser.add_argument("--host", default=HOST, help=words("host"))
    parser.add_argument("--port", type=whole("--port", 0, 65_535), default=PORT, help=words("port"))
    parser.add_argument("--allowed-host", action="append", default=[], metavar="NAME", help=words("allowed_host"))
    parser.add_argument("--open-link", action=argparse.BooleanOptionalAction, default=None, help=words("open_link"))
    parser.add_argument("--pilot", action="store_true", help=words("pilot"))
    parser.add_argument("--new-password", action="store_true", help=words("new_password"))


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl+C; no visit is logged, and a failure of ours by its kind and place alone."""
    from survey.errors import SERVE_BARE, SERVE_CLOSED, SERVE_HOST_NAME, FieldingError, error, problem, raise_all
    from survey.fielding.web.changed import notice
    from survey.fielding.web.study import open_study
    from survey.translation.gaps import gaps

    hosts = list(dict.fromkeys(options.allowed_host))
    wrong = [problem(SERVE_HOST_NAME, name=name) for name in hosts if not _NAME.fullmatch(name)]
    if not _is_loopback(options.host) and not hosts:
        wrong.append(problem(SERVE_BARE, host=options.host))
    if wrong:
        raise FieldingError(wrong)
    with _listening(options.host, options.port) as listening:
        study = open_study(options.wave, pilot=options.pilot)
        try:
            if study.closed:
                raise error(SERVE_CLOSED, wave=study.id)
            if not options.pilot:
                raise_all(gaps(study.instrument))
            if notice(study):
                print(say("web.serve_changed", options.language))
            if options.open_link is not None and options.open_link != study.settings.open_link:
                study.change(open_link=options.open_link)
            if study.settings.admin is None or options.new_password:
                _set_password(study, options.language)
            _serve(study, options, hosts, listening)
        finally:
            study.close()
    return 0


def _is_loopback(host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _set_password(study: Study, language: Language) -> None:
    """Ask for the password of the admin page; make one where nobody can be asked. Only its hash is kept."""
    import secrets
    from getpass import getpass

    from survey.errors import SERVE_WORDS_DIFFER, error
    from survey.fielding.web.study import SHORTEST_WORD

    if sys.stdin is not None and sys.stdin.isatty():
        word = getpass(say("web.serve_word", language, least=SHORTEST_WORD))
        if word != getpass(say("web.serve_word_again", language)):
            raise error(SERVE_WORDS_DIFFER)
        study.set_admin(word)
        return
    word = secrets.token_urlsafe(12)
    study.set_admin(word)
    print(say("web.serve_word_made", language, word=word))


def _serve(study: Study, options: argparse.Namespace, hosts: list[str], listening: socket.socket) -> None:
    import uvicorn

    from survey.fielding.web.app import build_app
    from survey.fielding.web.quiet import keep_quiet
    from survey.fielding.web.rehearsal import SYNTHETIC

    app = build_app(study, hosts=hosts, secure=bool(hosts))
    address = f"https://{hosts[0]}" if hosts else f"http://{_in_address(options.host)}:{listening.getsockname()[1]}"
    print(say("web.serve_address", options.language, address=address))
    for key, told in (
        ("pilot", study.pilot),
        ("by_invitation", not study.pilot and not study.settings.open_link),
        ("no_consent", study.instrument.consent is None),
    ):
        if told:
            print(say(f"web.serve_{key}", options.language))
    if made_up := sum(n for (_, group), n in study.answers.counts().started.items() if study.pilot and group == SYNTHETIC):
        print(say("web.serve_synthetic", options.language, n=made_up, path=study.field))
    sys.stdout.flush()
    # No access log: it would hold addresses, links and the times at which people answered.
    settings = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=64 * 1024,
    )
    keep_quiet()
    uvicorn.Server(settings).run(sockets=[listening])


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that a taken port is told in the user's words."""
    from survey.errors import SERVE_PORT_TAKEN, error

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError:
        raise error(SERVE_PORT_TAKEN, host=host, port=port) from None
