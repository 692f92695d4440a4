"""Search: what people type is never a syntax error, and a hit's ranges are exact."""

from __future__ import annotations

import pytest
from casefile_world import EXTRACTOR, make_document, make_entry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegiance.casefile import Casefile
from allegiance.casefile.fold import arabic_words, fold
from allegiance.errors import UsageError

TEXTS = {
    "one": "Asa'ib Ahl al-Haq broke away in 2006.\nThe militia's leader was Muqtadā al-Ṣadr.",
    "two": "The militiamen broke a promise and went away.\nعاد مقتدى الصدر إلى أهل الحقّ",
    "three": 'Say \x02hello\x03, O\'Brien: NEAR(x) {quote} ^start "quoted" militias.',
}


@pytest.fixture
def library(casefile: Casefile) -> Casefile:
    run = casefile.begin_run(EXTRACTOR)
    casefile.add_all([make_entry(make_document(name, text)) for name, text in TEXTS.items()], run)
    return casefile


def found(casefile: Casefile, words: str) -> list[tuple[str, list[str]]]:
    """Name of the document and highlighted words of each hit, by name."""
    return sorted(
        (hit.document.name, [TEXTS[hit.document.name][start:end] for start, end in hit.highlights])
        for hit in casefile.search(words)
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("asa'ib", [("one", ["Asa'ib"])]),
        ("Asa’ib", [("one", ["Asa'ib"])]),
        ("al-haq", [("one", ["al-Haq"])]),
        ("muqtada sadr", [("one", ["Muqtadā", "Ṣadr"])]),
        ('"broke away"', [("one", ["broke away"])]),
        ('"broke away', [("one", ["broke away"])]),
        ("broke away", [("one", ["broke", "away"]), ("two", ["broke", "away"])]),
        ("broke NOT promise", [("one", ["broke"])]),
        ("promise OR 2006", [("one", ["2006"]), ("two", ["promise"])]),
        ("militiam*", [("two", ["militiamen"])]),
        ("militia", [("one", ["militia"])]),
        ("صدر", [("two", ["الصدر"])]),
        ("اهل الحق", [("two", ["أهل", "الحقّ"])]),
        ('"اهل حق"', [("two", ["أهل", "الحقّ"])]),
        ("hello", [("three", [])]),  # the text itself holds the marks: found, not highlighted
        ("o'brien", [("three", [])]),
        ("nothing-of-the-kind", []),
        ("NOT", []),
    ],
)
def test_words_are_found(library: Casefile, words: str, expected: list[tuple[str, list[str]]]) -> None:
    if words == "NOT":
        with pytest.raises(UsageError, match="no word to look for"):
            library.search(words)
        return
    assert found(library, words) == expected


typed = st.lists(
    st.sampled_from([*"ab é\"'*-+:^(){}[],.\\\x00%_صا", " ", " OR ", " NOT ", " AND ", "NEAR(", "the"]),
    max_size=12,
).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed | st.text(max_size=40))
def test_nothing_that_people_type_is_a_syntax_error(library: Casefile, words: str) -> None:
    try:
        hits = library.search(words)
    except UsageError:
        return
    for hit in hits:
        assert library.passage(hit.id).passage.quote == hit.passage.quote
        for start, end in hit.highlights:
            assert hit.passage.start <= start < end <= hit.passage.end


def test_a_search_without_end_is_refused(library: Casefile) -> None:
    with pytest.raises(UsageError, match="too long"):
        library.search("a " * 5000)


def test_the_limit_holds(library: Casefile) -> None:
    assert len(library.search("the OR a OR say", limit=1)) == 1


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Muqtadā al-Ṣadr", "muqtada al sadr"),
        ("Asa'ib  Ahl al-Haq", "asaib ahl al haq"),
        ("Asa’ib Ahl al-Haq", "asaib ahl al haq"),
        ("UPOEG", "upoeg"),
        ("الصدر", "صدر"),
        ("أهل الحقّ", "اهل حق"),
        ("مُقتدى", "مقتدي"),
        ("ﲆ", "لي"),
        ("ال", "ال"),
        ("--", ""),
    ],
)
def test_folding(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=60))
def test_folding_again_changes_nothing_but_articles(text: str) -> None:
    if "ال" not in fold(text):
        assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from(" ab"), max_size=40))
def test_arabic_words_lie_in_the_text(text: str) -> None:
    last = 0
    for start, end, word in arabic_words(text):
        assert last <= start < end <= len(text)
        assert word
        last = end
