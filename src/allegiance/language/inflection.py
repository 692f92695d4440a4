"""Lemmas of English verbs and nouns, by rule and a list of irregular forms.

Only trigger words are looked up, so a table of forms is made from the lemmas that the rules know; this is faster than
lemmatizing every word of a text and needs no model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_IRREGULAR_VERBS: Mapping[str, tuple[str, ...]] = {
    "be": ("is", "are", "was", "were", "been", "being", "am"),
    "become": ("became",),
    "begin": ("began", "begun"),
    "bind": ("bound",),
    "break": ("broke", "broken"),
    "build": ("built",),
    "buy": ("bought",),
    "choose": ("chose", "chosen"),
    "cut": ("cutting",),
    "deal": ("dealt",),
    "draw": ("drew", "drawn"),
    "feed": ("fed",),
    "fight": ("fought",),
    "find": ("found",),
    "flee": ("fled",),
    "free": ("freed", "freeing"),
    "get": ("got", "gotten", "getting"),
    "give": ("gave", "given"),
    "go": ("went", "gone", "goes"),
    "have": ("has", "had", "having"),
    "hold": ("held",),
    "keep": ("kept",),
    "know": ("knew", "known"),
    "lead": ("led",),
    "leave": ("left",),
    "lend": ("lent",),
    "lose": ("lost",),
    "make": ("made",),
    "meet": ("met",),
    "oversee": ("oversaw", "overseen"),
    "pay": ("paid",),
    "put": ("putting",),
    "quit": ("quitting",),
    "run": ("ran", "running"),
    "say": ("said", "says"),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "sell": ("sold",),
    "send": ("sent",),
    "set": ("setting",),
    "shoot": ("shot",),
    "speak": ("spoke", "spoken"),
    "spend": ("spent",),
    "split": ("splitting",),
    "stand": ("stood",),
    "strike": ("struck", "stricken"),
    "take": ("took", "taken"),
    "teach": ("taught",),
    "tell": ("told",),
    "think": ("thought",),
    "throw": ("threw", "thrown"),
    "win": ("won", "winning"),
    "withdraw": ("withdrew", "withdrawn"),
    "write": ("wrote", "written"),
}
_IRREGULAR_NOUNS: Mapping[str, tuple[str, ...]] = {
    "man": ("men",),
    "woman": ("women",),
    "child": ("children",),
    "wife": ("wives",),
    "people": ("people", "peoples"),
    "person": ("persons",),
    "police": ("police",),
}
_VOWELS = "aeiou"


def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb, the lemma first.

    >>> verb_forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    """
    third = lemma + "es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else _y(lemma, "s", "ies")
    ing = (lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma) + "ing"
    past = lemma + "d" if lemma.endswith("e") else _y(lemma, "ed", "ied")
    forms = [lemma, third, past, ing]
    if _doubles(lemma):
        forms += [lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"]
    if "-" in lemma and not lemma.startswith("re-"):
        head, _, tail = lemma.partition("-")
        return tuple(dict.fromkeys(f"{form}-{tail}" for form in verb_forms(head)))
    irregular = _IRREGULAR_VERBS.get(lemma.removeprefix("re-"), ())
    return tuple(dict.fromkeys((*forms, *irregular)))


def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural of a noun, the lemma first."""
    for ending, irregular in _IRREGULAR_NOUNS.items():
        if lemma == ending or (lemma.endswith(ending) and ending in ("man", "woman", "child")):
            return tuple(dict.fromkeys((lemma, *(lemma[: -len(ending)] + form for form in irregular))))
    plural = lemma + "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else _y(lemma, "s", "ies")
    return (lemma, plural)


def form_table(lemmas: Iterable[str], *, verbs: bool) -> dict[str, str]:
    """Form → lemma, for every form of every lemma; the first lemma wins where two share a form."""
    table: dict[str, str] = {}
    for lemma in lemmas:
        for form in verb_forms(lemma) if verbs else noun_forms(lemma):
            table.setdefault(form, lemma)
    return table


def _y(lemma: str, regular: str, after_y: str) -> str:
    if lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in _VOWELS:
        return lemma[:-1] + after_y
    return lemma + regular


def _doubles(lemma: str) -> bool:
    """Whether the last consonant may be doubled: a short vowel between two consonants at the end."""
    return (
        len(lemma) > 2
        and lemma[-1] not in _VOWELS + "wxy"
        and lemma[-2] in _VOWELS
        and lemma[-3] not in _VOWELS
    )
