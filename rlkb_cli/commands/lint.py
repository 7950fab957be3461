"""`rlkb lint`: check the whole base, and mend what can be mended."""

import time

from rlkb_cli.commands import lintedits, lintreport
from rlkb_cli.commands import lintoptions as option
from rlkb_cli.commands.options import ColorChoice, choose_color, root_of
from rlkb_cli.commands.signature import Context
from rlkb_cli.commands.watching import again


def lint(
    ctx: Context,
    paths: option.Paths = None,
    select: option.Select = None,
    extend_select: option.ExtendSelect = None,
    ignore: option.Ignore = None,
    severity: option.Severities = None,
    fail_on: option.FailOn = None,
    preview: option.Preview = False,
    fix: option.Fix = False,
    unsafe_fixes: option.UnsafeFixes = False,
    fix_only: option.FixOnly = False,
    diff: option.DiffFixes = False,
    add_ignore: option.AddIgnore = None,
    baseline: option.BaselineFile = None,
    write_baseline: option.WriteBaseline = False,
    prune_baseline: option.PruneBaseline = False,
    output_format: option.OutputFormat = None,
    output: option.Output = None,
    statistics: option.Statistics = False,
    show_files: option.ShowFiles = False,
    show_settings: option.ShowSettings = False,
    explain_coverage: option.ExplainCoverage = False,
    profile: option.Profile = False,
    quiet: option.Quiet = False,
    verbose: option.Verbose = False,
    color: ColorChoice = None,
    cache: option.Cache = None,
    tracked: option.Tracked = False,
    staged: option.Staged = False,
    changed_since: option.ChangedSince = None,
    stdin_filename: option.StdinFilename = None,
    watch: option.Watch = False,
) -> int:
    """Check the hubs and notes, and report every flaw. Exit 0 without errors, 1 with errors, 2 if it cannot be done.

    The whole base is always read, as it is on disk or as git has it; PATH only filters the report.
    """
    from rlkb_cli.lint import formats, outputs
    from rlkb_cli.lint.run import Request

    choose_color(color)
    started, root = time.perf_counter(), root_of(ctx)
    name, files = formats.chosen(output_format, statistics), outputs.parse(output or [], root)
    scope = option.scope(root, paths or (), tracked, staged, changed_since, stdin_filename)
    edits = lintedits.Edits(
        fix, fix_only, diff, unsafe_fixes, add_ignore, baseline, write_baseline, prune_baseline, quiet
    )
    shown = "settings" if show_settings else "files" if show_files else "coverage" if explain_coverage else None
    lintedits.check(edits, scope)
    option.check_watch(scope, watch=watch, writes=edits.writes or bool(output))
    option.check_outputs(output, edits.replaces_report or shown is not None)
    request = Request(
        paths or (),
        "off" if profile else cache,
        option.choice(select, extend_select, ignore),
        option.severities(severity),
        fail_on.value if fail_on else None,
        preview,
        None if write_baseline else baseline,
        scope,
    )
    way = lintreport.Way(name, files, statistics, quiet, profile)
    if shown:
        return lintreport.show(root, request, shown, as_json=name == "json")
    if verbose:
        lintreport.announce(root, request, name)
    if watch:
        again(root, lambda: lintreport.report(root, request, way, time.perf_counter()))
    code = lintedits.carry_out(root, request, edits)
    return lintreport.report(root, request, way, started) if code is None else code
