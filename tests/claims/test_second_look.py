"""A second look: what the network may take away from grammar's reading of hedges and denials, and what not."""

from __future__ import annotations

import pytest

from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.qualifiers import Qualifiers
from allegiance.claims.second_look import Look, certainty_of, polarity_of

PLAIN = Look(
    phase={Phase.BEGINS: 0.0, Phase.HOLDS: 1.0, Phase.ENDS: 0.0},
    polarity={Polarity.AFFIRMED: 0.99, Polarity.DENIED: 0.01},
    certainty={Certainty.STATED: 1.0, Certainty.ALLEGED: 0.0, Certainty.POSSIBLE: 0.0},
    attributed=0.0,
    speaker=None,
)


def _read(polarity: Polarity, certainty: Certainty, at_word: bool) -> Qualifiers:
    return Qualifiers(Phase.HOLDS, polarity, certainty, None, "", (), at_word)


@pytest.mark.parametrize(("at_word", "expected"), [(True, Polarity.DENIED), (False, Polarity.AFFIRMED)])
def test_a_denial_of_the_very_word_stands_whatever_the_network_thinks(
    at_word: bool, expected: Polarity
) -> None:
    assert polarity_of(_read(Polarity.DENIED, Certainty.STATED, at_word), PLAIN) is expected


@pytest.mark.parametrize(("at_word", "expected"), [(True, Certainty.POSSIBLE), (False, Certainty.STATED)])
def test_a_hedge_of_the_very_word_stands_whatever_the_network_thinks(
    at_word: bool, expected: Certainty
) -> None:
    assert certainty_of(_read(Polarity.AFFIRMED, Certainty.POSSIBLE, at_word), {}, PLAIN) is expected
