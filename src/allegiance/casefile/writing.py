"""Writing: entries become rows, many at a time, inside one transaction.

Entry ──► rows with their keys ──► one executemany per table; one act in the log per document and reading
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.entry import Entry
from allegiance.casefile.journal import Row, Writer
from allegiance.casefile.keys import Actors, Documents
from allegiance.casefile.rows import claim_values, evidence_values, kind_value, mention_values, published_day
from allegiance.claims.claim import Claim
from allegiance.errors import CasefileError
from allegiance.language.mention import Chain, Form


def write_run(writer: Writer, extractor: str, settings: Mapping[str, str]) -> str:
    """Enter a run; its id comes from what it is and from its place in the log."""
    listed = json.dumps(dict(sorted(settings.items())), ensure_ascii=False)
    content = "\x1f".join((extractor, listed, str(writer.log_key)))
    run_id = "r" + hashlib.sha256(content.encode()).hexdigest()[:15]
    key = writer.put("run", run_id, extractor, listed)
    writer.close_act("run", run_id, key)
    return run_id


def write_entries(connection: Connection, recorded: str, entries: Sequence[Entry], run: str) -> list[bool]:
    """Write what the casefile does not hold yet; True for each entry that was new.

    Raises: CasefileError for an unknown run, or a document that is kept with another text.
    """
    run_key, extractor = _run(connection, run)
    writer = Writer(connection, recorded)
    documents = Documents(connection, writer, extractor, [entry.document.id for entry in entries])
    actors = Actors(connection, writer, entries)
    with _nothing_collected():
        added = [_written(writer, entry, run_key, documents, actors) for entry in entries]
        writer.flush()
    return added


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without Python's search for cycles: rows have none, and it would go through all of them again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _written(writer: Writer, entry: Entry, run_key: int, documents: Documents, actors: Actors) -> bool:
    """Put what the casefile does not hold yet; whether the entry was new."""
    if documents.is_read(entry.document):
        return False
    document_key = documents.key(entry.document, run_key)
    documents.put_reading(entry.document)
    write_chains(writer, entry, actors)
    write_claims(writer, entry, document_key, actors)
    for problem in entry.problems:
        writer.put("problem", problem.place, problem.message)
    for actor_id, known, reason in entry.known:
        writer.put("known_tie", actors.key_of(actor_id), known, reason)
    writer.close_act("reading", entry.document.id, run_key)
    return True


def write_chains(writer: Writer, entry: Entry, actors: Actors) -> None:
    """Put who is mentioned where."""
    put_chain, put_identity = writer.sheet("chain").put, writer.sheet("identity").put
    mentions: list[Row] = []
    uses: dict[int, int] = {}
    for chain, actor, reason in zip(entry.chains, entry.actors, entry.identity_reasons, strict=True):
        actor_key = actors.key(actor)
        chain_key = put_chain((chain.name, kind_value(chain.kind)))
        put_identity((chain_key, actor_key, reason))
        mentions += map(mention_values, repeat(chain_key), chain.mentions, chain.reasons)
        for form, times in _forms(chain).items():
            key = actors.name_key(actor_key, form)
            uses[key] = uses.get(key, 0) + times
    writer.sheet("mention").put_all(mentions)
    writer.sheet("name_use").put_all(uses.items())


def _forms(chain: Chain) -> dict[str, int]:
    """How often each surface form is used, pronouns left out; the name first, and also where no form is left."""
    forms: dict[str, int] = {chain.name: 0}
    for mention in chain.mentions:
        if mention.form is not Form.PRONOMINAL:
            forms[mention.text] = forms.get(mention.text, 0) + 1
    if not forms[chain.name] and len(forms) > 1:
        del forms[chain.name]
    return forms


def write_claims(writer: Writer, entry: Entry, document_key: int, actors: Actors) -> None:
    """Put the claims with their words."""
    put_claim = writer.sheet("claim").put
    evidence: list[Row] = []
    published = published_day(entry.document.published)
    seen: set[str] = set()
    for claim in sorted(entry.claims, key=_place):  # in the order in which they are recorded they are shown
        claim_id = claim.id
        if claim_id in seen:  # the same words twice are one claim
            continue
        seen.add(claim_id)
        key = put_claim(claim_values(claim, claim_id, document_key, published, actors))
        evidence += map(evidence_values, repeat(key), claim.evidence)
    writer.sheet("evidence").put_all(evidence)


def _place(claim: Claim) -> int:
    return claim.evidence[0].start


def _run(connection: Connection, run: str) -> tuple[int, str]:
    row = connection.execute(
        sa.select(schema.run.c.key, schema.run.c.extractor).where(schema.run.c.id == run)
    ).one_or_none()
    if row is None:
        raise CasefileError(f"there is no run {run!r} in this casefile; begin one with Casefile.begin_run")
    return int(row.key), str(row.extractor)
