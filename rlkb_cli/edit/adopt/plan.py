"""`rlkb init --adopt`: the change that makes a base of a folder of notes."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rlkb_cli.edit.adopt.keys import choose_id_key, choose_keys, text_of
from rlkb_cli.edit.adopt.sections import Head, group
from rlkb_cli.edit.adopt.survey import Survey, escaped, survey
from rlkb_cli.edit.adopt.texts import id_of, mean_to_ask, new_ids, questions
from rlkb_cli.edit.change import Change
from rlkb_cli.edit.newfile import new_hub, new_note
from rlkb_cli.edit.patch import Patch, Splice, apply
from rlkb_cli.edit.plans.titles import title_of
from rlkb_cli.edit.splice import SetValue, Value, splice
from rlkb_cli.errors import BadInput, Refused
from rlkb_cli.kb.base import KnowledgeBase
from rlkb_cli.kb.config import DEFAULT_FILES, Config
from rlkb_cli.kb.facts import facts_of
from rlkb_cli.kb.files import MAX_BYTES, Unreadable, read_file
from rlkb_cli.kb.frontmatter import NoFrontMatter, split_note
from rlkb_cli.kb.mapping import read_mapping
from rlkb_cli.kb.model import Note
from rlkb_cli.kb.read import read_note
from rlkb_cli.kb.root import ROOT_HUB
from rlkb_cli.kb.source import Disk
from rlkb_cli.kb.table import table_of
from rlkb_cli.kb.values import is_empty

BOM = b"\xef\xbb\xbf"


class Adopted(NamedTuple):
    """The change, and what it does not take in: paths, each with the reason."""

    change: Change
    left: tuple[tuple[str, str], ...]


class _Folder(NamedTuple):
    """What was read: notes by path with their contents, and the files that were not understood."""

    notes: list[Note]
    data: dict[str, bytes]
    left: list[tuple[str, str]]


def plan_adopt(root: str, title: str, section_key: str | None) -> Adopted:
    """Make a base of the notes under `root`: write `hub.yaml`, and add to each note what it lacks.

    Added are a question, a section, an id where file names are not unique, and front matter where there is
    none; nothing else of a file changes.  BadInput if there is no note, or none has the key for sections.
    """
    found = survey(root)
    folder = _read(root, found)
    _check(root, folder.notes, section_key)
    keys = choose_keys(_provisional(root, found, folder), folder.notes, section_key)
    ids = _ids(folder.notes, keys, _hub_ids(found))
    name = Config(keys=keys).key
    groups = group(folder.notes, name("section"), section_key, _heads(root, found.files))
    id_key = keys.get("id", "")
    lacking = {
        id_key: {note.path: ids[note.path] for note in folder.notes if ids[note.path] != id_of(note, id_key)},
        name("question"): questions(folder.notes, name("question")),
        name("section"): {path: each.id for each in groups for path in each.notes},
    }
    patches, refused = _patches(folder, lacking)
    sections = [each.fields(ids, patches) for each in groups if not patches.keys().isdisjoint(each.notes)]
    globs = (*found.globs, *(f"!{escaped(path)}" for path, _ in refused))
    asks = mean_to_ask(folder.notes, name("question"), lacking[name("question")])
    hub = _hub(title_of(title, "the title of a hub"), globs, keys, sections, asks=asks)
    return Adopted(_change(hub, folder.data, patches), (*found.left, *folder.left, *refused))


def _check(root: str, notes: Sequence[Note], section_key: str | None) -> None:
    if not notes:
        advice = "`rlkb init` without --adopt starts a new base"
        raise BadInput("there are no notes to adopt", path=root, help=advice)
    if section_key and not any(section_key in note.fields for note in notes):
        raise BadInput(f"no note has the key `{section_key}`", path=root)


def _ids(notes: Sequence[Note], keys: dict[str, str], taken: Sequence[str]) -> dict[str, str]:
    """The ids of all notes by path; where file names will not do, `keys` gets a key for ids."""
    made = new_ids(notes, "", taken)
    if made:
        keys["id"] = choose_id_key(notes, taken)
        made = new_ids(notes, keys["id"], taken)
    return {note.path: made.get(note.path) or id_of(note, keys.get("id", "")) for note in notes}


def _patches(
    folder: _Folder, lacking: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, Patch], list[tuple[str, str]]]:
    """The additions to each note by path, and the notes that cannot be edited safely with the reasons."""
    patches: dict[str, Patch] = {}
    refused: list[tuple[str, str]] = []
    for note in folder.notes:
        wanted = {key: texts[note.path] for key, texts in lacking.items() if key and note.path in texts}
        try:
            patches[note.path] = _additions(note, folder.data[note.path], wanted)
        except Refused as refusal:
            refused.append((note.path, refusal.message))
    return patches, refused


def _read(root: str, found: Survey) -> _Folder:
    folder = _Folder([], {}, [])
    for path in found.notes:
        data = read_file(root, path, max_bytes=MAX_BYTES)
        if isinstance(data, Unreadable):
            folder.left.append((path, data.reason))
            continue
        note = read_note(path, data, Config())
        problems = [problem for problem in note.problems if problem.rule != "missing-front-matter"]
        if not note.readable and problems:
            folder.left.append((path, problems[0].message))
        else:
            folder.notes.append(note)
            folder.data[path] = data
    return folder


def _provisional(root: str, found: Survey, folder: _Folder) -> KnowledgeBase:
    """The notes as a base without a hub, to see where their relations lead."""
    notes = {note.path: note for note in folder.notes}
    facts = table_of({path: facts_of(note) for path, note in notes.items()})
    return KnowledgeBase(Disk(root), Config(), facts, found.files, folder.data, lambda path, _: notes[path])


def _hub_ids(found: Survey) -> list[str]:
    further = [path for path in found.files if path.startswith("hubs/") and path.endswith(".yaml")]
    return ["hub", *(os.path.basename(path).removesuffix(".yaml") for path in further)]


def _heads(root: str, files: frozenset[str]) -> Callable[[str], Head]:
    """A function from a folder to what its `_index.md` says of it."""

    def head(folder: str) -> Head:
        path = f"{folder}/_index.md" if folder else "_index.md"
        data = read_file(root, path, max_bytes=MAX_BYTES) if path in files else b""
        parts = NoFrontMatter("missing", 1) if isinstance(data, Unreadable) else split_note(data)
        if isinstance(parts, NoFrontMatter):
            return Head("", "")
        fields, _ = read_mapping(parts.block, "invalid-yaml", 0)
        return Head(text_of(fields, "title").strip(), text_of(fields, "description").strip())

    return head


def _additions(note: Note, data: bytes, wanted: Mapping[str, str]) -> Patch:
    """The edits that give a note the fields it lacks; Refused if its front matter cannot be edited safely."""
    missing = {key: text for key, text in wanted.items() if is_empty(note.fields.get(key))}
    if any(problem.rule == "missing-front-matter" for problem in note.problems):
        at = len(BOM) if data.startswith(BOM) else 0
        block = new_note(missing, "")
        return (Splice(at, at, block.replace(b"\n", b"\r\n") if b"\r\n" in data else block),)
    return splice(data, "note", [SetValue((key,), text) for key, text in missing.items()])


def _hub(
    title: str, globs: tuple[str, ...], keys: Mapping[str, str], sections: Sequence[Value], *, asks: bool
) -> bytes:
    """The root hub.  Where notes have titles instead of questions, that is no finding in each of them."""
    total = sum(section["count"] for section in sections if isinstance(section, dict))
    settings: dict[str, Value] = {}
    if globs != DEFAULT_FILES:
        settings["files"] = list(globs)
    if keys:
        settings["keys"] = dict(sorted(keys.items()))
    if not asks:
        settings["lint"] = {"ignore": ["not-a-question"]}
    figures = {"notes": total, "sections": len(sections)}
    return new_hub({"title": title, **settings, "totals": figures, "sections": sections})


def _change(hub: bytes, data: Mapping[str, bytes], patches: Mapping[str, Patch]) -> Change:
    edited = {path: patch for path, patch in patches.items() if patch}
    return Change(
        title=f"adopt {len(patches)} notes" if len(patches) != 1 else "adopt 1 note",
        before={ROOT_HUB: None, **{path: data[path] for path in edited}},
        after={ROOT_HUB: hub, **{path: apply(data[path], patch) for path, patch in edited.items()}},
        patches=edited,
    )
