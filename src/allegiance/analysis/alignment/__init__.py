"""How far two actors stand together over time. Start reading at `alignment.py`."""

from allegiance.analysis.alignment.alignment import Alignment, Evidence, Point, Speech

__all__ = ["Alignment", "Evidence", "Point", "Speech"]
