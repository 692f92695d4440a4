"""Pictures of every page in both themes and two widths, to be looked at.

    python tests/web/screenshots.py OUT [CASEFILE [PAGE …]]

Without a casefile the samples of `examples/iraq` are read into a new one. Needs Playwright and Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from browsing import chromium, served
from everything import addresses

WIDTHS = {"desk": 1280, "phone": 390}
THEMES = ("light", "dark")


def main(arguments: list[str]) -> int:
    """Make the pictures; returns the exit code."""
    if not arguments:
        sys.stderr.write("usage: python tests/web/screenshots.py OUT [CASEFILE [PAGE …]]\n")
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    casefile = Path(arguments[1]) if len(arguments) > 1 else _samples(out)
    with served(casefile) as base, chromium() as browser:
        pages = {n: a for n, a in addresses(casefile).items() if n in arguments[2:] or not arguments[2:]}
        for theme in THEMES:
            for width_name, width in WIDTHS.items():
                view = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
                for name, address in pages.items():
                    view.goto(base + address)
                    view.screenshot(path=out / f"{name}-{theme}-{width_name}.png", full_page=True)
                view.close()
    return 0


def _samples(out: Path) -> Path:
    from allegiance.casefile import Casefile

    path = out / "iraq.casefile"
    if not path.exists():
        with Casefile.open(path, create=True) as casefile:
            casefile.read(*sorted((Path(__file__).parents[2] / "examples" / "iraq").iterdir()))
    return path


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
