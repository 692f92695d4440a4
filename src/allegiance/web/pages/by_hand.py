"""Adding by hand: words of a document are chosen or typed, then a claim or a mention is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from allegiance.casefile import Judgement
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import Relation, RelationGroup, relations
from allegiance.documents.document import Document, Passage
from allegiance.errors import UsageError
from allegiance.language.mention import ActorKind
from allegiance.views.typed import (
    TypedClaim,
    actor_label,
    claim_by_hand,
    mention_by_hand,
    places,
    span,
)
from allegiance.web.desk import Asked
from allegiance.web.drawing import visible
from allegiance.web.marked import quoted

_FIELDS = 30  # of one form
_LONGEST = 2_000  # characters of a reason
_SUGGESTED = 12
_GROUPS = {
    RelationGroup.TIE: "Ties, which hold for a while",
    RelationGroup.LINEAGE: "Lineage",
    RelationGroup.ACT: "Acts, which happen",
    RelationGroup.DESCRIPTION: "Descriptions",
}


def form(request: Request) -> Response:
    """The forms for the words that the address names, else a form for the words."""
    asked = Asked.of(request)
    document = asked.casefile.document(asked.path("document"))
    start, end, words = asked.text("start"), asked.text("end"), asked.text("words")
    if start is not None or end is not None:
        return _forms(asked, document, span(document, _number(start), _number(end)), {})
    if words is None:
        return asked.draw("words.html", document=document, words=None, places=())
    found = places(document, words)
    if len(found) == 1:
        return RedirectResponse(asked.links.add(document.id, start=found[0].start, end=found[0].end), 303)
    around = [
        (place, quoted([asked.casefile.passage(f"{document.id}:{place.start}-{place.end}")]))
        for place in found
    ]
    return asked.draw("words.html", document=document, words=words, places=around)


async def add(request: Request) -> Response:
    """Record what a form says, a claim or a mention; a fault leads back to the form with what was typed."""
    asked = Asked.of(request)
    sent = await request.form(max_files=0, max_fields=_FIELDS)
    said = {name: str(value) for name, value in sent.items()}
    return await run_in_threadpool(_added, asked, said)


def suggest(request: Request) -> Response:
    """Actors with names that hold what was typed, the likeliest first."""
    asked = Asked.of(request)
    found = asked.casefile.actor_page(asked.text("q") or "", limit=_SUGGESTED).rows
    told = [(f"{row.name} · {row.id}", (row.kind or "").replace("_", " "), row.uses) for row in found]
    return JSONResponse(
        [{"value": visible(value), "words": f"{kind}, named {uses:,} times"} for value, kind, uses in told]
    )


def _added(asked: Asked, said: Mapping[str, str]) -> Response:
    document = asked.casefile.document(asked.path("document"))
    place = span(document, _number(said.get("start")), _number(said.get("end")))
    if visible(place.quote) != said.get("quote", "").replace("\r\n", "\n"):
        raise UsageError(
            f"the words {said.get('quote', '')[:80]!r} are not those at {place.start}-{place.end} of the document; "
            "select them again"
        )
    try:
        made = _record(asked, document, place, said)
    except UsageError as fault:
        return _forms(asked, document, place, said, fault)
    return RedirectResponse(f"{asked.links.document(document.id)}#{made.target}", 303)


def _record(asked: Asked, document: Document, place: Passage, said: Mapping[str, str]) -> Judgement:
    casefile, why = asked.casefile, said.get("why", "").strip()
    if len(why) > _LONGEST:
        raise UsageError(f"a reason of {len(why):,} characters is too long; use at most {_LONGEST:,}")
    if said.get("what") == "mention":
        mention = mention_by_hand(
            casefile, document, place, said.get("actor", ""), said.get("actor_kind", "")
        )
        return asked.record.add_mention(mention, by=asked.judge, why=why)
    typed = TypedClaim(**{name: said.get(name, "") for name in _PARTS})
    return asked.record.add_claim(claim_by_hand(casefile, document, place, typed), by=asked.judge, why=why)


_PARTS = tuple(field.name for field in fields(TypedClaim))


def _forms(
    asked: Asked, document: Document, place: Passage, said: Mapping[str, str], fault: UsageError | None = None
) -> Response:
    return asked.draw(
        "add.html",
        status=400 if fault else 200,
        document=document,
        place=place,
        paragraphs=quoted([asked.casefile.passage(f"{document.id}:{place.start}-{place.end}")]),
        said=said or _supposed(asked, document, place),
        fault=fault,
        relations=_grouped(),
        kinds=list(ActorKind),
        choices={"phase": list(Phase), "polarity": list(Polarity), "certainty": list(Certainty)},
    )


def _supposed(asked: Asked, document: Document, place: Passage) -> dict[str, str]:
    """What the form begins with: those whom the words mention first as the parties."""
    inside = (
        actor_label(mention.actor)
        for mention in asked.casefile.mentions_in(document.id)
        if place.start <= mention.start and mention.end <= place.end
    )
    parties = list(dict.fromkeys(inside))
    return dict(zip(("subject", "object"), parties, strict=False))


def _grouped() -> dict[str, list[tuple[str, str]]]:
    """Relations by group, each with its name and how it reads."""
    grouped: dict[str, list[tuple[str, str]]] = {words: [] for words in _GROUPS.values()}
    for row in relations().values():
        grouped[_GROUPS[row.group]].append((row.name, _in_words(row)))
    return grouped


def _in_words(row: Relation) -> str:
    """'holds the office of [what] in …'."""
    words = row.says.removeprefix("{subject} ").replace("{value}", "[what]").replace("{object}", "…")
    return words.removesuffix(" …") if words.count("…") == 1 and "[what]" not in words else words


def _number(text: str | None) -> int:
    if text is None or not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UsageError(f"{text!r} is no place in a document; select the words again")
    return int(text)


routes = (
    Route("/documents/{document}/add", form),
    Route("/documents/{document}/add", add, methods=["POST"]),
    Route("/suggest/actors.json", suggest),
)
