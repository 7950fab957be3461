"""How the linter is steered: settings, suppressions, baselines, fixes."""
