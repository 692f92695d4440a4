"""When a relation turned, how surely, and how else it could be read. Start reading at `shift.py`."""

from allegiance.analysis.shifts.shift import Reading, Rival, Shared, Shift

__all__ = ["Reading", "Rival", "Shared", "Shift"]
