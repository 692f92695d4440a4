"""Drafts by grammar: what the pattern table finds, with actors for its words."""

from __future__ import annotations

from collections.abc import Iterator

from allegiance.actors.actor import Actor
from allegiance.claims.draft import Draft, Witness
from allegiance.claims.examples import example_in, with_example
from allegiance.claims.grammar import Finding, findings
from allegiance.claims.who import Who
from allegiance.language.inflection import verb_forms
from allegiance.language.mention import ActorKind
from allegiance.language.parse import Sentence
from allegiance.language.reading import Reading

_WITHOUT_OBJECT = frozenset({"described_as", "controls", "holds_office"})
GRAMMAR_SCORE = 0.35  # share of grammar's claims that annotators have too, on training documents


def grammar_drafts(reading: Reading, who: Who) -> Iterator[Draft]:
    """One draft for each finding whose words name actors."""
    before: Sentence | None = None
    earlier: list[Finding] = []
    for sentence in reading.sentences:
        found = list(findings(sentence))
        yield from filter(None, (_draft(sentence, sentence, finding, who) for finding in found))
        for finding in with_example(earlier, example_in(sentence, before)):
            draft = _draft(before or sentence, sentence, finding, who)
            if draft is not None:
                yield draft
        before, earlier = sentence, found


def _is_travel(finding: Finding, subject: Actor, other: Actor | None) -> bool:
    """'The cleric left Tehran': a person who leaves a country has not turned away from it."""
    return (
        finding.relation == "withdrew_from"
        and subject.kind is ActorKind.PERSON
        and other is not None
        and other.kind is ActorKind.COUNTRY
        and finding.trigger.lower_ in verb_forms("leave")
    )


def _draft(first: Sentence, last: Sentence, finding: Finding, who: Who) -> Draft | None:
    subject, other = who.first(finding.subject), who.first(finding.object)
    if subject is None or subject == other or (other is None and finding.value is None):
        return None
    if other is None and finding.relation not in _WITHOUT_OBJECT:
        return None
    if _is_travel(finding, subject, other):
        return None
    return Draft(
        subject=subject,
        relation=finding.relation,
        object=other,
        value=finding.value,
        first=first,
        last=last,
        trigger=finding.trigger,
        subject_at=finding.subject[0],
        phase=finding.phase,
        witness=Witness.GRAMMAR,
        score=GRAMMAR_SCORE,
        reason=f"grammar: {finding.rule}",
        pattern=finding.rule.partition(" '")[0],
        portrayer=who.first(finding.portrayer),
    )
