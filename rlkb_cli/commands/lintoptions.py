"""The options of `rlkb lint`, and what they mean for a run."""

import os
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from rlkb_cli.commands.signature import Argument, option

if TYPE_CHECKING:
    from rlkb_cli.lint.report import Severity
    from rlkb_cli.lint.scope import Scope
    from rlkb_cli.lint.settings import Choice


class CacheMode(StrEnum):
    """How far what was kept of earlier runs is believed."""

    stat = "stat"
    content = "content"
    off = "off"


def _formats() -> list[str]:
    from rlkb_cli.lint import formats

    return formats.names()


FORMATS = "full, concise, grouped, json, jsonl, github, gitlab, sarif or junit"


class Gravity(StrEnum):
    """How grave a finding is."""

    error = "error"
    warning = "warning"
    info = "info"


Paths = Annotated[
    list[str] | None,
    Argument(metavar="[PATH…]", help="Report only what stands in these files and folders."),
]
OutputFormat = Annotated[
    str | None,
    option(
        "--output-format",
        metavar="FORMAT",
        help=f"How to report: {FORMATS}. Else `RLKB_OUTPUT_FORMAT`, else `github` in its workflows, else `full`.",
        autocompletion=_formats,
    ),
]
Output = Annotated[
    list[str] | None,
    option(
        "-o", "--output", metavar="FORMAT=FILE", help="Write a report into a file as well; may be given several times."
    ),
]
Statistics = Annotated[bool, option("--statistics", help="Print how often each rule found something.")]
ShowFiles = Annotated[bool, option("--show-files", help="Print which files would be read, and check nothing.")]
ShowSettings = Annotated[
    bool, option("--show-settings", help="Print the settings and rules that would hold, and check nothing.")
]
ExplainCoverage = Annotated[
    bool, option("--explain-coverage", help="Say what is read and what is left out, and which rules run, and no more.")
]
Profile = Annotated[
    bool, option("--profile", help="Read everything anew, and say on stderr what took how long, rule by rule.")
]
Verbose = Annotated[bool, option("--verbose", "-v", help="Say on stderr what is read, and how.")]
Quiet = Annotated[bool, option("--quiet", "-q", help="Print findings only, no totals.")]
Select = Annotated[
    list[str] | None,
    option("--select", metavar="RULE", help="Run only these rules or families, or `all`; repeatable, or with commas."),
]
ExtendSelect = Annotated[
    list[str] | None, option("--extend-select", metavar="RULE", help="Run these rules or families as well.")
]
Ignore = Annotated[list[str] | None, option("--ignore", metavar="RULE", help="Leave these rules or families out.")]
Severities = Annotated[
    list[str] | None,
    option("--severity", metavar="RULE=LEVEL", help="How grave a rule is: error, warning or info."),
]
FailOn = Annotated[
    Gravity | None, option("--fail-on", help="From which severity on to exit 1 (error, unless `hub.yaml` says).")
]
Preview = Annotated[bool, option("--preview", help="Run new rules as well.")]
Fix = Annotated[bool, option("--fix", help="Mend what can be mended safely; `rlkb undo` takes it back.")]
UnsafeFixes = Annotated[bool, option("--unsafe-fixes", help="With --fix or --diff: also what somebody should look at.")]
FixOnly = Annotated[bool, option("--fix-only", help="Mend, and do not report what is left.")]
DiffFixes = Annotated[bool, option("--diff", help="Show the fixes as a diff, and write nothing.")]
AddIgnore = Annotated[
    str | None,
    option("--add-ignore", metavar="REASON", help="Write a comment next to each finding that silences it."),
]
BaselineFile = Annotated[
    str | None,
    option("--baseline", metavar="FILE", help="Report only what is not in this file of known findings."),
]
WriteBaseline = Annotated[bool, option("--write-baseline", help="Write what is found to the file of --baseline.")]
PruneBaseline = Annotated[
    bool, option("--prune-baseline", help="Drop from the file of --baseline what is no longer found.")
]
Cache = Annotated[
    CacheMode | None,
    option(
        "--cache",
        help="How unchanged files are told: by their times, or by their content (the default where `CI` is set).",
    ),
]
Tracked = Annotated[bool, option("--tracked", help="Read only the files that git tracks.")]
Staged = Annotated[
    bool,
    option("--staged", help="Read what is to be committed, or under pre-commit the commit that is pushed."),
]
ChangedSince = Annotated[
    str | None,
    option(
        "--changed-since",
        metavar="REF",
        help="Report what was touched or caused since the history parted from this commit or branch.",
    ),
]
StdinFilename = Annotated[
    str | None,
    option(
        "--stdin-filename",
        metavar="PATH",
        help="Read this file from standard input (PATH… is `-`), and report what stands in it; for editors.",
    ),
]
Watch = Annotated[bool, option("--watch", help="Report again after every change, until Ctrl-C.")]


