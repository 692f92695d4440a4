"""Annotated documents → examples: spans, pairs and their qualifiers on words.

    <doc>.json + texts/<doc>.txt ──► Example(words, spans, links by cluster, labelled pairs)

Actors are annotated as strings: every occurrence of a string is a mention. Claims are annotated with quotes: the
nearest two mentions in a quote carry the claim, other mentions of the same two actors are left out of the loss.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from allegiance.language.neural.windows import Words, split_words

KINDS = ("person", "organization", "armed_group", "country", "movement", "population")
SPAN_LABELS = ("actor", "office", "description", "place", "named")
ACTOR, OFFICE, DESCRIPTION, PLACE, NAMED = range(5)
VALUE_LABEL = {"holds_office": OFFICE, "appointed": OFFICE, "described_as": DESCRIPTION, "controls": PLACE}
PHASES = ("begins", "holds", "ends")
POLARITIES = ("affirmed", "denied")
CERTAINTIES = ("stated", "alleged", "possible")
SYMMETRIC = ("allied_with", "rivals", "merged_with", "negotiated_with", "traded_with")
RELATIONS = (
    "allied_with supports sponsors rivals opposes member_of leads holds_office relative_of controls founded split_from "
    "merged_with renamed_as succeeded attacked coerced accused protested_against betrayed demanded_of negotiated_with "
    "aided traded_with withdrew_from appointed removed interfered_in described_as"
).split()
DIRECTED = tuple(name for name in RELATIONS if name not in SYMMETRIC)
CLASSES = ("none", *RELATIONS, *(f"{name}<" for name in DIRECTED))  # 'r<': the later mention is the subject
CLASS_OF = {name: number for number, name in enumerate(CLASSES)}
POSITIVE = frozenset(
    "allied_with supports sponsors member_of leads merged_with negotiated_with aided traded_with appointed".split()
)
NEGATIVE = frozenset(
    "rivals opposes split_from attacked coerced accused protested_against betrayed withdrew_from removed "
    "interfered_in".split()
)
NEAR = 2  # sentences between two mentions that may carry a claim


def sign(relation: str) -> int:
    """+1 together, -1 against, 0 neither."""
    return 1 if relation in POSITIVE else -1 if relation in NEGATIVE else 0


SIGN_OF_CLASS = (
    0,
    *(2 + sign(name.rstrip("<")) for name in CLASSES[1:]),
)  # 0 none, 1 against, 2 neither, 3 together

Sentences = Callable[[str], list[tuple[int, int]]]


@dataclass(slots=True)
class Span:
    """Words `[first, last]` of one mention or value."""

    first: int
    last: int
    label: int
    cluster: str
    kind: int  # -1 unknown
    active: bool = False


@dataclass(frozen=True, slots=True)
class PairLabel:
    """One claim carried by a pair of spans."""

    relation: int
    phase: int
    polarity: int
    certainty: int
    attributed: int
    speaker: str | None  # cluster of the speaker


@dataclass(slots=True)
class Example:
    """One document, ready to be cut into windows. Pairs are keyed by positions in `spans`, earlier first."""

    name: str
    text: str
    words: Words
    spans: list[Span]
    pairs: dict[tuple[int, int], list[PairLabel]] = field(default_factory=dict)
    ignored: set[frozenset[str]] = field(
        default_factory=set
    )  # clusters that stand in some claim with each other
    tasks: frozenset[str] = frozenset({"spans", "links", "pairs", "speakers"})
    stance: int = -1


def read_gold(
    folder: Path, tokenizer: object, sentences: Sentences, only: frozenset[str] | None = None
) -> list[Example]:
    """All annotated documents of a folder, or those named, in the order of their names."""
    return [
        gold_example(path.stem, json.loads(path.read_text("utf8")), text, tokenizer, sentences)
        for path in sorted(folder.glob("*.json"))
        if only is None or path.stem in only
        for text in [(folder / "texts" / f"{path.stem}.txt").read_text("utf8")]
    ]


def gold_example(name: str, gold: dict, text: str, tokenizer: object, sentences: Sentences) -> Example:
    """One annotated document."""
    words = split_words(text, sentences(text), tokenizer)  # type: ignore[arg-type]
    spans = {(s.first, s.last, s.label): s for s in _actor_spans(gold, text, words)}
    claims = gold["claims"]
    for claim in claims:
        for span in _value_spans(claim, text, words):
            spans.setdefault((span.first, span.last, span.label), span)
    example = Example(name, text, words, sorted(spans.values(), key=lambda s: (s.first, s.last, s.label)))
    for claim in claims:
        _label_claim(example, claim)
    return example


def _actor_spans(gold: dict, text: str, words: Words) -> list[Span]:
    taken: dict[tuple[int, int], Span] = {}
    by_actor: dict[str, list[tuple[int, int]]] = defaultdict(list)
    forms = [
        (form, actor)
        for actor in gold["actors"]
        for form in {actor["name"], *actor["mentions"]}
        if form.strip()
    ]
    for form, actor in sorted(forms, key=lambda pair: (-len(pair[0]), pair[0])):
        for match in occurrences(form, text):
            where = words.covering(*match)
            if where is None or where in taken or words.sentence[where[0]] != words.sentence[where[1]]:
                continue
            if any(a <= where[0] and where[1] <= b for a, b in by_actor[actor["id"]]):
                continue
            if _head_of_other(where, taken, words, text):
                continue
            by_actor[actor["id"]].append(where)
            taken[where] = Span(*where, ACTOR, actor["id"], KINDS.index(actor["kind"]))
    return list(taken.values())


def _head_of_other(where: tuple[int, int], taken: Iterable[tuple[int, int]], words: Words, text: str) -> bool:
    """'police' inside 'Colombian police' is no mention of another actor 'police'."""
    for a, b in taken:
        if a < where[0] and b == where[1]:
            before = text[words.starts[a] : words.starts[where[0]]]
            if not re.search(r"\b(of|in|from|for|and|by|at|to|with|'s|’s)\b|[,(]|'s|’s", before):
                return True
    return False


def occurrences(form: str, text: str) -> list[tuple[int, int]]:
    """Where a string stands in the text between word boundaries."""
    left = r"(?<!\w)" if form[0].isalnum() else ""
    right = r"(?!\w)" if form[-1].isalnum() else ""
    return [match.span() for match in re.finditer(left + re.escape(form) + right, text)]


def _value_spans(claim: dict, text: str, words: Words) -> list[Span]:
    label = VALUE_LABEL.get(claim["relation"])
    if label is None or not claim["value"]:
        return []
    found = []
    for quote in claim["evidence"]:
        base = text.find(quote)
        near = (max(0, base - 300), base + len(quote) + 300) if base >= 0 else (0, 0)
        places = [
            match.span()
            for match in re.finditer(re.escape(claim["value"]), text[near[0] : near[1]], re.IGNORECASE)
        ]
        inside = [
            p for p in places if near[0] + p[0] >= base and near[0] + p[1] <= base + len(quote)
        ] or places
        where = words.covering(near[0] + inside[0][0], near[0] + inside[0][1]) if inside else None
        if where and words.sentence[where[0]] == words.sentence[where[1]]:
            found.append(Span(*where, label, f"value {claim['id']}", -1))
    return found


def _label_claim(example: Example, claim: dict) -> None:
    subject, other = claim["subject"], claim["object"]
    values = [
        p
        for p, s in enumerate(example.spans)
        if s.label not in (ACTOR, NAMED)
        and s.label == VALUE_LABEL.get(claim["relation"])
        and _same_value(example, s, claim)
    ]
    if other:
        example.ignored.add(frozenset((subject, other)))
    for quote in claim["evidence"]:
        base = example.text.find(quote)
        where = example.words.covering(base, base + len(quote)) if base >= 0 else None
        if where is None:
            continue
        subjects = _mentions(example, subject, where)
        objects = _mentions(example, other, where) if other else []
        near_values = [p for p in values if _gap(example.spans[p], where) < 60]
        _add(example, _nearest(example, subjects, objects), claim)
        pair = _nearest(example, subjects, near_values)
        _add(example, pair, claim)
        if pair and other and claim["relation"] == "holds_office":
            _add(example, _nearest(example, [p for p in pair if p in near_values], objects), claim)


def _same_value(example: Example, span: Span, claim: dict) -> bool:
    words = example.words
    surface = example.text[words.starts[span.first] : words.ends[span.last]]
    return surface.lower() == (claim["value"] or "").lower() or span.cluster == f"value {claim['id']}"


def _gap(span: Span, where: tuple[int, int]) -> int:
    return max(0, where[0] - span.last, span.first - where[1])


def _mentions(example: Example, cluster: str, where: tuple[int, int]) -> list[int]:
    """Mentions inside the quote, or else the nearest one in the sentences around it, earlier ones first."""
    own = [p for p, s in enumerate(example.spans) if s.cluster == cluster]
    inside = [p for p in own if _gap(example.spans[p], where) == 0]
    if inside or not own:
        return inside
    sentence = example.words.sentence
    low, high = sentence[where[0]] - NEAR, sentence[where[1]] + 1
    around = [p for p in own if low <= sentence[example.spans[p].first] <= high]
    return sorted(around, key=lambda p: (_gap(example.spans[p], where), -p))[:1]


def _nearest(example: Example, left: list[int], right: list[int]) -> tuple[int, int] | None:
    """The subject and the object that stand nearest to each other."""
    best = None
    for a in left:
        for b in right:
            first, second = example.spans[a], example.spans[b]
            gap = max(first.first, second.first) - min(first.last, second.last)
            apart = abs(example.words.sentence[first.first] - example.words.sentence[second.first])
            if a != b and apart <= NEAR and (best is None or gap < best[0]):
                best = (gap, a, b)
    return best and best[1:]


def _add(example: Example, pair: tuple[int, int] | None, claim: dict) -> None:
    if pair is None:
        return
    early, late = min(pair), max(pair)
    name = claim["relation"]
    backward = early != pair[0] and name not in SYMMETRIC
    speaker = claim["said_by"]
    label = PairLabel(
        CLASS_OF[f"{name}<" if backward else name],
        PHASES.index(claim["phase"]),
        POLARITIES.index(claim["polarity"]),
        CERTAINTIES.index(claim["certainty"]),
        int(bool(speaker)),
        speaker,
    )
    labels = example.pairs.setdefault((early, late), [])
    if label not in labels:
        labels.append(label)
    for p in (early, late):
        example.spans[p].active = True
