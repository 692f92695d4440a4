"""Texts of our own with who stands with whom in them, as annotated documents.

    python training/written.py training/annotations/written.jsonl FOLDER

One {"text", "actors", "claims"} a line: actors are {id: [kind, name, other form …]}, a claim is [subject, relation,
object or null, {what differs from 'holds', 'affirmed', 'stated'}], with its words under "quote" where the text has
more than it. FOLDER gets own-<line>.json and texts/own-<line>.txt, as annotators make them.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

HELD = {"phase": "holds", "polarity": "affirmed", "certainty": "stated"}
OPEN = dict.fromkeys(("value", "when", "where"))


def document(name: str, item: dict[str, Any]) -> dict[str, Any]:
    """An item as GUIDELINES describe a document; its name in `doc`."""
    actors = [
        {"id": key, "kind": kind, "name": forms[0], "mentions": forms}
        for key, (kind, *forms) in item["actors"].items()
    ]
    claims = [
        _claim(f"c{number}", claim, item["text"]) for number, claim in enumerate(item["claims"], start=1)
    ]
    return {"doc": name, "published": None, "actors": actors, "claims": claims}


def _claim(name: str, claim: list[Any], text: str) -> dict[str, Any]:
    subject, relation, other, *told = claim
    said = dict(told[0]) if told else {}
    quote = said.pop("quote", text)
    return {
        "id": name, "subject": subject, "relation": relation, "object": other,
        **OPEN, **HELD, "said_by": said.pop("by", None), **said,
        "evidence": [quote] if isinstance(quote, str) else quote,
    }  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("items", type=Path)
    options.add_argument("folder", type=Path)
    given = options.parse_args()
    (given.folder / "texts").mkdir(parents=True, exist_ok=True)
    lines = given.items.read_text("utf8").splitlines()
    for number, line in enumerate(lines, start=1):
        name, item = f"own-{number:04}", json.loads(line)
        made = json.dumps(document(name, item), ensure_ascii=False, indent=1)
        (given.folder / f"{name}.json").write_text(made + "\n", "utf8")
        (given.folder / "texts" / f"{name}.txt").write_text(item["text"], "utf8")
    sys.stdout.write(f"{len(lines)} documents\n")


if __name__ == "__main__":
    main()
