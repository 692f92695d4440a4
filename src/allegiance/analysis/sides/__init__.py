"""Sides: who stands together as of a day, and how far that explains who is with and against whom.

Start reading at `network.py`, then `blocs.py`; the numbers behind them are found in `divide.py`.
"""

from allegiance.analysis.sides.blocs import Bloc, Blocs, blocs, follow, followed
from allegiance.analysis.sides.bound import EFFORT, Effort
from allegiance.analysis.sides.brokers import Broker, brokers
from allegiance.analysis.sides.cycles import Sides
from allegiance.analysis.sides.divide import Division, divide
from allegiance.analysis.sides.graph import SignedGraph
from allegiance.analysis.sides.network import Bond, Network, network
from allegiance.analysis.sides.shared import Shared, Third, shared
from allegiance.analysis.sides.triads import Kind, Triad, triads

__all__ = [
    "EFFORT",
    "Bloc",
    "Blocs",
    "Bond",
    "Broker",
    "Division",
    "Effort",
    "Kind",
    "Network",
    "Shared",
    "Sides",
    "SignedGraph",
    "Third",
    "Triad",
    "blocs",
    "brokers",
    "divide",
    "follow",
    "followed",
    "network",
    "shared",
    "triads",
]
