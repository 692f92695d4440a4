"""Coreference: chains part the mentions, each link has its reason; then who is whom as a table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.language.coreference import corefer
from allegiance.language.mention import Form, Mention
from allegiance.language.mentions import grammar_mentions
from reading_world import Grammar

SENTENCES = st.sampled_from(
    (
        "Idris Marran met Adem Haddad.|He praised him.|Marran leads the River Guard.|The group attacked Norway.|"
        "Norwegian troops met its leader.|The militia, which Sweden backs, left.|Oslo protested.|Haddad said so.|"
        "The cleric, Idris al-Marran, fled.|They attacked themselves.|The Popular Front for Kivu (PFK) won.|PFK lost."
    ).split("|")
)
TEXTS = st.lists(SENTENCES | st.text(max_size=15), max_size=7).map(" ".join)


@given(text=TEXTS)
@settings(max_examples=50)
def test_chains_part_the_mentions(grammar: Grammar, text: str) -> None:
    sentences = grammar.read(text).sentences
    mentions = grammar_mentions(sentences)
    chains = corefer(sentences, mentions)
    held = [m for chain in chains for m in chain.mentions]
    assert len(held) == len(set(held))
    assert set(held) <= set(mentions)
    assert {m for m in mentions if m.form is not Form.PRONOMINAL} <= set(held)
    assert [c.mentions[0].start for c in chains] == sorted(c.mentions[0].start for c in chains)
    for chain in chains:
        assert len(chain.reasons) == len(chain.mentions)
        assert all(chain.reasons)
        assert [m.start for m in chain.mentions] == sorted(m.start for m in chain.mentions)
        assert chain.name


@given(text=TEXTS)
@settings(max_examples=10)
def test_the_same_text_gives_the_same_chains(grammar: Grammar, text: str) -> None:
    sentences = grammar.read(text).sentences
    mentions = grammar_mentions(sentences)
    assert corefer(sentences, mentions) == corefer(sentences, reversed(mentions))


def chain_of(grammar: Grammar, text: str, words: str) -> list[str]:
    """The mentions of the chain that these words are in; the last place of the words counts."""
    start = text.rindex(words)
    found = [
        c for c in grammar.read(text).chains if any(m.start == start and m.text == words for m in c.mentions)
    ]
    assert len(found) == 1, f"{words!r} is in {len(found)} chains"
    return [m.text for m in found[0].mentions]


TOGETHER = [
    ("Idris Marran met Adem Haddad in Oslo. Then Marran left Sweden.", "Marran", "Idris Marran"),
    ("Norway fell. Norwegian troops left.", "Norwegian", "Norway"),
    ("The Valley Salvation Council lost. The VSC left.", "VSC", "Valley Salvation Council"),
    ("Idris Marran met Sweden. He left.", "He", "Idris Marran"),
    ("Sweden armed the militia, which attacked Norway.", "militia", "militia"),
    ("Idris Marran, who leads the River Guard, left.", "who", "Idris Marran"),
    ("Norway ended its war on Sweden.", "its", "Norway"),
    ("Idris Marran presented himself to Sweden.", "himself", "Idris Marran"),
    ("Idris Marran, the leader of the River Guard, left.", "leader of the River Guard", "Idris Marran"),
    ("The protesters met Norway. The protesters left.", "protesters", "protesters"),
]


@pytest.mark.parametrize(("text", "words", "other"), TOGETHER)
def test_one_actor(grammar: Grammar, text: str, words: str, other: str) -> None:
    assert other in chain_of(grammar, text, words)


@pytest.mark.xfail(reason="the name is cut in two, before its 'al-' and at its 'for'", strict=True)
@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("Idris al-Marran met Adem Haddad. Marran left.", "Marran", "Idris al-Marran"),
        ("The Popular Front for Kivu (PFK) lost. The PFK left.", "PFK", "Popular Front for Kivu"),
        ("The Popular Front for Kivu (PFK) lost. Kivu fell.", "Kivu", "Kivu"),
    ],
)
def test_one_actor_of_a_longer_name(grammar: Grammar, text: str, words: str, other: str) -> None:
    chain = chain_of(grammar, text, words)
    assert other in chain
    assert words == other or "Kivu" not in chain
    assert words != other or chain == [other]


APART = [
    ("Idris Marran met Adem Haddad.", "Idris Marran", "Adem Haddad"),
    ("Idris Marran met his brother Adem Marran.", "Idris Marran", "Adem Marran"),
    ("North Korea attacked South Korea.", "North Korea", "South Korea"),
    ("Idris Marran leads the River Guard. The River Guard left.", "River Guard", "Idris Marran"),
    ("The Harbour Front attacked the Valley Front.", "Harbour Front", "Valley Front"),
    ("Norway met Idris Marran. It left.", "It", "Idris Marran"),
]


@pytest.mark.parametrize(("text", "words", "other"), APART)
def test_two_actors(grammar: Grammar, text: str, words: str, other: str) -> None:
    assert other not in chain_of(grammar, text, words)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("The Council of the River was renamed the Assembly of the Coast.", False),
        ("The Council of the River met with the Assembly of the Coast.", False),
        ("The Council of the River was known as the Assembly of the Coast.", True),
        ("The Council of the River left. The Assembly of the Coast is strong.", True),
    ],
)
def test_subject_and_object_of_a_verb_are_not_linked_however_sure_the_link(
    grammar: Grammar, text: str, one: bool
) -> None:
    sentences = grammar.read(text).sentences
    mentions = grammar_mentions(sentences)
    first, second = (
        next(m for m in mentions if word in m.text and m.form is Form.NAMED)
        for word in ("Council", "Assembly")
    )
    links = {(second.start, second.end): [((first.start, first.end), 0.99)]}
    chains = corefer(sentences, mentions, links)
    assert any({first, second} <= set(chain.mentions) for chain in chains) is one


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prime Minister Idris Marran met Adem Haddad. The prime minister left.", "Idris Marran"),
        ("Adem Haddad met Foreign Minister Idris Marran. The minister left.", "Idris Marran"),
        (
            "Prime Minister Idris Marran met Prime Minister Adem Haddad. The prime minister left.",
            None,
        ),  # which?
        ("Deputy Minister Idris Marran met Adem Haddad. The minister left.", None),
        ("Former Minister Idris Marran met Adem Haddad. The minister left.", None),
        ("Idris Marran met a minister. The minister left.", None),
    ],
)
def test_a_title_alone_is_whom_the_text_calls_so(grammar: Grammar, text: str, name: str | None) -> None:
    sentences = grammar.read(text).sentences
    mentions = grammar_mentions(sentences)
    alone = next(m for m in mentions if m.form is Form.NOMINAL and m.end == text.index(" left."))
    links = {(0, 1): []}  # a trained reader is at hand and knows of no link
    chain = next(c for c in corefer(sentences, mentions, links) if alone in c.mentions)
    reason = chain.reasons[chain.mentions.index(alone)]
    assert (chain.name if reason.startswith("called so") else None) == name


@pytest.mark.parametrize(
    ("noun", "together"), [("occupiers", False), ("authorities", True), ("neighbour", True)]
)
def test_several_people_are_no_state_however_surely_they_are_linked(
    grammar: Grammar, noun: str, together: bool
) -> None:
    text = f"Norway left. Idris Marran praised the {noun}."
    sentences = grammar.read(text).sentences
    start = text.index(f"the {noun}")
    state = next(m for m in grammar_mentions(sentences) if m.text == "Norway")
    phrase = Mention(start, start + len(noun) + 4, f"the {noun}", Form.NOMINAL, None, start + 4)
    links = {(phrase.start, phrase.end): [((state.start, state.end), 0.99)]}
    chain = next(c for c in corefer(sentences, [state, phrase], links) if phrase in c.mentions)
    assert (state in chain.mentions) is together
