"""What `rlkb lint` writes: fixes, comments that silence findings, and the file of known ones."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rlkb_cli.lint.fixes import Fixer
    from rlkb_cli.lint.run import Request
    from rlkb_cli.workflow import Outcome


def show_fixes(root: str, request: "Request", *, unsafe: bool) -> int:
    """Print what fixes would change; 1 if anything, 0 if nothing."""
    from rlkb_cli import present, workflow

    outcome = workflow.preview(root, _fixer(request, unsafe=unsafe).plan)
    present.print_diff(outcome.change)
    return 0 if outcome.change.empty else 1


def mend(root: str, request: "Request", *, unsafe: bool, quiet: bool) -> None:
    """Make the fixes, and say on stderr what was done, where anything was."""
    from rlkb_cli import workflow

    fixer = _fixer(request, unsafe=unsafe)
    outcome = workflow.execute(root, fixer.plan)
    rules = ", ".join(f"{count} {name}" for name, count in sorted(fixer.fixed.items()))
    done = f"{outcome.change.title.replace('fix', 'fixed', 1)} ({rules})"
    _tell(done, outcome, [*fixer.refused, *outcome.warnings], quiet=quiet)


def ignore(root: str, request: "Request", reason: str, *, quiet: bool) -> None:
    """Write comments that silence what is found, and say so on stderr."""
    from rlkb_cli import workflow
    from rlkb_cli.lint.addignore import Ignorer
    from rlkb_cli.lint.run import examine

    ignorer = Ignorer(reason)
    outcome = workflow.execute(root, lambda kb: ignorer.plan(kb, examine(kb, request)))
    done = outcome.change.title.replace("ignore", "ignored", 1)
    _tell(done, outcome, [*ignorer.left, *outcome.warnings], quiet=quiet)


def keep_baseline(root: str, request: "Request", path: str, *, prune: bool, quiet: bool) -> None:
    """Write the file of known findings, or prune it, and say so on stderr."""
    from rlkb_cli.lint.run import keep_baseline
    from rlkb_cli.output import printer

    done = keep_baseline(root, request, path, prune=prune)
    if not quiet:
        printer(stderr=True)(done)


def _fixer(request: "Request", *, unsafe: bool) -> "Fixer":
    from rlkb_cli.lint.fixes import Fixer
    from rlkb_cli.lint.run import examine

    return Fixer(lambda kb: [one.hit for one in examine(kb, request)], ["safe", "unsafe"] if unsafe else ["safe"])


def _tell(done: str, outcome: "Outcome", warnings: "Iterable[str]", *, quiet: bool) -> None:
    """Say on stderr what was done to files: standard output is for the report."""
    from rlkb_cli.output import printer

    put = printer(stderr=True)
    for warning in warnings:
        put(("warning: ", "bold yellow"), warning)
    if outcome.op is not None and not quiet:
        put(f"{done}; `rlkb undo` takes it back")
