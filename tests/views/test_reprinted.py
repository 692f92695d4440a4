"""Stories that several documents print: whoever printed first leads, whatever is printed once is no story."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allegiance.casefile import DocumentSummary
from allegiance.casefile.record import Reprints
from allegiance.views.reprinted import stories

IDS = ("d1", "d2", "d3", "d4")
DOCUMENTS = [DocumentSummary(i, i, None, f"publisher of {i}", None, None) for i in IDS]


def test_the_first_leads_and_what_stands_alone_is_left_out() -> None:
    reprints = Reprints(
        {
            "d1": ((0, 9, "d1:0-9"), (10, 90, "d1:10-90"), (200, 210, "d1:200-210")),
            "d2": ((4, 13, "d1:0-9"), (20, 99, "d1:10-90")),
            "d3": ((0, 5, "d3:0-5"),),
        }
    )
    (story,) = stories(reprints, DOCUMENTS)
    assert story.first.id == "d1"
    assert [document.publisher for document in story.again] == ["publisher of d2"]
    assert story.passages == ("d1:0-9", "d1:10-90")


@given(st.dictionaries(st.tuples(st.sampled_from(IDS), st.integers(0, 3)), st.sets(st.sampled_from(IDS))))
def test_every_passage_printed_elsewhere_is_in_exactly_one_story(
    printed: dict[tuple[str, int], set[str]],
) -> None:
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for (first, at), others in printed.items():
        for document in {first, *others}:
            spans.setdefault(document, []).append((at * 10, at * 10 + 9, f"{first}:{at * 10}-{at * 10 + 9}"))
    told = stories(Reprints({document: tuple(rows) for document, rows in spans.items()}), DOCUMENTS)
    passages = sorted(passage for story in told for passage in story.passages)
    assert passages == sorted(
        f"{first}:{at * 10}-{at * 10 + 9}" for (first, at), others in printed.items() if others - {first}
    )
    for story in told:
        assert story.first.id not in {document.id for document in story.again}
        assert all(passage.startswith(story.first.id + ":") for passage in story.passages)
