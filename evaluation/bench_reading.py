"""Reports read and held against hand-made golden tables: python -m evaluation.bench_reading [--show] [--formats].

Seeds, pages, samples and `development` are development data: the rules were written while looking at them. The reports
of `unseen` were written and annotated by authors who had not read the rules, and were first held against the rules when
those were frozen; the rules of figures, people and events have been mended with them since.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.domain import Source
from assistant.reading import read_report
from evaluation.bars import CONCLUSIONS, MET, MISSED, no_data
from evaluation.bars import report as print_figures
from evaluation.golden import Golden, check, read_table
from evaluation.reading_scores import Score, figures, hold

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared" / "reports"
FOLDERS = {
    "seeds": SHARED / "seeds",
    "pages": SHARED / "pages",
    "samples": PROJECT / "samples",
    "development": PROJECT / "evaluation" / "reports" / "development",
    "unseen": PROJECT / "evaluation" / "reports" / "unseen",
}
DEVELOPMENT = ("seeds", "pages", "samples", "development")


def main() -> int:
    """Print noise, fields and sections for development and unseen reports; 1 when a bar is missed, 2 without data."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_reading")
    parser.add_argument("--show", action="store_true", help="print each value that is wrong or missing")
    parser.add_argument("--formats", action="store_true", help="hold other formats against HTML, too (some minutes)")
    options = parser.parse_args()
    statuses = []
    for title, names in (("development", DEVELOPMENT), ("unseen", ("unseen",))):
        present = [name for name in names if FOLDERS[name].is_dir()]
        statuses += [no_data(f"{name} (no {FOLDERS[name]})") for name in names if name not in present]
        score = Score()
        count = 0
        for name in present:
            for golden in read_table(name):
                _hold_against(golden, FOLDERS[name], score, show=options.show)
                count += 1
        if present:
            rows = figures(score, noise_barred=names is DEVELOPMENT)
            statuses.append(print_figures(f"{title}: {count} reports of {', '.join(present)}", rows))
    if options.formats:
        from evaluation.format_rows import hold_formats

        statuses.append(hold_formats({name: folder for name, folder in FOLDERS.items() if folder.is_dir()}))
    status = MISSED if MISSED in statuses else max(statuses, default=MET)
    print(CONCLUSIONS[status])
    return status


def _hold_against(golden: Golden, folder: Path, score: Score, *, show: bool) -> None:
    path = folder / golden.file
    read = read_report(path, Source("golden", "", golden.file, ""), golden.file)
    wrong = hold(golden, read, check(golden, path.read_bytes(), read), score)
    if show:
        print(*(f"{golden.file}: {line}" for line in wrong), sep="\n", end="\n" if wrong else "")


if __name__ == "__main__":
    sys.exit(main())
