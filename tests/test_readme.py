"""What README.md and the pages in docs/, also those in Vietnamese, say of settings, targets, files, commands is so."""

from __future__ import annotations

import re
import shlex
import subprocess
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest
from assistant import __main__ as assistant_command
from assistant.answering.phrases import phrase
from assistant.settings import PREFIX, Settings
from assistant.web.wording import VI
from assistant.web.wording_shelf import SHELF
from tools.screenshots import IMAGES, SHOTS
from tools.settings_table import README, settings_table, written_table

PROJECT = README.parent
VIETNAMESE = (PROJECT / "README.vi.md", *sorted((PROJECT / "docs" / "vi").glob("*.md")))
PAGES = (README, PROJECT / "CONTRIBUTING.md", *VIETNAMESE, *sorted((PROJECT / "docs").glob("*.md")))
PARSERS: dict[str, Callable[[], ArgumentParser]] = {
    "ingest.py": ingest.parser,
    "-m assistant": assistant_command.parser,
}
PICTURES_BYTES = 1_500_000


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


def commands_of(page: Path, program: str) -> list[str]:
    """What a page says behind `.venv/bin/python PROGRAM`, in blocks of commands and between backticks."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"\.venv/bin/python {re.escape(program)} ([^`\n]+)", text)


@pytest.mark.parametrize("program", PARSERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_a_page_names_is_understood(page: Path, program: str) -> None:
    for command in commands_of(page, program):
        arguments = shlex.split(command, comments=True)
        if len(arguments) > 0 and "…" not in command:
            PARSERS[program]().parse_args(arguments)  # exits where it is not understood


def test_pages_name_commands_of_every_program() -> None:
    assert [program for program in PARSERS if not any(commands_of(page, program) for page in PAGES)] == []


@pytest.mark.parametrize("page", VIETNAMESE, ids=lambda page: page.name)
def test_every_file_a_vietnamese_page_runs_exists(page: Path) -> None:
    named = re.findall(r"\.venv/bin/python (\w[\w/]*\.py)|src=\"(\.\.[^\"]+)\"", page.read_text(encoding="utf-8"))
    assert [
        one for script, image in named for one in (script, image) if script and not (PROJECT / script).exists()
    ] == []
    assert [image for _, image in named if image and not (page.parent / image).exists()] == []


def test_the_guide_names_what_the_page_shows() -> None:
    shown = (
        *(VI.send, VI.understood, VI.next_questions, VI.nearest, VI.clear_filters, VI.copy_answer, VI.copy_link),
        VI.new_conversation,
        *(VI.fact_place, VI.fact_body, VI.filter_time, VI.filter_reports, VI.nav_reports, VI.feedback_send),
    )
    guide = (PROJECT / "docs" / "vi" / "hoi-dap.md").read_text(encoding="utf-8")
    assert [words for words in shown if f'"{words}"' not in guide] == []
    operating = (PROJECT / "docs" / "vi" / "van-hanh.md").read_text(encoding="utf-8")
    named = (VI.starting, SHELF["vi"].correct, VI.nav_reports)
    assert [words for words in named if f'"{words}"' not in operating] == []


def test_the_guide_quotes_a_refusal_as_it_is_said() -> None:
    guide = (PROJECT / "docs" / "vi" / "hoi-dap.md").read_text(encoding="utf-8")
    assert f'"{phrase("none", "vi")}"' in guide


def test_every_picture_is_taken_by_the_script_and_they_are_small() -> None:
    pictures = sorted(IMAGES.iterdir())
    assert [picture.name for picture in pictures] == sorted(f"{shot.name}.png" for shot in SHOTS)
    assert sum(picture.stat().st_size for picture in pictures) < PICTURES_BYTES


def test_the_readme_is_there_in_both_languages() -> None:
    assert "(README.vi.md)" in README.read_text(encoding="utf-8")[:200]
    assert "(README.md)" in VIETNAMESE[0].read_text(encoding="utf-8")[:200]


@pytest.mark.parametrize("page", (README, VIETNAMESE[0]), ids=lambda page: page.name)
def test_the_readme_shows_the_two_commands(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "\nmake run\n" in text
    assert "\nmake test\n" in text


def test_make_help_lists_every_target_and_is_the_default() -> None:
    assert listed_targets() == makefile_targets()
    assert make() == make("help")


def test_no_target_is_mistaken_for_a_file() -> None:
    phony = re.search(r"^\.PHONY: (.*)", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == makefile_targets()
