"""Findings at names: 'X, formerly known as Y', 'X now calls itself Y', 'X changed its name to Y'.

The claim's subject is the older name, its object the later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from allegiance.claims.claim import Phase
from allegiance.claims.grammar import roles
from allegiance.claims.grammar.finding import Finding, found
from allegiance.claims.grammar.patterns import Pattern, Shape, noun_patterns
from allegiance.language.inflection import form_table
from allegiance.language.parse import Sentence

_CALLING = form_table("know call name dub christen style".split(), verbs=True)
_RENAMING = form_table("rename rebrand restyle rechristen".split(), verbs=True)
_TAKING = form_table("change take adopt assume".split(), verbs=True)
_BECOMING = form_table("become".split(), verbs=True)
_TURNING = form_table(
    "turn evolve transform grow reconstitute reorganize reorganise morph".split(), verbs=True
)
_EARLIER = frozenset("formerly previously originally once then initially first earlier".split())
_LATER = frozenset("now later subsequently today since nowadays currently henceforth".split())
_OPEN = frozenset({"until", "till", "before"})  # 'was called Y until 2014'
_SELF = frozenset({"itself", "themselves"})
_PATTERN = Pattern("renamed_as", Shape.NAMING, "", frozenset(), Phase.HOLDS)


def naming_findings(sentence: Sentence, token: Token) -> Iterator[Finding]:
    """What a word says of an actor's older and later names."""
    word = token.lower_
    if word in _EARLIER or word in _LATER:
        pairs = _beside(token)
    elif token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBD"):
        return
    elif word in _CALLING or word in _RENAMING:
        pairs = _called(token)
    elif word in _TAKING:
        pairs = _taken(token)
    elif word in _BECOMING or word in _TURNING:
        pairs = _become(token)
    else:
        return
    for older, later in pairs:
        if older.i != later.i:
            yield found(sentence, _PATTERN, older, later, token)


def _beside(adverb: Token) -> Iterator[tuple[Token, Token]]:
    """'X, formerly the Y', 'the Y, now X'."""
    if not adverb.i or adverb.nbor(-1).text not in (",", "("):
        return
    name = adverb.head
    while name.dep_ in ("compound", "poss", "nmod"):
        name = name.head
    if name.dep_ != "appos" or not _is_name(name) or not _is_name(name.head):
        return
    yield (name, name.head) if adverb.lower_ in _EARLIER else (name.head, name)


def _called(verb: Token) -> Iterator[tuple[Token, Token]]:
    """'known formerly as Y', 'is now called Y', 'was called Y until 2014', 'calls itself Y today', 'was renamed Y'."""
    reflexive = any(c.dep_ in ("dobj", "nsubj") and c.lower_ in _SELF for c in verb.children)
    names = [c for c in verb.children if c.dep_ in ("oprd", "attr", "dobj") and c.lower_ not in _SELF]
    names += [
        c for inner in verb.children if inner.dep_ == "ccomp" for c in inner.children if c.dep_ == "attr"
    ]
    names += roles.prepositional(verb, ("as",))
    bearers = roles.agents(verb) if reflexive else roles.patients(verb) if roles.is_passive(verb) else []
    marks = {c.lower_ for c in verb.children} | {c.lower_ for c in verb.lefts}
    earlier, later = marks & (_EARLIER | _OPEN), marks & _LATER
    for bearer in bearers:
        for name in filter(_is_name, names):
            if earlier:
                yield name, bearer
            elif later or verb.lower_ in _RENAMING:
                yield bearer, name


def _taken(verb: Token) -> Iterator[tuple[Token, Token]]:
    """'changed its name (from Z) to Y', 'took the name Y'."""
    for noun in (c for c in verb.children if c.dep_ == "dobj"):
        if noun.lower_ == "name":
            new = [*roles.prepositional(verb, ("to",)), *roles.prepositional(noun, ("to", "of"))]
            new += [c for c in noun.children if c.dep_ == "appos"]
        elif any(c.lower_ == "name" and c.dep_ == "compound" for c in noun.children):
            new = [noun]
        else:
            continue
        old = [*roles.prepositional(verb, ("from",)), *roles.prepositional(noun, ("from",))]
        for name in filter(_is_name, new):
            for bearer in [*filter(_is_name, old)] or roles.agents(verb):
                yield bearer, name


def _become(verb: Token) -> Iterator[tuple[Token, Token]]:
    """'X became the Y party', 'X evolved into Y': of bodies only, whose new name is a proper one."""
    if verb.lower_ in _TURNING:
        names: Iterable[Token] = roles.prepositional(verb, ("into",))
    else:
        names = [c for c in verb.children if c.dep_ == "attr"]
    doers = roles.patients(verb) if roles.is_passive(verb) else roles.agents(verb)
    for name in filter(_is_name, names):
        for doer in doers:
            persons = "PERSON" in (name.ent_type_, doer.ent_type_)
            if not persons and (_is_name(doer) or doer.lower_ in ("it", "they")):
                yield doer, name


def _is_name(noun: Token) -> bool:
    """Whether a noun heads a proper name, of no place or time and no office."""
    if noun.ent_type_ in ("GPE", "LOC", "DATE", "EVENT", "FAC", "LAW"):
        return False
    named = noun.pos_ == "PROPN" or noun.ent_type_ == "ORG"
    return named and noun.text[:1].isupper() and not _is_role(noun)


def _is_role(noun: Token) -> bool:
    """'Minister', 'Leader': what somebody becomes, no name."""
    roles_of = (p for p in noun_patterns().get(noun.lower_, ()) if p.shape is Shape.AGENT)
    return any(p.relation in ("holds_office", "leads") for p in roles_of)
