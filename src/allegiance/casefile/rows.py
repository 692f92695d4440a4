"""Rows: documents, chains and claims as the values of their tables, without key and act.

This is the busiest code of a casefile: a claim brings half a dozen rows. Enum members are read through `_value_`, which
is a plain attribute and costs a tenth of `value`.
"""

from __future__ import annotations

from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from allegiance.casefile import schema
from allegiance.casefile.fold import arabic_words, has_arabic
from allegiance.claims.claim import Claim
from allegiance.documents.document import Document, Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Mention

if TYPE_CHECKING:
    from allegiance.casefile.keys import Actors

Row = tuple[Any, ...]


def interval_columns(interval: Interval | None) -> tuple[str | None, int | None, int | None, int | None]:
    """EDTF text, rough, first day, day after the last; open ends as sentinels."""
    if interval is None:
        return None, None, None, None
    start = interval.start.toordinal() if interval.start else schema.OPEN_START
    end = interval.end.toordinal() if interval.end else schema.OPEN_END
    return interval.edtf, int(interval.rough), start, end


def order_day(valid: Interval | None, published: int) -> int:
    """The day under which a chronology files a claim: when it held, else `published_day`, which may be last."""
    if valid is None:
        return published
    return valid.start.toordinal() if valid.start else schema.OPEN_START


def published_day(published: Interval | None) -> int:
    """The first day of publication; UNDATED where none is known."""
    if published is None:
        return schema.UNDATED
    return published.start.toordinal() if published.start else schema.OPEN_START


def document_values(document: Document) -> Row:
    """The columns of `document` after key and act."""
    return (
        document.id,
        document.name,
        document.content_hash,
        document.reader,
        document.language,
        document.title,
        document.author,
        document.publisher,
        *interval_columns(document.published),
        document.url,
        document.text,
    )


def passage_values(document_key: int, passage: Passage) -> Row:
    """The columns of `passage` after key and act."""
    folded = None
    if has_arabic(passage.quote):
        folded = " ".join(word for _, _, word in arabic_words(passage.quote)) or None
    return document_key, passage.start, passage.end, passage.kind._value_, passage.quote, folded


def mention_values(chain_key: int, mention: Mention, link: str) -> Row:
    """The columns of `mention` after key and act."""
    return (
        chain_key,
        mention.start,
        mention.end,
        mention.text,
        mention.form._value_,
        kind_value(mention.kind),
        mention.head,
        float(mention.score),
        mention.reason,
        link,
    )


def claim_values(claim: Claim, claim_id: str, document_key: int, published: int, actors: Actors) -> Row:
    """The columns of `claim` after key and act; `published` is the document's `published_day`."""
    said_by, valid = claim.said_by, claim.valid
    edtf, rough, start, end = interval_columns(valid)
    return (
        document_key,
        claim_id,
        actors.key(claim.subject),
        claim.relation,
        actors.key(claim.object) if claim.object else None,
        claim.value,
        claim.phase._value_,
        claim.polarity._value_,
        claim.certainty._value_,
        actors.key(said_by.speaker) if said_by and said_by.speaker else None,
        said_by.words if said_by else None,
        said_by.cue if said_by else None,
        edtf,
        rough,
        start,
        end,
        published if start is None else start,  # see `order_day`
        claim.evidence[0].start,
        claim.place,
        float(claim.score),
        claim.extractor,
        _json_array(claim.reasons),
        published,
    )


def evidence_values(claim_key: int, passage: Passage) -> Row:
    """The columns of `evidence` after key and act."""
    return claim_key, passage.start, passage.end, passage.kind._value_, passage.quote


def kind_value(kind: ActorKind | None) -> str | None:
    """The kind as its column holds it."""
    return None if kind is None else kind._value_


def slices(values: Sequence[Any], size: int = 500) -> list[Sequence[Any]]:
    """Stretches short enough for one statement's list of values."""
    return [values[at : at + size] for at in range(0, len(values), size)]


def _json_array(texts: Sequence[str]) -> str:
    """What `json.dumps(texts, ensure_ascii=False)` gives, without making an encoder for each claim."""
    return f"[{', '.join(map(encode_basestring, texts))}]"
