"""The faults of `benchmarks/faults.py`, fewer of each: kills, a full disk, many at once, changed values."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FAULTS = Path(__file__).parents[2] / "benchmarks" / "faults.py"


ASKED = {"kills": "4", "disks": "2", "seconds": "1", "changes": "200", "documents": "6"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_casefile_bears_faults(tmp_path: Path) -> None:
    asked = ASKED | {"notes": str(tmp_path / "notes.jsonl")}
    arguments = [word for name, number in asked.items() for word in (f"--{name}", number)]
    done = subprocess.run([sys.executable, str(FAULTS), *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    kills, disks, crowd, changes = done.stdout.splitlines()
    assert kills.startswith("4 kills")
    assert disks.startswith("2 acts on a full disk")
    assert crowd.startswith("8 writers and 16 readers")
    assert changes.startswith("200 random changes of values: all found")
    again = subprocess.run([sys.executable, str(FAULTS), *arguments], capture_output=True, text=True)
    assert again.stdout == done.stdout  # all was noted, so nothing is done again
