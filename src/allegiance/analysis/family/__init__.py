"""Family: who came out of whom. Records in, a dated family tree out. Start reading at `tree.py`."""

from allegiance.analysis.family.lanes import Label, Lane
from allegiance.analysis.family.names import Called, Meaning, called, later_names, meanings
from allegiance.analysis.family.strokes import Stroke, StrokeKind
from allegiance.analysis.family.tree import Lineage, lineage
from allegiance.analysis.family.wrong import Fault, FaultKind

__all__ = [
    "Called",
    "Fault",
    "FaultKind",
    "Label",
    "Lane",
    "Lineage",
    "Meaning",
    "Stroke",
    "StrokeKind",
    "called",
    "later_names",
    "lineage",
    "meanings",
]
