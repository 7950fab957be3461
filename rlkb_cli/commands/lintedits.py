"""What `rlkb lint` writes: fixes, comments that silence findings, and the file of known ones."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rlkb_cli.lint.fixes import Fixer
    from rlkb_cli.lint.report import FixKind
    from rlkb_cli.lint.run import Request
    from rlkb_cli.lint.scope import Scope
    from rlkb_cli.workflow import Outcome


class Edits(NamedTuple):
    """What is asked for besides a report, as the options say it."""

    fix: bool
    fix_only: bool
    diff: bool
    unsafe: bool
    add_ignore: str | None
    baseline: str | None
    write_baseline: bool
    prune_baseline: bool
    quiet: bool

    @property
    def mends(self) -> bool:
        """True if fixes are made or shown."""
        return self.fix or self.fix_only or self.diff

    @property
    def keeps(self) -> bool:
        """True if the file of known findings is to be written."""
        return self.write_baseline or self.prune_baseline

    @property
    def writes(self) -> bool:
        """True if anything may be written."""
        return self.mends or self.keeps or self.add_ignore is not None

    @property
    def replaces_report(self) -> bool:
        """True if no report follows."""
        return self.diff or self.fix_only or self.write_baseline


def check(edits: Edits, scope: "Scope") -> None:
    """BadInput if the options do not go together, or one would have another do nothing."""
    from rlkb_cli.errors import BadInput

    if edits.keeps and edits.baseline is None:
        raise BadInput("which baseline?", help="name its file with --baseline FILE")
    if edits.unsafe and not edits.mends:
        raise BadInput("--unsafe-fixes says which fixes are made", help="say --fix, --fix-only or --diff as well")
    if edits.writes and not scope.on_disk:
        advice = "leave out --tracked, --staged, --stdin-filename"
        raise BadInput("only all that is on disk can be mended or known", help=advice)
    if edits.diff and (edits.keeps or edits.add_ignore is not None):
        raise BadInput("--diff shows fixes and writes nothing: leave the other option out")
    if edits.write_baseline and edits.prune_baseline:
        raise BadInput("--write-baseline knows what is found and no more: leave --prune-baseline out")


def carry_out(root: str, request: "Request", edits: Edits) -> int | None:
    """Write what is asked for; the exit code where no report follows, else None."""
    if edits.diff:
        return _show_fixes(root, request, edits)
    if edits.mends:
        _mend(root, request, edits)
    if edits.add_ignore is not None:
        _ignore(root, request, edits.add_ignore, quiet=edits.quiet)
    if edits.baseline is not None and (edits.keeps or edits.mends):
        _keep_baseline(root, request, edits.baseline, edits)
    return 0 if edits.replaces_report else None


def _show_fixes(root: str, request: "Request", edits: Edits) -> int:
    """Print what fixes would change; 1 if anything, 0 if nothing."""
    from rlkb_cli import present, workflow

    outcome = workflow.preview(root, _fixer(request, edits).plan)
    present.print_diff(outcome.change)
    return 0 if outcome.change.empty else 1


def _mend(root: str, request: "Request", edits: Edits) -> None:
    """Make the fixes, and say on stderr what was done, where anything was."""
    from rlkb_cli import workflow

    fixer = _fixer(request, edits)
    outcome = workflow.execute(root, fixer.plan)
    rules = ", ".join(f"{count} {name}" for name, count in sorted(fixer.fixed.items()))
    done = f"{outcome.change.title.replace('fix', 'fixed', 1)} ({rules})"
    _tell(done, outcome, [*fixer.refused, *outcome.warnings], quiet=edits.quiet)


def _ignore(root: str, request: "Request", reason: str, *, quiet: bool) -> None:
    """Write comments that silence what is found, and say so on stderr."""
    from rlkb_cli import workflow
    from rlkb_cli.lint.addignore import Ignorer
    from rlkb_cli.lint.run import examine

    ignorer = Ignorer(reason)
    outcome = workflow.execute(root, lambda kb: ignorer.plan(kb, examine(kb, request)))
    done = outcome.change.title.replace("ignore", "ignored", 1)
    _tell(done, outcome, [*ignorer.left, *outcome.warnings], quiet=quiet)


def _keep_baseline(root: str, request: "Request", path: str, edits: Edits) -> None:
    """Write the file of known findings, or prune it, and say so on stderr."""
    from rlkb_cli.lint.run import keep_baseline
    from rlkb_cli.output import printer

    done = keep_baseline(root, request, path, prune=not edits.write_baseline)
    if not edits.quiet:
        printer(stderr=True)(done)


def _fixer(request: "Request", edits: Edits) -> "Fixer":
    from rlkb_cli.lint.fixes import Fixer
    from rlkb_cli.lint.run import examine

    kinds: tuple[FixKind, ...] = ("safe", "unsafe") if edits.unsafe else ("safe",)
    return Fixer(lambda kb: [one.hit for one in examine(kb, request)], kinds)


def _tell(done: str, outcome: "Outcome", warnings: "Iterable[str]", *, quiet: bool) -> None:
    """Say on stderr what was done to files: standard output is for the report."""
    from rlkb_cli.output import printer

    put = printer(stderr=True)
    for warning in warnings:
        put(("warning: ", "bold yellow"), warning)
    if outcome.op is not None and not quiet:
        put(f"{done}; `rlkb undo` takes it back")
