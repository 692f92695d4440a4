"""What each part of the extraction contributes: the same documents read with one part left out at a time.

    python benchmarks/ablation.py --gold GOLD/dev --scorer GOLD/score.py

Reads every document once a row, in process, at the default level. The weights of the common score are not fitted anew
for each row, so that a row shows what is lost where a part fails, not what the rest could do without it.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from spacy.tokens import Token

from allegiance.casefile import Casefile
from allegiance.casefile.intake import take_in
from allegiance.claims.levels import BALANCED
from allegiance.exchange.lines import lines
from allegiance.language.reading import Reader
from allegiance.language.trained import _is_phrase


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--scorer", type=Path, required=True)
    given = options.parse_args()
    scorer = _module(given.scorer)
    best, grammar = Reader.best(), Reader()
    rows: list[tuple[str, Reader, list[Any]]] = [
        ("everything", best, []),
        ("grammar alone", grammar, []),
        *((name, best, patches) for name, patches in _without()),
    ]
    _say(
        "| left out | pair P / R / F1 | typed P / R / F1 | phase | certainty | attribution (false) | year | evidence |"
    )
    _say("|---|---|---|---|---|---|---|---|")
    for name, reader, patches in rows:
        with _all(patches):
            _say(_row(name, _score(reader, given.gold, scorer)))


def _without() -> Iterator[tuple[str, list[Any]]]:
    """Parts with the patches that leave each out."""
    base = "allegiance.claims."
    yield "relations of the network", [patch(f"{base}extract.network_drafts", lambda *_: iter(()))]
    yield "relations of grammar", [patch(f"{base}extract.grammar_drafts", lambda *_: iter(()))]
    yield "pairs over two sentences", [patch(f"{base}by_network._APART", 0)]
    yield "pronouns", [patch("allegiance.language.trained.pronouns", lambda _: iter(()))]
    yield "links of the network", [patch("allegiance.language.reading._links", lambda *_: {})]
    yield "bodies of offices told elsewhere", [patch(f"{base}extract.with_bodies", lambda drafts, _: drafts)]
    yield "names without titles", [patch("allegiance.language.trained.bare_name", lambda tokens: tokens)]
    yield (
        "parties and groups under other names",
        [
            patch("allegiance.language.coreference.named.known_body", lambda *_: None),
            patch("allegiance.language.coreference.discourse.known_body", lambda *_: None),
        ],
    )
    yield (
        "state bodies, with and without their country",
        [patch("allegiance.language.coreference.named.without_state", lambda name: (name, None))],
    )
    yield "names that the parser lost", [patch("allegiance.language.trained._is_whole", _by_syntax)]
    yield (
        "holders by syntax",
        [
            patch(f"{base}by_network.holder", lambda *_: None),
            patch(f"{base}by_network.head_of", lambda *_: None),
        ],
    )
    yield "terms of offices and control", [patch(f"{base}extract.term", lambda _: None)]
    yield (
        "what is given, older and later names",
        [
            patch(f"{base}grammar.transfer_findings", lambda *_: iter(())),
            patch(f"{base}grammar.naming_findings", lambda *_: iter(())),
        ],
    )
    yield "the network's vector in the score", [patch(f"{base}weigh.vector", lambda _: None)]
    yield (
        "the network's look at qualifiers",
        [patch(f"{base}extract.looks", lambda _, drafts, __: [None] * len(drafts))],
    )
    yield (
        "surroundings (speaker, certainty)",
        [
            patch(f"{base}speaking.probability", lambda *_: 0.0),
            patch(f"{base}second_look.probability", lambda *_: 0.0),
        ],
    )


def _by_syntax(tokens: Sequence[Token], _: float) -> bool:
    return _is_phrase(tokens)


@contextmanager
def _all(patches: list[Any]) -> Iterator[None]:
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def _score(reader: Reader, gold: Path, scorer: ModuleType) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        with Casefile.open(Path(folder) / "x.casefile", create=True, least=BALANCED) as casefile:
            for outcome in take_in(casefile, sorted((gold / "texts").glob("*.txt")), reader):
                if outcome.document is None:
                    raise SystemExit(f"{outcome.path}: {outcome.problems}")
            claims.write_text("\n".join(lines(casefile)) + "\n", encoding="utf-8")
        found: dict[str, Any] = scorer.score(str(gold), str(claims))[0]
    return found


def _row(name: str, found: dict[str, Any]) -> str:
    cells = [" / ".join(f"{found[k][v]:.3f}" for v in ("p", "r", "f1")) for k in ("pair", "typed")]
    on = found["on_matches"]
    cells += [
        f"{on['phase']:.3f}",
        f"{on['certainty']:.3f}",
        f"{on['attribution_recall'] or 0:.2f} ({on['attribution_false']})",
        f"{on['when_recall'] or 0:.2f}",
        f"{on['evidence']:.3f}",
    ]
    return f"| {name} | {' | '.join(cells)} |"


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
