"""The packages that a site needs and other commands do not: importing nothing of them, so that it can be said."""

from importlib.util import find_spec

from rlkb_cli.errors import BadInput

NEEDED = ("jinja2", "markupsafe", "pygments", "latex2mathml", "nh3", "rustworkx", "pagefind_bin")


def require_extra() -> None:
    """BadInput that says what to install, where a package is missing."""
    missing = [name for name in NEEDED if not _is_there(name)]
    if missing:
        raise BadInput(
            f"a site needs packages that are not installed: {', '.join(missing)}",
            help="pip install 'rlkb[site]'",
        )


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # what was kept from being imported
        return False
