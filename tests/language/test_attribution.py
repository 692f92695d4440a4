"""Attribution: who says what, with which cue."""

from __future__ import annotations

import pytest

from allegiance.language.attribution import governing, sayings
from allegiance.language.parse import Sentence
from reading_world import Grammar


def said(sentence: Sentence, word: str) -> list[tuple[str, str]]:
    """Speaker and cue of each attribution over a word, outer ones first."""
    token = next(t for t in sentence.span if t.text == word)
    over = governing(sayings(sentence), token)
    return [(s.speaker.text if s.speaker else "", s.cue.text) for s in over]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Denmark said that Norway attacked Sweden.", [("Denmark", "said")]),
        ("Norway attacked Sweden, Denmark said.", [("Denmark", "said")]),
        ("According to Denmark, Norway attacked Sweden.", [("Denmark", "According")]),
        ("Norway attacked Sweden, according to Denmark.", [("Denmark", "according")]),
        ("Denmark's claim that Norway attacked Sweden spread.", [("Denmark", "claim")]),
        (
            "Finland said Denmark denied that Norway attacked Sweden.",
            [("Finland", "said"), ("Denmark", "denied")],
        ),
        ("Denmark met Finland and said that Norway attacked Sweden.", [("Denmark", "said")]),
        ("Norway attacked Sweden.", []),
        ("Norway attacked Sweden after Denmark said nothing.", []),
    ],
)
def test_the_speaker_of_an_attack(grammar: Grammar, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(grammar.sentence(text), "attacked") == expected


@pytest.mark.xfail(reason="'It' is taken for the speaker, not the by-phrase", strict=True)
def test_the_speaker_of_a_passive_cue_stands_in_its_by_phrase(grammar: Grammar) -> None:
    sentence = grammar.sentence("It was reported by Denmark that Norway attacked Sweden.")
    assert said(sentence, "attacked") == [("Denmark", "reported")]


@pytest.mark.parametrize(
    ("cue", "alleges", "denies"),
    [("said", False, False), ("claimed", True, False), ("believed", True, False), ("denied", False, True)],
)
def test_cues_that_allege_or_deny(grammar: Grammar, cue: str, alleges: bool, denies: bool) -> None:
    (saying,) = sayings(grammar.sentence(f"Denmark {cue} that Norway attacked Sweden."))
    assert (saying.alleges, saying.denies) == (alleges, denies)


def test_the_content_leaves_out_the_speaker(grammar: Grammar) -> None:
    assert said(grammar.sentence("Denmark said that Norway attacked Sweden."), "Denmark") == []
