"""Annotations of texts that may not be passed on: places in the text instead of its words.

    python training/standoff.py write TEXTS.jsonl GOLD OUT.jsonl    annotations of GOLD whose texts TEXTS holds
    python training/standoff.py read TEXTS.jsonl IN.jsonl GOLD      the other way round

TEXTS holds one {"id", "text"} a line, GOLD <doc>.json and texts/<doc>.txt. A line of the annotations holds the same as
<doc>.json, but every string that stands in the text is its half-open span [start, end) in code points, and the SHA-256
of the text says whether it is the same text. What an annotator put in words of their own stays a string. A document
may be a part of a text: `part` is then its span there, and its name that of the text with a letter behind it, if any.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Container
from pathlib import Path
from typing import Any

Place = list[int]  # start, end


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("way", choices=("write", "read"))
    options.add_argument("texts", type=Path)
    options.add_argument("given", type=Path)
    options.add_argument("result", type=Path)
    given = options.parse_args()
    rows = map(json.loads, given.texts.read_text("utf8").splitlines())
    texts = {row["id"]: row["text"] for row in rows}
    if given.way == "write":
        return _write(texts, given.given, given.result)
    return _read(texts, given.given, given.result)


def _write(texts: dict[str, str], gold: Path, result: Path) -> int:
    with result.open("w", encoding="utf8") as out:
        for path in sorted(gold.glob("*.json")):
            whole = texts.get(text_of(path.stem, texts))
            if whole is None:
                continue
            text = (gold / "texts" / f"{path.stem}.txt").read_text("utf8")
            row: dict[str, Any] = {"sha256": _hash(whole)}
            if text != whole:
                row["part"] = _part(text, whole, path)
            row |= without_text(json.loads(path.read_text("utf8")), text)
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    return 0


def _read(texts: dict[str, str], annotations: Path, gold: Path) -> int:
    (gold / "texts").mkdir(parents=True, exist_ok=True)
    left_out = 0
    for line in annotations.read_text("utf8").splitlines():
        row = json.loads(line)
        text = texts.get(text_of(row["doc"], texts))
        if text is None or _hash(text) != row.pop("sha256"):
            left_out += 1
            continue
        start, end = row.pop("part", (0, len(text)))
        text = text[start:end]
        whole = json.dumps(with_text(row, text), ensure_ascii=False, indent=1)
        (gold / f"{row['doc']}.json").write_text(whole + "\n", "utf8")
        (gold / "texts" / f"{row['doc']}.txt").write_text(text, "utf8")
    if left_out:
        sys.stderr.write(f"{left_out} documents left out: their text is absent from TEXTS, or another one\n")
    return 0


def text_of(document: str, texts: Container[str]) -> str:
    """The name of the text that a document is, or is a part of: 'news-250' of 'news-250b'."""
    return document if document in texts else document.rstrip("bcdefgh")


def _part(text: str, whole: str, path: Path) -> Place:
    start = whole.find(text)
    if start < 0:
        raise SystemExit(f"{path}: its text is no part of the text of that name in TEXTS")
    return [start, start + len(text)]


def without_text(document: dict[str, Any], text: str) -> dict[str, Any]:
    """A copy with spans in place of words. Words that occur more than once are searched from their quote on."""
    actors = [
        {**a, "name": _place(a["name"], text), "mentions": [_place(m, text) for m in a["mentions"]]}
        for a in document["actors"]
    ]
    claims = []
    for claim in document["claims"]:
        evidence = [_place(quote, text) for quote in claim["evidence"]]
        near = evidence[0][0] if evidence and isinstance(evidence[0], list) else 0
        words = {k: _place(claim[k], text, near) for k in ("value", "where") if claim[k]}
        claims.append({**{k: v for k, v in claim.items() if v is not None}, **words, "evidence": evidence})
    return {**document, "actors": actors, "claims": claims}


def with_text(row: dict[str, Any], text: str) -> dict[str, Any]:
    """The document as it was annotated."""
    actors = [
        {**a, "name": _words(a["name"], text), "mentions": [_words(m, text) for m in a["mentions"]]}
        for a in row["actors"]
    ]
    empty = dict.fromkeys(("object", "value", "said_by", "when", "where"))
    claims = [
        {
            **empty,
            **claim,
            **{k: _words(claim[k], text) for k in ("value", "where") if k in claim},
            "evidence": [_words(quote, text) for quote in claim["evidence"]],
        }
        for claim in row["claims"]
    ]
    return {**row, "actors": actors, "claims": claims}


def _place(words: str, text: str, begin: int = 0) -> Place | str:
    start = text.find(words, begin)
    start = text.find(words) if start < 0 else start
    return words if start < 0 or not words else [start, start + len(words)]


def _words(place: Place | str, text: str) -> str:
    return place if isinstance(place, str) else text[place[0] : place[1]]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf8")).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
