"""Views: what a person reads, as plain data ready to draw. Start reading at `pair.py`."""

from allegiance.views.entry import ClaimEntry, entry
from allegiance.views.listing import ActorEntry, HitEntry, PassageView, actor_list, hits, opened
from allegiance.views.pair import PairView, pair
from allegiance.views.plain import plain
from allegiance.views.profile import ProfileView, profile
from allegiance.views.time import as_of_interval, known_moment
from allegiance.views.who import Who, find_actor

__all__ = [
    "ActorEntry",
    "ClaimEntry",
    "HitEntry",
    "PairView",
    "PassageView",
    "ProfileView",
    "Who",
    "actor_list",
    "as_of_interval",
    "entry",
    "find_actor",
    "hits",
    "known_moment",
    "opened",
    "pair",
    "plain",
    "profile",
]
