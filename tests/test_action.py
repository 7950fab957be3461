"""The action for GitHub: its shape, and its script under bash with inputs of all kinds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.verbs.bases import bats

TOP = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
(SCRIPT,) = [step for step in STEPS if "run" in step]

needs_bash = pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="needs bash")

# In place of Python: `venv` makes a folder with the same in it, `pip` only notes what it is asked for.
PYTHON = f"""#!/bin/sh
printf '%s\\n' "$*" >>"$LOG"
case "$*" in
  "-I -m venv "*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
  "-I -m pip "*) ;;
  *) exec "{sys.executable}" "$@" ;;
esac
"""


def test_its_shape() -> None:
    assert ACTION["runs"]["using"] == "composite" and ACTION["name"] and ACTION["description"]
    assert all({"description", "default"} == set(one) for one in ACTION["inputs"].values())
    assert all(step.get("shell") == "bash" for step in STEPS if "run" in step)


def test_nothing_is_pasted_into_a_script() -> None:
    assert all("${{" not in step["run"] for step in STEPS if "run" in step)
    pasted = " ".join(SCRIPT["env"].values())
    assert all(f"inputs.{name} }}}}" in pasted for name in ACTION["inputs"])
    assert all(name in SCRIPT["run"] for name in SCRIPT["env"])


class Runner:
    """A folder for the job, with a base in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "python"
        self.python.write_text(PYTHON)
        self.python.chmod(0o755)
        (folder / "work").mkdir()
        (folder / "work/a base").mkdir()
        bats(folder / "work/a base")

    def run(self, root: str = "a base", args: str = "", version: str = "") -> subprocess.CompletedProcess[str]:
        """Run the script as the runner does."""
        script = self.folder / "script.sh"
        script.write_text(SCRIPT["run"])
        given = {"ROOT": root, "ARGS": args, "VERSION": version, "ACTION": "/the action", "PYTHON": str(self.python)}
        ours = {"RUNNER_TEMP": str(self.folder / "temp"), "LOG": str(self.folder / "log"), "GITHUB_ACTIONS": "true"}
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        env = {**os.environ, **given, **ours}
        return subprocess.run(words, cwd=self.folder / "work", env=env, capture_output=True, text=True, check=False)

    def installed(self) -> str:
        """What pip was asked for last."""
        return [line for line in (self.folder / "log").read_text().splitlines() if " pip " in line][-1]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@needs_bash
def test_a_sound_base(runner: Runner) -> None:
    done = runner.run()
    assert done.returncode == 0, done.stderr
    assert runner.installed().endswith(" /the action")


@needs_bash
def test_findings_fail_the_job_and_are_annotations(runner: Runner) -> None:
    (runner.folder / "work/a base/page.md").write_text("[there](gone.md)\n")
    done = runner.run(version="0.1.0")
    assert done.returncode == 1 and "::error file=" in done.stdout
    assert runner.installed().endswith(" rlkb==0.1.0")


@needs_bash
def test_further_options_are_quoted_as_in_a_shell(runner: Runner) -> None:
    done = runner.run(args="-o 'sarif=a report.sarif' --select links")
    assert done.returncode == 0, done.stderr
    assert (runner.folder / "work/a report.sarif").exists()


@needs_bash
@pytest.mark.parametrize("text", ["$(touch sprung)", "; touch sprung", "`touch sprung`", "' && touch sprung #", "-x"])
def test_inputs_are_never_run(runner: Runner, text: str) -> None:
    (runner.folder / "work/rlkb_cli.py").write_text("open('sprung', 'w')\n")
    for inputs in ({"root": text}, {"args": text}, {"version": text}):
        runner.run(**inputs)
    assert not (runner.folder / "work/sprung").exists()
