"""By hand: claims and mentions that a person adds, as the text of the judgement that records them.

    Claim, HandMention ──written──► JSON, the `value` of a judgement 'add' ──claim_read, mention_read──► the same again

The words are cut out of the stored text when they are read, and compared with those that were recorded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.claims.relations import relation
from allegiance.documents.document import Document, Passage, PassageKind
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Form, Mention

HAND = "hand/1"  # stands as the extractor of what people add
CLAIM, MENTION = "claim", "mention"  # what an addition adds: the judgement's `field`
_READINGS = "hand/"  # begins the extractor of a reading by a person; the id of the judgement follows
_LONGEST_WORDS = 2_000  # characters of the words of a claim
_LONGEST = 300  # characters of a name, a value, a place
_PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves who whom whose which "
    "that i me my we us our you your".split()
)
_WITHOUT_OBJECT = (
    "described_as",
    "holds_office",
    "controls",
)  # these may say what alone, all others say whom


@dataclass(frozen=True, slots=True)
class HandMention:
    """Words of a document that mean an actor, as a person says."""

    document: str
    actor: Actor
    words: Passage

    @property
    def id(self) -> str:
        """From the content, as a claim's id."""
        parts = (self.document, self.actor.id, f"{self.words.start}-{self.words.end}")
        return "m" + _digest(*parts)


def new_actor(name: str, kind: ActorKind, document: str, words: Passage) -> Actor:
    """An actor that nobody has met before. The same name added at the same place is the same actor.

    Raises: UsageError for a name that is none.
    """
    name = " ".join(name.split())
    _check_text("name", name)
    parts = (document, f"{words.start}-{words.end}", name, kind.value)
    return Actor("a" + _digest("hand", *parts), name, kind, (name,))


def reading_of(judgement: str) -> str:
    """The extractor of the reading that a judgement makes."""
    return _READINGS + judgement


def is_by_hand(extractor: str) -> bool:
    """Whether a reading is an addition by a person, which no later reading replaces."""
    return extractor.startswith(_READINGS)


def written(added: Claim | HandMention) -> str:
    """The addition as JSON, the same for the same addition."""
    content = _of_claim(added) if isinstance(added, Claim) else _of_mention(added)
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def document_of(value: str) -> str:
    """The document to which a judgement adds. Raises: UsageError."""
    return str(_field(_content(value), "document"))


def claim_read(value: str, document: Document) -> Claim:
    """The claim that `written` wrote. Raises: UsageError, naming what is wrong with it."""
    content = _content(value)
    said = content.get("said_by")
    claim = Claim(
        document=document.id,
        subject=_actor(_field(content, "subject")),
        relation=relation(str(_field(content, "relation"))).name,
        object=_actor(content["object"]) if content.get("object") else None,
        value=_optional(content, "value"),
        phase=_choice(Phase, content, "phase"),
        polarity=_choice(Polarity, content, "polarity"),
        certainty=_choice(Certainty, content, "certainty"),
        said_by=_attribution(said) if said else None,
        valid=Interval.parse(when) if (when := _optional(content, "when")) else None,
        place=_optional(content, "where"),
        evidence=tuple(_passage(one, document) for one in _field(content, "words")),
        score=1.0,
        extractor=HAND,
        reasons=("added by hand",),
    )
    _check_claim(claim)
    return claim


def mention_read(value: str, document: Document) -> HandMention:
    """The mention that `written` wrote. Raises: UsageError."""
    content = _content(value)
    words = _passage(_field(content, "words")[0], document)
    _check_text("words", words.quote)
    return HandMention(document.id, _actor(_field(content, "actor")), words)


def as_mention(words: Passage, kind: ActorKind | None) -> Mention:
    """These words as a mention: a name has a capital, a pronoun is one, all else is a noun phrase."""
    form = Form.NAMED if any(letter != letter.lower() for letter in words.quote) else Form.NOMINAL
    if not words.quote.isascii() and words.quote.lower() == words.quote.upper():
        form = Form.NAMED  # a script without capitals
    if words.quote.casefold() in _PRONOUNS:
        form = Form.PRONOMINAL
    return Mention(words.start, words.end, words.quote, form, kind, words.start, 1.0, "added by hand")


def _of_claim(claim: Claim) -> dict[str, Any]:
    said = claim.said_by
    return {
        "document": claim.document,
        "subject": _of_actor(claim.subject),
        "relation": claim.relation,
        "object": _of_actor(claim.object) if claim.object else None,
        "value": claim.value,
        "phase": claim.phase.value,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "said_by": said
        and {
            "actor": _of_actor(said.speaker) if said.speaker else None,
            "words": said.words,
            "cue": said.cue,
        },
        "when": str(claim.valid) if claim.valid else None,
        "where": claim.place,
        "words": [_of_passage(passage) for passage in claim.evidence],
    }