def scope(
    root: str, paths: Sequence[str], tracked: bool, staged: bool, since: str | None, stdin_filename: str | None
) -> "Scope":
    """What is to be read; BadInput for what does not go together.  Reads standard input where that is asked for."""
    from rlkb_cli.errors import BadInput
    from rlkb_cli.lint.scope import Buffer, Scope
    from rlkb_cli.textinput import read_data

    if staged and (tracked or stdin_filename is not None):
        raise BadInput("--staged reads what is to be committed, and nothing on disk: leave the other option out")
    if (stdin_filename is None) == ("-" in paths) or (len(paths) > 1 and "-" in paths):
        raise BadInput("standard input is read with --stdin-filename PATH and a single `-`")
    buffer = None if stdin_filename is None else Buffer(_inside(root, stdin_filename), read_data("-"))
    return Scope(tracked, staged, since, buffer)


def check_watch(scope: "Scope", *, watch: bool, writes: bool) -> None:
    """BadInput if there is nothing to watch, or every change would bring about another."""
    from rlkb_cli.errors import BadInput

    if watch and (writes or scope.staged or scope.buffer is not None):
        raise BadInput("--watch reports on what is on disk, and writes nothing: leave the other option out")


def check_outputs(output: Sequence[str] | None, unheard: bool) -> None:
    """BadInput if a report is to be written where there will be none."""
    from rlkb_cli.errors import BadInput

    if output and unheard:
        raise BadInput(f"no report is made, so none can be written: `-o {output[0]}`", help="leave one option out")


def _inside(root: str, named: str) -> str:
    """A file that may not be there yet, from here or from the root, as the base names it; BadInput if outside."""
    from rlkb_cli.errors import BadInput

    top = os.path.realpath(root)
    paths = [_from(top, os.path.join(folder, named)) for folder in (os.getcwd(), top)]
    inside = [path for path in paths if not path.startswith("../") and path not in (".", "..")]
    if not inside:
        raise BadInput("is no file of the base", path=named)
    return next((path for path in inside if os.path.lexists(os.path.join(top, path))), inside[0])


def _from(top: str, path: str) -> str:
    """A path seen from a folder; a link is taken as it is, those on the way to it are followed."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.relpath(os.path.join(os.path.realpath(folder), name), top).replace(os.sep, "/")


def choice(select: Sequence[str] | None, extend: Sequence[str] | None, ignore: Sequence[str] | None) -> "Choice":
    """The rules that the command line chooses; BadInput for one that there is not."""
    from rlkb_cli.errors import BadInput
    from rlkb_cli.lint.engine import rules_by_name
    from rlkb_cli.lint.settings import Choice, names

    rules = rules_by_name()
    if select is not None and not _listed(select):
        raise BadInput("--select names no rule, so nothing would be checked")
    return Choice(
        None if select is None else names(_listed(select), rules, ("--select",)),
        names(_listed(extend), rules, ("--extend-select",)),
        names(_listed(ignore), rules, ("--ignore",)),
    )


def severities(given: Sequence[str] | None) -> "dict[str, Severity]":
    """What `RULE=LEVEL` says, by rule; BadInput where it makes no sense."""
    from rlkb_cli.lint.engine import rules_by_name
    from rlkb_cli.lint.settings import rule_severity

    pairs = (each.partition("=") for each in _listed(given))
    return {name: rule_severity(name, level, rules_by_name(), ("--severity",)) for name, _, level in pairs}


def _listed(given: Sequence[str] | None) -> list[str]:
    return [name.strip() for names in given or () for name in names.split(",") if name.strip()]
