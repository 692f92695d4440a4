"""The exchange line: one claim a line, as JSON.

The fields are fixed, since scripts outside rely on them. The time of recording is left out, so that the same input
gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import during as held_during
from allegiance.casefile import Record
from allegiance.casefile.questions import Questions
from allegiance.claims.claim import Attribution
from allegiance.interval import Interval


def lines(casefile: Questions, *, during: Interval | None = None, **asked: Any) -> Iterator[str]:
    """Claims as JSON texts, ordered by document as recorded, then by place in the text.

    `during` keeps those that were valid on some day of it; `asked` is what `Casefile.claims` takes.
    """
    for document in casefile.documents():
        forms = casefile.forms_in(document.id)
        records: Iterable[Record] = casefile.claims(document=document.id, **asked)
        if during is not None:
            records = held_during(records, during)
        for record in sorted(records, key=lambda r: (r.claim.evidence[0].start, r.id)):
            yield json.dumps(line(record, forms), ensure_ascii=False)


def line(record: Record, forms: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """One claim as plain data; `forms` are the surface forms in its document by id of the actor."""
    claim, document = record.claim, record.document
    return {
        "doc": document.name,
        "subject": _actor(claim.subject, forms),
        "relation": claim.relation,
        "object": _actor(claim.object, forms) if claim.object else None,
        "value": claim.value,
        "phase": claim.phase.value,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "said_by": _speaker(claim.said_by, forms),
        "when": str(claim.valid) if claim.valid else None,
        "where": claim.place,
        "published": str(document.published) if document.published else None,
        "publisher": document.publisher,
        "evidence": [passage.quote for passage in claim.evidence],
        "spans": [[passage.start, passage.end] for passage in claim.evidence],
        "score": round(claim.score, 4),
        "extractor": claim.extractor,
    }


def _actor(actor: Actor, forms: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value if actor.kind else None,
        "mentions": list(forms.get(actor.id, ())),
    }


def _speaker(said: Attribution | None, forms: dict[str, tuple[str, ...]]) -> dict[str, Any] | str | None:
    if said is None:
        return None
    return _actor(said.speaker, forms) if said.speaker else said.words
