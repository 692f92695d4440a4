"""The command line. `main` is the command `allegiance`; start reading at `app.py`."""

from allegiance.cli.app import main

__all__ = ["main"]
