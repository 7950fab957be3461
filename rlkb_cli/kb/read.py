"""From the bytes of one file to a note, a page or a hub; what cannot be read becomes a problem, never an error."""

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from rlkb_cli.kb import place
from rlkb_cli.kb.config import Config
from rlkb_cli.kb.conflicts import OPENING, first_conflict
from rlkb_cli.kb.frontmatter import NoFrontMatter, Parts, body_offset, body_start, split_hub, split_note
from rlkb_cli.kb.markdown import Body, outline, scan
from rlkb_cli.kb.model import Hub, Note, Page, Section
from rlkb_cli.kb.place import FILE, Place, Problem
from rlkb_cli.kb.quickyaml import quick_fields
from rlkb_cli.kb.text import stem
from rlkb_cli.kb.values import is_empty

NO_FRONT_MATTER = {
    "missing": ("missing-front-matter", "the note has no front matter"),
    "unclosed": ("unclosed-front-matter", "the front matter is not closed by a line `---`"),
    "toml": ("invalid-yaml", "the front matter is TOML (`+++`); rlkb reads YAML"),
    "json": ("invalid-yaml", "the front matter is JSON; rlkb reads YAML between lines `---`"),
}
_TEXTS = frozenset([str])


def digest(data: bytes) -> bytes:
    """A short fingerprint of a file's content."""
    return blake2b(data, digest_size=16).digest()


def read_page(path: str, data: bytes, *, quick: bool = False) -> Page:
    """Read a Markdown file that is not a note; front matter, where it has some, is no part of its body.

    With `quick`, the links may be in another order and without their texts.
    """
    read_body = outline if quick else scan
    return Page(path, read_body(data[body_start(data) :]), digest(data), tuple(_encoding(data)))


def read_note(path: str, data: bytes, config: Config, quick: Container[str] | None = None) -> Note:
    """Read one note under the names that `config` gives to our keys.

    With `quick`, the keys that are asked for, the values of others may be left out as UNREAD, and the links of the body
    may be in another order and without their texts.
    """
    return read_notes([(path, data)], config, quick)[0]


def read_notes(files: Sequence[tuple[str, bytes]], config: Config, quick: Container[str] | None = None) -> list[Note]:
    """Read several notes: paths and contents.  Each step is taken for all before the next, for it is then at hand."""
    parts = [split_note(data) for _, data in files]
    fronts = [_front(data, each, quick) for (_, data), each in zip(files, parts, strict=True)]
    starts = [0 if isinstance(each, NoFrontMatter) else body_offset(each) for each in parts]
    texts = [
        b"" if isinstance(each, NoFrontMatter) and each.reason != "missing" else data[start:]
        for (_, data), each, start in zip(files, parts, starts, strict=True)
    ]
    bodies = list(map(scan if quick is None else outline, texts))
    return [
        _note(path, fields, body, data, config, problems, start)
        for (path, data), (fields, problems), body, start in zip(files, fronts, bodies, starts, strict=True)
    ]


def _front(
    data: bytes, parts: Parts | NoFrontMatter, quick: Container[str] | None
) -> tuple[Mapping[str, Any], list[Problem]]:
    """The values in a note's front matter, and what is wrong with it."""
    if isinstance(parts, NoFrontMatter):
        rule, message = NO_FRONT_MATTER[parts.reason]
        problem = Problem(rule, place.line(parts.line), message)
        if parts.reason == "unclosed" or data.startswith(OPENING):
            problem = first_conflict(data, 0) or problem
        return {}, [problem]
    known = quick_fields(parts.block, quick)
    return (known, []) if known else _exactly(parts, "invalid-yaml")


@lru_cache(maxsize=4)
def read_hub(path: str, data: bytes, hub_id: str) -> Hub:
    """Read a hub; one whose shape is wrong has a problem `invalid-hub` and as many sections as could be read."""
    parts = split_hub(data)
    problems = _encoding(data)
    fields, found = ({}, []) if problems else _exactly(parts, "invalid-hub")
    problems += found
    if not found and not problems and not fields:
        problems.append(Problem("invalid-hub", FILE, "the hub is empty"))
    sections, bad = _sections(fields.get("sections", ()))
    totals = {} if is_empty(fields.get("totals")) else fields["totals"]
    if not isinstance(totals, dict):
        totals, bad = {}, [*bad, _bad_hub("`totals` must be a mapping", "totals")]
    return Hub(
        path=path,
        id=hub_id,
        title=_text(fields, "title"),
        description=_text(fields, "description"),
        total_notes=_figure(totals, "notes"),
        total_sections=_figure(totals, "sections"),
        sections=sections,
        fields=fields,
        digest=digest(data),
        problems=(*problems, *bad),
    )


