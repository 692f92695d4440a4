"""Titles: 'the prime minister' is whom the text calls so, 'Prime Minister Nuri al-Maliki', where it calls one so."""

from __future__ import annotations

import re

from allegiance.language.coreference.discourse import Cluster, Discourse
from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.words import is_person_noun

_LONGEST = 3  # words of a title: 'deputy foreign minister'
_FAR = 80  # code points before a name
_WORDS = re.compile(r"[^\W\d_][\w-]*")
_DEFINITE = re.compile(r"the\s+", re.IGNORECASE)
# Before a title: another one ('vice president'), or somebody else's by now.
_OTHERS = frozenset("vice deputy former ex then late future acting".split())


def by_title(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """The person whom the text gives the title that a definite noun phrase is."""
    article = discourse.text[max(mention.start - 4, 0) : mention.start].lower() == "the "
    definite = _DEFINITE.match(mention.text)
    if mention.kind is not ActorKind.PERSON or not (article or definite):
        return None
    title = mention.text[definite.end() if definite else 0 :].lower()
    holders = {id(cluster): (cluster, name) for cluster, name in discourse.by_title.get(title, ())}
    if len(holders) != 1:
        return None
    ((cluster, name),) = holders.values()
    return cluster, f"called so: {title} {name}"


def note_titles(discourse: Discourse) -> None:
    """Index persons by the titles right before their names; all names must be joined."""
    for mention in discourse.mentions:
        if mention.form is Form.NAMED and mention.kind is ActorKind.PERSON:
            holder = discourse.of[mention.start, mention.end], mention.text
            for title in _titles_before(discourse, mention):
                discourse.by_title.setdefault(title, []).append(holder)


def _titles_before(discourse: Discourse, mention: Mention) -> list[str]:
    """'prime minister' and 'minister' before 'Maliki'; only nouns for a person, and none that is another's."""
    before = discourse.text[discourse.sentence(mention.start).start : mention.start]
    found = list(_WORDS.finditer(before[-_FAR:]))[-_LONGEST - 1 :]
    if not found or before[-_FAR:][found[-1].end() :].strip():
        return []
    said = [word[0].lower() for word in found]
    if not is_person_noun(said[-1]):
        return []
    lengths = range(1, min(len(said), _LONGEST) + 1)
    return [" ".join(said[-n:]) for n in lengths if n == len(said) or said[-n - 1] not in _OTHERS]
