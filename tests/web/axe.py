"""A page in a browser -> what axe-core finds that keeps people from using it, in both themes, wide and on a phone."""

from __future__ import annotations

from importlib.resources import files
from itertools import product
from typing import Literal

from playwright.sync_api import Page

from tests.web.conftest import PHONE

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# What fades in has no contrast yet; what turns for ever never ends.
_AT_REST = """Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished))"""
_WIDE = {"width": 1280, "height": 800}
_THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def violations(page: Page) -> list[str]:
    """What axe-core calls serious or critical as the page stands, with the first element of each."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_AXE)
    page.evaluate(_AT_REST)
    # A frame of another origin is asked about by itself.
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'], iframes: false })")["violations"]
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def flaws(page: Page, state: str) -> list[str]:
    """The violations of a state of a page in each theme and at each width, which it is left in as it was found wide."""
    found = []
    for theme, size in product(_THEMES, (PHONE, _WIDE)):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size(size)
        found += [f"{state}, {theme}, {size['width']} wide: {one}" for one in violations(page)]
    return found