def _of_mention(mention: HandMention) -> dict[str, Any]:
    return {
        "document": mention.document,
        "actor": _of_actor(mention.actor),
        "words": [_of_passage(mention.words)],
    }


def _of_actor(actor: Actor) -> dict[str, Any]:
    return {"id": actor.id, "name": actor.name, "kind": actor.kind.value if actor.kind else None}


def _of_passage(passage: Passage) -> dict[str, Any]:
    return {"start": passage.start, "end": passage.end, "quote": passage.quote}


def _content(value: str) -> Mapping[str, Any]:
    try:
        content = json.loads(value)
    except (ValueError, RecursionError) as fault:
        raise UsageError(f"an addition must be JSON ({fault}); make it with Casefile.add_claim") from fault
    if not isinstance(content, dict):
        raise UsageError(f"an addition must be a JSON object, not {value[:40]!r}")
    return content


def _field(content: Any, name: str) -> Any:
    found = content.get(name) if isinstance(content, dict) else None
    if found in (None, "", []):
        raise UsageError(
            f"the addition lacks its {name}; say who stands how towards whom, and in which words"
        )
    return found


def _optional(content: Mapping[str, Any], name: str) -> str | None:
    return str(content[name]) if content.get(name) else None


def _choice(kind: Any, content: Mapping[str, Any], name: str) -> Any:
    try:
        return kind(_field(content, name))
    except ValueError:
        raise UsageError(f"{name} cannot be {content[name]!r}; it is one of: {', '.join(kind)}") from None


def _actor(content: Any) -> Actor:
    name = str(_field(content, "name"))
    _check_text("name", name)
    kind = content.get("kind")
    try:
        return Actor(str(_field(content, "id")), name, ActorKind(kind) if kind else None, (name,))
    except ValueError:
        raise UsageError(f"an actor cannot be a {kind!r}; it is one of: {', '.join(ActorKind)}") from None


def _attribution(content: Any) -> Attribution:
    speaker = _actor(content["actor"]) if isinstance(content, dict) and content.get("actor") else None
    words = speaker.name if speaker and not content.get("words") else str(_field(content, "words"))
    _check_text("speaker", words)
    return Attribution(speaker, words, str(content.get("cue") or "")[:_LONGEST])


def _passage(content: Any, document: Document) -> Passage:
    """The words, if the text has them there. Raises: UsageError."""
    start, end, quote = (_field(content, name) for name in ("start", "end", "quote"))
    if type(start) is not int or type(end) is not int:
        raise UsageError(f"{start!r}-{end!r} is no place in a text; give whole numbers of characters")
    if not 0 <= start < end <= len(document.text) or document.text[start:end] != quote:
        there = document.text[max(start, 0) : max(end, 0)][:80]
        raise UsageError(
            f"the words {quote[:80]!r} do not stand at {start}-{end} of document {document.name}, where the text "
            f"is {there!r}; select them again"
        )
    around = document.passage_at(start)
    return Passage(start, end, quote, around.kind if around else PassageKind.PARAGRAPH)


def _check_claim(claim: Claim) -> None:
    words = sum(len(passage.quote) for passage in claim.evidence)
    if words > _LONGEST_WORDS:
        raise UsageError(
            f"{words:,} characters are too many for one claim; select at most {_LONGEST_WORDS:,}"
        )
    if not any(letter.isalnum() for passage in claim.evidence for letter in passage.quote):
        raise UsageError("the selected words hold no letter; select the words that say it")
    if claim.object is not None and claim.object.id == claim.subject.id:
        raise UsageError(f"{claim.subject.name} cannot stand in a relation to itself; name another object")
    for name, text in (("value", claim.value), ("place", claim.place)):
        if text is not None:
            _check_text(name, text)
    _check_parties(claim)


def _check_parties(claim: Claim) -> None:
    """Whether the relation has what it needs: whom, or what."""
    row = relation(claim.relation)
    takes_value = "{value}" in row.says
    takes_object = "{object}" in row.says + row.said_back
    if claim.value is not None and not takes_value:
        raise UsageError(f"{row.name} takes no value; name an object, or choose another relation")
    if claim.object is not None and not takes_object:
        raise UsageError(f"{row.name} takes no object; give a value, or choose another relation")
    if claim.object is None and (row.name not in _WITHOUT_OBJECT or claim.value is None):
        needed = (
            "an object" if row.name not in _WITHOUT_OBJECT else "a value" + " or an object" * takes_object
        )
        raise UsageError(f"{row.name} needs {needed}; say whom or what it is about")


def _check_text(name: str, text: str) -> None:
    if not any(letter.isalnum() for letter in text):
        raise UsageError(f"the {name} {text!r} has no letter in it")
    if len(text) > _LONGEST:
        raise UsageError(f"a {name} of {len(text):,} characters is too long; use at most {_LONGEST}")
    if any(ord(letter) < ord(" ") for letter in text) and name != "words":
        raise UsageError(f"the {name} {text!r} has a line break or control character in it; leave it out")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:15]
