"""Pictures of every page in both themes and two widths, to be looked at.

    python tests/web/screenshots.py OUT [CASEFILE [PAGE …]]

Without a casefile the samples of `examples/iraq` are read into a new one, and the pair is Moqtada al-Sadr and Iran at
the level 'everything'. The samples have too few dated words about any pair for a turn, so that a made-up world with a
known turn stands for the list of shifts. Needs Playwright and Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from browsing import chromium, served
from everything import addresses
from playwright.sync_api import Browser

from allegiance.casefile import Casefile
from allegiance.views import find_actor
from planted import MARRAN, OSTRAVA, plant

# Nothing is being worked out, and the network that moves is drawn.
_SETTLED = """() => !document.querySelector('[aria-busy=true], [data-when-there]') && (() => {
  const moving = document.querySelector('[data-network]');
  return !moving || moving.hidden || Number(moving.dataset.frames) > 0;
})()"""
_PATIENCE = 120_000  # milliseconds
WIDTHS = {"desk": 1280, "phone": 390}
THEMES = ("light", "dark")


def main(arguments: list[str]) -> int:
    """Make the pictures; returns the exit code."""
    if not arguments:
        sys.stderr.write("usage: python tests/web/screenshots.py OUT [CASEFILE [PAGE …]]\n")
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    wanted = arguments[2:]
    given = Path(arguments[1]) if len(arguments) > 1 else None
    casefile = given or _samples(out)
    pages = addresses(casefile)
    turns = {}
    if given is None:
        pages["pair"] = _pair(casefile, "Moqtada al-Sadr", "Iran")
        turns = {"shifts": "/shifts", "pair-turn": f"/pairs/{MARRAN.id}/{OSTRAVA.id}"}
    with chromium() as browser:
        with served(casefile) as base:
            _take(browser, base, {n: a for n, a in pages.items() if n not in turns}, wanted, out)
        if turns:
            with served(plant(_fresh(out / "river.casefile"))) as base:
                _take(browser, base, turns, wanted, out)
    return 0


def _take(browser: Browser, base: str, pages: dict[str, str], wanted: list[str], out: Path) -> None:
    """Take these pages (those that are wanted, or all) in both themes and widths."""
    for theme in THEMES:
        for width_name, width in WIDTHS.items():
            view = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
            for name, address in pages.items():
                if not wanted or name in wanted:
                    view.goto(base + address)
                    view.wait_for_function(_SETTLED, timeout=_PATIENCE)
                    view.screenshot(path=out / f"{name}-{theme}-{width_name}.png", full_page=True)
            view.close()


def _pair(path: Path, one: str, other: str) -> str:
    with Casefile.open(path) as casefile:
        first, second = (find_actor(casefile, words).actor.id for words in (one, other))
    return f"/pairs/{first}/{second}?level=everything"


def _fresh(path: Path) -> Path:
    path.unlink(missing_ok=True)
    return path


def _samples(out: Path) -> Path:
    path = out / "iraq.casefile"
    if not path.exists():
        with Casefile.open(path, create=True) as casefile:
            casefile.read(*sorted((Path(__file__).parents[2] / "examples" / "iraq").iterdir()))
    return path


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
