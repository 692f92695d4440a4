"""Mentions by grammar: names, noun phrases and pronouns that refer to actors.

    sentence ──names (entities, countries)──┐
             ──noun phrases of actors───────┼──► Mention, Mention, …  (nested ones are kept)
             ──pronouns─────────────────────┘

This is the reader that works without trained weights. It is precise on names and knows noun phrases by their head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Span, Token

from allegiance.language.countries import lookup
from allegiance.language.inflection import form_table
from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.parse import Sentence
from allegiance.language.words import actor_kind, words

_ENTITY_KINDS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANIZATION,
    "GPE": ActorKind.COUNTRY,
    "NORP": ActorKind.POPULATION,
}
_ARMED_NAME = re.compile(
    r"\b(army|brigades?|militias?|cartel|guards?|forces?|front|police|gang|battalion|corps|mafia|guerrillas?|navy|"
    r"hezbollah|hizbullah|hamas|isis|isil|daesh|taliban|al-qaeda|boko haram|farc|eln|saraya|mahdi|houthis?)\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    "he him his himself she her hers herself they them their themselves it its itself who whose whom".split()
)
_PART_OF_NOUN = frozenset(
    {"compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod", "punct", "case"}
)
_GENERIC_LEFT = frozenset(
    "many some few several other various certain any all both most more own such same".split()
)
_PEOPLE = ("ers", "ors", "ists", "ians", "men", "women", "girls", "boys", "ees", "ants")
_LONGEST_COMPLEMENT = 8  # words; longer ones carry clauses


def grammar_mentions(sentences: Iterable[Sentence]) -> tuple[Mention, ...]:
    """All mentions that grammar finds, ordered by start, longer first."""
    found: dict[tuple[int, int], Mention] = {}
    for sentence in sentences:
        for mention in (*_names(sentence), *_noun_phrases(sentence), *pronouns(sentence)):
            found.setdefault((mention.start, mention.end), mention)
    return tuple(sorted(found.values(), key=lambda m: (m.start, -m.end)))


def pronouns(sentence: Sentence) -> Iterator[Mention]:
    """Personal, possessive and relative pronouns of the third person."""
    for token in sentence.span:
        if token.lower_ in _PRONOUNS and token.tag_ in ("PRP", "PRP$", "WP", "WP$"):
            start = sentence.at(token)
            yield Mention(
                start, start + len(token), token.text, Form.PRONOMINAL, None, start, 0.9, "grammar:pronoun"
            )


def _names(sentence: Sentence) -> Iterator[Mention]:
    for entity in sentence.span.ents:
        kind = _ENTITY_KINDS.get(entity.label_)
        if kind is not None:
            yield from _named(sentence, entity, kind)
    for token in sentence.span:
        if token.pos_ in ("PROPN", "ADJ", "NOUN", "X") and token.text[:1].isupper():
            yield from _country(sentence, token)
    yield from _unlabelled(sentence)


def _unlabelled(sentence: Sentence) -> Iterator[Mention]:
    """Runs of proper nouns that are no entity for spaCy: 'the Zetas', 'Saraya al-Salam'."""
    run: list[Token] = []
    for token in (*sentence.span, None):
        if token is not None and token.pos_ == "PROPN" and not token.ent_type_ and token.text[:1].isupper():
            run.append(token)
            continue
        if run and (len(run) > 1 or run[0].i > sentence.span.start or run[0].tag_ == "NNPS"):
            yield from _mention(sentence, run, _guess(run))
        run = []


def _guess(run: list[Token]) -> ActorKind:
    last = _noun_table().get(run[-1].lower_)
    return (actor_kind(last) if last else None) or ActorKind.ORGANIZATION


def _named(sentence: Sentence, entity: Span, kind: ActorKind) -> Iterator[Mention]:
    words_ = list(entity)
    while words_ and (words_[0].lower_ in ("the", "a", "an") or words_[0].is_punct):
        words_ = words_[1:]
    while words_ and words_[-1].lower_ in ("'s", "’s", "'", "’"):
        words_ = words_[:-1]
    if not words_ or not any(t.text[:1].isupper() for t in words_):
        return
    if kind is ActorKind.PERSON:
        words_ = _without_titles(words_)
    yield from _mention(sentence, words_, kind)


def _without_titles(tokens: list[Token]) -> list[Token]:
    titles = words("person_words", "titles")
    kept = tokens
    while len(kept) > 1 and kept[0].lower_.rstrip(".") in titles:
        kept = kept[1:]
    return kept


def _mention(sentence: Sentence, tokens: list[Token], kind: ActorKind) -> Iterator[Mention]:
    start, last = sentence.at(tokens[0]), tokens[-1]
    end = sentence.at(last) + len(last)
    text = sentence.span.doc.text[start - sentence.offset : end - sentence.offset]
    country = lookup(text)
    if country is not None:
        kind = ActorKind.COUNTRY
    elif kind is not ActorKind.PERSON and _ARMED_NAME.search(text):
        kind = ActorKind.ARMED_GROUP
    yield Mention(start, end, text, Form.NAMED, kind, sentence.at(last), 0.85, "grammar:entity")


def _country(sentence: Sentence, token: Token) -> Iterator[Mention]:
    """A country by name, demonym or seat: also inside compounds such as 'US-led' and 'pro-Iran'."""
    start = sentence.at(token)
    for part in re.finditer(r"[^\s-]+", token.text):
        country = lookup(part.group())
        if country is not None:
            begin = start + part.start()
            yield Mention(
                begin,
                begin + len(part.group()),
                part.group(),
                Form.NAMED,
                ActorKind.COUNTRY,
                begin,
                0.8,
                f"grammar:country {country.role}",
            )


def _noun_phrases(sentence: Sentence) -> Iterator[Mention]:
    table = _noun_table()
    for token in sentence.span:
        lemma = table.get(token.lower_) or _people(token)
        if lemma is None or token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        tokens = _phrase(token)
        if not _specific(token, tokens):
            continue
        kind = _plural_kind(token, lemma)
        for extent in dict.fromkeys((tokens[-1].i, _with_complement(token))):
            last = token.doc[extent]
            start, end = sentence.at(tokens[0]), sentence.at(last) + len(last)
            text = sentence.span.doc.text[start - sentence.offset : end - sentence.offset]
            yield Mention(
                start, end, text, Form.NOMINAL, kind, sentence.at(token), 0.6, f"grammar:noun {lemma}"
            )


def _with_complement(head: Token) -> int:
    """Last word of the phrase with its complement: 'former leaders of CRAC', 'fighters loyal to Sadr'."""
    for child in head.rights:
        short = child.right_edge.i - head.i <= _LONGEST_COMPLEMENT
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "in") and short:
            return int(child.right_edge.i)
        if child.dep_ == "amod" and child.right_edge.i > child.i and short:
            return int(child.right_edge.i)
    return int(head.i)


def _people(noun: Token) -> str | None:
    """Plural nouns that end like words for people: 'worshippers', 'schoolgirls', 'gunmen'."""
    low = noun.lower_
    if noun.tag_ == "NNS" and low.endswith(_PEOPLE) and low not in words("actors", "things"):
        return "people"
    return None


@cache
def _noun_table() -> dict[str, str]:
    return form_table(
        sorted(
            lemma
            for name in (
                "armed_group",
                "organization",
                "country",
                "movement",
                "population",
                "person",
                "group",
            )
            for lemma in words("actors", name)
        ),
        verbs=False,
    )


def _plural_kind(token: Token, lemma: str) -> ActorKind | None:
    if token.tag_ in ("NNS", "NNPS") and lemma in words("actors", "population"):
        return ActorKind.POPULATION
    return actor_kind(lemma)


def _phrase(head: Token) -> list[Token]:
    """The noun phrase left of its head, without article and possessor: 'pro-Iran Iraqi militias'."""
    left = head
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ not in _PART_OF_NOUN or child.dep_ == "poss" or child.lower_ in _GENERIC_LEFT:
            break
        if child.i < left.left_edge.i - 1 and child.right_edge.i < left.i - 1:
            break
        left = child.left_edge
    tokens = list(head.doc[left.i : head.i + 1])
    while len(tokens) > 1 and (
        tokens[0].is_punct or tokens[0].pos_ == "DET" or tokens[0].lower_ in _GENERIC_LEFT
    ):
        tokens = tokens[1:]
    return tokens


def _specific(head: Token, tokens: list[Token]) -> bool:
    """Whether the phrase means someone in particular: it is definite, or it says which ones."""
    determined = any(
        child.dep_ == "det" and child.lower_ in ("the", "this", "these", "those") for child in head.children
    )
    possessed = any(child.dep_ == "poss" for child in head.children)
    described = len(tokens) > 1 and any(t.pos_ in ("PROPN", "ADJ", "NOUN", "VERB") for t in tokens[:-1])
    followed = any(
        child.dep_ in ("acl", "relcl") or (child.dep_ == "prep" and child.lower_ in ("of", "in", "from"))
        for child in head.children
    )
    return (
        determined
        or possessed
        or described
        or followed
        or head.tag_ in ("NNS", "NNPS")
        or head.lower_ == "police"
    )