def _exactly(parts: Parts, rule: str) -> tuple[Mapping[str, Any], list[Problem]]:
    from rlkb_cli.kb.mapping import read_mapping

    return read_mapping(parts.block, rule, len(parts.prefix))


def _note(
    path: str,
    fields: Mapping[str, Any],
    body: Body,
    data: bytes,
    config: Config,
    problems: list[Problem],
    start: int,
) -> Note:
    name = config.key
    encoding = _encoding(data)
    if encoding:
        only_follow = ("invalid-yaml", "missing-front-matter", "unclosed-front-matter")
        problems = [problem for problem in problems if problem.rule not in only_follow]
    return Note(
        path=path,
        id=_text(fields, config.keys["id"]) or stem(path) if "id" in config.keys else stem(path),
        question=_text(fields, name("question")),
        section=_text(fields, name("section")),
        summary=_text(fields, name("summary")),
        aliases=_one_or_more(fields, name("aliases")),
        former_ids=_list(fields, name("former-ids")),
        former_questions=_list(fields, name("former-questions")),
        relations=_relations(fields, config),
        fields=fields,
        body=body,
        digest=digest(data),
        problems=(*encoding, *problems),
        body_start=start,
    )


def _relations(fields: Mapping[str, Any], config: Config) -> dict[str, tuple[str, ...]]:
    found = {}
    for key in fields:
        ours = config.ours.get(key)
        if ours and ours in config.relations:
            found[ours] = _list(fields, key)
    return found


def _encoding(data: bytes) -> list[Problem]:
    problems = []
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError as error:
            problems = [Problem("invalid-utf8", place.span(error.start, error.end), "not valid UTF-8 from here on")]
    nul = data.find(b"\0")
    if nul >= 0:
        problems.append(Problem("invalid-utf8", place.span(nul, nul + 1), "a NUL byte stands here"))
    return problems


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name, "")
    return value if value and isinstance(value, str) and not is_empty(value) else ""


def _figure(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and not is_empty(value) else None


def _list(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The texts of a list; what is not a text keeps its place as an empty one, so that positions stay true."""
    value = fields.get(name)
    if not isinstance(value, tuple):
        return ()
    return value if _TEXTS.issuperset(map(type, value)) else tuple([_text_or_none(item) for item in value])


def _text_or_none(item: object) -> str:
    return item if isinstance(item, str) else ""


def _one_or_more(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The texts of a list, or one text."""
    text = _text(fields, name)
    return (text,) if text else _list(fields, name)


def _sections(raw: Any) -> tuple[tuple[Section, ...], list[Problem]]:
    if is_empty(raw):
        raw = ()
    if not isinstance(raw, tuple):
        return (), [_bad_hub("`sections` must be a list", "sections")]
    problems = [problem for index, item in enumerate(raw) for problem in _section_problems(index, item)]
    return tuple(_section(item if isinstance(item, dict) else {}) for item in raw), problems


def _section(item: Mapping[str, Any]) -> Section:
    return Section(
        id=_text(item, "id"),
        title=_text(item, "title"),
        description=_text(item, "description"),
        declared=_figure(item, "count"),
        notes=_list(item, "notes"),
    )


def _section_problems(index: int, item: Any) -> Iterator[Problem]:
    at: place.KeyPath = ("sections", index)
    if not isinstance(item, dict):
        yield _bad_hub("a section must have the keys `id`, `title` and `notes`", *at)
        return
    if not _text(item, "id"):
        yield _bad_hub("a section needs an `id`", *at)
    notes = item.get("notes")
    if is_empty(notes):
        return
    if not isinstance(notes, tuple):
        yield _bad_hub("`notes` must be a list of ids", *at, "notes")
        return
    for number, entry in enumerate(notes):
        if not isinstance(entry, str) or not entry:
            yield _bad_hub("an entry of `notes` must be an id", *at, "notes", number)


def _bad_hub(message: str, *path: str | int) -> Problem:
    return Problem("invalid-hub", Place("value", path), message)
