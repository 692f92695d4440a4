"""Event tables as a second source beside documents. Start reading at `event.py`."""

from allegiance.events.codes import Code, Scheme, cameo, codes, typed
from allegiance.events.event import Event, Table
from allegiance.events.party import Party
from allegiance.events.shape import TableKind, kind_named

__all__ = ["Code", "Event", "Party", "Scheme", "Table", "TableKind", "cameo", "codes", "kind_named", "typed"]
