"""Damage each file of the indexes, and see that it is noticed and made good: python -m evaluation.damage.

Files are deleted, emptied, cut, zeroed in part, or have one bit flipped.
"""

from __future__ import annotations

import argparse

from evaluation.bars import CONCLUSIONS
from evaluation.crashing.damaging import CASES, SEED, damage


def main() -> int:
    """Run the whole; return 1 when damage was not made good."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.damage")
    parser.add_argument("--cases", type=int, default=CASES, help=f"how many (default: {CASES})")
    parser.add_argument("--seed", type=int, default=SEED, help="the same number does the same damage")
    options = parser.parse_args()
    status = damage(options.cases, options.seed)
    print(CONCLUSIONS[status])
    return status


if __name__ == "__main__":
    raise SystemExit(main())
