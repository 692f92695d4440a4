"""Draw every picture from made-up values into a folder, to be looked at.

    python tests/pictures/gallery.py FOLDER [--chromium /usr/bin/chromium]

With Chromium each is also photographed in both themes.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import made_up

from allegiance.pictures.alignment import alignment_picture
from allegiance.pictures.bloc import bloc_picture
from allegiance.pictures.lineage import lineage_picture
from allegiance.pictures.links import Links
from allegiance.pictures.network import network_picture
from allegiance.pictures.picture import Picture

LINKS = Links("/passages/{passage}")
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
)


def pictures() -> Iterator[tuple[str, Picture]]:
    """All of them, by name."""
    yield "pair", alignment_picture(made_up.alignment(), made_up.SHIFTS, links=LINKS, as_known="3 May 2020")
    yield "pair-500", alignment_picture(made_up.alignment(dots=500), made_up.SHIFTS[:1])
    yield "pair-one-point", alignment_picture(made_up.alignment(months=1, dots=1))
    yield "pair-empty", alignment_picture(made_up.alignment(months=0, dots=0))
    yield "pair-short", alignment_picture(made_up.alignment(months=14, dots=12))
    yield "pair-long-names", alignment_picture(made_up.alignment(a=made_up.LONG, b=made_up.ARABIC))
    partners = [
        made_up.alignment(130 - i, 20, b=f"Partner {i + 1}", seed=i, phase=i * 0.7) for i in range(10)
    ]
    yield "bloc", bloc_picture("Northern Council", partners, links=LINKS, as_known="3 May 2020")
    many = [made_up.alignment(60, 5, b=name, seed=i, phase=i) for i, name in enumerate(made_up.names(40))]
    yield "bloc-40", bloc_picture("Northern Council", many)
    yield "bloc-1", bloc_picture("Northern Council", partners[:1])
    yield "lineage", lineage_picture(made_up.lineage(), links=LINKS, as_of="2014", as_known="3 May 2020")
    yield "lineage-3", lineage_picture(made_up.small_lineage())
    yield "lineage-60", lineage_picture(made_up.large_lineage(60))
    yield "lineage-300", lineage_picture(made_up.large_lineage(300))
    yield "lineage-none", lineage_picture(made_up.large_lineage(0))
    yield "network", network_picture(made_up.network(24, 3), links=LINKS, as_known="3 May 2020")
    yield "network-5", network_picture(made_up.network(5, 2))
    yield "network-60", network_picture(made_up.network(60, 4))
    yield "network-150", network_picture(made_up.network(150, 5))
    yield "network-2000", network_picture(made_up.network(2000, 9))
    yield "network-none", network_picture(made_up.network(0, 0))


def main() -> int:
    """Write SVG files and, where there is Chromium, a PNG of each in light and dark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("--only", default="", help="names that begin so")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures():
        if not name.startswith(asked.only):
            continue
        for theme in ("light", "dark"):
            path = asked.folder / f"{name}-{theme}.svg"
            path.write_text(picture.themed(theme), encoding="utf-8")
            if asked.chromium and (theme == "light" or name in ("pair", "lineage", "network", "bloc")):
                photograph(asked.chromium, path, picture)
        picture.save(asked.folder / f"{name}.svg")
    return 0


def photograph(chromium: str, path: Path, picture: Picture) -> None:
    """A PNG beside the SVG, as a browser shows it."""
    size = f"--window-size={picture.width:.0f},{picture.height:.0f}"
    command = [
        chromium,
        *_FLAGS.split(),
        size,
        f"--screenshot={path.with_suffix('.png')}",
        path.resolve().as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


if __name__ == "__main__":
    raise SystemExit(main())
