"""What README.md says of settings, make targets, files and commands is so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from assistant.settings import PREFIX, Settings
from tools.settings_table import README, settings_table, written_table

PROJECT = README.parent
PAGES = (*(PROJECT / name for name in ("README.md", "CONTRIBUTING.md")), *sorted((PROJECT / "docs").glob("*.md")))


def make(*arguments: str) -> str:
    return subprocess.run(["make", *arguments], cwd=PROJECT, check=True, capture_output=True, text=True).stdout


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def listed_targets() -> set[str]:
    return set(re.findall(r"^  make ([a-z-]+)", make("help"), re.MULTILINE))


def test_the_settings_table_is_the_generated_one() -> None:
    assert written_table(README.read_text(encoding="utf-8")) == settings_table(), "run `make docs`"


def test_every_setting_has_a_meaning_and_a_row() -> None:
    table = settings_table()
    for name, field in Settings.model_fields.items():
        assert field.description
        assert f"| `{PREFIX}{name.upper()}` |" in table


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"(?:`|^)make ([a-z][a-z-]*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= makefile_targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_a_page_names_exists(page: Path) -> None:
    named = re.findall(rf"{PREFIX}([A-Z][A-Z_]*)", page.read_text(encoding="utf-8"))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_a_page_links_to_exists(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_readme_shows_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    assert "\nmake run\n" in text
    assert "\nmake test\n" in text


def test_make_help_lists_every_target_and_is_the_default() -> None:
    assert listed_targets() == makefile_targets()
    assert make() == make("help")


def test_no_target_is_mistaken_for_a_file() -> None:
    phony = re.search(r"^\.PHONY: (.*)", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == makefile_targets()
