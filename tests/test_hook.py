"""The hook for pre-commit, run by pre-commit itself in real repositories."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parent.parent
PROJECT = ("rlkb_cli", ".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE")
SHIPPED: list[dict[str, Any]] = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("git"), reason="needs git and a POSIX shell"
)


class Repository:
    """A Git repository with a base, in an environment of its own."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder, self.env = folder, env

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command here; its standard error is part of its output."""
        return subprocess.run(
            words,
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    def must(self, *words: str) -> str:
        """Run a command that has to succeed, and return its output."""
        done = self.run(*words)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def commit(self) -> subprocess.CompletedProcess[str]:
        """Commit everything as it is."""
        self.must("git", "add", "--all")
        return self.run("git", "commit", "-q", "-m", "a change")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change the first place where a text stands in a file, which must hold it."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def environment(folder: Path) -> dict[str, str]:
    """An environment that neither reads nor writes the user's settings, with this `rlkb` on its path."""
    programs = folder / "bin"
    programs.mkdir()
    ours = f'PYTHONPATH="{TOP}" exec "{sys.executable}" -m rlkb_cli "$@"'
    (programs / "rlkb").write_text(f"#!/bin/sh\n{ours}\n")
    (programs / "rlkb").chmod(0o755)
    (folder / "gitconfig").write_text(
        "[user]\nname = A Curator\nemail = curator@example.org\n[init]\ndefaultBranch = main\n"
    )
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    return kept | {
        "PATH": os.pathsep.join([str(programs), os.environ["PATH"]]),
        "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "VIRTUALENV_OVERRIDE_APP_DATA": str(folder / "virtualenv"),
        "PYTHONUTF8": "1",
    }


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return environment(tmp_path_factory.mktemp("environment"))


@pytest.fixture
def repository(tmp_path: Path, env: dict[str, str]) -> Repository:
    """The example base in a repository, committed, without a hook."""
    return example(tmp_path / "base", env)


