"""A site on this machine alone, which shows itself anew when the base changes.

It answers only where it is addressed by a name of this machine, so that no page of another host reads along by giving
itself our address (DNS rebinding), and only with files of the site, by looking them up in its list.
"""

import json
import mimetypes
import os
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from rlkb_cli.errors import Refused
from rlkb_cli.kb.files import Unreadable, read_file

ADDRESS = "127.0.0.1"
_NAMES = ("127.0.0.1", "localhost")
_LIVE, _STATE = "-/live.js", "-/state"
_PATIENCE = 20.0  # seconds that a browser waits for news before it asks again
_SCRIPT = b'<script src="/-/live.js" defer></script>\n</head>'


class State(NamedTuple):
    """What is shown: the folder of the site, its files, and what there is to say about the base.

    `findings` have a severity, rule, message, path, line and, where there is one, the URL of the page.
    """

    folder: str
    files: frozenset[str]
    findings: Sequence[Mapping[str, object]] = ()
    problem: str = ""


class Board:
    """The state, which one thread renews and others wait for."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._version = 0
        self._state = State("", frozenset())

    def show(self, state: State) -> None:
        """Show this from now on."""
        with self._changed:
            self._state = state
            self._version += 1
            self._changed.notify_all()

    @property
    def state(self) -> State:
        """What is shown now."""
        with self._changed:
            return self._state

    def after(self, version: int, seconds: float) -> tuple[int, State]:
        """What is shown and its version, as soon as that is another than `version`, at the latest after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version, seconds)
            return self._version, self._state


def serve(board: Board, port: int) -> ThreadingHTTPServer:
    """A server that runs until the process ends; port 0 is any that is free.  Refused if the port is taken."""
    handler = type("Handler", (_Handler,), {"board": board})
    try:
        server = ThreadingHTTPServer((ADDRESS, port), handler)
    except OSError as error:
        raise Refused(
            f"cannot serve on port {port}: {error.strerror}", help="`--port` names another, 0 takes any that is free"
        ) from None
    Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    """Answers with files of the site, each read when it is asked for."""

    board: Board
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host, _, port = self.headers.get("Host", "").rpartition(":")
        assert isinstance(self.server, ThreadingHTTPServer)
        if host not in _NAMES or port != str(self.server.server_port):
            self._answer(421, "text/plain; charset=utf-8", b"This address is not served here.\n")
            return
        address = urlsplit(self.path)
        path = unquote(address.path).removeprefix("/")
        if path == _LIVE:
            self._answer(200, "text/javascript; charset=utf-8", _live())
        elif path == _STATE:
            self._tell(parse_qs(address.query).get("after", ["0"])[0])
        else:
            self._file(path)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what is asked for comes from a browser, and the terminal is for what concerns the base."""

    def _tell(self, after: str) -> None:
        """What there is to say about the base, as soon as it is something new."""
        known = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
        version, state = self.board.after(known, _PATIENCE)
        news = {"version": version, "findings": state.findings, "problem": state.problem}
        self._answer(200, "application/json", json.dumps(news).encode())

    def _file(self, path: str) -> None:
        state = self.board.state
        url = path + "index.html" if not path or path.endswith("/") else path
        status = 200 if url in state.files else 404
        data = read_file(state.folder, url if status == 200 else "404.html")
        if isinstance(data, Unreadable):
            self._answer(404, "text/plain; charset=utf-8", b"There is no such page.\n")
            return
        kind = "text/html" if status == 404 else mimetypes.guess_type(url)[0] or "application/octet-stream"
        if kind == "text/html":
            data = data.replace(b"</head>", _SCRIPT, 1)
        self._answer(status, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, data)

    def _answer(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _live() -> bytes:
    """The script that every page gets while it is served."""
    with open(os.path.join(os.path.dirname(__file__), "live.js"), "rb") as file:
        return file.read()
