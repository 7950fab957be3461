"""`rlkb retitle`."""

from pathlib import Path

from tests.bases import contents
from tests.cli import rlkb
from tests.verbs.bases import bats

NEW = "How do bats catch what they eat?"


def test_the_same_question_is_nothing_to_do(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "retitle", "how-do", "How do bats find prey?").out.endswith("nothing to do\n")
    assert contents(root) == before


def test_the_words_change_wherever_they_stand(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert rlkb(root, "retitle", "how-do", NEW).code == 0
    after = contents(root)
    assert after["hub.yaml"] == before["hub.yaml"]
    note = after["notes/how-do-bats-find-prey.md"].decode()
    assert note.startswith(f"---\nquestion: '{NEW}'   # asked first\n")
    assert "former-questions:\n- How do bats find prey?\n---" in note
    assert f"\n# {NEW}\n" in note
    other = after["notes/can-bats-see.md"].decode()
    assert f"[{NEW}](how-do-bats-find-prey.md#how-do-bats-catch-what-they-eat),\n" in other
    assert "[[how-do-bats-find-prey#How do bats catch what they eat?]]" in other
    assert "[this][prey], `[[how-do-bats-find-prey]]`" in other
    assert after["README.md"].decode() == f"Start with [{NEW}](notes/how-do-bats-find-prey.md).\n"
    assert rlkb(root, "lint").code == 0


def test_a_rename_takes_every_link_along(tmp_path: Path) -> None:
    root = bats(tmp_path)
    assert rlkb(root, "retitle", "how-do", NEW, "--rename").code == 0
    after = contents(root)
    new_id = "how-do-bats-catch-what-they-eat"
    assert f"notes/{new_id}.md" in after
    assert "notes/how-do-bats-find-prey.md" not in after
    assert b"former-ids:\n- how-do-bats-find-prey\n" in after[f"notes/{new_id}.md"]
    other = after["notes/can-bats-see.md"].decode()
    assert f"| [[{new_id}\\|prey]] | 1 |" in other
    assert f'[prey]: {new_id}.md "A title"' in other
    assert "`[[how-do-bats-find-prey]]`" in other
    assert f"  - {new_id}\n" in other
    assert f"      # the classic\n      - {new_id}  # start here\n" in after["hub.yaml"].decode()
    assert rlkb(root, "lint").code == 0


def test_back_again_leaves_no_former_name_that_is_the_present_one(tmp_path: Path) -> None:
    root = bats(tmp_path)
    rlkb(root, "retitle", "can", "Do bats see?", "--rename")
    assert rlkb(root, "retitle", "can-bats-see", "Can bats see?", "--rename").code == 0
    note = contents(root)["notes/can-bats-see.md"].decode()
    assert "former-ids:\n  - do-bats-see\n" in note
    assert "former-questions:\n  - Do bats see?\n" in note


def test_what_another_note_asks_or_is_called_is_refused(tmp_path: Path) -> None:
    root = bats(tmp_path)
    before = contents(root)
    assert "asks this already" in rlkb(root, "retitle", "how-do", "can bats see").err
    assert "already" in rlkb(root, "retitle", "how-do", "Why?", "--id", "can-bats-see").err
    assert rlkb(root, "retitle", "how-do", "Why?", "--id", "x", "--rename").code == 2
    assert contents(root) == before


def test_an_id_that_comes_from_a_key_leaves_the_file_where_it_is(tmp_path: Path) -> None:
    root = bats(tmp_path)
    hub = root / "hub.yaml"
    hub.write_text(
        hub.read_text().replace("totals:", "keys: {id: slug}\ntotals:").replace("where-do-bats-sleep", "beds")
    )
    note = root / "notes/where-do-bats-sleep.md"
    note.write_text(note.read_text().replace("section:", "slug: beds\nsection:"))
    assert rlkb(root, "lint").code == 0
    assert rlkb(root, "retitle", "beds", "Where do bats rest?", "--id", "rest").code == 0
    assert "slug: rest\n" in note.read_text()
    assert "notes: [rest]" in hub.read_text()
    assert rlkb(root, "lint").code == 0
