"""Analysis: records in, answers out. Pure functions; nothing is opened here. Start reading at `standing.py`."""

from allegiance.analysis.moment import during, filed_by, moment
from allegiance.analysis.profile import NameUse, Partner, Profile, profile
from allegiance.analysis.standing import Standing, standing
from allegiance.analysis.ties import TieHistory, TieState, ties, voice

__all__ = [
    "NameUse",
    "Partner",
    "Profile",
    "Standing",
    "TieHistory",
    "TieState",
    "during",
    "filed_by",
    "moment",
    "profile",
    "standing",
    "ties",
    "voice",
]
