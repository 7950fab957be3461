"""What a link, a relation or an entry of a hub points at.

Ids of notes and hubs share one namespace; a live id beats a former one, that beats an alias, that beats the
exact question.  Wikilinks go by file name, Markdown links by path and by nothing else.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from rlkb_cli.kb.facts import split
from rlkb_cli.kb.spelling import nfc, relative, unwrap
from rlkb_cli.kb.table import Table
from rlkb_cli.kb.text import question_key, stem


class Target(NamedTuple):
    """What a name or path leads to.

    `kind`: note, hub, page, file, folder, external, missing, ambiguous or outside (of the root).  `path` is
    the file's, `via` says by which old or other name it was found: "former", "alias", "question" or "".
    """

    kind: str
    path: str = ""
    via: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def document(self) -> bool:
        """True if it is a note, hub or page that was read, so that it has an id or headings."""
        return self.kind in ("note", "hub", "page")


MISSING = Target("missing")
EXTERNAL = Target("external")



class Names:
    """The names of one base, each with the paths of the documents that bear it."""

    def __init__(
        self,
        facts: Table,
        files: frozenset[str],
        kind: Callable[[str], str],
        gone: Container[str] = (),
    ) -> None:
        """`kind` is asked of paths that are not among `files`; those that are `gone` count as absent nevertheless."""
        self._facts = facts
        self._kind = kind
        self._files = files
        self._gone = gone
        self._ids_met: dict[str, Target] = {}
        self._wiki_met: dict[str, Target] = {}
        self._paths_met: dict[str, Target] = {}

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return self._facts.kinds

    @cached_property
    def ids(self) -> Mapping[str, list[str]]:
        """The ids of notes and hubs."""
        return _table(zip(self._facts.texts("id"), self._facts, strict=True))

    @cached_property
    def stems(self) -> Mapping[str, list[str]]:
        """The file names of notes and pages, without their ending."""
        return _table((stem(path), path) for path in self._facts.of_kind("note", "page"))

    @cached_property
    def former(self) -> Mapping[str, list[str]]:
        """Ids that notes once had."""
        return self._each("former")

    @cached_property
    def aliases(self) -> Mapping[str, list[str]]:
        """Names that curators chose."""
        return self._each("aliases")

    @cached_property
    def questions(self) -> Mapping[str, list[str]]:
        """What notes ask, by `question_key`."""
        return _table(zip(self._facts.texts("question"), self._facts, strict=True))

    def _each(self, column: str) -> Mapping[str, list[str]]:
        return _table((name, path) for path, joined in self._facts.by_path(column).items() for name in split(joined))

    def by_id(self, name: str) -> Target:
        """A relation or an entry of a hub: a live id, else a former one."""
        target = self._ids_met.get(name)
        if target is None:
            same = nfc(name)
            target = (
                self._found(self.ids.get(same)) or self._found(self.former.get(same), "former") or MISSING
            )
            self._ids_met[name] = target
        return target

    def relation(self, raw: str) -> Target:
        """A relation as written: a bare id, or a wikilink in quotes as Obsidian writes it."""
        name = unwrap(raw)
        return self.by_id(raw) if name is None else self.wiki(name)

    def wiki(self, name: str) -> Target:
        """The target of `[[name]]`: file name or path suffix, attachment, former id, alias, question.

        What is found under none of these may be a file name in another case, as in Obsidian and Foam.
        """
        target = self._wiki_met.get(name)
        if target is None:
            target = self._wiki_met[name] = self._wiki(nfc(name.strip()))
        return target

    def _wiki(self, name: str) -> Target:
        return (
            self._found(self._by_stem(name))
            or self._found(self.ids.get(name))
            or self._attachment(name)
            or self._found(self.former.get(name), "former")
            or self._found(self.aliases.get(name), "alias")
            or self._found(self.questions.get(question_key(name)), "question")
            or self._found(self._by_stem(name, any_case=True))
            or MISSING
        )

    def markdown(self, source: str, destination: str) -> Target:
        """The target of `[text](destination)` in the file `source`: a relative path, percent-decoded."""
        path = relative(source, destination)
        target = self._paths_met.get(path)
        if target is None:
            target = self._paths_met[path] = self._by_path(path)
        return target

    def _by_path(self, path: str) -> Target:
        if path == ".." or path.startswith("../"):
            return Target("outside", path)
        found = self._at(path)
        if found.kind == "missing" and "?" in path:
            return self._at(path.partition("?")[0])
        return found

    def former_path(self, path: str) -> Target:
        """Where a note went that once stood at `path`, going by former ids."""
        return self._found(self.former.get(nfc(stem(path))), "former") or MISSING

    def _at(self, path: str) -> Target:
        path = self._as_spelled(path)
        kind = self._kinds.get(path)
        if kind is not None:
            return Target(kind, path)
        if path in self._files:
            return Target("file", path)
        return MISSING if path in self._gone else self._left_out(path)

    def _as_spelled(self, path: str) -> str:
        """The file of this path in another Unicode form, where there is one and none in this form."""
        if path.isascii() or path in self._files:
            return path
        return self._spellings.get(nfc(path), path)

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        return {nfc(known): known for known in self._files if not known.isascii()}

    def _left_out(self, path: str) -> Target:
        """Folders, and files that the walk leaves out: hidden and ignored ones."""
        kind = self._kind(path)
        return MISSING if kind == "missing" else Target(kind, path)

    def _by_stem(self, name: str, *, any_case: bool = False) -> list[str] | None:
        fold = str.casefold if any_case else str
        name = fold(name.removesuffix(".md"))
        same = (self._folded if any_case else self.stems).get(name.rpartition("/")[2], [])
        if "/" in name:
            tail = "/" + name.lstrip("./") + ".md"
            same = [path for path in same if fold("/" + nfc(path)).endswith(tail)]
        return same or None

    @cached_property
    def _folded(self) -> Mapping[str, list[str]]:
        return _table((name.casefold(), path) for name, paths in self.stems.items() for path in paths)

    @cached_property
    def ids_in_any_case(self) -> Mapping[str, list[str]]:
        """The ids of notes and hubs, in lower case."""
        return _table((name.casefold(), path) for name, paths in self.ids.items() for path in paths)

    @cached_property
    def files_in_any_case(self) -> Mapping[str, list[str]]:
        """All files under the root by their paths in lower case."""
        return _table((nfc(path).casefold(), path) for path in sorted(self._files))

    @cached_property
    def basenames(self) -> Mapping[str, list[str]]:
        """The names of all files under the root, each with the paths that end in it."""
        return _table((path.rpartition("/")[2], path) for path in sorted(self._files))

    def _attachment(self, name: str) -> Target | None:
        if "." not in name:
            return None
        same = self.basenames.get(name.rpartition("/")[2], ())
        paths = [path for path in same if ("/" + nfc(path)).endswith("/" + name.lstrip("./"))]
        return Target("file", min(paths)) if paths else None

    def _found(self, paths: list[str] | None, via: str = "") -> Target | None:
        """The one document of these paths; a note outranks pages of its name, but never a hub of its id."""
        if not paths:
            return None
        if len(paths) == 1:
            return Target(self._kinds[paths[0]], paths[0], via)
        kinds = [self._kinds[path] for path in paths]
        if kinds.count("note") != 1 or "hub" in kinds:
            return Target("ambiguous", "", via, tuple(sorted(paths)))
        return Target("note", paths[kinds.index("note")], via)



def _table(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """The paths of each name; no entry for the empty name."""
    table: dict[str, list[str]] = {}
    for name, path in pairs:
        if name:
            table.setdefault(nfc(name), []).append(path)
    return table
