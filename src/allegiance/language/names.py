"""Names by grammar: runs of capitalised words, with what spaCy's entities know of their kind.

'Prime Ministers Nouri al-Malki and Haider al-Abadi'  →  Nouri al-Malki, Haider al-Abadi
'Asa'ib Ahl al-Haq', 'Saraya al-Salam'                →  one name each: particles do not end a name
'US-led', 'pro-Iran'                                  →  the country inside the compound
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from allegiance.language.countries import CountryRole, lookup, speaks_of_people
from allegiance.language.inflection import verb_forms
from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.parse import Sentence
from allegiance.language.words import actor_kind, noun_table, words

_ENTITY_KINDS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANIZATION,
    "GPE": ActorKind.COUNTRY,
    "NORP": ActorKind.POPULATION,
}
_OTHER_ENTITIES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"}
)
_ARMED_NAME = re.compile(
    r"\b(army|brigades?|militias?|cartel|guards?|forces?|front|police|gang|battalion|corps|mafia|guerrillas?|navy|"
    r"hezbollah|hizbullah|hamas|isis|isil|daesh|taliban|al-qaeda|boko haram|farc|eln|saraya|houthis?)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "al el ul ahl ahlul as ash ad an az at bin ibn ben bint abu abd de la las los del della di da do dos das "
    "von van der den du le y e of -".split()
)
_WHERE = frozenset(
    "in at near from outside inside across around through throughout toward towards into".split()
)
_MOVING = frozenset(
    form
    for verb in "leave visit enter reach flee quit exit approach tour capture seize".split()
    for form in verb_forms(verb)
)
_DIRECTIONS = frozenset(
    "latin central south north west east new northern southern western eastern native african".split()
)
_WATERS = frozenset("Ocean Sea Gulf Bay Strait Straits Canal Delta Channel".split())
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def names(sentence: Sentence) -> Iterator[Mention]:
    """Named mentions of one sentence; countries inside compounds come besides."""
    for run in _runs(sentence):
        trimmed = _trimmed(run)
        kept = _without_titles(trimmed) if trimmed else []
        if kept and not _is_place(sentence, kept):
            yield _mention(sentence, kept)
    yield from compound_countries(sentence)


def compound_countries(sentence: Sentence) -> Iterator[Mention]:
    """Countries by name, demonym or seat, also inside compounds such as 'US-led' and 'pro-Iran'."""
    for token in sentence.span:
        if token.text[:1].isupper() or "-" in token.text:
            yield from _countries(sentence, token)


def kind_of_country(text: str, start: int, name: str) -> ActorKind:
    """A country, or its people where its plural stands without an article: 'three Colombians'."""
    people = speaks_of_people(name, text[max(start - 4, 0) : start])
    return ActorKind.POPULATION if people else ActorKind.COUNTRY


def _runs(sentence: Sentence) -> Iterator[list[Token]]:
    """Entities and runs of other proper nouns; particles inside a name hold its parts together."""
    run: list[Token] = []
    for token in sentence.span:
        if _is_name_word(token) and not (run and _breaks(run[-1], token)):
            run.append(token)
        elif run and (token.lower_ in _PARTICLES or token.text in _QUOTES) and _goes_on(token, run):
            run.append(token)
        else:
            yield from _checked(run, sentence)
            run = [token] if _is_name_word(token) else []
    yield from _checked(run, sentence)


def _is_name_word(token: Token) -> bool:
    if not token.text[:1].isupper() or token.ent_type_ in _OTHER_ENTITIES:
        return False
    return token.pos_ in ("PROPN", "X") or token.ent_type_ in _ENTITY_KINDS


def _breaks(last: Token, token: Token) -> bool:
    """Whether an entity starts or ends between two name words; not after a particle: 'Nouri' 'al-Malki'."""
    if last.lower_ in _PARTICLES or last.text in _QUOTES:
        return False
    return token.ent_iob_ == "B" or last.ent_type_ != token.ent_type_


def _goes_on(token: Token, run: list[Token]) -> bool:
    """Whether a particle stands inside a name: another name word follows, and 'of' only inside an organization.

    A nickname in quotation marks is part of the name around it: 'Joaquin "El Chapo" Guzman'.
    """
    doc, i = token.doc, token.i
    if token.text in _QUOTES:
        around = doc[i + 1 : i + 6]
        opening = any(t.text in _QUOTES for t in around) and _is_name_word(run[-1])
        closing = any(t.text in _QUOTES for t in run) and i + 1 < len(doc) and _is_name_word(doc[i + 1])
        return run[-1].ent_type_ in ("PERSON", "") and (opening or closing)
    while i < len(doc) and doc[i].lower_ in _PARTICLES and i - token.i < 3:
        i += 1
    if i >= len(doc) or not _is_name_word(doc[i]):
        return False
    if token.lower_ in ("of", "y", "e"):
        return token.ent_type_ in _ENTITY_KINDS and token.ent_iob_ == "I"
    return token.text != "-" or (not token.whitespace_ and not run[-1].whitespace_)


def _checked(run: list[Token], sentence: Sentence) -> Iterator[list[Token]]:
    """A lone capitalised word at the start of a sentence is no name unless something says so."""
    if not run:
        return
    first = run[0]
    alone = len(run) == 1 and first.i == sentence.span.start
    if not alone or first.ent_type_ in _ENTITY_KINDS or first.tag_ == "NNPS" or lookup(first.text):
        yield run


def _trimmed(run: list[Token]) -> list[Token]:
    while run and (run[0].lower_ in ("the", "a", "an") or run[0].is_punct or _is_loose_particle(run[0])):
        run = run[1:]
    while run and (run[-1].lower_ in _POSSESSIVE or _is_loose_particle(run[-1]) or run[-1].is_punct):
        run = run[:-1]
    return run


def _is_loose_particle(token: Token) -> bool:
    """A particle in lower case joins names and starts none; 'El Chapo' keeps its own."""
    return token.lower_ in _PARTICLES and not token.text[:1].isupper()


def _without_titles(tokens: list[Token]) -> list[Token]:
    titles = words("person_words", "titles")
    kept = tokens
    while len(kept) > 1 and (kept[0].lower_.rstrip(".") in titles or kept[0].lower_.rstrip("s.") in titles):
        kept = kept[1:]
    return kept if len(kept) > 1 or kept[0].lower_.rstrip(".") not in titles else []


def _is_place(sentence: Sentence, tokens: list[Token]) -> bool:
    """A town that something happens in is no actor."""
    last = tokens[-1]
    country = lookup(sentence.words(tokens[0], last))
    if country is not None:
        return country.role is CountryRole.METONYM and _locates(last)
    return last.ent_type_ in ("GPE", "LOC", "FAC") and _locates(last)


def _locates(token: Token) -> bool:
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    if token.dep_ == "dobj" and token.head.lower_ in _MOVING:
        return True
    return token.dep_ == "pobj" and token.head.lower_ in _WHERE


def _mention(sentence: Sentence, tokens: list[Token]) -> Mention:
    start, last = sentence.at(tokens[0]), tokens[-1]
    end = sentence.at(last) + len(last)
    text = sentence.words(tokens[0], last)
    head = next(
        (t for t in reversed(tokens) if t.head.i < tokens[0].i or t.head.i > last.i or t.head.i == t.i), last
    )
    kind, known = _kind(tokens, text)
    kind = kind_of_country(sentence.text, start, text) if kind is ActorKind.COUNTRY else kind
    return Mention(start, end, text, Form.NAMED, kind, sentence.at(head), 0.85, f"grammar:name{known}")


def _kind(tokens: list[Token], text: str) -> tuple[ActorKind, str]:
    if lookup(text) is not None:
        return ActorKind.COUNTRY, " of a country"
    titled = tokens[0].i > 0 and _is_title(tokens[0].doc[tokens[0].i - 1])
    votes = Counter(t.ent_type_ for t in tokens if t.ent_type_ in _ENTITY_KINDS)
    label = "PERSON" if titled else votes.most_common(1)[0][0] if votes else ""
    if label != "PERSON" and _ARMED_NAME.search(text):
        return ActorKind.ARMED_GROUP, " of an armed group"
    if label:
        return _ENTITY_KINDS[label], f" ({label})"
    last = noun_table().get(tokens[-1].lower_)
    return (actor_kind(last) if last else None) or ActorKind.ORGANIZATION, ""


def _is_title(token: Token) -> bool:
    low = token.lower_.rstrip(".")
    return token.text[:1].isupper() and (
        low in words("person_words", "titles") or low.rstrip("s") in words("person_words", "titles")
    )


def _is_elsewhere(token: Token) -> bool:
    """'Latin American', 'New Mexico', 'Gulf of Mexico', 'Indian Ocean': a country's word in another name."""
    doc, i = token.doc, token.i
    before, after = doc[i - 1] if i else None, doc[i + 1] if i + 1 < len(doc) else None
    if (
        before is not None
        and before.lower_ in _DIRECTIONS
        and before.text[0].isupper()
        and not before.is_sent_start
    ):
        return True
    if i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].text in _WATERS:
        return True
    return after is not None and (after.text in _WATERS or after.text == "City")


def _countries(sentence: Sentence, token: Token) -> Iterator[Mention]:
    start = sentence.at(token)
    if _is_elsewhere(token):
        return
    for part in re.finditer(r"[^\s-]+", token.text):
        country = lookup(part.group())
        if country is None or (country.role is CountryRole.METONYM and _locates(token)):
            continue
        begin, end = start + part.start(), start + part.end()
        kind = kind_of_country(sentence.text, begin, part.group())
        reason = f"grammar:country {country.role}"
        yield Mention(begin, end, part.group(), Form.NAMED, kind, begin, 0.8, reason)
