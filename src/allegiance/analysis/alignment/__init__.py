"""How far two actors stand together over time. Start reading at `align.py`; the table of weights is `weights.toml`."""

from allegiance.analysis.alignment.align import STEPS, align
from allegiance.analysis.alignment.alignment import Alignment, Evidence, Point, Speech
from allegiance.analysis.alignment.weights import WEIGHTS, Weights, read_weights

__all__ = ["STEPS", "WEIGHTS", "Alignment", "Evidence", "Point", "Speech", "Weights", "align", "read_weights"]
