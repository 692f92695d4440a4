"""Links: every address of the workbench, in one place.

    /actors/a1?on=2014&level=strict        what is shown stands in the address: it can be kept, sent and printed

`on` (the time asked about), `level` (how sure a claim must be) and `known` (the moment up to which what was recorded
counts) go along from page to page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

DEFAULT_LEVEL = "balanced"
Value = str | int | None


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as seen from one request: `path` and `asked` are where it stands, `kept` goes along."""

    path: str = "/"
    asked: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)

    def here(self, **changed: Value) -> str:
        """The present page with some of its parameters changed; None takes one away. A change leads to page 1."""
        asked: dict[str, Value] = {**self.asked, **({} if "page" in changed else {"page": None}), **changed}
        return quote(self.path, safe="/:") + _query(asked)

    def start(self) -> str:
        return self._to()

    def actors(self, **asked: Value) -> str:
        return self._to("actors", **asked)

    def actor(self, actor: str, **asked: Value) -> str:
        return self._to("actors", actor, **asked)

    def actor_part(self, actor: str, part: str, **asked: Value) -> str:
        """Something about one actor: 'claims.csv', 'merge', 'split'."""
        return self._to("actors", actor, part, **asked)

    def pairs(self, **asked: Value) -> str:
        return self._to("pairs", **asked)

    def pair(self, one: str, other: str, **asked: Value) -> str:
        return self._to("pairs", one, other, **asked)

    def pair_part(self, one: str, other: str, part: str, **asked: Value) -> str:
        return self._to("pairs", one, other, part, **asked)

    def lineage(self, **asked: Value) -> str:
        return self._to("lineage", **asked)

    def offices(self, **asked: Value) -> str:
        return self._to("offices", **asked)

    def network(self, **asked: Value) -> str:
        return self._to("network", **asked)

    def network_ties(self, **asked: Value) -> str:
        return self._to("network", "ties.json", **asked)

    def shifts(self, **asked: Value) -> str:
        return self._to("shifts", **asked)

    def gaps(self, **asked: Value) -> str:
        return self._to("gaps", **asked)

    def claim(self, claim: str, **asked: Value) -> str:
        return self._to("claims", claim, **asked)

    def decide(self, claim: str) -> str:
        return self._to("claims", claim, "decide")

    def passage(self, address: str) -> str:
        return self._to("passages", address)

    def documents(self, **asked: Value) -> str:
        return self._to("documents", **asked)

    def document(self, document: str, **asked: Value) -> str:
        return self._to("documents", document, **asked)

    def add(self, document: str, **asked: Value) -> str:
        """A claim or a mention by hand."""
        return self._to("documents", document, "add", **asked)

    def suggested(self) -> str:
        """Actors for what is typed, as JSON."""
        return "/suggest/actors.json"

    def change(self, kind: str, what: str) -> str:
        """What an act of recording is about: a document that was read, else the list of decisions."""
        return self.document(what) if kind in ("document", "reading") else self.decisions()

    def seen(self) -> str:
        return "/seen"

    def publishers(self, **asked: Value) -> str:
        return self._to("publishers", **asked)

    def publisher(self, name: str | None, **asked: Value) -> str:
        """One publisher; '-' stands for documents that name none."""
        return self._to("publishers", name or "-", **asked)

    def contested(self, **asked: Value) -> str:
        return self._to("contested", **asked)

    def review(self, **asked: Value) -> str:
        return self._to("review", **asked)

    def search(self, **asked: Value) -> str:
        return self._to("search", **asked)

    def decisions(self, **asked: Value) -> str:
        return self._to("decisions", **asked)

    def undo(self) -> str:
        return "/decisions/undo"

    def reading(self) -> str:
        return "/reading"

    def reading_part(self, part: str) -> str:
        """'state.json', 'stop'."""
        return f"/reading/{quote(part, safe='.')}"

    def settings(self, part: str) -> str:
        """'theme', 'name'."""
        return f"/settings/{quote(part, safe='')}"

    def static(self, name: str) -> str:
        return f"/static/{quote(name)}"

    def _to(self, *parts: str, **asked: Value) -> str:
        path = "/" + "/".join(quote(part, safe=":") for part in parts)
        return path + _query({**self.kept, **asked})


def local(address: str | None, otherwise: str = "/") -> str:
    """The address where it is one of ours, so that no form can send people elsewhere."""
    ours = address is not None and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours and address is not None and address.isprintable() else otherwise


def _query(asked: Mapping[str, Value]) -> str:
    told = {name: value for name, value in asked.items() if value not in (None, "")}
    return f"?{urlencode(told)}" if told else ""