def example(folder: Path, env: dict[str, str]) -> Repository:
    shutil.copytree(TOP / "docs" / "example", folder, ignore=shutil.ignore_patterns(".rlkb"))
    repository = Repository(folder, env)
    repository.must("git", "init", "-q")
    assert repository.commit().returncode == 0
    return repository


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, env: dict[str, str]) -> Repository:
    """The same with the shipped hooks installed, except that their `rlkb` is the one on the path."""
    repository = example(tmp_path_factory.mktemp("template") / "base", env)
    hooks = [{**hook, "language": "system"} for hook in SHIPPED]
    for hook in hooks:
        hook.pop("minimum_pre_commit_version")
    config = {
        "default_install_hook_types": ["pre-commit", "pre-merge-commit", "pre-push"],
        "repos": [{"repo": "local", "hooks": hooks}],
    }
    (repository.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    repository.must(sys.executable, "-m", "pre_commit", "install")
    assert repository.commit().returncode == 0
    return repository


@pytest.fixture
def hooked(tmp_path: Path, template: Repository) -> Repository:
    """A repository with the hooks, of one's own."""
    shutil.copytree(template.folder, tmp_path / "base")
    return Repository(tmp_path / "base", template.env)


def add_note(repository: Repository, name: str, before: str) -> None:
    """Add a note by hand as a curator would, figures included."""
    note = f"---\nquestion: What about {name}?\nsection: decay\nsummary: It depends.\n---\n"
    (repository.folder / "notes" / f"{name}.md").write_text(note)
    repository.replace("hub.yaml", before, f"      - {name}\n{before}")
    repository.replace("hub.yaml", "count: 2", "count: 3")
    repository.replace("hub.yaml", "notes: 4", "notes: 5")


def test_a_sound_commit_passes(hooked: Repository) -> None:
    hooked.replace("notes/when-is-a-note-out-of-date.md", "Age alone", "Its age alone")
    assert hooked.commit().returncode == 0


def test_a_commit_that_touches_no_note_is_checked_too(hooked: Repository) -> None:
    (hooked.folder / "todo.txt").write_text("nothing\n")
    hooked.replace("hub.yaml", "notes: 4", "notes: 9")
    assert hooked.run("git", "commit", "-qam", "figures").returncode == 1


def test_a_bad_count_is_refused(hooked: Repository) -> None:
    hooked.replace("hub.yaml", "count: 2", "count: 7")
    done = hooked.commit()
    assert done.returncode == 1 and "section-count" in done.stdout
    assert "hub.yaml" in hooked.must("git", "diff", "--cached", "--name-only")


def test_deleting_a_note_that_others_name_is_refused(hooked: Repository) -> None:
    hooked.must("git", "rm", "-q", "notes/why-do-links-rot.md")
    done = hooked.run("git", "commit", "-qm", "only deletes")
    assert done.returncode == 1 and "missing-note" in done.stdout and "dangling-link" in done.stdout


def test_a_rename_by_hand_is_refused_and_one_by_rlkb_passes(hooked: Repository) -> None:
    hooked.must("git", "mv", "notes/why-do-links-rot.md", "notes/what-makes-links-rot.md")
    assert "unlisted-note" in hooked.commit().stdout
    hooked.must("git", "reset", "-q", "--hard")
    hooked.must("rlkb", "retitle", "why-do-links-rot", "What makes links rot?", "--rename")
    assert hooked.commit().returncode == 0


def test_a_merge_without_conflict_that_loses_count_is_refused(hooked: Repository) -> None:
    hooked.must("git", "checkout", "-qb", "other")
    add_note(hooked, "apples", before="      - why-do-links-rot\n")
    assert hooked.commit().returncode == 0
    hooked.must("git", "checkout", "-q", "main")
    add_note(hooked, "wool", before="  - id: care\n")
    assert hooked.commit().returncode == 0
    merge = hooked.run("git", "merge", "--no-edit", "other")
    assert merge.returncode == 1 and "CONFLICT" not in merge.stdout
    assert "total-notes" in merge.stdout and "section-count" in merge.stdout


def test_what_git_does_not_know_is_missing(hooked: Repository) -> None:
    add_note(hooked, "wool", before="  - id: care\n")
    assert hooked.run("rlkb", "lint").returncode == 0
    done = hooked.run("git", "commit", "-qam", "without the note")
    assert done.returncode == 1 and "no note or hub has the id `wool`" in done.stdout
    assert hooked.commit().returncode == 0


def test_what_is_not_staged_does_not_count(hooked: Repository) -> None:
    hooked.replace("notes/when-is-a-note-out-of-date.md", "Age alone", "Its age alone")
    hooked.must("git", "add", "--all")
    hooked.replace("hub.yaml", "count: 2", "count: 7")
    assert hooked.run("git", "commit", "-qm", "only the note").returncode == 0
    hooked.must("git", "add", "hub.yaml")
    hooked.replace("hub.yaml", "count: 7", "count: 2")
    assert "section-count" in hooked.run("git", "commit", "-qm", "only the figure").stdout
    assert hooked.run("git", "commit", "-qam", "as on disk", "--allow-empty").returncode == 0


def test_files_named_to_git_commit_are_what_is_looked_at(hooked: Repository) -> None:
    add_note(hooked, "wool", before="  - id: care\n")
    hooked.must("git", "add", "notes/wool.md")
    assert "unlisted-note" in hooked.run("git", "commit", "-qm", "the note", "notes/wool.md").stdout
    assert hooked.run("git", "commit", "-qm", "both", "notes/wool.md", "hub.yaml").returncode == 0


def test_many_files_are_looked_at_in_one_run(hooked: Repository) -> None:
    for number in range(500):
        (hooked.folder / f"page-{number:03}.md").write_text("[there](notes/why-do-links-rot.md)\n")
    hooked.replace("hub.yaml", "count: 2", "count: 7")
    assert hooked.commit().stdout.count("in 4 notes and 1 hub") == 1


def test_the_commit_that_is_pushed_is_looked_at(hooked: Repository, tmp_path: Path) -> None:
    hooked.must("git", "init", "-q", "--bare", str(tmp_path / "remote"))
    hooked.must("git", "remote", "add", "origin", str(tmp_path / "remote"))
    hooked.replace("hub.yaml", "count: 2", "count: 7")
    hooked.must("git", "commit", "-qam", "not looked at", "--no-verify")
    hooked.replace("hub.yaml", "count: 7", "count: 2")
    assert "section-count" in hooked.run("git", "push", "origin", "main").stdout  # the first push, so all of it
    assert hooked.run("git", "push", "-q", "origin", "main~1:refs/heads/main").returncode == 0
    assert "section-count" in hooked.run("git", "push", "origin", "main").stdout
    assert hooked.commit().returncode == 0
    hooked.must("git", "push", "-q", "origin", "main")


def test_a_comparison_of_commits_reads_the_later_one(hooked: Repository) -> None:
    run = (sys.executable, "-m", "pre_commit", "run", "--hook-stage", "pre-push", "--from-ref", "HEAD~1", "--to-ref")
    hooked.replace("hub.yaml", "count: 2", "count: 7")
    assert hooked.run(*run, "HEAD").returncode == 0
    hooked.must("git", "commit", "-qam", "not looked at", "--no-verify")
    hooked.must("git", "checkout", "-q", "HEAD~1")
    assert "section-count" in hooked.run(*run, "main").stdout


def test_the_hook_that_mends_runs_only_by_hand(hooked: Repository) -> None:
    note = hooked.folder / "notes/why-do-links-rot.md"
    text = note.read_bytes()
    note.write_bytes(b"\xef\xbb\xbf" + text)
    assert hooked.commit().returncode == 0
    run = (sys.executable, "-m", "pre_commit", "run", "rlkb-fix", "--hook-stage", "manual")
    done = hooked.run(*run)
    assert done.returncode == 1 and "files were modified by this hook" in done.stdout
    assert note.read_bytes() == text
    assert hooked.commit().returncode == 0
    assert hooked.run(*run).returncode == 0


@pytest.mark.slow
def test_pre_commit_builds_and_runs_it_from_a_repository(
    repository: Repository, tmp_path: Path, env: dict[str, str]
) -> None:
    project = Repository(tmp_path / "project", env)
    project.folder.mkdir()
    for name in PROJECT:
        copy = shutil.copytree if (TOP / name).is_dir() else shutil.copy
        copy(TOP / name, project.folder / name)
    project.must("git", "init", "-q")
    assert project.commit().returncode == 0
    fetch = (sys.executable, "-m", "pip", "download", "-q", "--no-deps", "hatchling")
    if repository.run(*fetch, "-d", str(tmp_path / "fetched")).returncode:
        pytest.skip("pip cannot fetch packages here")
    rev = project.must("git", "rev-parse", "HEAD").strip()
    config = {"repos": [{"repo": str(project.folder), "rev": rev, "hooks": [{"id": "rlkb-lint"}]}]}
    (repository.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    repository.must(sys.executable, "-m", "pre_commit", "install")
    done = repository.commit()
    assert done.returncode == 0 and "Passed" in done.stdout
    repository.must("git", "rm", "-q", "notes/why-do-links-rot.md")
    done = repository.commit()
    assert done.returncode == 1 and "missing-note" in done.stdout
