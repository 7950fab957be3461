"""What can go wrong, as exceptions that a person can read.

Each carries one clear sentence and, where known, the file and line it speaks of.  `code` is the exit status.
"""


class RlkbError(Exception):
    """Something that ends a command with a message instead of a traceback.

    `message` is one sentence in plain words, `path` the file it is about (as the user would name it),
    `line` its 1-based line, `help` what to do about it.  `warnings` are what has to be said besides.
    """

    code = 2

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, help: str | None = None
    ) -> None:
        super().__init__(message)
        self.warnings: tuple[str, ...] = ()
        self.message = message
        self.path = path
        self.line = line
        self.help = help

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return f"{place}: {self.message}" if place else self.message


class BadInput(RlkbError):
    """Usage, settings, an unknown or ambiguous name, a root hub that cannot be read: exit 2."""


class Wrong(BadInput):
    """A setting that is not as it should be; `keys` leads to it in `hub.yaml`, or is an option of the command line."""

    def __init__(self, keys: tuple[str | int, ...], message: str, help: str | None = None) -> None:
        named = ": ".join(key for key in keys if isinstance(key, str))
        super().__init__(f"{named}: {message}", help=help)
        self.keys = keys


class Refused(RlkbError):
    """An edit that must not happen, a conflict, an I/O error, a lock not had: exit 1, nothing written."""

    code = 1
