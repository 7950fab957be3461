"""`rlkb lint --watch`, in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.cli import rlkb
from tests.verbs.bases import bats

TOP = Path(__file__).parent.parent


class Watching:
    """A process that watches a base; its report is read line by line."""

    def __init__(self, root: Path) -> None:
        words = [sys.executable, "-m", "rlkb_cli", "-C", str(root), "lint", "--watch", "--output-format", "concise"]
        env = {**os.environ, "PYTHONPATH": str(TOP), "PYTHONUTF8": "1"}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(words, stdout=pipe, stderr=pipe, stdin=subprocess.DEVNULL, env=env, text=True)

    def report(self) -> str:
        """The next report: all up to its totals."""
        lines = iter(self._out.readline, "")
        found = []
        for line in lines:
            found.append(line)
            if " s)" in line:
                break
        return "".join(found)

    def end(self, number: int) -> tuple[int, str]:
        """End it by a signal; its exit code and what it said on stderr."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said

    @property
    def _out(self) -> IO[str]:
        assert self.process.stdout
        return self.process.stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "a base"
    folder.mkdir()
    return bats(folder)


@pytest.fixture
def watching(root: Path) -> Iterator[Watching]:
    running = Watching(root)
    yield running
    running.process.kill()
    running.process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="sends signals")
def test_it_reports_after_every_change_until_it_is_ended(root: Path, watching: Watching) -> None:
    assert watching.report().startswith("No problems in 3 notes")
    page, hub = root / "page.md", root / "hub.yaml"
    page.write_text("[there](gone.md)\n")
    assert "page.md:1:1: error[dangling-link]" in watching.report()
    text = hub.read_text()
    hub.write_text("title: [\n")
    hub.write_text("title: [\n\n")
    (root / ".hidden").write_text("nobody looks here")
    page.write_text("[there](README.md)\n")
    hub.write_text(text)
    while "dangling-link" in (report := watching.report()):
        pass
    assert report.startswith("No problems in 3 notes")
    code, said = watching.end(signal.SIGINT)
    assert code == 130 and "Traceback" not in said and "\x1b" not in report


@pytest.mark.skipif(os.name == "nt", reason="sends signals")
def test_a_base_that_cannot_be_read_is_watched_until_it_can_be(root: Path, watching: Watching) -> None:
    watching.report()
    text = (root / "hub.yaml").read_text()
    (root / "hub.yaml").write_text("title: [\n")
    assert watching.process.stderr
    assert "hub.yaml:2: not valid YAML" in watching.process.stderr.readline()
    (root / "hub.yaml").write_text(text)
    assert watching.report().startswith("No problems in 3 notes")
    assert watching.end(signal.SIGTERM)[0] in (143, -signal.SIGTERM)


def test_without_the_package_it_says_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    before = signal.getsignal(signal.SIGTERM)
    done = rlkb(root, "lint", "--watch")
    signal.signal(signal.SIGTERM, before)
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: watching needs the package `watchfiles`\n  help: install `rlkb[watch]`\n"


@pytest.mark.parametrize(
    "words", [["--fix"], ["--staged"], ["--diff"], ["-o", "json=x.json"], ["--add-ignore", "so"], ["--fix-only"]]
)
def test_what_makes_no_sense(root: Path, words: list[str]) -> None:
    done = rlkb(root, "lint", "--watch", *words)
    assert (done.code, done.out) == (2, "") and done.err.startswith("error: --watch ")
