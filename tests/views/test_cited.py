"""The same words are cited once, with everybody whom claims credit them to."""

from __future__ import annotations

from dataclasses import replace

from allegiance.claims.claim import Certainty, Polarity
from allegiance.views import entry
from allegiance.views.cited import cited, readings, together
from planted import MARRAN, OSTRAVA, VELLAND, Report, Said, records

_WORDS = "Velland says that Ostrava arms Marran."
_SAID = Said(_WORDS, OSTRAVA, "sponsors", MARRAN, certainty=Certainty.ALLEGED, by=VELLAND)
_REPORT = Report(
    *("one", "Plain Wire", "2005-03-01"),
    (
        _SAID,
        replace(_SAID, by=None, certainty=Certainty.STATED),
        replace(_SAID, relation="supports"),
        replace(_SAID, by=None, polarity=Polarity.DENIED),
        Said("Marran came home.", MARRAN, "allied_with", OSTRAVA),
    ),
)


def test_words_are_cited_once_with_both_readings_named() -> None:
    found = together(cited(records([_REPORT])))
    assert [(one.words, speakers) for one, speakers in found] == [
        (_WORDS, ("Velland", None)),
        ("Marran came home.", (None,)),
    ]


def test_claims_that_say_the_same_of_the_same_words_stand_together() -> None:
    claims = [entry(record) for record in records([_REPORT])]
    lots = readings(claims)
    assert [(first, *others) for first, others in lots] == [
        (claims[0], claims[1]),
        (claims[2],),
        (claims[3],),  # who denies it says something else
        (claims[4],),
    ]
