"""Known actors: what lists made elsewhere say of actors: names, kinds, countries, offices. Start: `known_actor.py`."""
