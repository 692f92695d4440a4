"""Actor: who can take sides, across documents."""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.language.mention import ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organization, armed group, country, movement or population of the casefile.

    `id` comes from the place where the actor was first read, so the same input gives the same id.
    """

    id: str
    name: str  # the fullest, most used form
    kind: ActorKind | None
    names: tuple[str, ...] = ()  # all surface forms, the name among them
