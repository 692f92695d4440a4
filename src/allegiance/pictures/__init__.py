"""Pictures: SVG made by us from views: a pair over time, a bloc, the lineage map, the network. Start at `frame.py`."""

from allegiance.pictures.alignment import alignment_picture
from allegiance.pictures.bloc import bloc_picture
from allegiance.pictures.colours import PALETTE, Theme
from allegiance.pictures.lineage import lineage_picture
from allegiance.pictures.links import Links
from allegiance.pictures.network import network_picture
from allegiance.pictures.picture import Picture

__all__ = [
    "PALETTE",
    "Links",
    "Picture",
    "Theme",
    "alignment_picture",
    "bloc_picture",
    "lineage_picture",
    "network_picture",
]
