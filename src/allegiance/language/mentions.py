"""Mentions by grammar: names, noun phrases and pronouns that refer to actors.

    sentence ──names (entities, countries)──┐
             ──noun phrases of actors───────┼──► Mention, Mention, …  (nested ones are kept)
             ──pronouns─────────────────────┘

This is the reader that works without trained weights. It is precise on names and knows noun phrases by their head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.names import names
from allegiance.language.parse import Sentence
from allegiance.language.parties import party_tags
from allegiance.language.words import actor_kind, noun_table, words

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
        for mention in (
            *party_tags(sentence),
            *names(sentence),
            *_noun_phrases(sentence),
            *pronouns(sentence),
        ):
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


def _noun_phrases(sentence: Sentence) -> Iterator[Mention]:
    table = noun_table()
    for token in sentence.span:
        lemma = table.get(token.lower_) or _people(token) or _pair_of_words(token)
        if lemma is None or token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        tokens = _phrase(token)
        if not _specific(token, tokens):
            continue
        kind = _plural_kind(token, lemma)
        for extent in dict.fromkeys((tokens[-1].i, _with_complement(token))):
            last = token.doc[extent]
            start, end = sentence.at(tokens[0]), sentence.at(last) + len(last)
            text = sentence.words(tokens[0], last)
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


def _pair_of_words(noun: Token) -> str | None:
    """Nouns of two words: 'break ups'."""
    if noun.i == 0:
        return None
    return noun_table().get(f"{noun.nbor(-1).lower_} {noun.lower_}")


def _people(noun: Token) -> str | None:
    """Plural nouns that end like words for people: 'worshippers', 'schoolgirls', 'gunmen'."""
    low = noun.lower_
    if noun.tag_ == "NNS" and low.endswith(_PEOPLE) and low not in words("actors", "things"):
        return "people"
    return None


def _plural_kind(token: Token, lemma: str) -> ActorKind | None:
    if token.tag_ in ("NNS", "NNPS") and lemma in words("actors", "population"):
        return ActorKind.POPULATION
    kind = actor_kind(lemma)
    return None if kind is ActorKind.POPULATION and token.tag_ == "NN" else kind


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
    for i, token in enumerate(tokens[:-1]):
        if token.lower_ == "than":  # 'more than 15 officers'
            tokens = tokens[i + 1 :]
            break
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
