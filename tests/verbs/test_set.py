"""`rlkb set` and `rlkb unset`."""

from pathlib import Path

import pytest

from rlkb_cli.edit.plans.fields import parse_value
from rlkb_cli.edit.splice import Raw, Value
from tests.bases import base, contents, write
from tests.cli import rlkb
from tests.verbs.bases import bats

NOTE = "notes/how-do-bats-find-prey.md"


@pytest.mark.parametrize("word", ["tags=[sound]", "summary=By calling and listening, mostly."])
def test_a_value_that_is_there_already_is_left(tmp_path: Path, word: str) -> None:
    root = bats(tmp_path)
    before = contents(root)
    key = word.partition("=")[0]
    assert rlkb(root, "set", "how-do", word).out == (
        f"set `{key}` of `how-do-bats-find-prey`: nothing to do\n"
    )
    assert contents(root) == before


def test_unset_of_what_is_not_there_is_nothing_to_do(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert (
        rlkb(root, "unset", "can-bats-see", "tags").out == "unset `tags` of `can-bats-see`: nothing to do\n"
    )


def test_only_the_line_of_the_field_changes(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "set", "how-do", "status=draft").code == 0
    after = contents(root)
    assert after[NOTE] == before[NOTE].replace(b"tags: [sound]\n", b"tags: [sound]\nstatus: draft\n")
    assert rlkb(root, "unset", "how-do", "status").code == 0
    assert contents(root) == before
    assert rlkb(root, "unset", "how-do", "tags").code == 0
    assert contents(root)[NOTE] == before[NOTE].replace(b"tags: [sound]\n", b"")


def test_several_notes_need_a_word_and_undo_brings_all_back(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    words = ("set", "how-do", "can-bats-see", "year=2024")
    assert "say --yes or --expect 2" in rlkb(root, *words).err
    assert rlkb(root, *words, "--dry-run").code == 0
    assert contents(root) == before
    assert rlkb(root, *words, "--yes").code == 0
    assert all(b"\nyear: 2024\n" in contents(root)[path] for path in (NOTE, "notes/can-bats-see.md"))
    assert rlkb(root, "undo").code == 0
    assert contents(root) == before


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("draft", "draft"),
        ("true", Raw("true")),
        ("-3", Raw("-3")),
        ("1.10", Raw("1.10")),
        ("2024-05-01", Raw("2024-05-01")),
        ("2024-05-01T10:00:00Z", Raw("2024-05-01T10:00:00Z")),
        ('"true"', "true"),
        ("'a, b'", "a, b"),
        ("[a, 1, \"1\", 'x, y']", ["a", Raw("1"), "1", "x, y"]),
        ("[]", []),
        ("[a, [b]]", ["a", ["b"]]),
        ("", ""),
        ("no", "no"),
        ("null", "null"),
        ("007", "007"),
        ("31e9251331", "31e9251331"),
        ("12:30", "12:30"),
        ("Why: because # of that", "Why: because # of that"),
        ("[[a note]]", "[[a note]]"),
        ("[a](b)", "[a](b)"),
        ("{a: b}", "{a: b}"),
    ],
)
def test_values_as_the_command_line_says_them(text: str, value: Value) -> None:
    found = parse_value(text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["draft", "no", "1.10", '"1.10"', "[a, 1, '1']", "a: b", "[[x]]", "*x", ""])
def test_setting_twice_is_setting_once(tmp_path: Path, text: str) -> None:
    root = bats(tmp_path)
    rlkb(root, "set", "can-bats-see", f"x={text}")
    before = contents(root)
    assert "nothing to do" in rlkb(root, "set", "can-bats-see", f"x={text}").out
    assert contents(root) == before


ALIAS = """\
-- notes/a.md --
---
question: Why A?
section: one
summary: x
aliases: [the A]
---
-- notes/b.md --
---
question: Why B?
section: one
summary: x
---
See [[the A]] and [[the B]].
"""


def test_an_alias_that_is_in_use_stays(tmp_path: Path) -> None:
    root = write(tmp_path, base(ALIAS))
    before = contents(root)
    for words in (("set", "a", "aliases=[A]"), ("unset", "a", "aliases")):
        done = rlkb(root, *words)
        assert (done.code, contents(root)) == (1, before)
        assert "a link goes by the alias `the A` of `a`" in done.err


def test_a_new_alias_can_mend_a_link(tmp_path: Path) -> None:
    root = write(tmp_path, base(ALIAS))
    assert rlkb(root, "lint").code == 1
    assert rlkb(root, "set", "b", "aliases=[the B, 1984]").code == 0
    assert b"aliases:\n  - the B\n  - '1984'\n" in contents(root)["notes/b.md"]
    assert rlkb(root, "lint").code == 0


def test_keys_are_those_of_the_base(tmp_path: Path) -> None:
    hub = "title: T\nkeys: {question: title}\ntotals: {notes: 1, sections: 1}\n"
    hub += "sections:\n  - {id: one, title: One, count: 1, notes: [a]}\n"
    note = "---\ntitle: Why A?\nsection: one\nsummary: x\n---\n"
    root = write(tmp_path, {"hub.yaml": hub, "notes/a.md": note})
    assert "`rlkb retitle` rewords a question" in rlkb(root, "set", "a", "title=B?").err
    assert rlkb(root, "set", "a", "question=open").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("set", "can", "question=B?"), "`rlkb retitle` rewords a question"),
        (("set", "can", "section=lives"), "`rlkb move` moves a note"),
        (("set", "can", "related=[a]"), "`rlkb link --as related` and `rlkb unlink`"),
        (("set", "can", "former-ids=[a]"), "`rlkb retitle` and `rlkb merge` keep it"),
        (("unset", "can", "question"), "`rlkb retitle` rewords a question"),
        (("set", "can", "status"), "say one or more notes, and last KEY=VALUE"),
        (("set", "status=draft"), "say one or more notes, and last KEY=VALUE"),
        (("unset", "status"), "say one or more notes, and last the key"),
        (("set", "can", "=draft"), "`` cannot be a key"),
        (("set", "can", "x=[a, {]"), "cannot be read"),
        (("set", "nobody", "x=1"), "there is no note `nobody`"),
    ],
)
def test_bad_words_are_refused(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    root = bats(tmp_path)
    before = contents(root)
    done = rlkb(root, *words)
    assert (done.code, contents(root)) == (2, before)
    assert says in done.err
