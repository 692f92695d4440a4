"""Offices: who held what when, and what happened where it fell open. Start reading at `terms.py`, then `gaps.py`."""

from allegiance.analysis.offices.falls import Fall, FallKind, falls
from allegiance.analysis.offices.gaps import Backing, Candidate, Gap, gaps
from allegiance.analysis.offices.heirs import Heir, heirs
from allegiance.analysis.offices.term import Bound, Post, Term
from allegiance.analysis.offices.terms import posts
from allegiance.analysis.offices.titles import Title, title

__all__ = [
    "Backing",
    "Bound",
    "Candidate",
    "Fall",
    "FallKind",
    "Gap",
    "Heir",
    "Post",
    "Term",
    "Title",
    "falls",
    "gaps",
    "heirs",
    "posts",
    "title",
]
