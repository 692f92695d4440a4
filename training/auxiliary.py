"""Further sets that may train shipped weights: re3d (names), GUM (coreference), DSE (stance of a pair)."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from corpus import ACTOR, NAMED, Example, Sentences, Span

from allegiance.language.neural.windows import split_words

STANCES = ("neutral", "p_pos_q", "p_neg_q", "q_pos_p", "q_neg_p")  # p stands first in the text
RE3D_FOLDERS = ("CENTCOM", "Wikipedia")  # BBC Online: not for commercial use
RE3D_TYPES = ("Organisation", "Person", "Nationality")
GUM_KINDS = ("person", "organization")


def read_re3d(folder: Path, tokenizer: object, sentences: Sentences) -> list[Example]:
    """Documents with organisations, persons and nationalities as spans of the label 'named'."""
    found = []
    for part in RE3D_FOLDERS:
        rows = _rows(folder / part / "entities.json")
        for document in _rows(folder / part / "documents.json"):
            words = split_words(document["text"], sentences(document["text"]), tokenizer)  # type: ignore[arg-type]
            spans = {}
            for row in rows:
                where = words.covering(row["begin"], row["end"])
                if row["documentId"] == document["_id"] and row["type"] in RE3D_TYPES and where:
                    spans[where] = Span(*where, NAMED, row["_id"], -1)
            ordered = sorted(spans.values(), key=lambda s: (s.first, s.last))
            found.append(
                Example(
                    document["_id"][:8].lower(), document["text"], words, ordered, tasks=frozenset({"named"})
                )
            )
    return found


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8-sig").splitlines() if line.strip()]


def read_gum(folder: Path, tokenizer: object) -> list[Example]:
    """Documents with persons, organisations and their pronouns in clusters."""
    return [_gum_example(path, tokenizer) for path in sorted((folder / "dep").glob("*.conllu"))]


def _gum_example(path: Path, tokenizer: object) -> Example:
    text, sentences, mentions, opened = "", [], [], []
    for block in path.read_text("utf8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        begin = len(text)
        joined = {
            str(n) for r in rows if re.fullmatch(r"\d+-\d+", r[0]) for n in range(*map(int, r[0].split("-")))
        }
        for row in (r for r in rows if r[0].isdigit()):
            start = len(text)
            text += row[1]
            mark = re.search(r"Entity=([^|]+)", row[9])
            for part in re.findall(r"\([^()]+\)?|[^()]+\)", mark.group(1)) if mark else []:
                number = re.match(r"\(?(\d+)", part)
                if number is None:
                    continue
                if part.startswith("("):
                    kind = part.split("-")[1].rstrip(")") if "-" in part else ""
                    opened.append((number.group(1), kind, start))
                if part.endswith(")"):
                    last = next(
                        (p for p in range(len(opened) - 1, -1, -1) if opened[p][0] == number.group(1)), None
                    )
                    if last is not None:
                        cluster, kind, first = opened.pop(last)
                        mentions.append((first, len(text), cluster, kind))
            text += "" if "SpaceAfter=No" in row[9] or row[0] in joined else " "
        if len(text) > begin:
            sentences.append((begin, len(text)))
    words = split_words(text, sentences, tokenizer)  # type: ignore[arg-type]
    spans = {}
    for first, end, cluster, kind in mentions:
        where = words.covering(first, end)
        if where and kind in GUM_KINDS and where[1] - where[0] < 20:
            spans[where] = Span(*where, ACTOR, cluster, -1)
    ordered = sorted(spans.values(), key=lambda s: (s.first, s.last))
    return Example(path.stem, text, words, ordered, tasks=frozenset({"links"}))


def read_dse(path: Path, tokenizer: object) -> list[Example]:
    """One sentence each, two spans and the stance of one towards the other."""
    found = []
    for line in path.read_text("utf8").splitlines():
        row = json.loads(line)
        words = split_words(row["text"], [(0, len(row["text"]))], tokenizer)  # type: ignore[arg-type]
        p, q = words.covering(*row["p_span"]), words.covering(*row["q_span"])
        if p is None or q is None or p == q:
            continue
        label = row["label"]
        if p > q:
            p, q = q, p
            label = label.translate(str.maketrans("pq", "qp", "")) if label != "neutral" else label
            label = label.replace("qos", "pos").replace("neq", "neg")
        spans = [Span(*p, ACTOR, "p", -1), Span(*q, ACTOR, "q", -1)]
        found.append(
            Example(
                row["text"][:20],
                row["text"],
                words,
                spans,
                tasks=frozenset({"stance"}),
                stance=STANCES.index(label),
            )
        )
    return found


def balanced(examples: list[Example], count: int, draw: random.Random) -> list[Example]:
    """As many neutral pairs as pairs with a stance."""
    neutral = [e for e in examples if e.stance == 0]
    other = [e for e in examples if e.stance != 0]
    return draw.sample(neutral, count // 2) + draw.sample(other, count // 2)
