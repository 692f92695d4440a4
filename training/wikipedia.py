"""Texts of Re-DocRED as they were annotated: one {"id", "text"} a line.

python training/wikipedia.py redocred/dev_revised.json TEXTS.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("documents", type=Path)
    options.add_argument("result", type=Path)
    given = options.parse_args()
    documents = json.loads(given.documents.read_text("utf8"))
    with given.result.open("w", encoding="utf8") as out:
        for number, document in enumerate(documents):
            row = {"id": f"rd-d{number}", "text": text_of(document["title"], document["sents"])}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


def text_of(title: str, sentences: list[list[str]]) -> str:
    """The title and all sentences, with no space before closing signs."""
    text = " ".join(" ".join(words) for words in sentences)
    text = re.sub(r" ([.,;:!?)\]'’])", r"\1", text)
    return f"{title}. " + re.sub(r"([(\[]) ", r"\1", text)


if __name__ == "__main__":
    sys.exit(main())
