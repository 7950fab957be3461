"""How far what was kept of earlier runs is believed."""

import os

MODES = ("stat", "content", "off")


def default_mode() -> str:
    """`RLKB_CACHE`, else `content` in CI, where files get new times with every checkout, else `stat`."""
    named = os.environ.get("RLKB_CACHE", "")
    if named in MODES:
        return named
    return "content" if os.environ.get("CI") else "stat"
