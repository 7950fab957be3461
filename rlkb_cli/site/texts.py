"""The index with which texts are searched on the web, by Pagefind: a browser loads the parts that it needs."""

import os
import subprocess
import tempfile
from collections.abc import Iterator

from rlkb_cli.errors import Refused

TEXTS = "pagefind"
# The pages have a search of their own to look with.
_LEFT_OUT = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")


def text_index(site: str) -> dict[str, bytes]:
    """The files of the index of the note pages that lie in the folder `site`, by their URL there."""
    from pagefind_bin import get_executable

    with tempfile.TemporaryDirectory() as folder:
        words = [str(get_executable()), "--silent", "--site", site, "--glob", "notes/*.html", "--output-path", folder]
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode:
            reason = done.stdout + done.stderr
            raise Refused(f"Pagefind could not make its index: {reason.decode(errors='replace').strip()[:200]}")
        return dict(_files(folder))


def _files(folder: str) -> Iterator[tuple[str, bytes]]:
    for inside, _, names in os.walk(folder):
        for name in sorted(names):
            path = os.path.join(inside, name)
            if not name.startswith(_LEFT_OUT):
                with open(path, "rb") as file:
                    yield f"{TEXTS}/{os.path.relpath(path, folder)}".replace(os.sep, "/"), file.read()
