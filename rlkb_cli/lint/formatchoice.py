"""How `rlkb lint` reports where nobody says."""

import os


def default_format() -> str:
    """`RLKB_OUTPUT_FORMAT`, else `github` in a workflow of GitHub's, else `full`.  It may name no format at all."""
    in_workflow = os.environ.get("GITHUB_ACTIONS") == "true"
    return os.environ.get("RLKB_OUTPUT_FORMAT") or ("github" if in_workflow else "full")
