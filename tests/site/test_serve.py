"""`rlkb serve`: what it answers, and to whom."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rlkb_cli.errors import Refused
from rlkb_cli.site.server import Board, State, serve
from tests.bases import base, write
from tests.site.bases import GARDEN, made

TOP = Path(__file__).parent.parent.parent


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of a server that shows the garden."""
    _, out, report = made(tmp_path)
    (tmp_path / "secret.txt").write_text("secret")
    (out / "not-ours.html").write_text("secret")
    board = Board()
    finding = {"severity": "error", "rule": "r", "message": "m", "path": "p", "line": 1, "url": None}
    board.show(State(str(out), report.pages, [finding]))
    server = serve(board, 0)
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def get(port: int, path: str, host: str | None = None, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


def test_pages_come_with_the_script_that_renews_them(port: int) -> None:
    status, headers, data = get(port, "/")
    assert status == 200 and headers["Content-Type"] == "text/html; charset=utf-8"
    assert b'<script src="/-/live.js" defer></script>' in data and b"Topic Hub" in data
    assert get(port, "/notes/why-mulch.html")[0] == get(port, "/-/live.js")[0] == 200
    assert get(port, "/assets/site.css")[1]["Content-Type"] == "text/css; charset=utf-8"
    assert get(port, "/", method="HEAD")[2] == b""
    assert get(port, "/", method="POST")[0] == 501


OUTSIDE = ["/../secret.txt", "/%2e%2e/secret.txt", "/notes/../../secret.txt", "/not-ours.html", "/.rlkb-site"]
OUTSIDE += ["//etc/passwd", "/-/../notes"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_but_the_site_is_given_out(port: int, path: str) -> None:
    status, _, data = get(port, path)
    assert status == 404 and b"secret" not in data and b"This page does not exist" in data


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{}", "localhost", "127.0.0.1:1", "[::1]:{}", ":{}"])
def test_it_answers_to_names_of_this_machine_alone(port: int, host: str) -> None:
    assert get(port, "/", host.format(port))[0] == 421
    assert get(port, "/-/state", host.format(port))[0] == 421
    assert get(port, "/", f"localhost:{port}")[0] == 200


def test_what_is_found_is_told(port: int) -> None:
    news = json.loads(get(port, "/-/state?after=0")[2])
    assert news["version"] == 1 and news["findings"][0]["message"] == "m" and news["problem"] == ""


def test_a_port_that_is_taken_is_refused(port: int) -> None:
    with pytest.raises(Refused, match=f"cannot serve on port {port}"):
        serve(Board(), port)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_it_follows_changes_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    root = write(tmp_path, base(GARDEN))
    words = [sys.executable, "-m", "rlkb_cli", "-C", str(root), "serve", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(TOP)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        at = re.match(r"http://127\.0\.0\.1:(\d+)/  \(Ctrl-C ends it\)", process.stdout.readline())
        assert at
        port = int(at[1])
        assert json.loads(get(port, "/-/state?after=0")[2])["findings"] == []
        note = root / "notes" / "why-mulch.md"
        note.write_text(note.read_text().replace("Why mulch?", "What for?") + "\n[x](nowhere.md)\n")
        news = json.loads(get(port, "/-/state?after=1")[2])
        assert news["findings"][0]["rule"] == "dangling-link" and news["findings"][0]["url"] == "notes/why-mulch.html"
        assert b"What for?" in get(port, "/notes/what-is-soil.html")[2]
        (root / "hub.yaml").write_text("[")
        deadline = time.monotonic() + 20
        while not (news := json.loads(get(port, f"/-/state?after={news['version']}")[2]))["problem"]:
            assert time.monotonic() < deadline
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr is not None and "Traceback" not in process.stderr.read()
