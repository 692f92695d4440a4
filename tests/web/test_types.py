"""The JavaScript of the workbench keeps the types that its comments declare."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_STATIC = _ROOT / "src" / "allegiance" / "web" / "static"


def test_every_module_passes_the_strict_check() -> None:
    compiler = shutil.which("tsc")
    if compiler is None:
        pytest.skip("no tsc on this machine: npm install --global typescript")
    checked = subprocess.run(
        [compiler, "--project", str(_ROOT / "tsconfig.json"), "--listFilesOnly"],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = {Path(line).name for line in checked.stdout.splitlines() if _STATIC in Path(line).parents}
    assert ours == {path.name for path in _STATIC.glob("*.js")}
    found = subprocess.run(
        [compiler, "--project", str(_ROOT / "tsconfig.json")], capture_output=True, text=True, check=False
    )
    assert found.stdout.splitlines() == []
    assert found.returncode == 0


def test_every_function_says_what_it_takes() -> None:
    """A module without types is checked loosely: none opts out."""
    for path in _STATIC.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert "@ts-nocheck" not in text, path.name
        assert "@ts-ignore" not in text, path.name
