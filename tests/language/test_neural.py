"""The trained reader with the weights of the package: laws of its answers, and a few plain sentences."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from allegiance.language.neural import Encoded, NeuralReader, SpanScore, WeightsMissing
from allegiance.language.neural.vectors import KEPT, Vectors
from allegiance.language.neural.weights import FOLDER

pytestmark = pytest.mark.skipif(
    not (FOLDER / "meta.json").exists(), reason="the package holds no trained weights"
)

SENTENCES = (
    "The Ruritanian army attacked rebels of the Black Hand near Strelsau on Monday.",
    "President Rudolf Zenda accused the Black Hand of treason.",
    "Michael Elphberg, the leader of the Black Hand, denied that he had any ties to Graustark.",
)
TEXT = " ".join(SENTENCES)


def spans_of_sentences(text: str) -> list[tuple[int, int]]:
    starts = [0, *(place + 2 for place in range(len(text)) if text[place : place + 2] == ". ")]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), len(text)], strict=True))


@pytest.fixture(scope="module")
def reader() -> NeuralReader:
    return NeuralReader.load()


@pytest.fixture(scope="module")
def encoded(reader: NeuralReader) -> Encoded:
    return reader.encode(TEXT, spans_of_sentences(TEXT))


def span(words: str, label: str = "organization", text: str = TEXT) -> SpanScore:
    return SpanScore(text.index(words), text.index(words) + len(words), label, 1.0)


def test_names_of_actors_are_found_where_they_stand(encoded: Encoded) -> None:
    found = {TEXT[s.start : s.end] for s in encoded.spans()}
    assert {"Rudolf Zenda", "President Rudolf Zenda"} & found
    assert any("Black Hand" in form for form in found)
    assert any("Michael Elphberg" in form for form in found)


def test_spans_end_at_words_and_reach_the_threshold(encoded: Encoded) -> None:
    for s in encoded.spans(0.2):
        assert s.score >= 0.2
        assert 0.0 <= s.active <= 1.0
        assert not TEXT[s.start].isspace() and not TEXT[s.end - 1].isspace()


def test_a_lower_threshold_never_finds_less(encoded: Encoded) -> None:
    counts = [len(encoded.spans(limit)) for limit in (0.9, 0.5, 0.2)]
    assert counts == sorted(counts)


def test_the_same_text_gives_the_same_scores(reader: NeuralReader, encoded: Encoded) -> None:
    assert reader.encode(TEXT, spans_of_sentences(TEXT)).spans(0.1) == encoded.spans(0.1)


def test_turning_a_pair_turns_its_relations(encoded: Encoded, reader: NeuralReader) -> None:
    pairs = [
        (span("The Ruritanian army"), span("Black Hand")),
        (span("Black Hand"), span("The Ruritanian army")),
    ]
    scores = encoded.relations(pairs)
    assert scores.relation.shape == (2, len(reader.relations))
    np.testing.assert_allclose(scores.relation[0], scores.back[1], atol=1e-6)
    np.testing.assert_allclose(scores.any[0], scores.any[1], atol=1e-6)


def test_probabilities_sum_to_whether_there_is_any(encoded: Encoded, reader: NeuralReader) -> None:
    scores = encoded.relations([(span("President Rudolf Zenda"), span("Black Hand of", "organization"))])
    directed = [name not in reader.weights.meta.symmetric for name in reader.relations]
    total = scores.relation.sum() + scores.back[:, directed].sum()
    assert total == pytest.approx(scores.any[0], abs=1e-4)


def test_a_plain_accusation_is_seen_with_its_direction(encoded: Encoded, reader: NeuralReader) -> None:
    second = TEXT.index("the Black Hand of treason")
    scores = encoded.relations(
        [(span("Rudolf Zenda", "person"), SpanScore(second, second + 14, "armed_group", 1.0))]
    )
    accused = reader.relations.index("accused")
    assert scores.relation[0].argmax() == accused
    assert scores.relation[0, accused] > scores.back[0, accused]


def test_qualifiers_are_probabilities(encoded: Encoded) -> None:
    pairs = [(span("Michael Elphberg", "person"), span("Graustark", "country"))]
    scores = encoded.qualifiers(pairs, ["allied_with"], [span("Michael Elphberg", "person")])
    for table in (scores.phase, scores.polarity, scores.certainty):
        assert table.sum(axis=1) == pytest.approx(1.0, abs=1e-4)
    assert 0.0 <= scores.speaker.sum() <= 1.0
    assert 0.0 <= scores.attributed[0] <= 1.0


def test_links_join_a_name_with_itself_rather_than_with_another(encoded: Encoded) -> None:
    second = TEXT.index("Black Hand of treason")
    mentions = [span("Black Hand"), SpanScore(second, second + 10, "organization", 1.0), span("Graustark")]
    links = encoded.link_scores(mentions)
    score = {(int(a), int(b)): float(s) for a, b, s in zip(links.early, links.late, links.score, strict=True)}
    assert set(score) == {(0, 1), (0, 2), (1, 2)}
    assert score[0, 1] > max(score[0, 2], score[1, 2])


def test_what_no_window_holds_has_zeros(reader: NeuralReader) -> None:
    text = " ".join([*SENTENCES] * 30)
    encoded = reader.encode(text, spans_of_sentences(text))
    last = text.rindex("Graustark")
    far = (span("Ruritanian army", text=text), SpanScore(last, last + 9, "country", 1.0))
    assert encoded.relations([far]).any[0] == 0.0
    assert len(encoded.link_scores(far).score) == 0


def test_an_empty_text_has_no_answers(reader: NeuralReader) -> None:
    encoded = reader.encode("", [])
    assert encoded.spans() == ()
    assert encoded.names() == ()
    assert encoded.relations([]).any.shape == (0,)
    assert encoded.link_scores([]).score.shape == (0,)
    assert encoded.qualifiers([], []).phase.shape == (0, 3)


def test_few_windows_are_held(reader: NeuralReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allegiance.language.neural.vectors.KEPT", 2)
    assert KEPT > 2
    text = " ".join([*SENTENCES] * 12)
    encoded = reader.encode(text, spans_of_sentences(text))
    first = encoded.spans(0.3)
    assert len(encoded.vectors.windows) > 2
    assert len(encoded.vectors._kept) == 2
    assert encoded.spans(0.3) == first


def test_threads_that_prepare_together_share_the_windows(
    reader: NeuralReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join([*SENTENCES] * 40)
    alone, shared = (reader.encode(text, spans_of_sentences(text)) for _ in range(2))
    alone.prepare()
    runs: list[str] = []
    run = Vectors.run
    monkeypatch.setattr(
        Vectors, "run", lambda self, graph, feed: runs.append(graph) or run(self, graph, feed)
    )
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(shared.prepare) for _ in range(3)]:
            done.result()
    assert runs.count("encoder") == len(shared.vectors.windows) > 3
    assert shared.spans() == alone.spans()


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"meta\.json is missing"):
        NeuralReader.load(tmp_path)


def test_weights_of_another_format_are_refused(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "meta.json").unlink()
    (tmp_path / "meta.json").write_text(json.dumps({"format": 99}), "utf8")
    with pytest.raises(WeightsMissing, match="format 99"):
        NeuralReader.load(tmp_path)
