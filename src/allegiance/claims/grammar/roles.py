"""Roles: who does a verb or noun, and to whom, read off the dependency tree.

Voice, by-agents, possessives, coordination, relative clauses, participles and controlled infinitives are undone here,
so that the patterns only speak of 'X' and 'Y'. Labels are those of ClearNLP, as spaCy's English models use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from allegiance.claims.grammar.patterns import is_plural
from allegiance.language.factuality import is_excepted

_SUBJECT = frozenset({"nsubj", "csubj"})
_PASSIVE = frozenset({"nsubjpass", "csubjpass"})
_OBJECT_CONTROL = frozenset(
    """urge ask order force tell press persuade convince allow help push lead compel pressure call call_on
    asked urged ordered forced told pressed persuaded convinced allowed helped pushed led compelled pressured""".split()
)
_DEPTH = 4  # how far up a subject may be looked for


def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject, or the noun it modifies, undergoes what it says."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")


def agents(verb: Token) -> list[Token]:
    """Who does it: the subject, or the by-phrase of a passive; every member of a coordination."""
    if is_passive(verb):
        by = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        return list(spread(by))
    return list(spread(_subjects(verb, _DEPTH)))


def patients(verb: Token) -> list[Token]:
    """To whom it is done: the object, or the subject of a passive; every member of a coordination."""
    if is_passive(verb):
        return list(spread(_passive_subjects(verb)))
    direct = [
        c for c in verb.children if c.dep_ in ("dobj", "dative", "obj") and c.pos_ not in ("VERB", "ADP")
    ]
    if not direct:  # 'killed and dismembered three men': the object hangs on the last verb
        direct = [
            c
            for conj in verb.children
            if conj.dep_ == "conj"
            and conj.pos_ == "VERB"
            and not any(t.dep_ == "dobj" for t in verb.children)
            for c in conj.children
            if c.dep_ == "dobj"
        ][:1]
    return list(spread(direct))


def prepositional(word: Token, prepositions: Iterable[str]) -> list[Token]:
    """Objects of the word's prepositions, also through particles ('out of') and after its direct object."""
    wanted = frozenset(prepositions)
    found = [
        p
        for c in word.children
        if c.dep_ in ("prep", "agent", "prt", "dative", "advmod") and c.lower_ in wanted
        for p in _complements(c)
    ]
    if not found and any(c.dep_ == "prt" and c.lower_ in wanted for c in word.children):
        found = [c for c in word.children if c.dep_ == "dobj"]  # 'turned on his ally'
    return list(spread(found))


def possessors(noun: Token) -> list[Token]:
    """Who a noun belongs to: "X's alliance", "the alliance of X", 'the X alliance', 'the alliance by X'."""
    found = [c for c in noun.children if c.dep_ == "poss"]
    found += prepositional(noun, ("by", "from"))
    if not found:
        found = [c for c in noun.children if c.dep_ in ("compound", "nmod", "amod") and c.text[:1].isupper()]
    return list(spread(found))


def spread(tokens: Iterable[Token]) -> Iterator[Token]:
    """Each token, then the other members of its coordination: 'X, Y and Z', but not W, and 'X as well as Y'."""
    for token in tokens:
        yield token
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX") and not is_excepted(child):
                yield from spread([child])
            elif child.dep_ == "prep" and _gives_examples(child):
                yield from spread(p for p in child.children if p.dep_ == "pobj")


def _gives_examples(preposition: Token) -> bool:
    """'leaders such as X', 'groups including X'."""
    such = any(child.lower_ == "such" for child in preposition.children)
    return preposition.lower_ == "including" or (preposition.lower_ == "as" and such)


def bearer(noun: Token) -> list[Token]:
    """Who a role noun is said of: 'X, the leader of Y', 'X is the leader of Y', 'Y leader X', 'X as leader of Y'."""
    found: list[Token] = []
    if noun.dep_ == "appos":
        found.append(noun.head)
    found += [c for c in noun.children if c.dep_ == "appos"]
    if noun.dep_ == "compound" and noun.head.pos_ == "PROPN":
        found += spread([noun.head]) if is_plural(noun) else [noun.head]
    if noun.dep_ in ("attr", "oprd", "conj") or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
        found += _predicated(noun)
    return found


