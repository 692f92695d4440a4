"""Terms: whether an office, a leadership or the control of a place is told of as over, or as begun.

'former Alaska governor Sarah Palin'  ──'former' before the role──► over
'newly-elected President Juan Santos' ──'newly' before the role───► begun
'President Juan Santos took office'   ──the verb of its holder────► begun
'during his time as governor'           ──a time in it, or then─────► over
'took control of the port'             ──the verb of the control───► begun
'Sinaloa leader Joaquin Guzman'       ──a role without any────────► held, unless something else says so
"""

from __future__ import annotations

from spacy.tokens import Token

from allegiance.claims.claim import Phase
from allegiance.claims.draft import Draft, Witness
from allegiance.claims.holders import role_around
from allegiance.language.inflection import form_table
from allegiance.language.mention import Mention
from allegiance.language.words import words

_BEFORE_ROLE = frozenset({"ADJ", "NOUN", "PROPN", "ADV"})
_IN_NAME = frozenset({"compound", "nmod", "amod", "appos"})
_TAKES_UP = frozenset({"newly", "newly-elected", "newly-appointed", "incoming"})
_SWORN = frozenset({"sworn", "inaugurated"})
_TAKE = frozenset({"took", "takes", "assumed", "assumes"})
_OFFICE = frozenset({"office", "power", "presidency", "post"})
_TENURES = frozenset("time term tenure stint spell days years".split())  # 'his time as governor'
_THEN = (("at", "the", "time"), ("at", "that", "time"), ("back", "then"))
_EARLIER = frozenset({"previous", "former", "preceding"})  # 'the previous government's minister'
_GAINS = form_table(
    "take seize assume gain wrest win regain retake obtain secure capture".split(), verbs=True
)
_LOSES = form_table("lose cede relinquish surrender yield forfeit".split(), verbs=True)
_BACK = 6  # words before a role that may say so: 'former Mexican federal intelligence official'


def term(draft: Draft) -> Phase | None:
    """What the words around an office, a role or a control say of its term: over, begun or neither.

    None where none stands there, or where 'new' leaves it open.
    """
    if draft.relation == "controls":
        return _turn_of_control(draft)
    role = _role(draft)
    if role is None:
        return None
    before = [token.lower_ for token in _before(role)]
    if any(word.startswith("ex-") or word in words("phase", "ends_words") for word in before):
        return Phase.ENDS
    if _is_past(role):
        return Phase.ENDS
    if _TAKES_UP & set(before) or _takes_office(role):
        return Phase.BEGINS
    return None if "new" in before else Phase.HOLDS


def _is_past(role: Token) -> bool:
    """'his time as governor', 'the attorney general at that time', "the previous government's minister"."""
    preposition = role.head
    if role.dep_ == "pobj" and preposition.lower_ == "as" and preposition.head.lower_ in _TENURES:
        return True
    after = tuple(token.lower_ for token in role.doc[role.i + 1 : role.i + 4])
    if any(after[: len(then)] == then for then in _THEN):
        return True
    owners = (child for child in role.children if child.dep_ == "poss")
    return any(token.lower_ in _EARLIER for owner in owners for token in owner.lefts)


def _turn_of_control(draft: Draft) -> Phase | None:
    """What the verb of 'control' says, where the place comes behind it: 'seized control of the port'."""
    for sentence in (draft.first, draft.last):
        for noun in sentence.span:
            if noun.lower_ != "control" or noun.dep_ != "dobj":
                continue
            if (draft.value or "") in sentence.text[sentence.at(noun) - sentence.start :]:
                verb = noun.head.lower_
                return Phase.BEGINS if verb in _GAINS else Phase.ENDS if verb in _LOSES else None
    return None


def _takes_office(role: Token) -> bool:
    """Whether the sentence says of its holder that they take office: 'President Juan Santos took office on 1 May'."""
    while role.dep_ in _IN_NAME and role.head.i != role.i:
        role = role.head
    verb = role.head
    if role.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ROOT":
        return False
    taken = any(child.dep_ == "dobj" and child.lower_ in _OFFICE for child in verb.children)
    return verb.lower_ in _SWORN or (verb.lower_ in _TAKE and taken)


def _role(draft: Draft) -> Token | None:
    if draft.pair is None or (draft.relation != "holds_office" and draft.witness is not Witness.NETWORK):
        return None  # of leaders, grammar tells of those who were caught or killed, which the network sees
    span = draft.pair[1]
    if draft.relation == "holds_office":
        return draft.first.token_at(span.start)
    if draft.relation != "leads" or not isinstance(span, Mention):
        return None
    sentence = next((s for s in (draft.first, draft.last) if s.start <= span.head < s.end), None)
    return role_around(sentence, span) if sentence is not None else None


def _before(role: Token) -> list[Token]:
    """The role and what stands before it in its phrase."""
    found = [role]
    for token in reversed(role.doc[max(role.i - _BACK, role.sent.start) : role.i]):
        if token.pos_ not in _BEFORE_ROLE and token.tag_ != "VBN" and token.text != "-":
            break
        found.append(token)
    return found
