"""Readings: what else a spelling may stand for, most of it heard only beside a name in the other script.

    'samih'  ──h is also heard──► سميح        'fathi'  ──t and h──► فتحي        'piaget'  ──silent t──► بياجيه
    ممتاز    ──two m──► 'mumtaz'              راماتسيني  ──ts for z──► 'ramazzini'

In one script such words are spelled apart, and those who bear them are others: 'Bardot' and 'Bardou'. Heard
everywhere is what languages do to one name: 'Murad' is Turkish 'Murat', 'Sharif' Indonesian 'Syarif'.
"""

from __future__ import annotations

import re

from allegiance.actors.sounds import is_abjad, sounds

_APART = "-"  # between letters that are not to be read as one
_Rules = tuple[tuple[re.Pattern[str], str], ...]
_ALWAYS: _Rules = (
    (re.compile(r"(?<=[aeiou])t$"), "d"),
    (re.compile(r"(?<=[aeiou])p$"), "b"),
    (re.compile(r"sy(?=[aiu])"), "sh"),
    (re.compile(r"ij(?=[aeiouy])"), f"i{_APART}j"),  # Khadija; plainly it is read as in 'Marija'
)
_LATIN: _Rules = (
    (re.compile(r"(?<=[aeiou])h$"), f"{_APART}h"),  # Samih, Fattah
    (re.compile(r"[ei]y?[ae]h$"), "iya"),  # Marzieh, Leah
    (re.compile(r"(?<=[tds])h"), f"{_APART}h"),  # Fathi, Adham, Ishaq
    # silent ends of French names: Cavalier, Piaget, Léotard, Robert, Arnaud, Blois
    (re.compile(r"iers?$"), "i"),
    (re.compile(r"ets?$"), "e"),
    (re.compile(r"(?<=a)rds?$|(?<=e)rts?$"), "r"),
    (re.compile(r"(?:auds?|auts?|aults?|eaux?|ots?)$"), "o"),
    (re.compile(r"oi[st]$"), "oa"),
    (re.compile(r"(?<=[oea])w(?=sk|icz|itz|$)|^w(?=[eiou])"), "v"),  # Janowska, Wilders
    (re.compile(r"(?<=[cs])z"), f"{_APART}z"),  # Polish letters, written one by one
)
_ABJAD: _Rules = (
    (re.compile(r"(.)(?=\1)"), rf"\1{_APART}"),
    (re.compile(r"(?<=د)ج"), f"{_APART}ج"),
    (re.compile(r"تس"), "ز"),
    (re.compile(r"(?<=..)ه$"), "ا"),
)


def sounds_abroad(token: str) -> tuple[str, ...]:
    """The further codes of one lower-case token as other languages write the name, in any script."""
    return () if is_abjad(token) else _by(_ALWAYS, token)


def sounds_across(token: str) -> tuple[str, ...]:
    """The further codes of one lower-case token beside a name in the other script."""
    return _by(_ABJAD if is_abjad(token) else _LATIN, token)


def _by(rules: _Rules, token: str) -> tuple[str, ...]:
    """One rule at a time, without the plain reading."""
    found = (rule.sub(instead, token) for rule, instead in rules if rule.search(token))
    plain = sounds(token)
    readings = (sounds(spelled).replace(_APART, "") for spelled in found)
    return tuple(dict.fromkeys(codes for codes in readings if codes != plain))
