"""Party: one side of an event, as the table names it, and the actor that this is."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from allegiance.actors.actor import Actor
from allegiance.language.countries import CountryRole, lookup
from allegiance.language.mention import ActorKind

MAX_NAME = 200  # code points
_NOBODY = frozenset({"", "na", "n/a", "nan", "none", "null", "unknown", "unspecified actor", "---"})
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_APART = re.compile(r"\s*[,;|]\s*")


@dataclass(frozen=True, slots=True)
class Party:
    """One side. `written` stands so in the line; `country` and `role` are the table's own words."""

    name: str
    written: str
    kind: ActorKind | None
    country: str
    role: str

    def actor(self) -> Actor:
        """The actor of this name; a country is the one that documents name too."""
        scheme = "country" if self.kind is ActorKind.COUNTRY else "events"
        digest = hashlib.sha256(f"{scheme}\x1f{self.name}".encode("utf-8", "surrogatepass")).hexdigest()
        return Actor(f"a{digest[:12]}", self.name, self.kind, tuple(dict.fromkeys((self.name, self.written))))


def party(name: str, country: str = "", role: str = "") -> Party | None:
    """The side of this name; None where the table names nobody, or nobody that can be told from others."""
    bare = _SPACES.sub(" ", name).strip()
    if bare.casefold() in _NOBODY or len(bare) > MAX_NAME:
        return None
    found = lookup(bare)
    if found is not None and found.role is CountryRole.NAME and not _has_role(role):
        return Party(found.country, name, ActorKind.COUNTRY, country, role)
    if bare.startswith("Government of "):  # UCDP
        state = bare.removeprefix("Government of ").partition(" (")[0]
        if (found := lookup(state)) is not None:
            return Party(found.country, name, ActorKind.COUNTRY, country, role)
    return Party(bare, name, kind_of(role), country, role)


def gdelt_party(code: str, name: str, country: str, role: str) -> Party | None:
    """GDELT writes names in capitals, and roles ('POLICE') without their country, which the code has."""
    bare = _SPACES.sub(" ", name).strip()
    if bare.casefold() in _NOBODY or len(bare) > MAX_NAME:
        return None
    title = bare.title() if bare.isupper() else bare
    if code == country and (found := lookup(title)) is not None:
        return Party(found.country, name, ActorKind.COUNTRY, country, role)
    if code == country and len(code) == 3:
        return Party(title, name, ActorKind.COUNTRY, country, role)
    return Party(f"{title} ({country})" if country else title, name, kind_of(role), country, role)


def kind_of(role: str) -> ActorKind | None:
    """What kind of actor has these sectors or this code; None where they do not tell.

    >>> kind_of("Government,Police").value, kind_of("Executive,Elite")
    ('armed_group', None)
    """
    words = [word for word in _APART.split(role.strip()) if word]
    return next((kind for kind, roles in _kinds().items() if any(word in roles for word in words)), None)


@cache
def _kinds() -> dict[ActorKind, frozenset[str]]:
    text = (files("allegiance.events") / "kinds.toml").read_text(encoding="utf-8")
    return {ActorKind(kind): frozenset(row["roles"]) for kind, row in tomllib.loads(text).items()}


def _has_role(role: str) -> bool:
    return role.strip().casefold() not in _NOBODY and role.strip() not in ("GOV", "Government")
