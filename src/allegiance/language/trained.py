"""Mentions by the trained reader: its spans, with a head from the syntax, and what grammar adds to them.

encoded text ──spans──► mentions of actors        ┐
grammar      ──pronouns, countries in compounds──►┼──► Mention, Mention, …
encoded text ──spans──► values: office, portrayal, place
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from allegiance.language.countries import CountryRole, lookup
from allegiance.language.extent import bare_name, without_clause, without_dateline
from allegiance.language.groups import group, groups, known_group
from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.mentions import pronouns
from allegiance.language.names import compound_countries, kind_of_country
from allegiance.language.neural import Encoded, SpanScore
from allegiance.language.parse import Sentence
from allegiance.language.parties import party_tags
from allegiance.language.words import is_person_noun

KINDS = frozenset(kind.value for kind in ActorKind)
_INNER = re.compile(r"['’ʼʿʾ](?!(?:re|ve|ll)\b)\w{2,}")
_JOINED_BEFORE = re.compile(r"(?<![\w-])([A-Z][\w.]+)-$")
_JOINED_AFTER = re.compile(r"-([A-Z][\w.]*\w)(?![\w-])")
_INITIALS_BEHIND = re.compile(r"\s+[-–—]+\s+[A-Z][\w-]{1,9}$")
_LONGEST_PART = 30  # letters before a hyphen
_LONGEST = 14  # words of a mention
_LIKELY, _SURE = 0.3, 0.6  # scores from which a name, and any span, needs no syntax to hold it together
_IN_NAMES = frozenset(
    "of the de la las los del en e y contra for da do dos das al el bin ibn bint - – ' ’ .".split()
)
_PARTING = frozenset(", ; : ( ) [ ] / ...".split())
_EVERYWHERE = 0.5  # score from which a name counts as an actor wherever it stands


def trained_mentions(
    text: str, sentences: Sequence[Sentence], encoded: Encoded
) -> tuple[tuple[Mention, ...], tuple[SpanScore, ...]]:
    """Mentions of actors in text order, and the spans that are values of claims."""
    spans = [_whole_words(text, _balanced(text, span)) for span in encoded.spans()]
    actors = [s for s in spans if s.label in KINDS]
    values = tuple(s for s in spans if s.label not in KINDS)
    found: dict[tuple[int, int], Mention] = {}
    starts = [s.start for s in sentences]
    for span in (*actors, *_repeats(text, actors)):
        sentence = sentences[max(bisect_right(starts, span.start) - 1, 0)]
        tokens = [t for t in sentence.span if span.start <= sentence.at(t) < span.end]
        if (
            span.end <= sentence.end
            and _is_whole(tokens, span.score)
            and not _is_pair(text[span.start : span.end])
        ):
            mention = _mention(text, tokens, sentence, span)
            found.setdefault((mention.start, mention.end), mention)
    for sentence in sentences:
        for mention in (*pronouns(sentence), *compound_countries(sentence), *party_tags(sentence)):
            if not any(a <= mention.start and mention.end <= b for a, b in _around(found, mention)):
                found.setdefault((mention.start, mention.end), mention)
    return tuple(sorted(found.values(), key=lambda m: (m.start, -m.end))), values


def _whole_words(text: str, span: SpanScore) -> SpanScore:
    """'Kata' of 'Kata'ib' and 'OIR' of 'CJTF-OIR' with the rest of the word, at which the network's words end."""
    rest = _INNER.match(text, span.end)
    if rest and text[span.end - 1].isalpha():
        span = replace(span, end=rest.end())
    before, after = _JOINED_BEFORE.search(text, max(span.start - _LONGEST_PART, 0), span.start), None
    if before and text[span.start].isupper() and _only_here(text, before.group(1)):
        span = replace(span, start=before.start(1))
    after = _JOINED_AFTER.match(text, span.end)
    if after and _only_here(text, after.group(1)):
        span = replace(span, end=after.end(1))
    return span


def _balanced(text: str, span: SpanScore) -> SpanScore:
    """'Union del Cambio Nacional' for 'Union del Cambio Nacional - UCN)', 'rebels' for 'FARC) rebels'."""
    words = text[span.start : span.end]
    if words.count(")") <= words.count("("):
        return span
    name, _, rest = words.rpartition(")")
    if rest.strip():
        return replace(span, start=span.end - len(rest.lstrip()))
    return replace(span, end=span.start + len(_INITIALS_BEHIND.sub("", name).rstrip()))


def _only_here(text: str, part: str) -> bool:
    """Whether a part of a word with hyphens names nobody by itself, as both parts of 'Trump-Putin' do."""
    return lookup(part) is None and re.search(rf"(?<![\w-]){re.escape(part)}(?![\w-])", text) is None


def _around(found: dict[tuple[int, int], Mention], mention: Mention) -> Iterable[tuple[int, int]]:
    """Spans of the same kind of mention that a country inside a compound would only repeat."""
    return [(mention.start, mention.end)] if (mention.start, mention.end) in found else []


def _repeats(text: str, actors: Sequence[SpanScore]) -> Iterator[SpanScore]:
    """A name that is surely an actor somewhere is one wherever it stands free."""
    names: dict[str, SpanScore] = {}
    for span in actors:
        form = text[span.start : span.end]
        if span.score >= _EVERYWHERE and len(form) > 1 and form[:1].isupper():
            names.setdefault(form, span)
    taken = sorted((s.start, s.end) for s in actors)
    starts = [start for start, _ in taken]
    for form, span in sorted(names.items(), key=lambda item: -len(item[0])):
        for hit in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            at = bisect_right(starts, hit.start()) - 1
            covered = any(a < hit.end() and hit.start() < b for a, b in taken[max(at - 2, 0) : at + 3])
            if not covered:
                yield SpanScore(hit.start(), hit.end(), span.label, span.score * 0.8, span.active)


def _is_phrase(tokens: Sequence[Token]) -> bool:
    """Whether the words of a span hang together in the syntax: one of them heads all others, and it heads no list.

    Each member of 'X and Y' is a mention of its own.
    """
    if not 0 < len(tokens) <= _LONGEST:
        return False
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct]
    if len(heads) != 1:
        return False
    listed = (c for c in heads[0].children if c.dep_ in ("conj", "appos") and c.i in inside)
    return not any(c.pos_ == "PROPN" or c.tag_ == "NNS" for c in listed) or heads[0].tag_ == "NNS"


def _is_whole(tokens: Sequence[Token], score: float) -> bool:
    """Whether the words of a span are one thing: by syntax, or surely enough where the parser did not join them."""
    return (
        _is_phrase(tokens)
        or (score >= _LIKELY and _is_long_name(tokens))
        or (score >= _SURE and _is_run(tokens))
    )


def _is_long_name(tokens: Sequence[Token]) -> bool:
    """Whether capitals, particles and quotation marks make up a span: 'Joaquin "El Chapo" Guzman'."""
    capitals = [t.text[:1].isupper() for t in tokens]
    joined = all(
        capital or t.is_quote or t.lower_ in _IN_NAMES for capital, t in zip(capitals, tokens, strict=True)
    )
    return 1 < len(tokens) <= _LONGEST and sum(capitals) > 1 and capitals[-1] and joined


def _is_run(tokens: Sequence[Token]) -> bool:
    """Whether nothing in a span parts its words: 'a former military official from Bolivia'."""
    parted = any(t.text in _PARTING or t.pos_ in ("VERB", "AUX", "CCONJ") for t in tokens)
    return 0 < len(tokens) <= _LONGEST and not parted


def _is_pair(words: str) -> bool:
    """'US-Iran' names two countries; each of them is a mention of its own."""
    one, _, other = words.partition("-")
    return bool(other) and lookup(one) is not None and lookup(other) is not None and lookup(words) is None


def _mention(text: str, tokens: Sequence[Token], sentence: Sentence, span: SpanScore) -> Mention:
    kept = without_dateline(tokens)
    kept = bare_name(kept) if span.label == ActorKind.PERSON else without_clause(kept)
    head = _head(kept)
    start = span.start if kept[0] is tokens[0] else sentence.at(kept[0])
    end = span.end if kept[-1] is tokens[-1] else sentence.at(kept[-1]) + len(kept[-1])
    words = text[start:end]
    tokens = kept
    form = _form(words, tokens)  # a noun for one person is one whatever the network says: 'the ayatollah'
    one = form is Form.NOMINAL and head is not None and head.tag_ == "NN" and is_person_noun(head.lower_)
    return Mention(
        start=start,
        end=end,
        text=words,
        form=form,
        kind=ActorKind.PERSON if one else _kind(text, start, words, ActorKind(span.label)),
        head=sentence.at(head) if head is not None else span.start,
        score=span.score,
        reason="trained:span",
    )


def _kind(text: str, start: int, words: str, label: ActorKind) -> ActorKind:
    """What the network says, but a country by its own name is one, and a known group is neither person nor country."""
    known = groups().get(known_group(words) or "")
    misread = label is ActorKind.PERSON and (" " in words or words.isupper())  # one word may be a surname
    if known is not None and (
        misread or (label is ActorKind.COUNTRY and known.kind is ActorKind.ARMED_GROUP)
    ):
        return known.kind
    country = lookup(words)
    own = country is not None and country.role is CountryRole.NAME and not country.ambiguous
    return kind_of_country(text, start, words) if own or label is ActorKind.COUNTRY else label


def _form(words: str, tokens: Sequence[Token]) -> Form:
    """Named where a proper noun heads it: 'Iraqi militias' is a noun phrase, 'Mahdi Army' a name."""
    head = _head(tokens)
    if group(words) is not None:
        return Form.NAMED  # the parser takes 'IS' for a verb
    if head is None:
        return Form.NAMED if words[:1].isupper() else Form.NOMINAL
    named = head.pos_ in ("PROPN", "X") or (head.pos_ in ("ADJ", "NOUN") and head.text[:1].isupper())
    return Form.NAMED if named and head.text[:1].isupper() else Form.NOMINAL


def _head(tokens: Sequence[Token]) -> Token | None:
    """The word that the others of the span hang on; the last one where several do."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
