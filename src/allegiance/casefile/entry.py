"""Entry: what one reading of one document puts into a casefile, and the check that its words are exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Claim
from allegiance.documents.document import Document, Passage
from allegiance.errors import CasefileError
from allegiance.language.mention import Chain
from allegiance.problem import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as one extractor read it; `actors` and `identity_reasons` have one value for each chain."""

    document: Document
    chains: Sequence[Chain] = ()
    actors: Sequence[Actor] = ()  # which actor of the casefile each chain is
    identity_reasons: Sequence[str] = ()  # and why
    claims: Sequence[Claim] = ()
    problems: Sequence[Problem] = ()
    known: Sequence[tuple[str, str, str]] = ()  # actors found on lists: id, id on the list, why


def passage_id(document: str, start: int, end: int) -> str:
    """The stable address of a span: 'd1234abcd:120-180'."""
    return f"{document}:{start}-{end}"


def check_entry(entry: Entry) -> None:
    """Compare every quote with the text before anything is written.

    Raises: CasefileError, naming the passage whose words are not in the text, or what does not fit together.
    """
    document = entry.document
    if not len(entry.chains) == len(entry.actors) == len(entry.identity_reasons):
        raise CasefileError(
            f"document {document.id}: {len(entry.chains)} chains, {len(entry.actors)} actors and "
            f"{len(entry.identity_reasons)} reasons; there must be one actor and one reason for each chain"
        )
    for passage in document.passages:
        check_quote(document.id, document.text, passage)
    for chain in entry.chains:
        _check_chain(document, chain)
    for claim in entry.claims:
        _check_claim(document, claim)


def check_quote(document: str, text: str, passage: Passage) -> None:
    """Raises: CasefileError where the text does not hold these words at this place."""
    if not passage.is_exact_in(text) or not passage.quote:
        raise CasefileError(
            f"passage {passage_id(document, passage.start, passage.end)} should read {passage.quote[:80]!r}, "
            f"but the text there is {text[passage.start : passage.end][:80]!r}; read the document again"
        )


def _check_chain(document: Document, chain: Chain) -> None:
    if len(chain.mentions) != len(chain.reasons):
        raise CasefileError(
            f"document {document.id}: chain {chain.name!r} has {len(chain.mentions)} mentions and "
            f"{len(chain.reasons)} reasons; there must be one reason for each mention"
        )
    text = document.text
    for mention in chain.mentions:
        if text[mention.start : mention.end] != mention.text or not mention.text:
            check_quote(document.id, text, Passage(mention.start, mention.end, mention.text))


def _check_claim(document: Document, claim: Claim) -> None:
    if claim.document != document.id:
        raise CasefileError(
            f"claim {claim.id} is of document {claim.document}, not of {document.id}; add it with its own"
        )
    if not claim.evidence:
        raise CasefileError(
            f"claim {claim.id} of document {document.id} has no passage; nothing stands without words"
        )
    if not 0.0 <= claim.score <= 1.0:
        raise CasefileError(
            f"claim {claim.id} of document {document.id} has score {claim.score}; it must be 0 to 1"
        )
    for passage in claim.evidence:
        check_quote(document.id, document.text, passage)
