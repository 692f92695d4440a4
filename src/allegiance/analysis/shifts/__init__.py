"""When a relation turned, how surely, and how else it could be read. Start reading at `shifts.py`."""

from allegiance.analysis.shifts.shift import Reading, Rival, Shared, Shift
from allegiance.analysis.shifts.shifts import shifts
from allegiance.analysis.shifts.turning import Turn, turns
from allegiance.analysis.shifts.units import SEARCH, Search

__all__ = ["SEARCH", "Reading", "Rival", "Search", "Shared", "Shift", "Turn", "shifts", "turns"]
