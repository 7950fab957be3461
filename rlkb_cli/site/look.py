"""How a site looks: templates and style, each of which a base may bring its own of in `theme/`.

A template of the base runs in Jinja's sandbox: it decides what its pages say, and reaches nothing else here.
"""

import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from rlkb_cli.kb.files import Unreadable, read_file, walk
from rlkb_cli.site.code import colours

FOLDER = "theme"
_HERE = os.path.join(os.path.dirname(__file__), FOLDER)
_ASSETS = (".css", ".js", ".svg")
_LIGHT, _DARK = "default", "github-dark"  # with enough contrast for everybody


class Look:
    """The templates and assets of one site: those of rlkb, and the base's in their place."""

    def __init__(self, root: str) -> None:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        brought = dict(_overrides(root))
        self._texts = dict(_packaged()) | brought
        environment = ImmutableSandboxedEnvironment if brought else Environment
        self._environment = environment(
            loader=FunctionLoader(self._template),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
        )
        self._templates: dict[str, Any] = {}

    def _template(self, name: str) -> str | None:
        data = self._texts.get(name)
        return None if data is None else data.decode()

    @property
    def digest(self) -> str:
        """Differs where any template or asset does."""
        every = blake2b(digest_size=16)
        for name, data in sorted(self._texts.items()):
            every.update(b"%s\0%d\0%s" % (name.encode(), len(data), data))
        return every.hexdigest()

    def page(self, template: str, context: Mapping[str, object]) -> bytes:
        """A page; BadInput with the line if a template of the base is not as it should be."""
        from jinja2 import TemplateError, TemplateSyntaxError

        from rlkb_cli.errors import BadInput

        try:
            if template not in self._templates:
                self._templates[template] = self._environment.get_template(template)
            text: str = self._templates[template].render(context)
        except TemplateError as error:
            line = error.lineno if isinstance(error, TemplateSyntaxError) else None
            name = error.name if isinstance(error, TemplateSyntaxError) else template
            raise BadInput(f"the template does not work: {error}", path=f"{FOLDER}/{name}", line=line) from None
        return text.encode(errors="replace")

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """The style sheets and scripts, and what the base has in `theme/assets/`, by name."""
        for name, data in sorted(self._texts.items()):
            if name == "site.css":
                yield name, data + _code_colours()
            elif name.endswith(_ASSETS) or name.startswith("assets/"):
                yield name.removeprefix("assets/"), data


def _packaged() -> Iterator[tuple[str, bytes]]:
    for entry in sorted(os.listdir(_HERE)):
        with open(os.path.join(_HERE, entry), "rb") as file:
            yield entry, file.read()


def _overrides(root: str) -> Iterator[tuple[str, bytes]]:
    folder = os.path.join(root, FOLDER)
    if not os.path.isdir(folder) or os.path.islink(folder):
        return
    for path, kind in walk(folder, skip=lambda path: path.count("/") > 2):
        data = read_file(folder, path) if kind == "file" else None
        if isinstance(data, bytes) and not isinstance(data, Unreadable):
            yield path, data


def _code_colours() -> bytes:
    """Colours of code, for light and dark."""
    light, dark = colours(_LIGHT, "pre"), colours(_DARK, "pre")
    chosen = colours(_DARK, '[data-theme="dark"] pre')
    return f"{light}@media (prefers-color-scheme: dark) {{\n{_unless_light(dark)}}}\n{chosen}".encode()


def _unless_light(rules: str) -> str:
    return "".join(f':root:not([data-theme="light"]) {rule}\n' for rule in rules.splitlines())
