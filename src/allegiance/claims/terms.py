"""Terms: whether an office or a leadership is told of as over.

'former Alaska governor Sarah Palin'  ──'former' before the role──► over
'Sinaloa leader Joaquin Guzman'       ──a role without it─────────► not over, unless something else says so
"""

from __future__ import annotations

from spacy.tokens import Token

from allegiance.claims.draft import Draft, Witness
from allegiance.claims.holders import role_around
from allegiance.language.mention import Mention
from allegiance.language.words import words

_BEFORE_ROLE = frozenset({"ADJ", "NOUN", "PROPN", "ADV"})
_BACK = 6  # words before a role that may say so: 'former Mexican federal intelligence official'


def is_over(draft: Draft) -> bool | None:
    """Whether the words before the office or role say that it is over; None where no role stands there."""
    role = _role(draft)
    return None if role is None else any(_says_over(token) for token in _before(role))


def _role(draft: Draft) -> Token | None:
    if draft.pair is None or draft.witness is not Witness.NETWORK:
        return None
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
        if token.pos_ not in _BEFORE_ROLE and token.text != "-":
            break
        found.append(token)
    return found


def _says_over(token: Token) -> bool:
    return token.lower_.startswith("ex-") or token.lower_ in words("phase", "ends_words")