def modified(adjective: Token) -> list[Token]:
    """What an adjective is said of: the noun before or after it, or the subject of 'is'."""
    if adjective.dep_ in ("amod", "relcl", "acl", "appos") and adjective.head.i != adjective.i:
        return list(spread([adjective.head]))
    if adjective.dep_ in ("acomp", "attr", "conj", "advcl"):
        return list(spread(_subjects(adjective.head, _DEPTH)))
    return (
        [] if adjective.pos_ != "VERB" else patients(adjective) or list(spread(_subjects(adjective, _DEPTH)))
    )


def _predicated(noun: Token) -> list[Token]:
    token = noun
    while token.dep_ in ("conj", "pobj", "prep") and token.head.i != token.i and token.head.pos_ != "VERB":
        token = token.head
    if token.dep_ == "appos":
        return [token.head]
    verb = token.head
    if token.dep_ == "attr" or (verb.pos_ in ("AUX", "VERB") and token.dep_ in ("oprd", "prep")):
        if token.dep_ == "attr":
            return list(spread(_subjects(verb, _DEPTH)))
        return patients(verb) or agents(verb)
    return []


def _complements(preposition: Token) -> list[Token]:
    found = [p for p in preposition.children if p.dep_ in ("pobj", "pcomp")]
    for child in preposition.children:
        if child.dep_ == "prep":  # 'out of', 'away from'
            found += [p for p in child.children if p.dep_ == "pobj"]
    return found


def _subjects(verb: Token, depth: int) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in _SUBJECT]
    if own:
        return [_antecedent(c, verb) for c in own]
    if depth == 0:
        return []
    return _inherited(verb, depth)


def _inherited(verb: Token, depth: int) -> list[Token]:
    """The subject that a verb without one of its own shares with the word that governs it."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return _passive_subjects(head) if is_passive(head) else _subjects(head, depth - 1)
    if verb.dep_ in ("xcomp", "advcl", "pcomp", "prep", "ccomp") and head.i != verb.i:
        return _controller(verb, head, depth)
    if verb.dep_ == "relcl":
        return [] if any(c.dep_ in _SUBJECT for c in verb.children) else [head]
    if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VB"):
        owner = [c for c in head.children if c.dep_ == "poss"]
        return owner if verb.tag_ == "VB" and owner else [head]
    return []


def _controller(verb: Token, head: Token, depth: int) -> list[Token]:
    if head.pos_ == "ADP":
        return _inherited_through(head, depth)
    if verb.dep_ == "xcomp" and head.lower_ in _OBJECT_CONTROL:
        objects = patients(head) or prepositional(head, ("on", "upon", "for"))
        if objects:
            return objects
    if head.pos_ in ("VERB", "AUX"):
        return _passive_subjects(head) if is_passive(head) else _subjects(head, depth - 1)
    return []


def _inherited_through(preposition: Token, depth: int) -> list[Token]:
    governor = preposition.head
    if governor.pos_ in ("VERB", "AUX"):
        if preposition.lower_ in ("of", "for", "over") and patients(governor):
            return patients(governor)  # 'accused X of attacking', 'praised X for attacking'
        return _passive_subjects(governor) if is_passive(governor) else _subjects(governor, depth - 1)
    if governor.pos_ in ("NOUN", "PROPN"):
        return [governor]
    return []


def _passive_subjects(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in _PASSIVE]
    if own:
        return [_antecedent(c, verb) for c in own]
    if verb.dep_ in ("acl", "relcl", "amod"):
        return [verb.head]
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _passive_subjects(verb.head) if is_passive(verb.head) else _subjects(verb.head, 1)
    if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX"):  # 'is said to be financed by'
        return _passive_subjects(verb.head) if is_passive(verb.head) else _subjects(verb.head, 1)
    return [c for c in verb.children if c.dep_ in _SUBJECT]


def _antecedent(subject: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for; the subject itself where there is none."""
    if subject.lower_ in ("who", "which", "that") and subject.tag_ in ("WP", "WDT", "IN"):
        clause = verb
        while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX"):
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return subject
