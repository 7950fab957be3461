"""What rules ask first, to tell that a document is right, hides nothing that their checks would find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rlkb_cli.kb.config import Config, read_config
from rlkb_cli.kb.model import Note, Page
from rlkb_cli.kb.read import read_hub, read_note, read_page
from rlkb_cli.lint.engine import rules
from rlkb_cli.lint.rules import duplicate_link
from rlkb_cli.lint.signs import signs
from rlkb_cli.lint.suppressions import may_suppress, suppressions
from rlkb_cli.lint.texts import texts_in

PATH = "notes/a.md"
HUBS = [
    "title: A\n",
    "title: A\nkeys: {id: slug, question: title}\nrelations: {cites: cited-by}\n",
    "title: A\nlint: {question-too-long: {max-words: 2}, summary-too-long: {max-words: 0}}\n",
    "title: A\nfields: [{name: created, type: date}, {name: kind, enum: [a, b]}, {name: doi, pattern: '^1'},"
    " {name: tags, type: list, required: true}, {name: done, type: boolean}]\n",
]
KEYS = "section summary aliases related cites former-ids slug created kind doi done tags"
# `¤` is a blank, `¶` a line break.
QUESTIONS = """
    Why¤is¤it¤so? Why?¤What¤does¤it¤do¤now? What¤is¤it¤now?¤Why¤is¤it¤so? Why Why?? Why?. Why¤? Why!? Is¤it? What、
    "Why?¤" '¤x' TODO ??? untitled Nothing
"""
VALUES = """
    Why¤is¤it¤so Nothing TBD:¤x 1.10 no 2024-05-01 012 ~ null "" '' [] [a,¤b] [a,¤a] [ü,¤u\u0308] [é,¤e\u0301] [a,¤""]
    [a,¤~] [a,¤1.10] ["¤a"] [[a]] "[[a]]" [[[a]]] {a:¤b} >-¶¤¤Why¶¤¤is¤it? |¶¤¤Why? a/b 4¤March¤2024 yes true a,¤b
    ¶¤¤-¤a¶¤¤-¤a #¤note
"""
BODIES = """
    #¤Why?¶ #¤Why¤is¤it¤so?¶ ##¤T¶ #¤Other?¶ ¶TODO¶ T¤ODO ¶TBD:¤x -¤TODO¶ ¶???¶ ?¤?? orem¤ipsum ¤Lorem¤ipsum¤ [a][b]
    ¤[abc][d]¤ [a][] ][ ¤[Tx](<x>) ¤[?a][D]¤ [[a]] [[a]][[b]] [[a]]¤[[a]] [a](b.md) [a](b.md)¤[a](b.md) [a](/b.md)
    ![](/x) []() [a](#) [a](<>) ¶[b]:¤c¶ ¶[b]:¤/c¶ ¶<<<<<<<¤HEAD¶a¶=======¶b¶>>>>>>>¤x¶ <<<<<<<¤ `x` ¶```¶ \r \r¶ ¶
    ¶ \u200b \ufeff \u202e \xad \u061c \u200d \U000e0041 \x01 \x7f \x85 ü “ 語 <!--¤rlkb:¤ignore[x]¤--> <!--¤-->
    #¤rlkb:¤ignore[x] <!--rlkb:ignore[x]--> #rlkb: #¤k: rlkb:
"""
NOTES = st.builds(
    "{}---\n{}{}---\n{}".format,
    st.sampled_from(["", "", "\ufeff", "x"]),
    st.builds("{}: {}\n".format, st.sampled_from(["question", "title"]), st.sampled_from(QUESTIONS.split())),
    st.dictionaries(st.sampled_from(KEYS.split()), st.sampled_from(VALUES.split()), min_size=2, max_size=6).map(
        lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs.items())
    ),
    st.lists(st.sampled_from([*BODIES.split(" "), "¶", "¤"]), min_size=4, max_size=16).map("".join),
)


def targets_of(document: Note | Page) -> list[str]:
    return [link.target for link in document.body.links]


def config_of(text: str) -> Config:
    return read_config(read_hub("hub.yaml", text.encode(), "hub").fields, "hub.yaml")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([config_of(hub) for hub in HUBS]), NOTES)
def test_nothing_wrong_is_taken_for_right(config: Config, text: str) -> None:
    data = text.replace("¤", " ").replace("¶", "\n").encode()
    exact, page = read_note(PATH, data, config), read_page("README.md", data)
    for rule in rules():
        for note in (exact, read_note(PATH, data, config, quick=config.read)):
            if rule.note and rule.note_if and list(rule.note(exact, config)):
                assert rule.note_if(note, texts_in(note), config), rule.name
            if rule.body and rule.body_if and not note.problems and list(rule.body(exact, data, config)):
                assert rule.body_if(note, targets_of(note)), rule.name
        if rule.body and rule.body_if and list(rule.body(page, data, config)):
            assert rule.body_if(page, targets_of(page)), rule.name
        if rule.data and rule.data_if and list(rule.data(PATH, data, config)):
            assert rule.data_if(data, signs(data)), rule.name
    assert may_suppress(signs(data)) or not suppressions(data, "note")


LINKS = """
    [a](b.md) [b.md](b.md) [a](<b.md>) [a](./b.md) [a](b.md#x) ![a](b.md) b.md
    [a][r] [c](c.md) [b¶text](b.md) [a¶2.¤x](b.md) [[b]] [[b|a]] [[b#x]] [[b\\|a]] ¶¶ ¶ ¶-¤ ¶*¤ ¶1.¤ ¶2.¤ ¶|¤ ¤|¤ ¶>¤
    `[[b]]` ¶```¶ ¶[r]:¤b.md¶ [a](d%20e.md) [a](<d¤e.md>) [[d¤e]] [a](d%20e.md)¶¶[a](<d¤e.md>)
"""
ENCODED = ["[a](b%2Emd)", "[a](b&#46;md)", "[a](b\\.md)"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*LINKS.split(), "¶¶", "¤"] * 3 + ENCODED), min_size=2, max_size=10).map("".join))
def test_links_that_meet_are_not_taken_for_apart(text: str) -> None:
    data = text.replace("¤", " ").replace("¶", "\n").encode()
    found = list(duplicate_link.check(read_page("a.md", data), data, Config()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicate_link, "are_apart", lambda data, targets: False)
        assert found == list(duplicate_link.check(read_page("a.md", data), data, Config()))


def test_no_invisible_character_is_overlooked() -> None:
    check = next(rule for rule in rules() if rule.name == "invisible-characters")
    assert check.data and check.data_if
    for code in (*range(1, 0x3000), *range(0xFE00, 0x10000), *range(0xE0000, 0xE0100)):
        data = f"a{chr(code)}".encode()
        assert check.data_if(data, signs(data)) or not list(check.data(PATH, data, Config()))
