"""Settings -> the Markdown table of README.md; `python -m tools.settings_table` writes it there."""

from __future__ import annotations

from pathlib import Path

from pydantic.fields import FieldInfo

from assistant.settings import PREFIX, PROJECT, Settings

README = PROJECT / "README.md"
BEGIN = "<!-- settings: written by `make docs` -->"
END = "<!-- end of settings -->"


def write_table() -> None:
    """Replace the table between the two markers of README.md."""
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n{settings_table()}\n{END}{after}", encoding="utf-8")


def written_table(readme: str) -> str:
    """Return what stands between the two markers."""
    return readme.split(BEGIN)[1].split(END)[0].strip()


def settings_table() -> str:
    """Return one row for each setting: variable, default, meaning."""
    rows = (
        f"| `{PREFIX}{name.upper()}` | {_default(field)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    )
    return "\n".join(("| variable | default | meaning |", "|---|---|---|", *rows))


def _default(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True, validated_data={})
    if default is None or default == ():
        return "none"
    if isinstance(default, Path):
        return f"`{_portable(default)}`"
    return f"`{default}`"


def _portable(path: Path) -> str:
    """Name a path as it is on any machine: below this checkout, or below the user's cache."""
    if path.is_relative_to(PROJECT):
        return f"{path.relative_to(PROJECT)}{'' if path.suffix else '/'}"
    return "~/.cache/" + "/".join(path.parts[-2:]) + "/"


if __name__ == "__main__":
    write_table()
